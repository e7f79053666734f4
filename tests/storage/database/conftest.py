"""A fresh SQLite database in a file for every test of a repository."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

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


async def leave_room(db: Database, *, pages: int) -> None:
    """Let the database grow by so many pages and no more: a full disk that needs no file system of its own."""
    async with db.read() as conn:
        most = (await conn.exec_driver_sql("PRAGMA page_count")).scalar_one() + pages

    @event.listens_for(db.engine.sync_engine, "begin")
    def limit(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={most}")
