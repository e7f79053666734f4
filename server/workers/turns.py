"""Whose turn it is: a few jobs at once, pictures before uploads, and slow jobs keep nobody from theirs."""

import asyncio
import contextlib
import heapq
from collections.abc import AsyncIterator


class Turns:
    """`size` jobs at once; as many again beside jobs that take longer than `long_s`. Owned by the event loop."""

    def __init__(self, size: int, long_s: float) -> None:
        self.size, self.long_s = size, long_s
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._tickets = 0
        self._running = 0
        self._lent = 0

    @property
    def waiting(self) -> int:
        """How many wait for a turn."""
        return sum(not turn.done() for *_, turn in self._waiting)

    @contextlib.asynccontextmanager
    async def taken(self, priority: int) -> AsyncIterator[None]:
        """Wait for a turn (lower priorities go first, then who came first) and have it until the block ends."""
        await self._wait(priority)
        lends = False

        def lend() -> None:
            nonlocal lends
            lends = self._lend()

        late = asyncio.get_running_loop().call_later(self.long_s, lend)
        try:
            yield
        finally:
            late.cancel()
            if lends:
                self._lent -= 1
            else:
                self._pass_on()

    async def _wait(self, priority: int) -> None:
        if self._running < self.size:
            self._running += 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._tickets += 1
        heapq.heappush(self._waiting, (priority, self._tickets, turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._pass_on()
            raise

    def _lend(self) -> bool:
        """Let another job begin beside a long one, unless there are too many of those. Whether that was done."""
        if self._lent >= self.size:
            return False
        self._lent += 1
        self._pass_on()
        return True

    def _pass_on(self) -> None:
        while self._waiting:
            *_, turn = heapq.heappop(self._waiting)
            if not turn.done():
                turn.set_result(None)
                return
        self._running -= 1
