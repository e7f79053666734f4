"""Workers take half a second to load what they need: meanwhile this process loads what it needs itself."""

import asyncio
import importlib
import os
from collections.abc import Awaitable, Callable
from types import ModuleType

from server.workers.pool import WorkerPool


def with_workers(module: str, do: Callable[[ModuleType, WorkerPool], Awaitable[int]]) -> int:
    """The exit code of `do(module, pool)`, with as many workers as there are processors, at least two."""

    async def run() -> int:
        pool = WorkerPool(size=max(2, len(os.sched_getaffinity(0))))
        try:
            loaded, _ = await asyncio.gather(asyncio.to_thread(importlib.import_module, module), pool.start())
            return await do(loaded, pool)
        finally:
            await pool.stop()

    return asyncio.run(run())
