"""A socket that reached the wrong process, spliced to the right one: bytes as they come, no faster than they are taken.

Nothing is read or put together anew: what the client masked stays masked, a header and its attachment stay beside each
other, and a reader that stalls is felt by its owner, whose feed then waits with the newest picture (R9).
"""

import asyncio
import socket
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.abc import AbstractStreamWriter

from server.terms.errors import Unavailable
from server.transport.unsent import keep_little

CONNECT_S: Final = 2.0
ANSWER_S: Final = 5.0
"""How long the other process may take to say that it takes the socket."""
HEAD_BYTES: Final = 16 * 1024
HELD_BYTES: Final = 64 * 1024
"""What the kernel may hold on this way: pictures that wait here would be older than they need be."""
LAST_S: Final = 1.0
"""How long the other side has to take what was written before the end."""
RETRY_MS: Final = 500
_END: Final = b"\r\n\r\n"
_SWITCHED: Final = b"HTTP/1.1 101 "


class Spliced(web.StreamResponse):
    """An answer that has been given: the connection was somebody else's until it ended."""

    async def prepare(self, request: web.BaseRequest) -> AbstractStreamWriter | None:  # noqa: ARG002
        """Nothing to send."""
        return None

    async def write_eof(self, data: bytes = b"") -> None:
        """Nothing to end."""


class _Far(asyncio.Protocol):
    """The line to the owner."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.near: asyncio.Transport | None = None
        self.answered: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._head = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        keep_little(transport)

    def data_received(self, content: bytes) -> None:
        if self.near is not None:
            self.near.write(content)
            return
        self._head += content
        if (_END in self._head or len(self._head) > HEAD_BYTES) and not self.answered.done():
            # what follows the head waits until there is somebody to have it
            if self.transport is not None:
                self.transport.pause_reading()
            self.answered.set_result(self._head)

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002
        if not self.answered.done():
            self.answered.set_result(self._head)
        if self.near is not None:
            self.near.close()
            asyncio.get_running_loop().call_later(LAST_S, self.near.abort)

    def pause_writing(self) -> None:
        if self.near is not None:
            self.near.pause_reading()

    def resume_writing(self) -> None:
        if self.near is not None and not self.near.is_closing():
            self.near.resume_reading()


class _Near(asyncio.Protocol):
    """The line to the client; `inside` is aiohttp's own, which only hears of its end."""

    def __init__(self, far: asyncio.Transport, inside: asyncio.Protocol) -> None:
        self._far = far
        self._inside = inside
        self.over = asyncio.Event()

    def data_received(self, content: bytes) -> None:
        self._far.write(content)

    def connection_lost(self, error: Exception | None) -> None:
        self._far.abort()
        self._inside.connection_lost(error)
        self.over.set()

    def pause_writing(self) -> None:
        if not self._far.is_closing():
            self._far.pause_reading()

    def resume_writing(self) -> None:
        if not self._far.is_closing():
            self._far.resume_reading()


async def splice(request: web.Request, address: str, head: bytes, near_ones: set[asyncio.Transport]) -> Spliced | None:
    """Hand a client's socket to another process until it ends; None when nobody listens there.

    `head` is the request as that process is to read it; `near_ones` has the client's transport for as long as it lasts.

    Raises
    ------
    Unavailable
        `elsewhere` {retry_ms}: it did not take the socket.
    """
    far = _Far()
    if not await _reached(far, address) or far.transport is None:
        return None
    far.transport.write(head)
    try:
        async with asyncio.timeout(ANSWER_S):
            answer = await far.answered
    except TimeoutError:
        answer = b""
    near = request.transport
    if near is None or near.is_closing() or not answer.startswith(_SWITCHED) or far.transport.is_closing():
        far.transport.abort()
        raise Unavailable("elsewhere", retry_ms=RETRY_MS)
    inside = near.get_protocol()
    assert isinstance(inside, asyncio.Protocol)
    assert isinstance(near, asyncio.Transport)
    protocol = _Near(far.transport, inside)
    near.set_protocol(protocol)
    keep_little(near)
    _hold_little(near)
    far.near = near
    near_ones.add(near)
    near.write(answer)
    far.transport.resume_reading()
    try:
        await protocol.over.wait()
    finally:
        near_ones.discard(near)
        near.abort()
    return Spliced()


async def _reached(far: _Far, address: str) -> bool:
    url = urlsplit(address)
    family = socket.AF_INET6 if ":" in (url.hostname or "") else socket.AF_INET
    line = socket.socket(family, socket.SOCK_STREAM)
    line.setblocking(False)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, HELD_BYTES)
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(CONNECT_S):
            await loop.sock_connect(line, (url.hostname or "", url.port or 80))
            await loop.create_connection(lambda: far, sock=line)
    except (OSError, TimeoutError):
        line.close()
        return False
    return True


def _hold_little(near: asyncio.Transport) -> None:
    line = near.get_extra_info("socket")
    if line is not None:
        line.setsockopt(socket.IPPROTO_TCP, getattr(socket, "TCP_NOTSENT_LOWAT", 25), HELD_BYTES)
