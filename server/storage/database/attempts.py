"""How often somebody tried, in SQL, so that a restart forgives nobody; keys are tags, never names or addresses."""

from sqlalchemy import BigInteger, Column, Delete, Index, Integer, String, Table, delete, select, update

from server.identity.pace import FORGOTTEN_MS, Bucket, BucketSize, delay_ms, drawn, full
from server.storage.database.engine import Database
from server.storage.database.inserting import insert_or_lock
from server.storage.database.schema import metadata

delays = Table(
    "attempt_delays",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("not_before_ms", BigInteger, nullable=False),
    Index(None, "not_before_ms"),
)
buckets = Table(
    "attempt_buckets",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("milli", BigInteger, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Index(None, "at_ms"),
)


class AttemptRepository:
    """Counts attempts before they are looked at: the row's lock makes each check and count one step."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def begin(self, key: str, now_ms: int) -> int:
        """Count an attempt and start its delay; answers the milliseconds to wait when it comes too early."""
        async with self._db.write() as conn:
            await conn.execute(_swept(delays, delays.c.not_before_ms, now_ms))
            row = await insert_or_lock(conn, delays, {"key": key, "failures": 0, "not_before_ms": now_ms})
            # A clock set back must not lock anybody out for longer than the delay itself.
            wait = min(row.not_before_ms - now_ms, delay_ms(max(1, row.failures)))
            if wait > 0:
                return int(wait)
            failures = row.failures + 1
            await conn.execute(
                update(delays)
                .where(delays.c.key == key)
                .values(failures=failures, not_before_ms=now_ms + delay_ms(failures))
            )
            return 0

    async def forgive(self, key: str) -> None:
        """Forget the delay after a success."""
        async with self._db.write() as conn:
            await conn.execute(delete(delays).where(delays.c.key == key))

    async def draw(self, key: str, size: BucketSize, now_ms: int) -> int:
        """Take one token of a bucket; answers the milliseconds to wait when it is empty."""
        async with self._db.write() as conn:
            await conn.execute(_swept(buckets, buckets.c.at_ms, now_ms))
            fresh = full(size, now_ms)
            row = await insert_or_lock(conn, buckets, {"key": key, "milli": fresh.milli, "at_ms": fresh.at_ms})
            after, wait = drawn(Bucket(row.milli, row.at_ms), size, now_ms)
            change = {"milli": after.milli, "at_ms": after.at_ms}
            await conn.execute(update(buckets).where(buckets.c.key == key).values(**change))
            return wait


def _swept(table: Table, at_ms: Column[int], now_ms: int) -> Delete:
    """Rows long over go, but for those somebody else is at: nobody waits for another's sweeping."""
    old = select(table.c.key).where(at_ms < now_ms - FORGOTTEN_MS).with_for_update(skip_locked=True)
    return delete(table).where(table.c.key.in_(old))
