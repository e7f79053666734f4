"""A fresh SQLite database in a file for every test of a repository."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.vault.deployment import DeploymentKey


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'lightbox.db'}")
    await database.start()
    async with database.write() as conn:
        await conn.run_sync(metadata.create_all)
    yield database
    await database.stop()


@pytest.fixture
def dep() -> DeploymentKey:
    return DeploymentKey(bytes(range(32)))


def everything_in(folder: Path) -> bytes:
    """All bytes of all files of a folder, to search for what must not be there."""
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
