"""Desks on a fresh database: one for people, one for studies."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from server.workers.pool import WorkerPool
from tests.desk.people import People, people_in
from tests.desk.study_desk import StudyDesk


@pytest.fixture
async def people(tmp_path: Path) -> AsyncIterator[People]:
    async with people_in(tmp_path) as opened:
        yield opened


# Workers take a second to start, so a module's tests share two of them, and its event loop with them.
@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def workers() -> AsyncIterator[WorkerPool]:
    pool = WorkerPool(size=2)
    await pool.start()
    yield pool
    await pool.stop()


@pytest_asyncio.fixture(loop_scope="module")
async def desk(tmp_path: Path, workers: WorkerPool) -> AsyncIterator[StudyDesk]:
    async with StudyDesk(tmp_path, workers) as made:
        yield made
