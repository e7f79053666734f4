"""Which series somebody has looked through for names, in SQL: what was decided is sealed under the study's key."""

from collections.abc import Sequence

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, String, Table, select
from sqlalchemy.exc import IntegrityError

from server.storage.database.engine import Database
from server.storage.database.inserting import insert_or_replace
from server.storage.database.schema import metadata
from server.terms.ids import SeriesId, StudyId

checked_names = Table(
    "checked_names",
    metadata,
    Column("series", String(32), ForeignKey("series.id"), primary_key=True),
    Column("study", String(32), ForeignKey("studies.id"), nullable=False),
    Column("decided", LargeBinary, nullable=False),
    Index(None, "study"),
)


class CheckedNamesRepository:
    """Keeps the newest decision about each series."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def checked(self, studies: Sequence[StudyId]) -> dict[SeriesId, bytes]:
        """Give what was decided about the series of these studies."""
        query = select(checked_names.c.series, checked_names.c.decided).where(checked_names.c.study.in_(studies))
        async with self._db.read() as conn:
            return {SeriesId(row.series): row.decided for row in await conn.execute(query)}

    async def keep_checked(self, study: StudyId, series: SeriesId, decided: bytes) -> bool:
        """Keep a decision in place of the one before; False when the series is gone."""
        try:
            async with self._db.write() as conn:
                row = {"series": series, "study": study, "decided": decided}
                await insert_or_replace(conn, checked_names, row)
        except IntegrityError:
            return False
        return True
