"""The threshold: who does not say what they want in time is gone, alone later than in a crowd."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from server.transport.threshold import CROWD, HEAD_BYTES, HEAD_S, HURRY_S, KEPT_ALIVE_S, Threshold

HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
SOON = Threshold(head_s=0.6, hurry_s=0.15, crowd=4)


@dataclass
class Visitor:
    """The other end of a connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def say(self, said: bytes) -> None:
        """Bytes as they are; a connection that is gone is no error here."""
        with suppress(ConnectionError):
            self.writer.write(said)
            await self.writer.drain()

    async def is_served(self) -> bool:
        """Whether the next answer is the one asked for; no answer is none, however the line ended."""
        with suppress(ConnectionError):
            async with asyncio.timeout(10):
                while line := await self.reader.readline():
                    if line.startswith(b"HTTP/1.1 "):
                        return line.startswith(b"HTTP/1.1 200")
        return False

    async def stays_s(self, most_s: float = 5.0) -> float:
        """How long until the other side ends it; at most so long."""
        begun = time.monotonic()
        with suppress(ConnectionError, TimeoutError):
            async with asyncio.timeout(most_s):
                await self.reader.read()
        return time.monotonic() - begun

    async def leave(self) -> None:
        """Gone."""
        self.writer.close()
        with suppress(ConnectionError):
            await self.writer.wait_closed()


@dataclass
class House:
    """A listening server behind a threshold."""

    threshold: Threshold
    port: int
    visitors: list[Visitor] = field(default_factory=list)

    async def come(self, said: bytes = b"") -> Visitor:
        """A connection that has said so much."""
        visitor = Visitor(*await asyncio.open_connection("127.0.0.1", self.port))
        self.visitors.append(visitor)
        await visitor.say(said)
        return visitor


@asynccontextmanager
async def house(threshold: Threshold, kept_alive_s: float = KEPT_ALIVE_S) -> AsyncIterator[House]:
    """A server that says hello."""

    async def hello(_: web.Request) -> web.Response:
        return web.Response(text="hello")

    app = web.Application()
    app.router.add_get("/", hello)
    runner = web.AppRunner(app, access_log=None, keepalive_timeout=kept_alive_s)
    await runner.setup()
    assert runner.server is not None
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listening = await threshold.listen(runner.server, listener)
    made = House(threshold, listener.getsockname()[1])
    try:
        yield made
    finally:
        for visitor in made.visitors:
            await visitor.leave()
        listening.close()
        await runner.cleanup()


def soon() -> Threshold:
    """A threshold in more haste than the real one, empty."""
    return Threshold(SOON.head_s, SOON.hurry_s, SOON.crowd)


def test_how_long_and_how_many() -> None:
    """BI-21: ten seconds for a head, two in a crowd of one address; the real figures, which no test sits through."""
    assert (HEAD_S, HURRY_S, CROWD, HEAD_BYTES, KEPT_ALIVE_S) == (10.0, 2.0, 64, 65_536, 75.0)


@pytest.mark.parametrize("said", [b"", b"G", b"GET /socket.io/?EIO=4 HTTP/1.1\r\nUpgrade: webs", HEAD[:-1]])
async def test_a_head_that_does_not_end_ends_the_connection(said: bytes) -> None:
    """BI-21: nothing, a byte, half an upgrade, or all but the last byte."""
    async with house(soon()) as at:
        visitor = await at.come(said)
        assert SOON.hurry_s < await visitor.stays_s() < 5
        assert not at.threshold.standing


async def test_a_byte_now_and_then_buys_no_time() -> None:
    """BI-21: the clock starts when somebody comes and not again with what they say."""
    async with house(soon()) as at:
        visitor = await at.come()
        stayed_s = 0.0
        while not visitor.reader.at_eof() and stayed_s < 5:
            await visitor.say(b"x")
            stayed_s += await visitor.stays_s(0.05)
        assert stayed_s < 3 * SOON.head_s


async def test_in_a_crowd_nobody_takes_long() -> None:
    """BI-21: of more from one address than may stand there none stays; a whole request is answered meanwhile."""
    async with house(soon()) as at:
        crowd = [await at.come(b"GET /") for _ in range(SOON.crowd + 1)]
        assert await (await at.come(HEAD)).is_served()
        assert await crowd[0].stays_s() < SOON.head_s - SOON.hurry_s


async def test_whoever_said_what_they_want_may_stay() -> None:
    """BI-21: a head in pieces is a head, and after it the connection rests as long as kept-alive ones may."""
    async with house(soon()) as at:
        visitor = await at.come()
        for byte in HEAD:
            await visitor.say(bytes([byte]))
        assert await visitor.is_served()
        assert not at.threshold.standing
        assert await visitor.stays_s(2 * SOON.head_s) >= 2 * SOON.head_s
        await visitor.say(HEAD)
        assert await visitor.is_served()


async def test_the_head_of_a_later_request_is_bounded_too() -> None:
    """BI-21: half a second request ends with the rest of a kept-alive connection."""
    async with house(soon(), kept_alive_s=0.3) as at:
        visitor = await at.come(HEAD)
        assert await visitor.is_served()
        await visitor.say(HEAD[:-2])
        assert await visitor.stays_s() < 3


async def test_a_head_has_an_end() -> None:
    """BI-21: many short lines are refused before they are a megabyte."""
    async with house(soon()) as at:
        visitor = await at.come(b"GET / HTTP/1.1\r\n")
        for _ in range(4 * HEAD_BYTES // 1000):
            await visitor.say(b"X: " + b"y" * 1000 + b"\r\n")
        await visitor.say(b"\r\n")
        assert not await visitor.is_served()


async def test_who_goes_again_is_forgotten() -> None:
    """BI-21: a connection that its own side ends stands here no longer."""
    async with house(soon()) as at:
        visitor = await at.come(HEAD[:9])
        await visitor.leave()
        assert not await (await at.come(HEAD[:5] + b"\x00")).is_served()
        async with asyncio.timeout(10):
            while at.threshold.standing:
                await asyncio.sleep(0.01)
