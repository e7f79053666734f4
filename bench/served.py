"""Three ways to bring one frame to many viewers, behind one interface: our door, a plain aiohttp loop, stock Socket.IO."""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from aiohttp import web
from socketio import AsyncServer

from bench.viewers import STAMP, payload
from server.live.notices import FrameShown
from server.live.registry import Rooms
from server.live.renderer import SealedPicture
from server.live.turnstile import Urgency
from server.live.want import Want
from server.terms.ids import FrameId, LoginId, ParticipantId, SessionId
from server.transport.room.door import Door, Tickets
from server.transport.room.projection import Projection
from server.transport.room.screen import RemoteScreen

Way = Literal["ours", "raw", "emit"]
SIZE = 60_000
_WANT = Want("a", 0, 0, None, 0, "lossy", Urgency.NOW)
_BODY = payload(SIZE)


def stamped() -> bytes:
    """A frame of random bytes that says when it was sent."""
    return STAMP.pack(time.monotonic_ns()) + _BODY


_LOGIN = LoginId("bench")


@dataclass(slots=True)
class _Ticket:
    session: SessionId
    participant: ParticipantId
    kind: str = "guest"
    login: LoginId = _LOGIN


class _Tickets:
    async def redeem(self, _secret: str, session: SessionId) -> _Ticket:
        return _Ticket(session, ParticipantId("bench"))


@dataclass(slots=True)
class Hall:
    """A room without rules: everybody who comes is a screen."""

    screens: list[RemoteScreen] = field(default_factory=list)

    async def room(self, _session: SessionId) -> "Hall":
        """Itself, whatever is asked for."""
        return self

    async def join(self, screen: RemoteScreen, *_: object) -> None:
        """Keep the screen."""
        self.screens.append(screen)

    async def leave(self, screen: RemoteScreen) -> None:
        """Nothing to do."""

    def acked(self, *_: Any) -> None:
        """Nothing to do: the window is the feed's, measured in tests."""


@dataclass(slots=True)
class Served:
    """One running way with its viewers."""

    way: Way
    hall: Hall
    sockets: list[web.WebSocketResponse]
    stock: AsyncServer
    viewers: asyncio.subprocess.Process
    number: int = 0

    async def show(self) -> None:
        """One frame to everybody; returns once the sockets took it (`emit`: once it is queued)."""
        frame = stamped()
        self.number += 1
        match self.way:
            case "ours":
                shown = self.shown(frame)
                await asyncio.gather(*(screen.show(shown) for screen in self.hall.screens))
            case "raw":
                for socket in self.sockets:
                    await socket.send_bytes(frame)
            case "emit":
                await self.stock.emit("frame", frame, namespace="/room")

    def shown(self, frame: bytes) -> FrameShown:
        """A frame as a screen is given it."""
        picture = SealedPicture(FrameId("A" * 22), "image/jpeg", frame, 512, 512, None, "file", False, False)
        return FrameShown(self.number, 1, _WANT, picture, pushed=True, may_go=lambda: True)

    async def told(self, *, now: bool = False) -> dict[str, Any]:
        """What the viewers say once they have everything, or `now`."""
        assert self.viewers.stdout is not None
        assert self.viewers.stdin is not None
        if now:
            self.viewers.stdin.write(b"now\n")
        answer: dict[str, Any] = json.loads(await self.viewers.stdout.readline())
        return answer


@asynccontextmanager
async def served(
    way: Way, viewers: int, frames: int, *, deflate: bool = False, stalled: int = 0
) -> AsyncIterator[Served]:
    """A server of this way with that many viewers, each waiting for `frames` frames; the first `stalled` never read."""
    app = web.Application()
    hall, sockets = Hall(), list[web.WebSocketResponse]()
    stock = AsyncServer(async_mode="aiohttp", cors_allowed_origins="*", namespaces=["/room"], transports=["websocket"])
    if way == "ours":
        projection = Projection("Bench", "", lambda: 0)
        Door(cast("Rooms", hall), cast("Tickets", _Tickets()), projection, lambda _: True).attach(app)
    elif way == "emit":
        stock.on("connect", lambda *_: None, namespace="/room")
        stock.attach(app)
    app.router.add_get("/raw", lambda request: _raw(request, sockets))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    words = (port, viewers, frames, SIZE, "raw" if way == "raw" else "sio", int(deflate), stalled)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.viewers", *map(str, words)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 26,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        assert await process.stdout.readline() == b"ready\n", "the viewers did not come in"
        yield Served(way, hall, sockets, stock, process)
    finally:
        process.stdin.close()
        await process.wait()
        await runner.cleanup()


async def _raw(request: web.Request, sockets: list[web.WebSocketResponse]) -> web.WebSocketResponse:
    socket = web.WebSocketResponse(compress=False)
    await socket.prepare(request)
    sockets.append(socket)
    async for _ in socket:
        pass
    return socket
