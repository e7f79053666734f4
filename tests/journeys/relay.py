"""A line between somebody and the server: slow, late, uneven, deaf, broken; each direction by itself and while it runs.

What TCP hides stays hidden: order is kept and no byte is lost of a connection that lives. A connection that dies can do
so politely, by a reset in the middle of a message, or without either end being told.
"""

import asyncio
import random
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from server.cli.visitor import FRAME_LIMIT, Browser, Socket

PIECE = 4096
SMALLEST_PIECE = 256
PIECES_PER_S = 50
"""A slow line is read in smaller pieces, so that its rate is even."""
UNDER_WAY = 256
"""Pieces that a line holds at most; who sends faster waits."""
CLOSED, RESET = b"", b"(reset)"
"""What a piece may be instead of bytes: the other end has closed, or is to break (compared by identity)."""
Pieces = asyncio.Queue[tuple[float, bytes]]
RESET_AT_ONCE = struct.pack("ii", 1, 0)
"""SO_LINGER: close with a reset and forget what was not sent."""


@dataclass
class Way:
    """One direction, shared by all connections of the line. Everything may be changed while it runs; 0: no limit."""

    bytes_per_s: float = 0.0
    delay_s: float = 0.0
    jitter_s: float = 0.0
    """Up to so much later still, by chance."""
    swallows: bool = False
    """What comes is taken and never delivered."""
    cut_after: int | None = None
    """So many more bytes, then the connection that carries the last of them is reset."""
    carried: int = 0
    late_s: float = 0.0
    """How much later than it should the line itself delivered at worst: how busy this machine is."""
    _goes: asyncio.Event = field(default_factory=asyncio.Event)
    _free_at: float = 0.0
    _overslept_s: float = 0.0

    def __post_init__(self) -> None:
        self._goes.set()

    def stall(self) -> None:
        """Nothing more is taken, until `go_on`."""
        self._goes.clear()

    def go_on(self) -> None:
        """Things are taken again."""
        self._goes.set()

    @property
    def stalled(self) -> bool:
        """Whether nothing is taken."""
        return not self._goes.is_set()

    def piece(self) -> int:
        """How many bytes are read at once."""
        if not self.bytes_per_s:
            return PIECE
        return int(min(PIECE, max(SMALLEST_PIECE, self.bytes_per_s / PIECES_PER_S)))

    async def through(self, size: int) -> None:
        """Wait until so many bytes are on the line."""
        await self._goes.wait()
        if self.bytes_per_s:
            loop = asyncio.get_running_loop()
            now = loop.time()
            # what this machine overslept last time is not the line's fault: its rate stays what it says
            self._free_at = max(self._free_at, now - self._overslept_s) + size / self.bytes_per_s
            await asyncio.sleep(max(0.0, self._free_at - now))
            self._overslept_s = max(0.0, loop.time() - self._free_at)

    def allowed(self, size: int) -> int:
        """How many of so many bytes still go before the cut."""
        if self.cut_after is None:
            return size
        allowed = min(size, self.cut_after)
        self.cut_after -= allowed
        return allowed


@dataclass(eq=False)
class _Link:
    """One connection: its two ends and what carries between them."""

    near: asyncio.StreamWriter
    far: asyncio.StreamWriter
    half_open: bool = False
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def reset(self) -> None:
        """Both ends hear a reset."""
        for writer in (self.near, self.far):
            _reset(writer)


@dataclass
class Relay:
    """A relay on loopback before the server; `down` is what the server sends, `up` what it is sent."""

    server_port: int
    down: Way
    up: Way
    seed: int = 1
    port: int = 0
    is_cut: bool = False
    """Nobody gets through: who tries to connect is turned away."""
    _links: list[_Link] = field(default_factory=list)
    _chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)

    @property
    def connections(self) -> int:
        """How many are open."""
        return sum(1 for link in self._links if not link.near.is_closing())

    def stall(self) -> None:
        """From now on nothing from the server is read."""
        self.down.stall()

    def reset(self) -> None:
        """Every connection breaks at once, and both ends know."""
        for link in self._links:
            link.reset()

    def lose(self) -> None:
        """Every near end is gone; the server is told nothing and its ends stay open (half-open)."""
        for link in self._links:
            link.half_open = True
            _reset(link.near)

    async def connect(self, near_reader: asyncio.StreamReader, near: asyncio.StreamWriter) -> None:
        """Carry one more connection."""
        if self.is_cut:
            _reset(near)
            return
        # little room at the far end, so that a slow line holds the server up soon, as one of small buffers does
        end = socket.socket()
        end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32 * 1024)
        end.setblocking(False)
        await asyncio.get_running_loop().sock_connect(end, ("127.0.0.1", self.server_port))
        far_reader, far = await asyncio.open_connection(sock=end, limit=PIECE)
        link = _Link(near, far)
        self._links.append(link)
        link.tasks += [
            *self._carrying(link, self.up, near_reader, far),
            *self._carrying(link, self.down, far_reader, near),
        ]

    async def end(self) -> None:
        """Nothing is carried any more."""
        for link in self._links:
            link.reset()
            for task in link.tasks:
                task.cancel()
            await asyncio.gather(*link.tasks, return_exceptions=True)
            for writer in (link.near, link.far):
                with suppress(OSError):
                    await writer.wait_closed()

    def _carrying(
        self, link: _Link, way: Way, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> list[asyncio.Task[None]]:
        pieces: Pieces = asyncio.Queue(UNDER_WAY)
        work = (self._take(link, way, reader, pieces), _deliver(link, way, writer, pieces))
        return [asyncio.create_task(each) for each in work]

    async def _take(self, link: _Link, way: Way, reader: asyncio.StreamReader, pieces: Pieces) -> None:
        """Bytes leave at the line's rate; each piece is noted with when it is due at the other end."""
        loop, due, ending = asyncio.get_running_loop(), 0.0, CLOSED
        with suppress(OSError):
            while ending is CLOSED and (piece := await reader.read(way.piece())):
                await way.through(len(piece))
                piece = piece[: way.allowed(len(piece))]
                way.carried += len(piece)
                due = max(due, loop.time() + way.delay_s + self._chance.uniform(0, way.jitter_s))
                if piece and not way.swallows:
                    await pieces.put((due, piece))
                if way.cut_after == 0:
                    way.cut_after, ending = None, RESET
        if not link.half_open:
            await pieces.put((max(due, loop.time() + way.delay_s), ending))


async def _deliver(link: _Link, way: Way, writer: asyncio.StreamWriter, pieces: Pieces) -> None:
    """Each piece when it is due; then what became of the other end."""
    loop = asyncio.get_running_loop()
    with suppress(OSError):
        while True:
            due, piece = await pieces.get()
            if due > loop.time():
                await asyncio.sleep(due - loop.time())
            way.late_s = max(way.late_s, loop.time() - due)
            if piece is RESET:
                link.reset()
                return
            if piece is CLOSED:
                writer.close()
                return
            writer.write(piece)
            await writer.drain()


def _reset(writer: asyncio.StreamWriter) -> None:
    end = writer.get_extra_info("socket")
    if end is not None and end.fileno() >= 0:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_ONCE)
    writer.transport.abort()


@asynccontextmanager
async def relay(
    server_port: int,
    *,
    bytes_per_s: float = 0.0,
    delay_s: float = 0.0,
    jitter_s: float = 0.0,
    seed: int = 1,
    kind: type[Relay] = Relay,
) -> AsyncIterator[Relay]:
    """A running relay, the same in both directions to begin with."""
    down, up = (Way(bytes_per_s, delay_s, jitter_s) for _ in range(2))
    made = kind(server_port, down, up, seed)
    listener = await asyncio.start_server(made.connect, "127.0.0.1", 0)
    made.port = listener.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        listener.close()
        await made.end()


class RelayedBrowser(Browser):
    """A browser whose room connection and pictures go through a relay; its pages do not."""

    def __init__(self, address: str, line: Relay) -> None:
        super().__init__(address)
        self._line = line

    async def fetch(self, path: str) -> tuple[int, bytes]:
        """Raw bytes, by way of the relay."""
        async with self.session.get(f"http://127.0.0.1:{self._line.port}{path}", headers=self._headers) as answer:
            return answer.status, await answer.read()

    async def socket(self, room: str) -> Socket:
        """The websocket below Socket.IO, by way of the relay."""
        url = f"http://127.0.0.1:{self._line.port}/socket.io/?room={room}&EIO=4&transport=websocket"
        opened: Socket = await self.session.ws_connect(url, headers=self._headers, max_msg_size=FRAME_LIMIT)
        return opened

    @property
    def _headers(self) -> dict[str, str]:
        return {**self.headers, "Host": self.address.split("://", 1)[1]}
