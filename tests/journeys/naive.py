"""What the feed is compared with: a program that writes every picture to one socket and lets it wait there."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tests.journeys.relay import Relay, relay


@dataclass
class Queue:
    """The naive way: every picture is written to one plain socket as soon as it is due, and waits there."""

    line: Relay
    takers: list[asyncio.StreamWriter]

    async def push(self, count: int, size: int, every_s: float) -> float:
        """So often; gives when the last one had come through (monotonic seconds)."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.line.port)
        writer.write(b"?")
        async with asyncio.timeout(10):
            while not self.takers:
                await asyncio.sleep(0.005)
        arriving = asyncio.create_task(reader.readexactly(count * size))
        loop = asyncio.get_running_loop()
        due = loop.time()
        for _ in range(count):
            self.takers[0].write(bytes(size))
            due += every_s
            await asyncio.sleep(max(0.0, due - loop.time()))
        await arriving
        arrived_s = time.monotonic()
        writer.transport.abort()
        return arrived_s


@asynccontextmanager
async def queue(bytes_per_s: float, delay_s: float) -> AsyncIterator[Queue]:
    """One behind a line of its own of the same kind."""
    takers: list[asyncio.StreamWriter] = []
    server = await asyncio.start_server(lambda _, writer: takers.append(writer), "127.0.0.1", 0)
    async with relay(server.sockets[0].getsockname()[1], bytes_per_s=bytes_per_s, delay_s=delay_s) as line:
        yield Queue(line, takers)
        for taker in takers:
            taker.transport.abort()
    server.close()
