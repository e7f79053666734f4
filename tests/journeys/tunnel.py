"""A line of one's own for one browser: an HTTP proxy that carries everything its person sends and hears."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.journeys.relay import Relay, Way

HEAD_LIMIT = 8192
ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"


class Tunnel(Relay):
    """What a browser with this proxy fetches goes to the server, wherever it asked to go, by way of this line."""

    async def connect(self, near_reader: asyncio.StreamReader, near: asyncio.StreamWriter) -> None:
        """Answer CONNECT, then carry; what is inside stays sealed by TLS."""
        try:
            head = await near_reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError):
            near.close()
            return
        if self.is_cut or not head.startswith(b"CONNECT "):
            near.transport.abort()
            return
        near.write(ESTABLISHED)
        await super().connect(near_reader, near)

    @property
    def proxy(self) -> dict[str, str]:
        """For a browser context."""
        return {"server": f"http://127.0.0.1:{self.port}"}

    def break_off(self) -> None:
        """From now on nobody gets through, and what was open breaks."""
        self.is_cut = True
        self.reset()

    def mend(self) -> None:
        """A line again."""
        self.is_cut = False


@asynccontextmanager
async def tunnel(server_port: int, *, bytes_per_s: float = 0.0, delay_s: float = 0.0) -> AsyncIterator[Tunnel]:
    """A running one, the same in both directions to begin with."""
    down, up = (Way(bytes_per_s, delay_s) for _ in range(2))
    made = Tunnel(server_port, down, up)
    listener = await asyncio.start_server(made.connect, "127.0.0.1", 0, limit=HEAD_LIMIT)
    made.port = listener.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        listener.close()
        await made.end()
