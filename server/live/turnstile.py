"""Who may use the few rendering places next: the picture people look at before refinement before prefetch."""

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import IntEnum
from itertools import count


class Urgency(IntEnum):
    """Lower goes first."""

    NOW = 0
    REFINE = 1
    NEAR = 2


class Turnstile:
    """At most `places` inside at once; those who wait enter by urgency, then by arrival."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._order = count()
        self._waiting: list[tuple[Urgency, int, asyncio.Future[None], float]] = []

    def waiting(self, urgency: Urgency) -> int:
        """How many wait with this urgency."""
        return sum(each == urgency and not turn.done() for each, _, turn, _ in self._waiting)

    def longest_s(self, urgency: Urgency) -> float:
        """How long whoever waits longest with this urgency has been waiting."""
        since = [at_s for each, _, turn, at_s in self._waiting if each == urgency and not turn.done()]
        return asyncio.get_running_loop().time() - min(since) if since else 0.0

    @asynccontextmanager
    async def passed(self, urgency: Urgency) -> AsyncIterator[None]:
        """Hold one place; a cancelled waiter gives up its turn."""
        await self._enter(urgency)
        try:
            yield
        finally:
            self._leave()

    async def _enter(self, urgency: Urgency) -> None:
        if self._free:
            self._free -= 1
            return
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[None] = loop.create_future()
        heapq.heappush(self._waiting, (urgency, next(self._order), turn, loop.time()))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._leave()
            raise

    def _leave(self) -> None:
        while self._waiting:
            _, _, turn, _ = heapq.heappop(self._waiting)
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
