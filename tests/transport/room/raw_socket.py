"""A websocket client that says what no browser would: raw frames over a plain TCP connection."""

import asyncio
import base64
import json
import os
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA
ROOM = "/room"


def frame(opcode: int, payload: bytes, *, fin: bool = True, rsv: int = 0, masked: bool = True) -> bytes:
    """One websocket frame as a client sends it (masked with zeros, which is a mask too)."""
    size = len(payload)
    mask_bit = 0x80 if masked else 0
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    if size < 126:
        head += bytes([mask_bit | size])
    elif size < 65536:
        head += struct.pack(">BH", mask_bit | 126, size)
    else:
        head += struct.pack(">BQ", mask_bit | 127, size)
    return head + (bytes(4) if masked else b"") + payload


def public_key() -> str:
    """A fresh P-256 point as it goes into `caps.ecdh`."""
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    raw = key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def auth(shown: str, **changes: Any) -> dict[str, Any]:
    """A sound CONNECT body, or one with something changed."""
    return {"proto": 1, "ticket": shown, "caps": {"ecdh": public_key()}} | changes


@dataclass
class RawSocket:
    """What was heard, frame by frame; `closed` with the close code once the server ended it (0: cut)."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    head: str = ""
    heard: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    closed: int | None = None
    _listener: asyncio.Task[None] | None = None

    def listen(self, *, answers: bool = True) -> None:
        """Begin to read."""
        self._listener = asyncio.create_task(self._listen(answers=answers))

    async def _listen(self, *, answers: bool) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            while self.closed is None:
                await self._frame(answers=answers)
        if self.closed is None:
            self.closed = 0

    async def _frame(self, *, answers: bool) -> None:
        first, second = await self.reader.readexactly(2)
        size = second & 0x7F
        if size == 126:
            (size,) = struct.unpack(">H", await self.reader.readexactly(2))
        elif size == 127:
            (size,) = struct.unpack(">Q", await self.reader.readexactly(8))
        payload = await self.reader.readexactly(size)
        opcode = first & 0xF
        self.sizes.append(size)
        if opcode == CLOSE:
            self.closed = struct.unpack(">H", payload[:2])[0] if len(payload) >= 2 else 1005
        elif opcode == TEXT:
            self.heard.append(payload.decode())
            if payload == b"2" and answers:
                await self.text("3")

    async def text(self, text: str) -> None:
        """A text message."""
        await self.raw(frame(TEXT, text.encode()))

    async def raw(self, content: bytes) -> None:
        """Bytes as they are; a connection that is gone is no error here."""
        with suppress(OSError):
            self.writer.write(content)
            await self.writer.drain()

    async def event(self, name: str, body: object, number: int | None = None) -> None:
        """A Socket.IO event."""
        await self.text(f"42{ROOM},{'' if number is None else number}{json.dumps([name, body])}")

    async def connect(self, shown: str, **changes: Any) -> None:
        """Show a ticket and wait for the answer."""
        await self.text(f"40{ROOM},{json.dumps(auth(shown, **changes))}")
        await self.until(lambda: self.answers("40") or self.answers("44"), "an answer to CONNECT")

    def answers(self, kind: str = "43") -> list[str]:
        """Packets of a kind: 40 in, 44 refused, 43 acknowledgement."""
        return [text for text in self.heard if text.startswith(kind + ROOM)]

    @property
    def codes(self) -> list[str]:
        """The codes of refusals and acknowledgements so far ("ok" for none)."""
        found = []
        for text in (*self.answers("44"), *self.answers("43")):
            body = json.loads(text[text.index("[" if text.startswith("43") else "{") :])
            told = body[0] if isinstance(body, list) else body.get("data", body)
            found.append(str(told.get("code", "ok")))
        return found

    @property
    def byes(self) -> list[str]:
        """Goodbyes."""
        return [
            json.loads(text.split(",", 1)[1])[1]["code"] for text in self.heard if text.startswith(f'42{ROOM},["bye"')
        ]

    async def until(self, condition: Any, what: str, seconds: float = 5.0) -> None:
        """Wait, bounded."""
        try:
            async with asyncio.timeout(seconds):
                while not condition():
                    await asyncio.sleep(0.01)
        except TimeoutError:
            raise AssertionError(
                f"waited {seconds:g} s for {what}; heard {self.heard[-3:]}, closed {self.closed}"
            ) from None

    async def end(self) -> None:
        """Drop the line."""
        if self._listener is not None:
            self._listener.cancel()
            with suppress(asyncio.CancelledError):
                await self._listener
        self.writer.close()
        with suppress(OSError):
            await self.writer.wait_closed()


async def handshake(
    port: int,
    room: str,
    *,
    transport: str = "websocket",
    origins: tuple[str, ...] | None = None,
    more: str = "",
    behind: str = "",
) -> RawSocket:
    """Ask for the upgrade; `head` is the answer's head. `behind` is said at once after it, not waiting for that."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    shown = (f"http://localhost:{port}",) if origins is None else origins
    lines = "".join(f"Origin: {origin}\r\n" for origin in shown)
    writer.write(
        f"GET /socket.io/?room={room}&EIO=4&transport={transport} HTTP/1.1\r\nHost: localhost:{port}\r\n{lines}"
        f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n{more}\r\n{behind}".encode("latin-1")
    )
    async with asyncio.timeout(10):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
    return RawSocket(reader, writer, head)


@asynccontextmanager
async def raw_socket(port: int, room: str = "0" * 32, **options: Any) -> AsyncIterator[RawSocket]:
    """An upgraded connection that listens."""
    socket = await handshake(port, room, **options)
    socket.listen()
    try:
        yield socket
    finally:
        await socket.end()
