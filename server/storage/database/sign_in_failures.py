"""How often in a row a sign-in failed, in SQL and never forgotten by time; nobody's failures cost the same writing."""

from sqlalchemy import BigInteger, Column, Integer, String, Table, case, delete, select, update

from server.desk.people_rows import Failures
from server.storage.database.engine import Database
from server.storage.database.inserting import insert_or_lock
from server.storage.database.schema import metadata
from server.terms.ids import PersonId

sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("person", String(32), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("tried_ms", BigInteger, nullable=False),
    Column("half_ms", BigInteger),
)

NOBODY = ""
"""The row of all names that nobody has: trying them costs what trying a real one costs."""


class FailureRepository:
    """Counts tries before they are looked at."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def count(self, person: PersonId | None, now_ms: int) -> Failures:
        """Count a try as failed in advance, and give what was before it."""
        key = person or NOBODY
        counted = update(sign_in_failures).where(sign_in_failures.c.person == key)
        async with self._db.write() as conn:
            before = await insert_or_lock(conn, sign_in_failures, {"person": key, "failures": 0, "tried_ms": now_ms})
            await conn.execute(counted.values(failures=before.failures + 1, tried_ms=now_ms))
            return Failures(before.failures, before.half_ms)

    async def refused(self, person: PersonId | None, now_ms: int, *, half: bool) -> None:
        """Write down that a try was refused, and the first time since a success that its password was right."""
        since = case((sign_in_failures.c.half_ms.is_(None), now_ms), else_=sign_in_failures.c.half_ms)
        change = {"tried_ms": now_ms} | ({"half_ms": since} if half else {})
        async with self._db.write() as conn:
            await conn.execute(
                update(sign_in_failures).where(sign_in_failures.c.person == (person or NOBODY)).values(**change)
            )

    async def of(self, person: PersonId) -> Failures:
        """Give a person's failures since their last success."""
        query = select(sign_in_failures).where(sign_in_failures.c.person == person)
        async with self._db.read() as conn:
            row = (await conn.execute(query)).first()
            return Failures(0, None) if row is None else Failures(row.failures, row.half_ms)

    async def told(self, person: PersonId, half_ms: int) -> bool:
        """Take a half sign-in down because its notice is written; False when another was faster."""
        this = (sign_in_failures.c.person == person, sign_in_failures.c.half_ms == half_ms)
        async with self._db.write() as conn:
            return (await conn.execute(update(sign_in_failures).where(*this).values(half_ms=None))).rowcount == 1

    async def forgive(self, person: PersonId) -> None:
        """Forget all of it after a success."""
        async with self._db.write() as conn:
            await conn.execute(delete(sign_in_failures).where(sign_in_failures.c.person == person))
