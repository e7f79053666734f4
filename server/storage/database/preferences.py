"""What staff have in hand, in SQL: a sealed row for each who ever changed anything, gone with the account."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.desk.people_rows import PreferenceRow
from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.terms.ids import PersonId

preferences = Table(
    "preferences",
    metadata,
    Column("person", String(32), ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)


class PreferenceRepository:
    """Keeps preferences; implements `desk.own_preferences.PreferenceShelf`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def of(self, person: PersonId) -> PreferenceRow | None:
        """Give what is kept of somebody."""
        async with self._db.read() as conn:
            row = (await conn.execute(select(preferences).where(preferences.c.person == person))).first()
            return None if row is None else PreferenceRow(PersonId(row.person), row.version, row.sealed)

    async def keep(self, row: PreferenceRow, *, over: int) -> bool:
        """Write a row over its version `over` (0: there was none); False when another stands there."""
        values = {"version": row.version, "sealed": row.sealed}
        former = (preferences.c.person == row.person, preferences.c.version == over)
        try:
            async with self._db.write() as conn:
                if over:
                    return (await conn.execute(update(preferences).where(*former).values(values))).rowcount == 1
                await conn.execute(insert(preferences).values(person=row.person, **values))
        except IntegrityError:
            return False
        return True
