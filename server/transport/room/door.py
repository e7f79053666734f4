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

from server.live.registry import Rooms
from server.terms.errors import LightboxError, Malformed, NotFound, Refused
from server.terms.ids import ParticipantId, SessionId
from server.transport.room.actions import Actions
from server.transport.room.codec import BAD_JSON, NAMESPACE, Json
from server.transport.room.outbox import Outbox
from server.transport.room.pace import Pace
from server.transport.room.projection import Projection
from server.transport.room.screen import RemoteScreen, peer_public
from server.transport.room.websocket import ENVIRON_KEY, MESSAGE_LIMIT_BYTES, RoomWebSocket, install
from server.transport.wire import PROTO
from server.transport.wire.room_in import EVENTS, Auth, Said
from server.vault.session_keys import is_public_key

PING_S: Final = 10
ENGINE_QUEUE: Final = 256
"""Second fuse: engine.io's own queue (pings, acknowledgements) of somebody who talks but never reads."""
_log = structlog.get_logger()


class Ticket(Protocol):
    """What a one-time ticket opens."""

    @property
    def session(self) -> SessionId: ...
    @property
    def participant(self) -> ParticipantId: ...
    @property
    def kind(self) -> str: ...


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
    engine_id: str
    late: dict[str, Said] = field(default_factory=dict)
    late_tasks: dict[str, asyncio.Task[None]] = field(default_factory=dict)


class Door:
    """The Socket.IO server of the rooms."""

    def __init__(
        self, rooms: Rooms, tickets: Tickets, projection: Projection, is_allowed_origin: Callable[[str], bool]
    ) -> None:
        self._rooms = rooms
        self._tickets = tickets
        self._projection = projection
        self._is_allowed_origin = is_allowed_origin
        self._connections: dict[str, _Connection] = {}
        self.server = AsyncServer(
            async_mode="aiohttp",
            async_handlers=False,
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
        self.server.on("*", self._event, namespace=NAMESPACE)

    def attach(self, app: web.Application) -> None:
        """Answer /socket.io/ of this application, websocket upgrades of our own pages only (T-13)."""

        async def handle(request: web.Request) -> web.StreamResponse:
            origin = request.headers.getall("Origin", [])
            if len(origin) != 1 or not self._is_allowed_origin(origin[0]):
                raise Refused("origin")
            if request.headers.get("Upgrade", "").lower() != "websocket":
                raise Malformed("websocket_only")
            answer = await self.server.handle_request(request)
            if not isinstance(answer, web.StreamResponse):
                raise Malformed("websocket_only")
            return answer

        app.router.add_get("/socket.io/", handle)

    async def stop(self) -> None:
        """Close every connection."""
        for connection in list(self._connections.values()):
            connection.screen.close("draining")
        await self.server.shutdown()

    async def _connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        socket: RoomWebSocket = environ[ENVIRON_KEY]
        said = _checked_auth(auth)
        try:
            rooms = parse_qs(environ.get("QUERY_STRING", "")).get("room", [""])
            ticket = await self._tickets.redeem(said.ticket, SessionId(rooms[0]))
        except LightboxError as error:
            raise _refusal("auth") from error
        outbox = Outbox(socket)
        screen = RemoteScreen(ticket.session, ticket.participant, outbox, self._projection, said)
        try:
            if ticket.kind == "host":
                room = await self._rooms.opened_by_host(ticket.session, ticket.participant)
            else:
                room = await self._rooms.room(ticket.session)
            factors = ("login",) if ticket.kind == "host" else ("link", "code")
            writer = asyncio.create_task(outbox.run())
            self._connections[sid] = _Connection(
                screen,
                Actions(room, screen),
                writer,
                Pace(time.monotonic()),
                self.server.manager.eio_sid_from_sid(sid, NAMESPACE) or "",
            )
            await room.join(screen, factors, said.resume.chat, said.resume.clinicians)
        except LightboxError as error:
            self._forget(sid)
            raise _refusal(error.code, **dict(error.facts)) from error
        except Exception as error:
            self._forget(sid)
            _log.error("connect_failed", exc_info=error)
            raise _refusal("internal") from error

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

    async def _event(self, name: str, sid: str, *arguments: Any) -> dict[str, Any]:
        connection = self._connections.get(sid)
        if connection is None or not connection.screen.outbox.alive:
            return {"ok": False, "code": "auth"}
        if self._overflows(connection):
            connection.screen.outbox.abort()
            return {"ok": False, "code": "too_slow"}
        try:
            said = _checked_event(name, arguments)
        except Malformed as error:
            return self._struck(connection, error.code)
        wait_s = connection.pace.wait_s(type(said), time.monotonic())
        if wait_s > 0:
            if type(said).slot:
                self._later(connection, said, wait_s)
                return {"ok": True, "late": True}
            return {**self._struck(connection, "rate"), "retry_ms": int(wait_s * 1000) + 1}
        # what was put off is older than this
        connection.late.pop(type(said).event, None)
        return await self._handle(connection, said)

    def _overflows(self, connection: _Connection) -> bool:
        engine = self.server.eio.sockets.get(connection.engine_id)
        return engine is not None and engine.queue.qsize() > ENGINE_QUEUE

    async def _handle(self, connection: _Connection, said: Said) -> dict[str, Any]:
        try:
            return {"ok": True, **await connection.actions.handle(said)}
        except NotFound:
            return {"ok": False, "code": "not_found"}
        except LightboxError as error:
            return {"ok": False, "code": error.code, **error.facts}
        except Exception as error:  # noqa: BLE001  (a bug of ours costs this event, said in the log, not the room)
            _log.error("event_failed", kind=type(said).__name__, exc_info=error)
            return {"ok": False, "code": "internal"}

    def _struck(self, connection: _Connection, code: str) -> dict[str, Any]:
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
            if newest is not None:
                await self._handle(connection, newest)

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
