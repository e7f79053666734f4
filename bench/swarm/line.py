"""One raw connection: a websocket read without copying what is only counted, and one HTTP request for its ticket."""

import asyncio
import base64
import json
import os
from collections.abc import Callable
from typing import Any, Final

from bench.viewers import GENERATOR

Json = dict[str, Any]
ROOM: Final = "/room"
SAYS: Final = f"42{ROOM},".encode()
ANNOUNCES: Final = f"451-{ROOM},".encode()
ANSWERS: Final = f"43{ROOM},".encode()
REFUSES: Final = f"44{ROOM},".encode()
ACK_S: Final = 0.1
"""Pages answer a little later, for several at once."""
ANSWER_S: Final = 20.0
COOKIES: Final = {"host": "__Host-lightbox", "guest": "__Host-lightbox-guest"}


class RefusedError(Exception):
    """The server said no: status, code and what else it said."""

    def __init__(self, status: int, code: str, facts: Json) -> None:
        super().__init__(f"{status} {code}")
        self.status, self.code, self.facts = status, code, facts


async def post(port: int, path: str, cookie: str) -> Json:
    """One POST without a body on a connection of its own, as a page that was just cut off sends it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(
            f"POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\nCookie: {cookie}\r\n"
            "Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}".encode()
        )
        async with asyncio.timeout(ANSWER_S):
            head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    finally:
        writer.close()
    said = json.loads(body) if body else {}
    status = int(head.split(b" ", 2)[1]) if head else 0
    if status not in {200, 201}:
        error = said.get("error", {})
        raise RefusedError(status, error.get("code", "nothing"), error.get("facts", {}))
    return dict(said)


class Line(asyncio.Protocol):
    """A seat's websocket; `heard` gets every event but the ones that come thousands of times, `came` every picture."""

    def __init__(self, port: int, ticket: Json, heard: Callable[[str, Json], None]) -> None:
        self._port, self._ticket, self._heard = port, ticket, heard
        self._buffer = bytearray()
        self._is_upgraded = False
        self._answers: dict[int, asyncio.Future[Json]] = {}
        self._number = 0
        self._frame: Json = {}
        self._ack: asyncio.TimerHandle | None = None
        self._newest = self._told = 0
        self._shown: list[str] = []
        self.welcomed: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self.lost: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.counts = {"frames": 0, "bytes": 0, "leases": 0, "views": 0, "messages": 0}
        self.viewed: Callable[[int], None] | None = None
        """Called with the position of every view that is heard."""
        self.came: Callable[[Json, bytes], None] | None = None

    # --- bytes -------------------------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        path = f"/socket.io/?room={self._ticket['room']}&EIO=4&transport=websocket"
        transport.write(
            f"GET {path} HTTP/1.1\r\nHost: localhost:{self._port}\r\nOrigin: http://localhost:{self._port}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def connection_lost(self, error: Exception | None) -> None:
        if self._ack is not None:
            self._ack.cancel()
        self._ends(f"lost {error or ''}".strip())

    def _ends(self, why: str) -> None:
        for waiting in (self.welcomed, *self._answers.values()):
            if not waiting.done():
                waiting.set_exception(RefusedError(0, why, {}))
                waiting.exception()  # who waited hears it; nobody else has to
        if not self.lost.done():
            self.lost.set_result(why)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._is_upgraded:
            head, found, rest = bytes(self._buffer).partition(b"\r\n\r\n")
            if not found:
                return
            if b" 101 " not in head[:20]:
                self._ends(head[9:12].decode())
                self.transport.abort()
                return
            self._is_upgraded, self._buffer = True, bytearray(rest)
        start = 0
        while (end := self._message(start)) > start:
            start = end
        del self._buffer[:start]

    def _message(self, at: int) -> int:
        """Take one whole websocket frame (RFC 6455 section 5.2); gives where the next one starts."""
        buffer, there = self._buffer, len(self._buffer) - at
        if there < 2:
            return at
        length, start = buffer[at + 1] & 127, at + 2
        if length == 126:
            if there < 4:
                return at
            length, start = int.from_bytes(buffer[at + 2 : at + 4], "big"), at + 4
        elif length == 127:
            if there < 10:
                return at
            length, start = int.from_bytes(buffer[at + 2 : at + 10], "big"), at + 10
        if len(buffer) < start + length:
            return at
        opcode, content = buffer[at] & 15, bytes(buffer[start : start + length])
        if opcode == 1:
            self._text(content)
        elif opcode == 2:
            self._picture(content)
        elif opcode == 8:
            self._ends(f"closed {int.from_bytes(content[:2], 'big')}")
            self.transport.close()
        return start + length

    def _write(self, text: str) -> None:
        content = text.encode()
        size = len(content)
        head = bytes([0x81, 0x80 | size]) if size < 126 else b"\x81\xfe" + size.to_bytes(2, "big")
        # a mask of zeros leaves the text as it is (section 5.3)
        self.transport.write(head + bytes(4) + content)

    # --- what is heard -----------------------------------------------------------------------------------------------

    def _text(self, text: bytes) -> None:
        self.counts["messages"] += 1
        if text.startswith(b'42/room,["lease"'):
            self.counts["leases"] += 1
        elif text.startswith(b'42/room,["view",'):
            self._view(text)
        elif text.startswith(SAYS):
            name, body = json.loads(text[len(SAYS) :])
            self._event(name, body)
        elif text.startswith(ANNOUNCES):
            self._frame = json.loads(text[len(ANNOUNCES) :])[1]
        elif text.startswith(ANSWERS):
            self._answered(text[len(ANSWERS) :])
        elif text[:1] in {b"0", b"2"}:
            self._engine(text)
        elif text.startswith(REFUSES):
            self._refused(json.loads(text[len(REFUSES) :]))

    def _answered(self, text: bytes) -> None:
        number, _, body = text.partition(b"[")
        answer = self._answers.pop(int(number), None)
        if answer is not None and not answer.done():
            answer.set_result(json.loads(b"[" + body)[0])

    def _refused(self, said: Json) -> None:
        facts = said.get("data") or said
        if not self.welcomed.done():
            self.welcomed.set_exception(RefusedError(0, str(facts.get("code", said)), facts))
            self.welcomed.exception()

    def _engine(self, text: bytes) -> None:
        """Engine.IO's own: a ping, or its handshake, after which we connect."""
        if text == b"2":
            self._write("3")
            return
        auth = {"proto": 1, "ticket": self._ticket["ticket"], "caps": {"ecdh": GENERATOR, "w": 900, "h": 900}}
        self._write(f"40{ROOM},{json.dumps(auth)}")

    def _view(self, text: bytes) -> None:
        self.counts["views"] += 1
        if self.viewed is not None:
            self.viewed(int(text.split(b'"pos":', 1)[1].split(b",", 1)[0]))

    def _event(self, name: str, body: Json) -> None:
        if body.get("m"):
            self._told = body["m"]
            self._answer_soon()
        if name == "room:welcome" and not self.welcomed.done():
            self.welcomed.set_result(body)
        self._heard(name, body)

    def _picture(self, content: bytes) -> None:
        frame = self._frame
        self.counts["frames"] += 1
        self.counts["bytes"] += len(content)
        if len(content) != frame["len"]:
            self._ends("a frame of another length")
        self._newest = frame["n"]
        self._shown = [frame["fid"]]
        self._answer_soon()
        if self.came is not None:
            self.came(frame, content)

    def _answer_soon(self) -> None:
        if self._ack is None:
            self._ack = asyncio.get_running_loop().call_later(ACK_S, self._answer)

    def _answer(self) -> None:
        self._ack = None
        shown = [[fid, 1] for fid in self._shown]
        self._shown = []
        body = json.dumps({"n": self._newest, "m": self._told, "shown": shown})
        self._write(f'42{ROOM},["ack",{body}]')

    # --- what is said ------------------------------------------------------------------------------------------------

    async def say(self, event: str, body: Json | None = None) -> Json:
        """Say something and hear the answer."""
        self._number += 1
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._answers[self._number] = answer
        self._write(f"42{ROOM},{self._number}{json.dumps([event, body or {}])}")
        async with asyncio.timeout(ANSWER_S):
            return await answer

    def cut(self) -> None:
        """Drop the line without a word."""
        self.transport.abort()
