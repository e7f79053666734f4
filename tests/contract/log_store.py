"""The reference implementation of the log's storage, in memory: the shortest thing that keeps the contract."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from server.audit.leaf import Committed
from server.audit.port import Stored, Stretch
from server.terms.errors import Unavailable
from server.terms.ids import SessionId


class MemoryLogStore:
    """Keeps rows in a list; `durable` decides when an append may return, `full` whether it may succeed."""

    def __init__(self) -> None:
        self.rows: list[Stored] = []
        self.appends: list[int] = []
        self.durable = asyncio.Event()
        self.durable.set()
        self.full = False

    async def append(self, rows: Sequence[Committed]) -> int:
        self.appends.append(len(rows))
        await self.durable.wait()
        if self.full:
            raise Unavailable("storage_full")
        first = len(self.rows)
        self.rows += [
            Stored(first + n, row.at_ms, row.session, row.commitment, row.salt, row.payload)
            for n, row in enumerate(rows)
        ]
        return first

    async def read(self, *, since: int, session: SessionId | None, limit: int) -> list[Stored]:
        return [row for row in self.rows[since:] if session in {None, row.session}][:limit]

    async def back(self, stretch: Stretch, *, limit: int) -> list[Stored]:
        low = stretch.from_ms if stretch.from_ms is not None else -(2**62)
        high = stretch.until_ms if stretch.until_ms is not None else 2**62
        rows = self.rows[: stretch.before] if stretch.before is not None else self.rows
        found = [row for row in rows if low <= row.at_ms <= high and stretch.session in {None, row.session}]
        return found[::-1][:limit]

    async def commitments(self, *, since: int, limit: int) -> list[bytes]:
        return [row.commitment for row in self.rows[since : since + limit]]

    async def size(self) -> int:
        return len(self.rows)

    async def erase(self, session: SessionId) -> int:
        of_session = [row for row in self.rows if row.session == session and row.payload is not None]
        for row in of_session:
            self.rows[row.index] = replace(row, salt=None, payload=None)
        return len(of_session)
