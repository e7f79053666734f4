"""The databases that what is stored is tested on: the same tests, once on each."""

import asyncio
import atexit
import os
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from server.storage.database import migrate
from server.storage.database.engine import Database
from server.storage.database.tables import metadata
from tests.postgres_server import PostgresServer, postgres_server

KINDS = ("sqlite", "postgresql")
OF_DESKS = os.environ.get("LIGHTBOX_TEST_DATABASE", "sqlite")
"""What desks and running sessions rest on, which need a database and are about something else: by hand the other one."""


def fresh_url(request: pytest.FixtureRequest, kind: str, folder: Path) -> str:
    """The address of a database nobody has written to; one of PostgreSQL is migrated already."""
    if kind == "sqlite":
        return f"sqlite+aiosqlite:///{folder / 'lightbox.db'}"
    return str(request.getfixturevalue("fresh_postgres"))


def desk_url(folder: Path) -> str:
    """The address of a desk's own database."""
    if OF_DESKS == "sqlite":
        return f"sqlite+aiosqlite:///{folder / 'lightbox.db'}"
    server = _server_of_desks()
    return server.url(server.fresh("migrated"))


@cache
def _server_of_desks() -> PostgresServer:
    running = ExitStack()
    server = running.enter_context(postgres_server())
    atexit.register(running.close)
    server.sql("CREATE DATABASE migrated")
    migrated(server.url("migrated"))
    return server


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    """The database at a fresh address, with every table."""
    db = Database(url)
    if not db.is_postgres:
        make_tables(Path(url.partition(":///")[2]))
    await db.start()
    try:
        yield db
    finally:
        await db.stop()


def make_tables(path: Path) -> None:
    """Put an SQLite file with every table, and nothing in them, where none is yet: copied, which takes a tenth of making it."""
    if not path.exists():
        path.write_bytes(_empty())


@cache
def _empty() -> bytes:
    async def make(path: Path) -> None:
        db = Database(f"sqlite+aiosqlite:///{path}")
        await db.start()
        async with db.write() as conn:
            await conn.run_sync(metadata.create_all)
        await db.stop()

    with TemporaryDirectory() as folder, ThreadPoolExecutor(1) as beside:
        path = Path(folder) / "empty.db"
        beside.submit(asyncio.run, make(path)).result()
        return path.read_bytes()


def migrated(url: str) -> None:
    """Bring a database to this version's schema from code that cannot wait (beside a running loop: in a thread)."""
    with ThreadPoolExecutor(1) as beside:
        beside.submit(asyncio.run, migrate.upgrade(url)).result()
