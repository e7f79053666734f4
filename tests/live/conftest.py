"""Stands with running sessions."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.workers.pool import WorkerPool
from tests.live.light_stand import LightStand


@pytest.fixture
async def stand(tmp_path: Path) -> AsyncIterator[LightStand]:
    """A fresh process over a fresh folder."""
    pool = WorkerPool(size=1)
    await pool.start()
    try:
        async with LightStand(tmp_path, pool) as built:
            yield built
    finally:
        await pool.stop()
