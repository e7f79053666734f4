"""The websocket below Socket.IO: no compression, no binary inwards, whole messages in one write, small messages only.

engine.io builds its own `WebSocketResponse`, negotiates permessage-deflate with every browser and would zlib-compress
sealed frames (about 22 times the CPU per frame), and accepts any number of binary attachments before anybody is known.
This class takes its place: see `server/THREAT_MODEL.md`, T-18, and `docs/wire.md`.
"""

import asyncio
import re
import struct
import time
from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import WSCloseCode, WSMsgType, web
from aiohttp.abc import AbstractStreamWriter
from engineio.async_drivers import aiohttp as driver

from server.transport.room.codec import NAMESPACE
from server.transport.room.masking import MaskedOnly
from server.transport.room.pace import ALL_BURST, ALL_RATE, Bucket
from server.transport.unsent import keep_little

MESSAGE_LIMIT_BYTES: Final = 64 * 1024
DEPTH_LIMIT: Final = 8
"""How deep brackets may nest in a message; parsers recurse, so this is checked before any of them sees it."""
WRITE_TIMEOUT_S: Final = 20.0
"""A write that the other side does not take for this long means a dead reader: the connection is cut."""
CONNECT_S: Final = 10.0
"""How long a connection may stay without having shown a ticket that is good."""
CLOSING_S: Final = 1.0
"""How long the other side has to answer a close."""
ENVIRON_KEY: Final = "lightbox.socket"
_EVENT_START: Final = f"42{NAMESPACE},"
_CONNECT: Final = re.compile(rf"40{NAMESPACE}(?:,(?:\{{|$)|$)")
_EVENT: Final = re.compile(rf"42{NAMESPACE},[0-9]{{0,9}}\[")
_DISCONNECT: Final = re.compile(rf"41{NAMESPACE},?$")
_TEXT: Final = 0x81
_BINARY: Final = 0x82
_CLOSE: Final = 0x88
_STRUCTURE: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]')
"""Strings (to be passed over) and brackets of a JSON text."""


class RoomWebSocket:
    """What engine.io's aiohttp driver calls a websocket, owned by us; `environ[ENVIRON_KEY]` names it to handlers."""

    def __init__(self, handler: Any, server: Any) -> None:
        self._handler = handler
        self._server = server
        self._draining = asyncio.Lock()
        self._socket = web.WebSocketResponse(compress=False, max_msg_size=MESSAGE_LIMIT_BYTES)
        self._transport: asyncio.Transport | None = None
        self._lines: AbstractStreamWriter | None = None
        self.alive = True
        self.joined = asyncio.Event()
        """Set once the client was told that it is in the namespace: nothing of ours may overtake that."""
        self.is_leaving = False
        """Set with our goodbye: what comes after it is read by nobody."""
        self.reads: Callable[[str], Awaitable[None]] | None = None
        """Takes events; whatever else comes is engine.io's."""
        self._is_exposed = False
        """Whether something came that no browser sends."""
        self._has_asked = False
        self._is_answered = False
        self._pace = Bucket(ALL_RATE, ALL_BURST, ALL_BURST, time.monotonic())
        self._join_by_s = time.monotonic() + CONNECT_S

    async def __call__(self, environ: dict[str, Any]) -> web.WebSocketResponse:
        """Answer the upgrade (never with an extension) and hand the connection to engine.io until it ends."""
        request: web.Request = environ["aiohttp.request"]
        if request.transport is not None:
            request.transport.set_protocol(MaskedOnly(request.transport.get_protocol(), self._expose))
            # said before the answer to the upgrade (RFC 6455 4.1 forbids it): what it is was not looked at
            self._is_exposed = bool(request.protocol._message_tail)  # noqa: SLF001  (kept nowhere else)
        await self._socket.prepare(request)
        self._transport, self._lines = request.transport, request.writer
        if self._transport is not None:
            # the kernel holds enough: what it does not take at once waits in the outbox, where newer replaces it
            keep_little(self._transport)
        if self._is_exposed:
            self._expose()
        environ[ENVIRON_KEY] = self
        try:
            await self._handler(self)
        finally:
            self.alive = False
            self.joined.set()
        return self._socket

    async def wait(self) -> str:
        """The next message that is engine.io's; events go to `reads`. What no client of ours would send ends the connection.

        Who sends faster than anybody may is read more slowly, so that the excess waits in its own line and not in
        ours (T-17). Who does not join in time is cut: a half-open door costs memory.
        """
        while True:
            text = await self._next_text()
            too_early_s = self._pace.draw(time.monotonic())
            if too_early_s:
                await asyncio.sleep(too_early_s + 0.001)
                self._pace.draw(time.monotonic())
            if self.is_leaving:
                continue
            if self.reads is None or not text.startswith(_EVENT_START):
                return text
            await self.reads(text)

    async def _next_text(self) -> str:
        if self._is_answered:
            message = await self._socket.receive()
        else:
            try:
                async with asyncio.timeout(max(0.0, self._join_by_s - time.monotonic())):
                    message = await self._socket.receive()
            except TimeoutError:
                raise await self._refused(WSCloseCode.POLICY_VIOLATION) from None
        if message.type is not WSMsgType.TEXT:
            raise await self._refused(WSCloseCode.UNSUPPORTED_DATA)
        text: str = message.data
        if not is_acceptable(text) or not self._is_in_turn(text):
            raise await self._refused(WSCloseCode.POLICY_VIOLATION)
        return text

    def _expose(self) -> None:
        """No browser speaks: close at once and take nothing of it (BI-19)."""
        self._is_exposed, self.alive = True, False
        transport = self._transport
        if transport is None or transport.is_closing():
            return
        code = struct.pack(">H", WSCloseCode.PROTOCOL_ERROR)
        transport.write(_head(_CLOSE, code) + code)
        transport.close()
        asyncio.get_running_loop().call_later(CLOSING_S, transport.abort)

    def _is_in_turn(self, text: str) -> bool:
        """Whether a message may come now: one CONNECT first, events only after its answer (BI-14, BI-15)."""
        if text[0] != "4":
            return True
        if text.startswith("40"):
            is_first, self._has_asked = not self._has_asked, True
            self._join_by_s = time.monotonic() + CONNECT_S
            return is_first
        return self._is_answered

    async def _refused(self, code: int) -> OSError:
        """Close with a code, then cut: a hostile client would never answer the close."""
        self.alive = False
        try:
            async with asyncio.timeout(CLOSING_S):
                await self._socket.close(code=code)
        except TimeoutError:
            self.abort()
        return OSError("refused")

    async def send(self, message: str | bytes) -> None:
        """What engine.io itself wants written (pings, acknowledgements)."""
        is_welcome = isinstance(message, str) and message.startswith("40")
        # before the write: whoever reads it may answer before the write is said to be over
        self._is_answered = self._is_answered or is_welcome
        if isinstance(message, bytes):
            self._write(_head(_BINARY, message), message)
        else:
            self.write(message.encode())
        await self.taken()
        if is_welcome:
            self.joined.set()

    def write(self, text: bytes) -> None:
        """A message, now; `OSError` when the connection is gone or going."""
        self._write(_head(_TEXT, text), text)

    def write_pair(self, header: bytes, attachment: bytes) -> None:
        """A binary event, its header and its one attachment, now: one write, so nothing can come in between."""
        self._write(_head(_TEXT, header), header, _head(_BINARY, attachment), attachment)

    def _write(self, *pieces: bytes) -> None:
        transport = self._transport
        if transport is None or transport.is_closing() or self._socket.closed:
            raise ConnectionResetError
        # joining 60 KB costs less than a second system call
        transport.write(b"".join(pieces))

    @property
    def is_free(self) -> bool:
        """Whether the kernel took all that was written, or never will."""
        transport = self._transport
        return transport is not None and (transport.is_closing() or not transport.get_write_buffer_size())

    async def taken(self) -> None:
        """Until the kernel took all that was written; `TimeoutError` when the other side does not read."""
        if self.is_free or self._lines is None:
            return
        # one at a time: aiohttp lets all who wait share one future, which a timeout would cancel for everybody
        async with asyncio.timeout(WRITE_TIMEOUT_S), self._draining:
            await self._lines.drain()

    async def close(self) -> None:
        """Close politely, but never wait long for the other side."""
        self.alive = False
        try:
            async with asyncio.timeout(CLOSING_S):
                await self._socket.close()
        except TimeoutError:
            self.abort()

    def abort(self) -> None:
        """Drop the TCP connection at once (a stalled reader would keep our buffers)."""
        self.alive = False
        if self._transport is not None:
            self._transport.abort()


def _head(opcode: int, payload: bytes) -> bytes:
    """The head of an unmasked, unfragmented websocket frame. RFC 6455 section 5.2."""
    size = len(payload)
    if size < 126:
        return struct.pack(">BB", opcode, size)
    if size < 1 << 16:
        return struct.pack(">BBH", opcode, 126, size)
    return struct.pack(">BBQ", opcode, 127, size)


def is_acceptable(text: str) -> bool:
    """Whether a message is an engine.io pong or close, or a shallow CONNECT, DISCONNECT or EVENT of our one namespace.

    Binary events and acknowledgements (types 5 and 6) are refused here, before a header announcing a million
    attachments reaches a parser (BI-3, BI-4); so is nesting that makes JSON parsers recurse (BI-6).
    """
    if text[:1] in {"1", "3"}:
        return len(text) <= len("3probe")
    if not (_EVENT.match(text) or _CONNECT.match(text) or _DISCONNECT.match(text)):
        return False
    if text.count("[") + text.count("{") <= DEPTH_LIMIT:
        return True
    depth = 0
    for mark in _STRUCTURE.finditer(text):
        if mark[0] in "[{":
            depth += 1
            if depth > DEPTH_LIMIT:
                return False
        elif mark[0] in "]}":
            depth -= 1
    return True


def install(engine: Any) -> None:
    """Make an engine.io server use this websocket class."""
    engine._async = {**driver._async, "websocket": RoomWebSocket}  # noqa: SLF001  (the driver has no other knob)
