"""The line of the other tests does what it says: slow, late, uneven, deaf, broken, each direction by itself."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import pytest

from tests.journeys.relay import Relay, relay

KB = 1000


@dataclass
class Far:
    """The end behind the line: gives back what it gets, or keeps it; notes how its connections end."""

    echoes: bool = True
    got: bytearray = field(default_factory=bytearray)
    endings: list[str] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        try:
            while piece := await reader.read(4096):
                self.got += piece
                if self.echoes:
                    writer.write(piece)
                    await writer.drain()
            self.endings.append("closed")
        except ConnectionError:
            self.endings.append("reset")
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()


@dataclass
class Near:
    """The end before the line."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def asks(self, content: bytes) -> tuple[bytes, float]:
        """Send, and read as much; how long that took."""
        begun = time.monotonic()
        self.writer.write(content)
        answer = await self.reader.readexactly(len(content))
        return answer, time.monotonic() - begun


@asynccontextmanager
async def lined(far: Far | None = None, **options: float) -> AsyncIterator[tuple[Relay, Near, Far]]:
    """A line between two ends, and one connection over it."""
    far = far or Far()
    server = await asyncio.start_server(far.serve, "127.0.0.1", 0)
    try:
        async with relay(server.sockets[0].getsockname()[1], **options) as line:  # type: ignore[arg-type]  # figures
            near = await connected(line)
            yield line, near, far
            near.writer.transport.abort()
    finally:
        server.close()
        await until(lambda: not any(task.get_coro().__qualname__ == "Far.serve" for task in asyncio.all_tasks()))  # type: ignore[union-attr]


async def connected(line: Relay) -> Near:
    """One more connection over it."""
    return Near(*await asyncio.open_connection("127.0.0.1", line.port))


async def until(condition: object, seconds: float = 5.0) -> None:
    """Wait, bounded, until it holds."""
    assert callable(condition)
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.005)


def pattern(size: int) -> bytes:
    """Bytes that show when one is missing or out of order."""
    return bytes(number * 31 % 251 for number in range(size))


async def test_without_limits_everything_comes_as_it_was() -> None:
    """The control: nothing is changed, nothing is slow."""
    async with lined() as (line, near, _):
        answer, took_s = await near.asks(pattern(300 * KB))
        assert answer == pattern(300 * KB)
        assert took_s < 2
        assert (line.up.carried, line.down.carried) == (300 * KB, 300 * KB)


async def test_a_rate_is_shared_by_all_connections_of_a_line() -> None:
    """Twice 20 KB at 100 KB/s take 0.4 s, on two connections too."""
    async with lined() as (line, near, _):
        line.up.bytes_per_s = 100.0 * KB
        other = await connected(line)
        begun = time.monotonic()
        answers = await asyncio.gather(near.asks(pattern(20 * KB)), other.asks(pattern(20 * KB)))
        assert time.monotonic() - begun >= 0.38
        assert [answer for answer, _ in answers] == [pattern(20 * KB)] * 2
        other.writer.transport.abort()


async def test_a_delay_is_added_each_way_and_can_change() -> None:
    """0.1 s there and 0.1 s back; then nothing."""
    async with lined(delay_s=0.1) as (line, near, _):
        assert (await near.asks(b"x"))[1] >= 0.2
        line.up.delay_s = line.down.delay_s = 0.0
        quick = min([(await near.asks(b"x"))[1] for _ in range(5)])
        assert quick < 0.1 + line.up.late_s + line.down.late_s


async def test_jitter_keeps_the_order_and_comes_back_with_the_same_seed() -> None:
    """Pieces are uneven in time, never in order; the chance is the seed's."""
    async with lined(jitter_s=0.02) as (line, near, _):
        line.up.bytes_per_s = 2_000.0 * KB
        assert (await near.asks(pattern(60 * KB)))[0] == pattern(60 * KB)
    assert Relay(1, line.down, line.up, 7)._chance.random() == Relay(1, line.down, line.up, 7)._chance.random()


async def test_a_stalled_direction_takes_nothing_until_it_goes_on() -> None:
    """The far end cannot send; what was sent meanwhile comes afterwards."""
    async with lined() as (line, near, far):
        line.stall()
        near.writer.write(b"hello")
        await until(lambda: bytes(far.got) == b"hello")
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await near.reader.read(1)
        assert line.down.stalled
        assert not line.up.stalled
        line.down.go_on()
        assert await near.reader.readexactly(5) == b"hello"


async def test_a_direction_that_swallows_delivers_nothing_and_nobody_is_told() -> None:
    """One-way drop: the far end hears everything, the near end nothing, and both believe in the connection."""
    async with lined() as (line, near, far):
        line.down.swallows = True
        near.writer.write(b"lost")
        await until(lambda: line.down.carried == 4)
        line.down.swallows = False
        assert (await near.asks(b"kept"))[0] == b"kept"
        assert bytes(far.got) == b"lostkept"
        assert far.endings == []


async def test_a_reset_is_heard_at_both_ends() -> None:
    """Every connection breaks at once; a new one can be made."""
    async with lined() as (line, near, far):
        await near.asks(b"x")
        line.reset()
        with pytest.raises(ConnectionResetError):
            await near.reader.read(1)
        await until(lambda: far.endings == ["reset"])
        again = await connected(line)
        assert (await again.asks(b"y"))[0] == b"y"
        again.writer.transport.abort()


async def test_a_lost_end_is_not_told_to_the_other() -> None:
    """Half-open: the near end is gone; the far end waits on."""
    async with lined() as (line, near, far):
        await near.asks(b"x")
        line.lose()
        with pytest.raises(ConnectionResetError):
            await near.reader.read(1)
        await until(lambda: line.connections == 0)
        again = await connected(line)
        await again.asks(b"y")
        assert far.endings == []
        again.writer.transport.abort()


async def test_a_cut_lets_exactly_so_many_bytes_through() -> None:
    """After 5 003 bytes towards the far end the connection is reset, in the middle of whatever was said."""
    async with lined(Far(echoes=False)) as (line, near, far):
        line.up.cut_after = 5003
        near.writer.write(pattern(20 * KB))
        await until(lambda: far.endings)
        assert bytes(far.got) == pattern(5003)
        assert line.up.cut_after is None


async def test_a_cut_line_turns_everybody_away_until_it_is_mended() -> None:
    """Who tries meanwhile gets no answer at all."""
    async with lined() as (line, _, far):
        line.is_cut = True
        tried = await connected(line)
        with suppress(ConnectionError):
            assert await tried.reader.read(1) == b""
        line.is_cut = False
        mended = await connected(line)
        assert (await mended.asks(b"z"))[0] == b"z"
        assert bytes(far.got) == b"z"
        for near in (tried, mended):
            near.writer.transport.abort()


async def test_the_line_tells_how_late_it_is_itself() -> None:
    """A machine that does other things delays the line too; a test can take that off."""
    async with lined(delay_s=0.01) as (line, near, _):
        near.writer.write(b"x")
        await until(lambda: line.up.carried == 1)
        time.sleep(0.08)  # noqa: ASYNC251  (what a busy machine does to the loop)
        await near.reader.readexactly(1)
        assert line.up.late_s > 0.05
