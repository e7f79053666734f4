"""A process that stops: who is being answered gets their answer, who comes later is told to come again, nobody stays."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware

from server.terms.errors import Unavailable

FINISH_S: Final = 5.0
"""So long those that are being answered are waited for; who is not done by then hears what becomes of it."""
SOCKETS: Final = "/socket.io/"
"""They last; whose they are ends them."""
SWITCHING: Final = 101


class Parting:
    """Stands before everything that reads a database: what was begun is finished before that is closed."""

    def __init__(self, is_draining: Callable[[], bool], always: frozenset[str] = frozenset()) -> None:
        """`always`: paths that are answered to the end, for whoever looks whether this process lives."""
        self._is_draining = is_draining
        self._always = always
        self._under_way = 0
        self._is_over = False
        self._quiet = asyncio.Event()

    def middleware(self) -> Middleware:
        """Answer `draining` once it is over: nothing of such a request was done."""

        @web.middleware
        async def part(request: web.Request, handler: Handler) -> web.StreamResponse:
            if request.path in self._always:
                return await handler(request)
            if self._is_over:
                raise Unavailable("draining")
            if request.path == SOCKETS:
                return await handler(request)
            self._under_way += 1
            try:
                return await handler(request)
            finally:
                self._under_way -= 1
                if not self._under_way:
                    self._quiet.set()

        return part

    def farewell(self) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
        """While a process gives away what it has, nobody keeps a connection to it."""

        async def part(_request: web.Request, answer: web.StreamResponse) -> None:
            if self._is_draining() and answer.status != SWITCHING:
                answer.force_close()
                # by now aiohttp has put its headers together, and who is not told uses the connection once more
                answer.headers[hdrs.CONNECTION] = "close"

        return part

    async def end(self, seconds: float = FINISH_S) -> None:
        """Take nothing more, and wait for what is being answered, for so long at most."""
        self._is_over = True
        if not self._under_way:
            return
        self._quiet.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._quiet.wait()
        except TimeoutError:
            return
