"""A client of the public surface alone, as `docs/wire.md` tells it: HTTP, Socket.IO packets, keys and sealed frames.

It shares no code with the server but the message structs' names, so that what it can do a stranger can do.
"""

import asyncio
import base64
import itertools
import json
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, Self

import aiohttp
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Json = dict[str, Any]
ANSWER_S: Final = 10.0
PARTING_TRIES: Final = 10
ROOM: Final = "/room"
FRAME_LIMIT: Final = 8 * 1024 * 1024
Socket = aiohttp.ClientWebSocketResponse


class UnexpectedError(Exception):
    """The server answered otherwise than it should."""


@dataclass(slots=True)
class Answered:
    """An HTTP answer."""

    status: int
    body: Json

    @property
    def code(self) -> str:
        """The error code, or nothing."""
        error = self.body.get("error", {})
        return str(error.get("code", "")) if isinstance(error, dict) else ""

    @property
    def facts(self) -> Json:
        """The error's facts."""
        error = self.body.get("error", {})
        return error.get("facts", {}) if isinstance(error, dict) else {}


class Browser:
    """HTTP as one browser: its own cookies, same-origin headers, JSON."""

    def __init__(self, address: str, *, trust: Any = None) -> None:
        self.address = address.rstrip("/")
        self._trust = trust
        self._cookies: dict[str, str] = {}
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        return self

    async def __aexit__(self, *raised: object) -> None:
        if self._session is not None:
            await self._session.close()

    @property
    def session(self) -> aiohttp.ClientSession:
        """The open client session."""
        if self._session is None:
            raise RuntimeError("not open")
        return self._session

    @property
    def headers(self) -> dict[str, str]:
        """What every request of this browser carries. `__Host-` cookies go to loopback without TLS as in browsers."""
        headers = {"Origin": self.address}
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        return headers

    async def ask(self, method: str, path: str, body: Json | None = None) -> Answered:
        """One JSON request; asked again when a process that stops had done nothing of it."""
        answered = await self._ask(method, path, body)
        for _ in range(PARTING_TRIES):
            if answered.code != "draining":
                break
            await asyncio.sleep(answered.facts["retry_ms"] / 1000)
            answered = await self._ask(method, path, body)
        return answered

    async def _ask(self, method: str, path: str, body: Json | None) -> Answered:
        options: dict[str, Any] = {} if self._trust is None else {"ssl": self._trust}
        async with self.session.request(
            method, self.address + path, json=body, headers=self.headers, timeout=aiohttp.ClientTimeout(30), **options
        ) as answer:
            for name, morsel in answer.cookies.items():
                self._cookies[name] = morsel.value
            content = await answer.read()
        try:
            decoded = json.loads(content) if content else {}
        except ValueError:
            decoded = {}
        return Answered(answer.status, decoded if isinstance(decoded, dict) else {})

    async def must(self, method: str, path: str, body: Json | None = None) -> Json:
        """One JSON request that has to succeed."""
        answered = await self.ask(method, path, body)
        if answered.status not in {200, 201}:
            raise UnexpectedError(f"{method} {path.split('/')[2]}: {answered.status} {answered.code}")
        return answered.body

    async def fetch(self, path: str) -> tuple[int, bytes]:
        """Raw bytes."""
        options: dict[str, Any] = {} if self._trust is None else {"ssl": self._trust}
        async with self.session.get(self.address + path, headers=self.headers, **options) as answer:
            return answer.status, await answer.read()

    async def socket(self, room: str) -> Socket:
        """The websocket below Socket.IO."""
        options: dict[str, Any] = {} if self._trust is None else {"ssl": self._trust}
        url = f"{self.address}/socket.io/?room={room}&EIO=4&transport=websocket"
        opened: Socket = await self.session.ws_connect(url, headers=self.headers, max_msg_size=FRAME_LIMIT, **options)
        return opened


@dataclass(slots=True)
class Frame:
    """A frame as it came, opened: `image` is the encoded picture."""

    meta: Json
    image: bytes
    at_s: float


def agreed(form: Json) -> Json:
    """Yes to a consent as it stands: everything that is ticked on it."""
    ticked: dict[str, list[str]] = {"": [], "stack": [], "person": [], "until": []}
    for part in form["parts"]:
        ticked[part["kind"]] += [choice["value"] for choice in part["choices"] if choice["ticked"]]
    return {
        "digest": form["digest"],
        "agree": True,
        "stacks": [int(value) for value in ticked["stack"]],
        "persons": ticked["person"],
        "until_ms": int(ticked["until"][0]),
    }


@dataclass(slots=True)
class Seat:
    """One person's connection to a room."""

    browser: Browser
    room: str = ""
    participant: str = ""
    heard: list[tuple[str, Json]] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    unopened: int = 0
    lines: dict[int, Json] = field(default_factory=dict)
    refused: Json = field(default_factory=dict)
    closed: bool = False
    _private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    _keys: dict[int, bytes] = field(default_factory=dict)
    _socket: Socket | None = None
    _reader: asyncio.Task[None] | None = None
    _answers: dict[int, asyncio.Future[Json]] = field(default_factory=dict)
    _numbers: Any = field(default_factory=itertools.count)
    _announced: Json | None = None
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def enter(self, ticket: Json, *, have_chat: int = 0) -> None:
        """Open the socket with a ticket and wait for the welcome or the refusal."""
        self.room, self.participant = ticket["room"], ticket["participant"]
        self.closed, self.refused = False, {}
        self._socket = await self.browser.socket(self.room)
        opened = await self._socket.receive_str(timeout=ANSWER_S)
        if not opened.startswith("0"):
            raise UnexpectedError("no engine.io handshake")
        raw = self._private.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        auth = {
            "proto": 1,
            "ticket": ticket["ticket"],
            "caps": {"ecdh": base64.urlsafe_b64encode(raw).decode().rstrip("="), "w": 900, "h": 900},
            "resume": {"chat": have_chat},
        }
        await self._socket.send_str(f"40{ROOM},{json.dumps(auth)}")
        self._reader = asyncio.create_task(self._read())
        await self.until(lambda: self.told("room:welcome") or self.refused or self.closed, "welcome")
        if self.closed and not self.told("room:welcome") and not self.refused:
            raise UnexpectedError("the line was cut before the welcome")

    async def leave(self) -> None:
        """Drop the line without a word."""
        if self._socket is not None:
            await self._socket.close()
        if self._reader is not None:
            self._reader.cancel()
            with suppress(asyncio.CancelledError):
                await self._reader

    def told(self, event: str) -> list[Json]:
        """Everything heard under this event."""
        return [body for name, body in self.heard if name == event]

    @property
    def state(self) -> Json:
        """The newest phase and times."""
        states = self.told("room:state") or [welcome["state"] for welcome in self.told("room:welcome")]
        return states[-1] if states else {}

    @property
    def is_dark(self) -> bool:
        """Whether this client was last told to go dark, or never had a key."""
        last = [name for name, _ in self.heard if name in {"key", "dark"}]
        return not last or last[-1] == "dark"

    async def say(self, event: str, body: Json | None = None) -> Json:
        """Send an event and give its acknowledgement."""
        if self._socket is None:
            raise UnexpectedError("not connected")
        number = next(self._numbers)
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._answers[number] = answer
        await self._socket.send_str(f"42{ROOM},{number}{json.dumps([event, body or {}])}")
        async with asyncio.timeout(ANSWER_S):
            return await answer

    async def chat(self, text: str, cid: str = "") -> Json:
        """Send a line of chat."""
        return await self.say("chat:send", {"cid": cid or str(uuid.uuid4()), "text": text})

    async def look(self, stack: int, pos: int, *, cseq: int, token_epoch: int, voi: Json | None = None) -> Json:
        """Steer to a picture."""
        viewport: Json = {"id": "a", "stack": stack, "pos": pos, "voi": voi}
        body: Json = {
            "cseq": cseq,
            "token_epoch": token_epoch,
            "layout": [1, 1],
            "active": "a",
            "viewports": [viewport],
        }
        return await self.say("view:set", body)

    async def asked(self) -> Json:
        """The consent's form, once the privacy notice before it has been read."""
        await self.until(lambda: self.told("privacy") or self.told("consent"), "the privacy notice")
        if not self.told("consent"):
            await self.say("privacy:read", {"digest": self.told("privacy")[-1]["digest"]})
        await self.until(lambda: self.told("consent"), "the consent")
        return self.told("consent")[-1]

    async def until(self, condition: Callable[[], object], what: str, seconds: float = ANSWER_S) -> None:
        """Wait, bounded, until something holds."""
        try:
            async with asyncio.timeout(seconds):
                while not condition():
                    self._changed.clear()
                    with suppress(TimeoutError):
                        async with asyncio.timeout(0.25):
                            await self._changed.wait()
        except TimeoutError:
            raise UnexpectedError(f"waited {seconds:g} s for {what}") from None

    async def _read(self) -> None:
        socket = self._socket
        if socket is None:
            return
        async for message in socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                await self._text(message.data)
            elif message.type is aiohttp.WSMsgType.BINARY and self._announced is not None:
                meta, self._announced = self._announced, None
                await self._frame(meta, message.data)
            self._changed.set()
        self.closed = True
        self._changed.set()

    async def _text(self, text: str) -> None:
        if text == "2":
            await self._write("3")
        elif text.startswith(f"42{ROOM},"):
            name, body = json.loads(text.split(",", 1)[1])
            await self._event(name, body)
        elif text.startswith(f"451-{ROOM},"):
            _, body, _ = json.loads(text.split(",", 1)[1])
            self._announced = body
        elif text.startswith(f"43{ROOM},"):
            rest = text.split(",", 1)[1]
            number, body = rest.split("[", 1)
            answer = self._answers.pop(int(number), None)
            if answer is not None and not answer.done():
                answer.set_result(json.loads("[" + body)[0])
        elif text.startswith(f"44{ROOM},"):
            refusal = json.loads(text.split(",", 1)[1])
            self.refused = refusal.get("data") or refusal

    async def _event(self, name: str, body: Json) -> None:
        if name == "key":
            self._keys[body["epoch"]] = self._unwrapped(body)
        elif name == "dark":
            self._keys.clear()
        elif name in {"chat", "room:welcome"}:
            for line in body["lines"] if name == "chat" else body["chat"]:
                self.lines[line["seq"]] = line
        elif name == "frame":
            status, sealed = await self.browser.fetch(body["href"])
            if status == 200:
                await self._frame(body, sealed)
        self.heard.append((name, body))
        if "m" in body:
            await self._write(f'42{ROOM},["ack",{json.dumps({"n": self._newest(), "m": body["m"]})}]')

    async def _frame(self, meta: Json, sealed: bytes) -> None:
        try:
            image = self._opened(meta, sealed)
        except (KeyError, InvalidTag):
            self.unopened += 1
            return
        self.frames.append(Frame(meta, image, time.monotonic()))
        shown = [[meta["fid"], int(time.time() * 1000)]]
        await self._write(f'42{ROOM},["ack",{json.dumps({"n": meta["n"], "m": 0, "shown": shown})}]')

    def _newest(self) -> int:
        return max((frame.meta["n"] for frame in self.frames[-8:]), default=0)

    async def _write(self, packet: str) -> None:
        if self._socket is not None and not self._socket.closed:
            with suppress(ConnectionError):
                await self._socket.send_str(packet)

    def _unwrapped(self, body: Json) -> bytes:
        wrapped = base64.urlsafe_b64decode(body["wrapped"] + "=" * (-len(body["wrapped"]) % 4))
        peer = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), wrapped[:65])
        info = b"lb1 wrap" + _lp(self.room) + _lp(self.participant) + int(body["epoch"]).to_bytes(4, "big")
        wrapping = HKDF(hashes.SHA256(), 32, b"", info).derive(self._private.exchange(ec.ECDH(), peer))
        return AESGCM(wrapping).decrypt(wrapped[65:77], wrapped[77:], info)

    def _opened(self, meta: Json, sealed: bytes) -> bytes:
        aad = b"".join(map(_lp, ("lb1", self.room, str(meta["epoch"]), meta["fid"], meta["mime"])))
        return AESGCM(self._keys[meta["epoch"]]).decrypt(sealed[:12], sealed[12:], aad)


def _lp(text: str) -> bytes:
    content = text.encode()
    return len(content).to_bytes(4, "big") + content
