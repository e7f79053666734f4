"""A line between a browser and the server that is slow, late, or stops taking anything at all."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from server.cli.visitor import Browser, Socket

PIECE = 4096


@dataclass
class Relay:
    """A TCP relay on loopback: `bytes_per_s` each way (0: no limit), `delay_s` one way, and `stalled` reads nothing."""

    server_port: int
    bytes_per_s: float = 0.0
    delay_s: float = 0.0
    port: int = 0
    carried: int = 0
    stalled: bool = False
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _writers: list[asyncio.StreamWriter] = field(default_factory=list)

    def stall(self) -> None:
        """From now on nothing from the server is read."""
        self.stalled = True

    async def _connect(self, near_reader: asyncio.StreamReader, near_writer: asyncio.StreamWriter) -> None:
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32 * 1024)
        line.setblocking(False)
        await asyncio.get_running_loop().sock_connect(line, ("127.0.0.1", self.server_port))
        far_reader, far_writer = await asyncio.open_connection(sock=line, limit=PIECE)
        self._writers += [near_writer, far_writer]
        self._start(self._carry(near_reader, far_writer))
        self._start(self._carry(far_reader, near_writer, down=True))

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, down: bool = False) -> None:
        """Bytes leave at the line's rate and arrive `delay_s` later, in order."""
        loop = asyncio.get_running_loop()
        free_at = loop.time()
        with suppress(OSError):
            while piece := await reader.read(PIECE):
                if down:
                    self.carried += len(piece)
                    if self.stalled:
                        break
                if self.bytes_per_s:
                    free_at = max(free_at, loop.time()) + len(piece) / self.bytes_per_s
                    await asyncio.sleep(max(0.0, free_at - loop.time()))
                loop.call_later(self.delay_s, _write, writer, piece)
            if down and self.stalled:
                await asyncio.Event().wait()
        loop.call_later(self.delay_s, writer.close)


def _write(writer: asyncio.StreamWriter, piece: bytes) -> None:
    if not writer.is_closing():
        writer.write(piece)


@asynccontextmanager
async def relay(server_port: int, **options: float) -> AsyncIterator[Relay]:
    """A running relay."""
    made = Relay(server_port, **options)  # type: ignore[arg-type]  # rates and delays only
    listener = await asyncio.start_server(made._connect, "127.0.0.1", 0)
    made.port = listener.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        listener.close()
        for task in list(made._tasks):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        for writer in made._writers:
            writer.transport.abort()
            with suppress(OSError):
                await writer.wait_closed()


class RelayedBrowser(Browser):
    """A browser whose room connection goes through a relay; its pages do not."""

    def __init__(self, address: str, line: Relay) -> None:
        super().__init__(address)
        self._line = line

    async def socket(self, room: str) -> Socket:
        """The websocket below Socket.IO, by way of the relay."""
        headers = {**self.headers, "Host": self.address.split("://", 1)[1]}
        url = f"http://127.0.0.1:{self._line.port}/socket.io/?room={room}&EIO=4&transport=websocket"
        opened: Socket = await self.session.ws_connect(url, headers=headers, max_msg_size=8 * 1024 * 1024)
        return opened
