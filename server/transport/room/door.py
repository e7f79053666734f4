"""Who comes through the socket: origin, ticket, one screen per connection, and each event validated and handed on."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Protocol
from urllib.parse import parse_qs

import msgspec
import structlog
from aiohttp import web
from socketio import AsyncServer
from socketio.exceptions import ConnectionRefusedError as Refusal

from server.live.holding import FENCED
from server.live.registry import Rooms
from server.terms.errors import LightboxError, Malformed, NotFound, Refused
from server.terms.ids import SessionId
from server.transport.figures import DoorFigures
from server.transport.onward import Onward
from server.transport.room.actions import Actions
from server.transport.room.codec import BAD_JSON, NAMESPACE, Json
from server.transport.room.outbox import Outbox
from server.transport.room.pace import Pace
from server.transport.room.projection import Projection
from server.transport.room.reader import Reader, Told
from server.transport.room.screen import RemoteScreen, Ticket, peer_public
from server.transport.room.websocket import ENVIRON_KEY, MESSAGE_LIMIT_BYTES, RoomWebSocket, install
from server.transport.wire import PROTO
from server.transport.wire.room_in import EVENTS, Auth, Said
from server.vault.session_keys import is_public_key

PING_S: Final = 10
UNDER_WAY: Final = 64
"""Events of one connection that may wait for a turn or a disk; beyond, it is told `busy`."""
LATER_S: Final = 1.0
"""When the newest of a slot's events that found no place is tried again."""
_log = structlog.get_logger()


class Tickets(Protocol):
    """One-time tickets, minted over HTTP after the second factor."""

    async def redeem(self, secret: str, session: SessionId) -> Ticket:
        """What the ticket opens, once; `Refused` (`auth`) for anything but an unused ticket of exactly this session."""
        ...


@dataclass(slots=True)
class _Connection:
    screen: RemoteScreen
    actions: Actions
    writer: asyncio.Task[None]
    pace: Pace
    late: dict[str, Said] = field(default_factory=dict)
    late_tasks: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    under_way: int = 0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """What one person asks for happens in the order it came, also when the reader no longer waits for it."""


class Door:
    """The Socket.IO server of the rooms."""

    def __init__(
        self,
        rooms: Rooms,
        tickets: Tickets,
        projection: Projection,
        is_allowed_origin: Callable[[str], bool],
        figures: DoorFigures | None = None,
        onward: Onward | None = None,
    ) -> None:
        self._onward = onward
        self._figures = figures or DoorFigures()
        self._rooms = rooms
        self._tickets = tickets
        self._projection = projection
        self._is_allowed_origin = is_allowed_origin
        self._connections: dict[str, _Connection] = {}
        self._under_way: set[asyncio.Task[None]] = set()
        """Events that are being handled."""
        self.server = AsyncServer(
            async_handlers=False,
            async_mode="aiohttp",
            transports=["websocket"],
            cors_allowed_origins="*",  # every request's Origin is checked by `origin_guard`, absent ones too
            ping_interval=PING_S,
            ping_timeout=PING_S,
            max_http_buffer_size=MESSAGE_LIMIT_BYTES,
            http_compression=False,
            namespaces=[NAMESPACE],
            json=Json,
            logger=False,
            engineio_logger=False,
        )
        install(self.server.eio)
        self.server.on("connect", self._connect, namespace=NAMESPACE)
        self.server.on("disconnect", self._disconnect, namespace=NAMESPACE)

    def attach(self, app: web.Application) -> None:
        """Answer /socket.io/ of this application, websocket upgrades of our own pages only (T-13)."""

        async def handle(request: web.Request) -> web.StreamResponse:
            origin = request.headers.getall("Origin", [])
            if len(origin) != 1 or not self._is_allowed_origin(origin[0]):
                raise Refused("origin")
            if request.headers.get("Upgrade", "").lower() != "websocket":
                raise Malformed("websocket_only")
            spliced = None if self._onward is None else await self._onward.socket(request)
            if spliced is not None:
                return spliced
            answer = await self.server.handle_request(request)
            if not isinstance(answer, web.StreamResponse):
                raise Malformed("websocket_only")
            return answer

        app.router.add_get("/socket.io/", handle)

    @property
    def connected(self) -> int:
        """How many sockets are open."""
        return len(self._connections)

    async def stop(self) -> None:
        """Close every connection."""
        for connection in list(self._connections.values()):
            connection.screen.close("draining")
        if self._onward is not None:
            await self._onward.stop()
        await self.server.shutdown()
        late = set(self._under_way)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)

    async def _connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        socket: RoomWebSocket = environ[ENVIRON_KEY]
        said = _checked_auth(auth)
        try:
            rooms = parse_qs(environ.get("QUERY_STRING", "")).get("room", [""])
            ticket = await self._tickets.redeem(said.ticket, SessionId(rooms[0]))
        except LightboxError as error:
            raise _refusal("auth") from error
        outbox = Outbox(socket)
        screen = RemoteScreen(ticket, outbox, self._projection, said)
        try:
            if ticket.kind == "host":
                room = await self._rooms.opened_by_host(ticket.session, ticket.participant)
            else:
                room = await self._rooms.room(ticket.session)
            factors = ("link", "code") if ticket.kind == "guest" else ("login",)
            writer = asyncio.create_task(outbox.run())
            self._connections[sid] = _Connection(
                screen,
                Actions(room, screen),
                writer,
                Pace(time.monotonic()),
            )
            socket.reads = self._reader(sid, outbox).read
            await room.join(
                screen,
                factors,
                said.resume.chat,
                said.resume.clinicians,
                seen=not said.hidden,
                proven_ms=ticket.proven_ms,
                arrival=ticket.arrival,
            )
        except LightboxError as error:
            self._forget(sid)
            raise _refusal(error.code, **dict(error.facts)) from error
        except Exception as error:
            self._forget(sid)
            _log.error("connect_failed", exc_info=error)
            raise _refusal("internal") from error

    def _reader(self, sid: str, outbox: Outbox) -> Reader:
        return Reader(lambda name, arguments: self._event(name, sid, *arguments), outbox.answer, self._under_way)

    async def _disconnect(self, sid: str, _reason: str = "") -> None:
        connection = self._forget(sid)
        if connection is not None:
            await connection.actions.room.leave(connection.screen)

    def _forget(self, sid: str) -> _Connection | None:
        connection = self._connections.pop(sid, None)
        if connection is not None:
            connection.screen.outbox.close("closed")
            for task in connection.late_tasks.values():
                task.cancel()
        return connection

    async def _event(self, name: str, sid: str, *arguments: Any) -> Told:
        told = await self._answer_to(name, sid, *arguments)
        if not told["ok"]:
            self._figures.refused.add("room", told["code"])
        return told

    async def _answer_to(self, name: str, sid: str, *arguments: Any) -> Told:
        connection = self._connections.get(sid)
        if connection is None or not connection.screen.outbox.alive:
            return {"ok": False, "code": "auth"}
        try:
            said = _checked_event(name, arguments)
        except Malformed as error:
            return self._struck(connection, error.code)
        put_off = self._put_off(connection, said)
        if put_off is not None:
            return put_off
        # what was put off is older than this
        connection.late.pop(type(said).event, None)
        return await self._in_order(connection, said)

    def _put_off(self, connection: _Connection, said: Said) -> Told | None:
        """The answer to an event that comes too fast, or finds no place; of a slot's the newest is handled later."""
        kind, wait_s = type(said), connection.pace.wait_s(type(said), time.monotonic())
        is_crowded = connection.under_way >= UNDER_WAY and not kind.quick
        if kind.slot and (wait_s > 0 or is_crowded):
            self._later(connection, said, wait_s or LATER_S)
            return {"ok": True, "late": True}
        if wait_s > 0:
            return {**self._struck(connection, "rate"), "retry_ms": int(wait_s * 1000) + 1}
        return {"ok": False, "code": "busy"} if is_crowded else None

    async def _in_order(self, connection: _Connection, said: Said) -> Told:
        connection.under_way += 1
        try:
            if type(said).quick or type(said).talk:
                return await self._handle(connection, said)
            async with connection.turn:
                return await self._handle(connection, said)
        finally:
            connection.under_way -= 1

    async def _handle(self, connection: _Connection, said: Said) -> Told:
        try:
            return {"ok": True, **await connection.actions.handle(said)}
        except NotFound:
            return {"ok": False, "code": "not_found"}
        except LightboxError as error:
            if error.code == FENCED:
                # somebody else's session by now: this connection is about to hear so
                return {"ok": False, "code": "draining"}
            return {"ok": False, "code": error.code, **error.facts}
        except Exception as error:  # noqa: BLE001  (a bug of ours costs this event, said in the log, not the room)
            _log.error("event_failed", kind=type(said).__name__, exc_info=error)
            return {"ok": False, "code": "internal"}

    def _struck(self, connection: _Connection, code: str) -> Told:
        if connection.pace.strike():
            connection.screen.close("rate" if code == "rate" else "bad_messages")
        return {"ok": False, "code": code}

    def _later(self, connection: _Connection, said: Said, wait_s: float) -> None:
        """Handle the newest of a slot's events when its time comes; older ones are forgotten."""
        event = type(said).event
        connection.late[event] = said
        if event in connection.late_tasks and not connection.late_tasks[event].done():
            return

        async def handle() -> None:
            await asyncio.sleep(wait_s)
            newest = connection.late.pop(event, None)
            if newest is not None and connection.screen.outbox.alive:
                await self._in_order(connection, newest)

        connection.late_tasks[event] = asyncio.create_task(handle())


def _checked_auth(auth: Any) -> Auth:
    if isinstance(auth, dict) and auth.get("proto") != PROTO:
        raise _refusal("proto", supported=[PROTO])
    try:
        said = msgspec.convert(auth, Auth)
    except msgspec.ValidationError as error:
        raise _refusal("bad_value") from error
    if not is_public_key(peer_public(said)):
        raise _refusal("bad_value")
    return said


def _checked_event(name: str, arguments: tuple[Any, ...]) -> Said:
    if name == BAD_JSON:
        raise Malformed("bad_value")
    kind = EVENTS.get(name)
    if kind is None:
        raise Malformed("bad_event")
    if len(arguments) > 1:
        raise Malformed("bad_value")
    try:
        return msgspec.convert(arguments[0] if arguments else {}, kind)
    except msgspec.ValidationError as error:
        raise Malformed("bad_value") from error


def _refusal(code: str, **facts: Any) -> Refusal:
    return Refusal(code, {"code": code, **facts})
