"""Who besides its owner may look at a study, in SQL."""

from collections.abc import Sequence

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, delete, insert, select
from sqlalchemy.exc import IntegrityError

from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.terms.ids import PersonId, StudyId

study_shares = Table(
    "study_shares",
    metadata,
    Column("study", String(32), ForeignKey("studies.id"), primary_key=True),
    Column("person", String(32), primary_key=True),
    Column("at_ms", BigInteger, nullable=False),
    Index(None, "person"),
)


class StudyShareRepository:
    """Keeps which colleagues were let in."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def share(self, study: StudyId, person: PersonId, at_ms: int) -> bool:
        """Let a colleague look; False when they may already, or the study is gone."""
        try:
            async with self._db.write() as conn:
                await conn.execute(insert(study_shares).values(study=study, person=person, at_ms=at_ms))
        except IntegrityError:
            return False
        return True

    async def unshare(self, study: StudyId, person: PersonId) -> bool:
        """Stop letting a colleague look; False when they could not."""
        async with self._db.write() as conn:
            gone = await conn.execute(
                delete(study_shares).where(study_shares.c.study == study, study_shares.c.person == person)
            )
            return gone.rowcount == 1

    async def shared_with(self, studies: Sequence[StudyId]) -> dict[StudyId, list[PersonId]]:
        """Say for each study which colleagues may look, in the order they were let in."""
        query = select(study_shares).where(study_shares.c.study.in_(studies))
        answer: dict[StudyId, list[PersonId]] = {study: [] for study in studies}
        async with self._db.read() as conn:
            for row in await conn.execute(query.order_by(study_shares.c.at_ms, study_shares.c.person)):
                answer[StudyId(row.study)].append(PersonId(row.person))
        return answer
