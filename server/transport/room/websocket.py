"""The websocket below Socket.IO: no compression, no binary inwards, one writer at a time, small messages only.

engine.io builds its own `WebSocketResponse`, negotiates permessage-deflate with every browser and would zlib-compress
sealed frames (about 22 times the CPU per frame), and accepts any number of binary attachments before anybody is known.
This class takes its place: see `server/THREAT_MODEL.md`, T-18, and `docs/wire.md`.
"""

import asyncio
import re
from typing import Any, Final

from aiohttp import WSCloseCode, WSMsgType, web
from engineio.async_drivers import aiohttp as driver

MESSAGE_LIMIT_BYTES: Final = 64 * 1024
DEPTH_LIMIT: Final = 8
"""How deep brackets may nest in a message; parsers recurse, so this is checked before any of them sees it."""
WRITE_TIMEOUT_S: Final = 20.0
"""A write that the other side does not take for this long means a dead reader: the connection is cut."""
ENVIRON_KEY: Final = "lightbox.socket"
_STRUCTURE: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]')
"""Strings (to be passed over) and brackets of a JSON text."""


class RoomWebSocket:
    """What engine.io's aiohttp driver calls a websocket, owned by us; `environ[ENVIRON_KEY]` names it to handlers."""

    def __init__(self, handler: Any, server: Any) -> None:
        self._handler = handler
        self._server = server
        self._lock = asyncio.Lock()
        self._socket = web.WebSocketResponse(compress=False, max_msg_size=MESSAGE_LIMIT_BYTES)
        self.alive = True
        self.joined = asyncio.Event()
        """Set once the client was told that it is in the namespace: nothing of ours may overtake that."""

    async def __call__(self, environ: dict[str, Any]) -> web.WebSocketResponse:
        """Answer the upgrade (never with an extension) and hand the connection to engine.io until it ends."""
        request: web.Request = environ["aiohttp.request"]
        await self._socket.prepare(request)
        environ[ENVIRON_KEY] = self
        try:
            await self._handler(self)
        finally:
            self.alive = False
        return self._socket

    async def wait(self) -> str:
        """The next text message; anything else, or nesting no message of ours has, ends the connection."""
        message = await self._socket.receive()
        if message.type is not WSMsgType.TEXT:
            if message.type is WSMsgType.BINARY:
                await self._socket.close(code=WSCloseCode.UNSUPPORTED_DATA)
            self.alive = False
            raise OSError("closed")
        text: str = message.data
        if not is_acceptable(text):
            await self._socket.close(code=WSCloseCode.POLICY_VIOLATION)
            self.alive = False
            raise OSError("refused")
        return text

    async def send(self, message: str | bytes) -> None:
        """What engine.io itself wants written (pings, acknowledgements)."""
        async with self._lock, asyncio.timeout(WRITE_TIMEOUT_S):
            if isinstance(message, bytes):
                await self._socket.send_bytes(message)
            else:
                await self._socket.send_str(message)
        if isinstance(message, str) and message.startswith("40"):
            self.joined.set()

    async def send_pair(self, header: str, attachment: bytes) -> None:
        """A binary event: its header and its one attachment, with nothing in between."""
        async with self._lock, asyncio.timeout(WRITE_TIMEOUT_S):
            await self._socket.send_str(header)
            await self._socket.send_bytes(attachment)

    async def close(self) -> None:
        """Close politely, but never wait long for the other side."""
        self.alive = False
        try:
            async with asyncio.timeout(1.0):
                await self._socket.close()
        except TimeoutError:
            self.abort()

    def abort(self) -> None:
        """Drop the TCP connection at once (a stalled reader would keep our buffers)."""
        self.alive = False
        writer = self._socket._writer  # noqa: SLF001  (aiohttp offers no public way to abort a stalled websocket)
        transport = None if writer is None else writer.transport
        if transport is not None:
            transport.abort()


def is_acceptable(text: str) -> bool:
    """Whether a message is an engine.io pong or close, or a Socket.IO CONNECT, DISCONNECT or EVENT of shallow nesting.

    Binary events and acknowledgements (types 5 and 6) are refused here, before a header announcing a million
    attachments reaches a parser (BI-3, BI-4); so is nesting that makes JSON parsers recurse (BI-6).
    """
    if text[:1] in {"1", "3"}:
        return len(text) <= len("3probe")
    if text[:2] not in {"40", "41", "42"}:
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
