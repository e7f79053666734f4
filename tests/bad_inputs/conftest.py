"""A pool of real worker processes for each file of bad inputs, as the product runs them."""

from collections.abc import AsyncIterator

import pytest_asyncio

from server.workers.pool import WorkerPool


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pool() -> AsyncIterator[WorkerPool]:
    """Workers as the product runs them."""
    workers = WorkerPool()
    await workers.start()
    yield workers
    await workers.stop()
