"""A line is full while something waits in it and at no other time, in clear and under TLS."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from server.cli.authority import SelfSigned, ensure, server_context
from server.transport.unsent import keep_little

Line = tuple["Giver", asyncio.Transport, asyncio.StreamReader, asyncio.StreamWriter]


class Giver(asyncio.Protocol):
    """Notes whether it may write."""

    def __init__(self) -> None:
        self.is_paused = False
        self.ready = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.ready.set_result(transport)

    def pause_writing(self) -> None:
        self.is_paused = True

    def resume_writing(self) -> None:
        self.is_paused = False


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> SelfSigned:
    """A certificate of our own."""
    return ensure(tmp_path_factory.mktemp("tls"), ("localhost",))


@asynccontextmanager
async def line(own: SelfSigned | None) -> AsyncIterator[Line]:
    """A line of loopback, in clear or under that certificate; nothing of it is left."""
    loop, giver = asyncio.get_running_loop(), Giver()
    context = None if own is None else server_context(own.certificate, own.key)
    server = await loop.create_server(lambda: giver, "127.0.0.1", 0, ssl=context)
    reader, writer = await asyncio.open_connection(
        "127.0.0.1",
        server.sockets[0].getsockname()[1],
        ssl=None if own is None else ssl.create_default_context(cafile=str(own.authority)),
        server_hostname=None if own is None else "localhost",
    )
    transport: asyncio.Transport = await giver.ready
    keep_little(transport)
    try:
        yield giver, transport, reader, writer
    finally:
        transport.abort()
        writer.transport.abort()
        server.close()


@pytest.mark.parametrize("is_secure", [False, True])
async def test_a_line_that_took_everything_is_not_full(own: SelfSigned, *, is_secure: bool) -> None:
    """R9: after each of ten small messages that the other side has read, the next may be written at once."""
    async with line(own if is_secure else None) as (giver, transport, reader, _):
        for number in range(10):
            transport.write(bytes([number]))
            assert await reader.readexactly(1) == bytes([number])
            assert not giver.is_paused, number


@pytest.mark.parametrize("is_secure", [False, True])
async def test_a_line_that_is_not_read_is_full(own: SelfSigned, *, is_secure: bool) -> None:
    """R9: who gives more than the other side takes is told, long before memory says so."""
    async with line(own if is_secure else None) as (giver, transport, _, writer):
        writer.transport.pause_reading()  # type: ignore[attr-defined]  # it is a whole transport
        for _ in range(400):
            if giver.is_paused:
                break
            transport.write(bytes(64 * 1024))
            await asyncio.sleep(0)
        assert giver.is_paused
