"""How long an event loop kept itself from running: what the machine kept from it is not counted."""

import asyncio
import gc
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

TICK_S = 0.01
_SCHEDULED = Path("/proc/thread-self/schedstat")


@dataclass
class Stall:
    """The longest time, in seconds, that the loop was late beyond a tick by its own doing."""

    own_s: float = 0.0


def _waited_s() -> float:
    """How long this thread was ready to run and another one had the processor, since it began."""
    return int(_SCHEDULED.read_text().split()[1]) / 1e9


@asynccontextmanager
async def stalls() -> AsyncIterator[Stall]:
    """The longest stall while the block runs.

    No cycles are collected meanwhile: what thousands of tests before left would be gone through, and no server has that.
    """
    found = Stall()

    async def watch() -> None:
        while True:
            began, waited = time.monotonic(), _waited_s()
            await asyncio.sleep(TICK_S)
            late_s = time.monotonic() - began - TICK_S
            found.own_s = max(found.own_s, late_s - (_waited_s() - waited))

    gc.disable()
    watching = asyncio.create_task(watch())
    try:
        yield found
        await asyncio.sleep(2 * TICK_S)
    finally:
        watching.cancel()
        gc.enable()
