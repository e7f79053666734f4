"""How many bytes of incoming files may rest in anonymous memory at once, over everybody; who comes late waits."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from server.terms.errors import Unavailable


class MemoryBudget:
    """Hands out bytes first come, first served, so that a large file is never starved by small ones."""

    def __init__(self, total_bytes: int, *, wait_s: float = 120.0) -> None:
        self._free = total_bytes
        self._wait_s = wait_s
        self._waiting: deque[tuple[int, asyncio.Future[None]]] = deque()
        """Owned by this class: the asked sizes in order, and who waits for them."""

    async def take(self, size: int) -> None:
        """Wait for `size` bytes.

        Raises
        ------
        Unavailable
            `busy` when they do not come free in time.
        """
        if not self._waiting and size <= self._free:
            self._free -= size
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((size, turn))
        try:
            async with asyncio.timeout(self._wait_s):
                await turn
        except BaseException as error:
            if turn.done() and not turn.cancelled():
                self.give_back(size)
            else:
                self._waiting = deque(one for one in self._waiting if one[1] is not turn)
                self._serve()
            if isinstance(error, TimeoutError):
                raise Unavailable("busy") from error
            raise

    def give_back(self, size: int) -> None:
        """Return bytes; whoever waits first and fits goes on."""
        self._free += size
        self._serve()

    @asynccontextmanager
    async def hold(self, size: int) -> AsyncIterator[None]:
        """Have `size` bytes for the length of a block."""
        await self.take(size)
        try:
            yield
        finally:
            self.give_back(size)

    def _serve(self) -> None:
        while self._waiting and self._waiting[0][0] <= self._free:
            size, turn = self._waiting.popleft()
            if not turn.done():
                self._free -= size
                turn.set_result(None)
