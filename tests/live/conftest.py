"""Stands with running sessions."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from server.workers.pool import WorkerPool
from tests.live.light_stand import LightStand


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests on a stand run on one event loop, that of the workers they share."""
    on_one_loop = pytest.mark.asyncio(loop_scope="session")
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent) and "workers" in getattr(item, "fixturenames", ()):
            item.add_marker(on_one_loop, append=False)


# Workers take a second to start, so all tests of the folder share them.
@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def workers() -> AsyncIterator[WorkerPool]:
    """Real worker processes; a crash of one is made good by the pool."""
    pool = WorkerPool(size=1)
    await pool.start()
    try:
        yield pool
    finally:
        await pool.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def stand(tmp_path: Path, workers: WorkerPool) -> AsyncIterator[LightStand]:
    """A fresh process over a fresh folder."""
    async with LightStand(tmp_path, workers) as built:
        yield built
