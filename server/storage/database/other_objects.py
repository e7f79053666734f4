"""What came in with studies and is no picture, in SQL: a count by kind, found by keyed tags; nothing of it is kept.

A report may come in before the first picture of its study, so rows go by the study's tag and not by its id.
"""

from collections.abc import Sequence

from sqlalchemy import Column, String, Table, and_, func, insert, or_, select
from sqlalchemy.exc import IntegrityError

from server.desk.study_rows import StudyRow
from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.terms.ids import PersonId, StudyId

other_objects = Table(
    "other_objects",
    metadata,
    Column("owner", String(32), primary_key=True),
    Column("study_tag", String(64), primary_key=True),
    Column("sop_tag", String(64), primary_key=True),
    Column("kind", String(32), nullable=False),
)
STUDIES_AT_ONCE = 200


class OtherObjectRepository:
    """Names each object once."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def note(self, owner: PersonId, study_tag: str, sop_tag: str, kind: str) -> None:
        """Remember that an object of this kind came in with a study; once, however often it comes."""
        row = {"owner": owner, "study_tag": study_tag, "sop_tag": sop_tag, "kind": kind}
        try:
            async with self._db.write() as conn:
                await conn.execute(insert(other_objects).values(**row))
        except IntegrityError:
            return

    async def counts(self, studies: Sequence[StudyRow]) -> dict[StudyId, dict[str, int]]:
        """Count by kind what came in with each of these studies; studies without any are left out."""
        ids = {(row.owner, row.uid_tag): row.id for row in studies}
        tables = other_objects.c
        found: dict[StudyId, dict[str, int]] = {}
        for start in range(0, len(studies), STUDIES_AT_ONCE):
            those = [
                and_(tables.owner == row.owner, tables.study_tag == row.uid_tag)
                for row in studies[start : start + STUDIES_AT_ONCE]
            ]
            query = (
                select(tables.owner, tables.study_tag, tables.kind, func.count().label("count"))
                .where(or_(*those))
                .group_by(tables.owner, tables.study_tag, tables.kind)
                .order_by(tables.kind)
            )
            async with self._db.read() as conn:
                for row in await conn.execute(query):
                    found.setdefault(ids[PersonId(row.owner), row.study_tag], {})[row.kind] = row[3]
        return found
