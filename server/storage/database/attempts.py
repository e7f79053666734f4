"""How often somebody tried, in SQL, so that a restart forgives nobody; keys are tags, never names or addresses."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, delete, insert, select, update

from server.identity.pace import FORGOTTEN_MS, Bucket, BucketSize, delay_ms, drawn, full
from server.storage.database.engine import Database
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
    """Counts attempts before they are looked at: the writer's turn makes each check and count one step."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def begin(self, key: str, now_ms: int) -> int:
        """Count an attempt and start its delay; answers the milliseconds to wait when it comes too early."""
        async with self._db.write() as conn:
            await conn.execute(delete(delays).where(delays.c.not_before_ms < now_ms - FORGOTTEN_MS))
            row = (await conn.execute(select(delays).where(delays.c.key == key))).first()
            if row is None:
                await conn.execute(insert(delays).values(key=key, failures=1, not_before_ms=now_ms + delay_ms(1)))
                return 0
            # A clock set back must not lock anybody out for longer than the delay itself.
            wait = min(row.not_before_ms - now_ms, delay_ms(row.failures))
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
            await conn.execute(delete(buckets).where(buckets.c.at_ms < now_ms - FORGOTTEN_MS))
            row = (await conn.execute(select(buckets).where(buckets.c.key == key))).first()
            kept = full(size, now_ms) if row is None else Bucket(row.milli, row.at_ms)
            after, wait = drawn(kept, size, now_ms)
            change = {"milli": after.milli, "at_ms": after.at_ms}
            if row is None:
                await conn.execute(insert(buckets).values(key=key, **change))
            else:
                await conn.execute(update(buckets).where(buckets.c.key == key).values(**change))
            return wait
