"""Viewers in a process of their own: raw sockets that count frames, check their bytes and note how late they come.

    python -m bench.viewers PORT COUNT FRAMES SIZE KIND DEFLATE STALLED

`KIND` is sio (Engine.IO and Socket.IO handshakes) or raw (binary messages alone). Prints `ready`, then one JSON line
{frames, wrong, late_ms: […]} when every viewer but the stalled ones has FRAMES frames, a line comes in on standard input,
or 60 s went by.
"""

import asyncio
import json
import os
import random
import struct
import sys
import time

CONNECT = '40/room,{"proto":1,"ticket":"bench","caps":{"ecdh":"%s"}}'
GENERATOR = "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"
"""P-256's own generator: a point of the curve that nobody has to make."""
STAMP = struct.Struct(">Q")
PATIENCE_S = 60.0


def payload(size: int) -> bytes:
    """What every frame is made of after its stamp: the same everywhere, and incompressible."""
    return random.Random(60).randbytes(size - STAMP.size)


class Viewer(asyncio.Protocol):
    """One socket. Reads websocket frames (RFC 6455 section 5.2) without copying what it only has to compare."""

    def __init__(self, port: int, kind: str, size: int, *, deflate: bool) -> None:
        self.port, self.kind, self.size, self.deflate = port, kind, size, deflate
        self.expected = payload(size)
        self.buffer = bytearray()
        self.upgraded = False
        self.joined = asyncio.Event()
        self.frames = 0
        self.wrong = 0
        self.late_ms: list[float] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        path = "/raw" if self.kind == "raw" else "/socket.io/?room=bench&EIO=4&transport=websocket"
        offered = "Sec-WebSocket-Extensions: permessage-deflate\r\n" if self.deflate else ""
        transport.write(
            f"GET {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\nOrigin: http://localhost:{self.port}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
            f"Sec-WebSocket-Version: 13\r\n{offered}\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if not self.upgraded:
            head, found, rest = bytes(self.buffer).partition(b"\r\n\r\n")
            if not found:
                return
            assert b" 101 " in head, head
            self.upgraded, self.buffer = True, bytearray(rest)
            if self.kind == "raw":
                self.joined.set()
        while self._frame():
            pass

    def _frame(self) -> bool:
        """Take one whole frame from the buffer; False when there is none yet."""
        buffer = self.buffer
        if len(buffer) < 2:
            return False
        length, start = buffer[1] & 127, 2
        if length == 126 and len(buffer) >= 4:
            length, start = int.from_bytes(buffer[2:4], "big"), 4
        elif length == 127 and len(buffer) >= 10:
            length, start = int.from_bytes(buffer[2:10], "big"), 10
        elif length > 125:
            return False
        if len(buffer) < start + length:
            return False
        opcode, is_packed = buffer[0] & 15, bool(buffer[0] & 0x40)
        if opcode == 2:
            self._picture(buffer, start, length, is_packed=is_packed)
        elif opcode == 1:
            self._text(bytes(buffer[start : start + length]), is_packed=is_packed)
        del buffer[: start + length]
        return True

    def _picture(self, buffer: bytearray, start: int, length: int, *, is_packed: bool) -> None:
        self.frames += 1
        if is_packed:  # a stock server compressed it: only that it came is counted
            return
        self.late_ms.append((time.monotonic_ns() - STAMP.unpack_from(buffer, start)[0]) / 1e6)
        if length != self.size or buffer[start + STAMP.size : start + length] != self.expected:
            self.wrong += 1

    def _text(self, text: bytes, *, is_packed: bool) -> None:
        if is_packed:
            self.joined.set()
        elif text.startswith(b"0{"):
            self.say(CONNECT % GENERATOR)
        elif text.startswith(b"40/room"):
            self.joined.set()
        elif text == b"2":
            self.say("3")

    def say(self, text: str) -> None:
        """Send a masked text frame (section 5.3; a mask of zeros leaves it as it is)."""
        content = text.encode()
        head = (
            bytes([0x81, 0x80 | len(content)]) if len(content) < 126 else b"\x81\xfe" + len(content).to_bytes(2, "big")
        )
        self.transport.write(head + bytes(4) + content)


async def main(port: int, count: int, frames: int, size: int, kind: str, deflate: int, stalled: int) -> None:
    """Connect everybody, say so, then wait."""
    loop = asyncio.get_running_loop()
    viewers = []
    for _ in range(count):
        _, viewer = await loop.create_connection(
            lambda: Viewer(port, kind, size, deflate=bool(deflate)), "127.0.0.1", port
        )
        viewers.append(viewer)
    for viewer in viewers:
        await asyncio.wait_for(viewer.joined.wait(), 10)
    for viewer in viewers[:stalled]:
        viewer.transport.pause_reading()
    print("ready", flush=True)
    end, stop = time.monotonic() + PATIENCE_S, asyncio.create_task(asyncio.to_thread(sys.stdin.readline))
    reading = viewers[stalled:]
    # an event per frame would cost the viewers more than looking
    while any(viewer.frames < frames for viewer in reading) and not stop.done() and time.monotonic() < end:  # noqa: ASYNC110
        await asyncio.sleep(0.002)
    told = {
        "frames": sum(viewer.frames for viewer in viewers[stalled:]),
        "wrong": sum(viewer.wrong for viewer in viewers),
        "late_ms": [round(late, 3) for viewer in viewers[stalled:] for late in viewer.late_ms],
    }
    print(json.dumps(told), flush=True)
    await stop
    os._exit(0)


if __name__ == "__main__":
    port, count, frames, size = map(int, sys.argv[1:5])
    deflate, stalled = map(int, sys.argv[6:8])
    asyncio.run(main(port, count, frames, size, sys.argv[5], deflate, stalled))
