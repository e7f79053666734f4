"""Recovery codes in SQL: one set per person, each used once."""

from collections.abc import Sequence

from sqlalchemy import BigInteger, Column, Integer, String, Table, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server.desk.people_rows import RecoveryRow
from server.storage.database.engine import Database
from server.storage.database.inserting import insert_or_replace
from server.storage.database.schema import metadata
from server.terms.ids import PersonId

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("person", String(32), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("hash", String(200), nullable=False),
    Column("used_ms", BigInteger),
)


class RecoveryRepository:
    """Keeps recovery codes, by their hashes."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def of(self, person: PersonId) -> list[RecoveryRow]:
        """Give a person's set in order, used ones too."""
        query = select(recovery_codes).where(recovery_codes.c.person == person).order_by(recovery_codes.c.number)
        async with self._db.read() as conn:
            return [RecoveryRow(row.number, row.hash, row.used_ms) for row in await conn.execute(query)]

    async def use(self, person: PersonId, kept: RecoveryRow, now_ms: int) -> int | None:
        """Use one up and say how many are left; None when it was used before: of any number at once exactly one wins.

        A code of a set that was replaced meanwhile is none any more.
        """
        whose = recovery_codes.c.person == person
        unused = recovery_codes.c.used_ms.is_(None)
        this = (whose, unused, recovery_codes.c.number == kept.number, recovery_codes.c.hash == kept.hash)
        async with self._db.write() as conn:
            if (await conn.execute(update(recovery_codes).where(*this).values(used_ms=now_ms))).rowcount != 1:
                return None
            left = await conn.execute(select(func.count()).select_from(recovery_codes).where(whose, unused))
            return int(left.scalar_one())

    async def replace(self, person: PersonId, hashes: Sequence[str]) -> None:
        """Keep a new set; the former one is worth nothing."""
        async with self._db.write() as conn:
            await set_codes(conn, person, hashes)


async def set_codes(conn: AsyncConnection, person: PersonId, hashes: Sequence[str]) -> None:
    """Keep a new set in a transaction that is more than this."""
    await conn.execute(delete(recovery_codes).where(recovery_codes.c.person == person))
    for number, each in enumerate(hashes):
        # of two sets kept at the same moment the later one stands, whole
        await insert_or_replace(
            conn, recovery_codes, {"person": person, "number": number, "hash": each, "used_ms": None}
        )
