"""Requests and sockets sent on from one process to another: whole, once, and believed only when sealed for exactly that."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer

from server.terms.errors import LightboxError
from server.terms.ids import SessionId
from server.terms.nodes import Node, NodeId
from server.transport.api.seats import CONSULT as CONSULT_ROUTE
from server.transport.api.seats import OPINION as OPINION_ROUTE
from server.transport.doorway import Caller
from server.transport.errors import error_answer, status_of
from server.transport.guards import CALLER, Handler
from server.transport.hops import GOOD_MS, HEADER, HOPPED, Hops
from server.transport.onward import Onward

SESSION = SessionId("5" * 32)
CONSULT = f"/api/consults/{SESSION}"
KEY = b"k" * 32
CLIENT = Caller("192.0.2.9", "https", is_loopback=False)


@dataclass
class Process:
    """One process: an outer and an inner door over the same application, and who it thinks has the session."""

    name: str
    now_ms: int = 1_000_000
    owner: Node | None = None
    refused: list[str] = field(default_factory=list)
    seen: list[tuple[str, bytes, str | None]] = field(default_factory=list)

    async def open(self, stack: AsyncExitStack) -> "Process":
        """Serve at both doors."""
        app = web.Application()
        # the guards as far as they concern hops: `server/transport/guards.py` does the same in this place
        app.middlewares.append(self._door)
        for path in (
            CONSULT_ROUTE,
            f"{CONSULT_ROUTE}/cancel",
            f"{OPINION_ROUTE}/begin",
            "/api/consults",
            "/socket.io/",
        ):
            app.router.add_route("*", path, self._answer)
        self.outer = await stack.enter_async_context(TestServer(app, host="127.0.0.1"))
        runner = self.outer.runner
        assert runner is not None
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = next(port for _, port in runner.addresses if port != self.outer.port)
        self.node = Node(NodeId(self.name * 16), f"http://127.0.0.1:{port}")
        self.hops = Hops(KEY, self.node.id, port, self.refused.append, lambda: self.now_ms)
        self.onward = Onward(self._elsewhere, self.hops)
        stack.push_async_callback(self.onward.stop)
        return self

    async def _elsewhere(self, session: SessionId) -> Node | None:
        return self.owner if session == SESSION else None

    @web.middleware
    async def _door(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            sent_on = self.hops.opened(request)
            if sent_on is not None:
                request[HOPPED] = True
            request[CALLER] = sent_on or CLIENT
            if request.path == "/socket.io/":
                return await self.onward.socket(request) or await self._socket(request)
            return await self.onward.middleware()(request, handler)
        except LightboxError as error:
            return error_answer(status_of(error), error.code, error.facts)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.seen.append((request[CALLER].address, await request.read(), request.headers.get("Cookie")))
        answer = web.Response(status=201, body=self.name.encode() * 100_000)
        answer.set_cookie("__Host-one", "1")
        answer.headers.add("Set-Cookie", "two=2")
        return answer

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        self.seen.append((request[CALLER].address, b"", None))
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                if message.data == "end":
                    await socket.close()
                    break
                await socket.send_str(f"{self.name} {message.data}")
                await socket.send_bytes(bytes(300_000))
        return socket


@dataclass
class Two:
    """The one that is reached and the one that has the session, and a client."""

    near: Process
    far: Process
    client: aiohttp.ClientSession

    async def ask(
        self, process: Process, path: str = CONSULT, *, inner: bool = False, hop: str | None = None
    ) -> tuple[int, str]:
        """A request, with this hop; status and error code."""
        base = process.node.address if inner else str(process.outer.make_url("/")).rstrip("/")
        async with self.client.get(base + path, headers={} if hop is None else {HEADER: hop}) as answer:
            body = await answer.json() if answer.content_type == "application/json" else {}
            return answer.status, body.get("error", {}).get("code", "")


@pytest.fixture
async def two() -> AsyncIterator[Two]:
    async with AsyncExitStack() as stack:
        near, far = [await Process(name).open(stack) for name in "ab"]
        near.owner = far.node
        client = await stack.enter_async_context(aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()))
        yield Two(near, far, client)


async def test_a_request_reaches_the_owner_whole(two: Two) -> None:
    """[SES-250] Body, cookies and answer as if it had come there, with the client's own address; once."""
    async with two.client.post(
        two.near.outer.make_url(CONSULT), data=b"x" * 200_000, headers={"Cookie": "a=b"}
    ) as answer:
        assert (answer.status, await answer.read()) == (201, b"b" * 100_000)
        assert [each.split(";")[0] for each in answer.headers.getall("Set-Cookie")] == ["two=2", "__Host-one=1"]
    assert two.far.seen == [(CLIENT.address, b"x" * 200_000, "a=b")]
    assert not two.near.seen


async def test_a_reading_is_begun_where_it_runs(two: Two) -> None:
    """[SES-250] [SES-285] Also what is said of a request for an opinion concerns a session: its reading."""
    assert await two.ask(two.near, f"/api/opinions/{SESSION}/begin") == (201, "")
    assert (len(two.far.seen), len(two.near.seen)) == (1, 0)


async def test_what_concerns_no_session_stays(two: Two) -> None:
    assert await two.ask(two.near, "/api/consults") == (201, "")
    assert len(two.near.seen) == 1


async def test_nothing_is_sent_on_twice(two: Two) -> None:
    """[SES-250] Two that take each other for the owner: the second answers."""
    two.far.owner = two.near.node
    assert await two.ask(two.near) == (201, "")
    assert len(two.far.seen) == 1


async def test_an_owner_that_is_gone_leaves_it_to_us(two: Two) -> None:
    """R1: nobody listens there: answered here, where it is known who has the session next."""
    await two.far.outer.close()
    assert await two.ask(two.near) == (201, "")
    assert len(two.near.seen) == 1


async def test_a_socket_reaches_the_owner(two: Two) -> None:
    """[SES-250] Text and binary in their order, with the client's address; it ends when the owner ends it."""
    async with two.client.ws_connect(two.near.outer.make_url(f"/socket.io/?room={SESSION}"), max_msg_size=0) as socket:
        for number in range(20):
            await socket.send_str(str(number))
            assert await socket.receive_str() == f"b {number}"
            assert len(await socket.receive_bytes()) == 300_000
        await socket.send_str("end")
        assert (await socket.receive()).type in {WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING}
    assert two.far.seen == [(CLIENT.address, b"", None)]


async def test_a_reader_that_stalls_is_felt_by_the_owner(two: Two) -> None:
    """R9: what nobody takes piles up nowhere: the owner's writes wait."""
    reader, writer = await asyncio.open_connection("127.0.0.1", two.near.outer.port, limit=1024)
    writer.write(
        f"GET /socket.io/?room={SESSION} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
    )
    assert b" 101 " in await reader.readline()
    # masked with zeros: "1", a hundred times, each answered with 300 kB
    writer.write(b"\x81\x81\x00\x00\x00\x001" * 100)
    await writer.drain()
    near = await _until_spliced(two.near.onward)
    async with asyncio.timeout(10):
        while near.get_write_buffer_size() == 0:
            await asyncio.sleep(0.01)
    assert near.get_write_buffer_size() < 4 * 300_000
    writer.close()


async def _until_spliced(onward: Onward) -> asyncio.WriteTransport:
    async with asyncio.timeout(10):
        while not onward._near_ones:
            await asyncio.sleep(0.01)
    return next(iter(onward._near_ones))


async def test_the_inner_door_takes_only_what_was_sent_on(two: Two) -> None:
    """T-24: without a hop, with another's, an old one, one for another request or process, or two: refused and said."""
    seals: list[str] = []

    async def seal(request: web.Request) -> web.Response:
        hops = Hops(KEY, two.near.node.id, 1, two.near.refused.append, lambda: two.far.now_ms)
        wrong = Hops(b"w" * 32, two.near.node.id, 1, two.near.refused.append, lambda: two.far.now_ms)
        old = Hops(KEY, two.near.node.id, 1, two.near.refused.append, lambda: two.far.now_ms - GOOD_MS - 1)
        to, other = two.far.node.id, two.near.node.id
        seals.extend(
            (hops.sealed(request, CLIENT, to), wrong.sealed(request, CLIENT, to), old.sealed(request, CLIENT, to))
        )
        seals.append(hops.sealed(request, CLIENT, other))
        return web.Response()

    app = web.Application()
    app.router.add_get("/{tail:.*}", seal)
    host = two.far.node.address.removeprefix("http://")
    async with (
        TestServer(app, host="127.0.0.1") as sealer,
        two.client.get(sealer.make_url(CONSULT), headers={"Host": host}),
    ):
        pass
    good, *bad = seals
    assert await two.ask(two.far, inner=True, hop=good) == (201, "")
    assert not two.far.refused
    for header in (*bad, good[:-1] + "x", "", "1,2,3", good.replace(CLIENT.address, "127.0.0.1")):
        assert await two.ask(two.far, inner=True, hop=header) == (403, "hop_refused")
    assert await two.ask(two.far, CONSULT + "/cancel", inner=True, hop=good) == (403, "hop_refused")
    assert await two.ask(two.far, inner=True) == (403, "hop_refused")
    assert await two.ask(two.far, hop=good) == (403, "hop_refused"), "not at the outer door"
    assert set(two.far.refused) == {"hop_forged"}
