"""A fresh database for every test of a repository, once of each kind."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from server.storage.database.engine import Database
from server.vault.deployment import DeploymentKey
from tests.databases import KINDS, fresh_url, opened
from tests.postgres_server import PostgresServer

AtRest = Callable[[], bytes]
"""All bytes of a database's files, to search for what must not be there."""


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database nobody has written to."""
    return fresh_url(request, request.param, tmp_path)


@pytest.fixture
async def db(url: str) -> AsyncIterator[Database]:
    async with opened(url) as database:
        yield database


@pytest.fixture
async def sqlite(tmp_path: Path) -> AsyncIterator[Database]:
    """What is so on SQLite alone."""
    async with opened(f"sqlite:///{tmp_path / 'lightbox.db'}") as database:
        yield database


@pytest.fixture
def at_rest(url: str, tmp_path: Path, request: pytest.FixtureRequest) -> AtRest:
    if url.startswith("sqlite"):
        return lambda: everything_in(tmp_path)
    server: PostgresServer = request.getfixturevalue("postgres")
    return lambda: server.files(url.rpartition("/")[2])


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
