"""The record's rows: `entries` holds what is proven and never changes, `entry_payloads` what may be erased."""

from collections.abc import Sequence

from sqlalchemy import BigInteger, Column, ForeignKey, Index, LargeBinary, String, Table, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server.audit.leaf import Committed
from server.audit.port import Stored
from server.storage.database.engine import Database
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
"""One row: how many entries there are. Updating it is also the lock that gives indexes without a gap."""

entries = Table(
    "entries",
    metadata,
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("session", String(64)),
    Column("commitment", LargeBinary(32), nullable=False),
    Index(None, "session", "n"),
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
        """Give rows from index `since` on, in order; raises `Tampered` (`entry`) when one does not open."""
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

    async def commitments(self, *, since: int, limit: int) -> list[bytes]:
        """Give the commitments from index `since` on, in order."""
        query = select(entries.c.commitment).where(entries.c.n >= since).order_by(entries.c.n).limit(limit)
        async with self._db.read() as conn:
            return list((await conn.execute(query)).scalars())

    async def size(self) -> int:
        """Give how many entries there are."""
        async with self._db.read() as conn:
            return (await conn.execute(select(entry_count.c.size))).scalar() or 0

    async def erase(self, session: SessionId) -> int:
        """Remove salt and payload of a session's entries for good; the tree still verifies."""
        of_session = select(entries.c.n).where(entries.c.session == session)
        async with self._db.write() as conn:
            return (await conn.execute(delete(entry_payloads).where(entry_payloads.c.n.in_(of_session)))).rowcount

    def _stored(self, n: int, at_ms: int, session: SessionId | None, committed: bytes, sealed: bytes | None) -> Stored:
        if sealed is None:
            return Stored(n, at_ms, session, committed, None, None)
        try:
            opened = self._dep.open_sealed(sealed, bound_to=f"entry {n}")
        except Tampered as error:
            raise Tampered("entry", index=n) from error
        return Stored(n, at_ms, session, committed, opened[:_SALT_BYTES], opened[_SALT_BYTES:])


async def _take_indexes(conn: AsyncConnection, count: int) -> int:
    """Reserve `count` indexes inside this transaction; give the first."""
    grown = update(entry_count).where(entry_count.c.id == 1).values(size=entry_count.c.size + count)
    size = (await conn.execute(grown.returning(entry_count.c.size))).scalar()
    if size is None:
        await conn.execute(insert(entry_count).values(id=1, size=count))
        size = count
    return int(size) - count
