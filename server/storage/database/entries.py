"""The record's rows: `entries` holds what is proven and never changes, `entry_payloads` what may be erased."""

from collections.abc import Sequence

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from server.audit.leaf import Committed
from server.audit.port import Stored, Stretch
from server.storage.database.engine import Database
from server.storage.database.inserting import insert_or_lock
from server.storage.database.schema import metadata
from server.terms.errors import Tampered
from server.terms.ids import SessionId
from server.vault.deployment import DeploymentKey

entry_count = Table(
    "entry_count",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("size", BigInteger, nullable=False),
)
"""One row: how many entries there are. It is also the lock that gives indexes without a gap: whoever has it until the
commit is the only one who appends, in whatever process [AUD-6]."""

entries = Table(
    "entries",
    metadata,
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("session", String(64)),
    Column("commitment", LargeBinary(32), nullable=False),
    Index(None, "session", "n"),
    Index(None, "at_ms"),
)

entry_payloads = Table(
    "entry_payloads",
    metadata,
    Column("n", BigInteger, ForeignKey("entries.n"), primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""Salt (32) and payload of an entry, sealed by the deployment key and bound to its index."""

_SALT_BYTES = 32


class EntryRows:
    """Stores the log; implements `audit.port.LogStore`."""

    def __init__(self, db: Database, dep: DeploymentKey) -> None:
        self._db = db
        self._dep = dep

    async def append(self, rows: Sequence[Committed]) -> int:
        """Store all rows or none, durably on return; give the index of the first. Raises `Unavailable`."""
        async with self._db.write() as conn:
            first = await _take_indexes(conn, len(rows))
            numbered = list(enumerate(rows, first))
            await conn.execute(
                insert(entries),
                [
                    {"n": n, "at_ms": row.at_ms, "session": row.session, "commitment": row.commitment}
                    for n, row in numbered
                ],
            )
            await conn.execute(
                insert(entry_payloads),
                [
                    {"n": n, "sealed": self._dep.seal(row.salt + row.payload, bound_to=f"entry {n}")}
                    for n, row in numbered
                ],
            )
        return first

    async def read(self, *, since: int, session: SessionId | None, limit: int) -> list[Stored]:
        """Give rows from index `since` on, in order; one that does not open says so and keeps none from being read."""
        query = (
            select(entries, entry_payloads.c.sealed)
            .outerjoin(entry_payloads, entries.c.n == entry_payloads.c.n)
            .where(entries.c.n >= since)
            .order_by(entries.c.n)
            .limit(limit)
        )
        if session is not None:
            query = query.where(entries.c.session == session)
        async with self._db.read() as conn:
            rows = (await conn.execute(query)).all()
        return [self._stored(row.n, row.at_ms, row.session, row.commitment, row.sealed) for row in rows]

    async def back(self, stretch: Stretch, *, limit: int) -> list[Stored]:
        """Give the rows of a stretch, the last one first; raises as `read`."""
        query = select(entries, entry_payloads.c.sealed).outerjoin(entry_payloads, entries.c.n == entry_payloads.c.n)
        if stretch.before is not None:
            query = query.where(entries.c.n < stretch.before)
        if stretch.from_ms is not None:
            query = query.where(entries.c.at_ms >= stretch.from_ms)
        if stretch.until_ms is not None:
            query = query.where(entries.c.at_ms <= stretch.until_ms)
        if stretch.session is not None:
            query = query.where(entries.c.session == stretch.session)
        async with self._db.read() as conn:
            rows = (await conn.execute(query.order_by(entries.c.n.desc()).limit(limit))).all()
        return [self._stored(row.n, row.at_ms, row.session, row.commitment, row.sealed) for row in rows]

    async def commitments(self, *, since: int, limit: int) -> list[bytes]:
        """Give the commitments from index `since` on, in order."""
        query = select(entries.c.commitment).where(entries.c.n >= since).order_by(entries.c.n).limit(limit)
        async with self._db.read() as conn:
            return list((await conn.execute(query)).scalars())

    async def size(self) -> int:
        """Give how many entries there are."""
        async with self._db.read() as conn:
            return (await conn.execute(select(entry_count.c.size))).scalar() or 0

    async def newest_ms(self) -> int:
        """Give the time of the newest entry, 0 without any."""
        query = select(entries.c.at_ms).order_by(entries.c.n.desc()).limit(1)
        async with self._db.read() as conn:
            return (await conn.execute(query)).scalar() or 0

    async def erase(self, session: SessionId) -> int:
        """Remove salt and payload of a session's entries for good; the tree still verifies."""
        async with self._db.write() as conn:
            return (await erase_payloads(conn, session))[0]

    def _stored(self, n: int, at_ms: int, session: SessionId | None, committed: bytes, sealed: bytes | None) -> Stored:
        if sealed is None:
            return Stored(n, at_ms, session, committed, None, None)
        try:
            opened = self._dep.open_sealed(sealed, bound_to=f"entry {n}")
        except Tampered:
            return Stored(n, at_ms, session, committed, None, None, is_damaged=True)
        return Stored(n, at_ms, session, committed, opened[:_SALT_BYTES], opened[_SALT_BYTES:])


async def erase_payloads(conn: AsyncConnection, session: SessionId, *, below: int | None = None) -> tuple[int, int]:
    """Remove salt and payload of a session's entries in the caller's transaction, those of an index `below` only.

    Gives how many went, and their sealed bytes. The entries themselves stay, and every root and proof [AUD-12].
    """
    of_session = select(entries.c.n).where(entries.c.session == session)
    if below is not None:
        of_session = of_session.where(entries.c.n < below)
    going = entry_payloads.c.n.in_(of_session)
    size = func.coalesce(func.sum(func.length(entry_payloads.c.sealed)), 0)
    size_bytes = (await conn.execute(select(size).where(going))).scalar_one()
    return (await conn.execute(delete(entry_payloads).where(going))).rowcount, int(size_bytes)


async def _take_indexes(conn: AsyncConnection, count: int) -> int:
    """Reserve `count` indexes inside this transaction; give the first."""
    first = int((await insert_or_lock(conn, entry_count, {"id": 1, "size": 0})).size)
    await conn.execute(update(entry_count).where(entry_count.c.id == 1).values(size=first + count))
    return first
