"""One database behind two doors: `write` is a serialized durable transaction, `read` a consistent snapshot.

Only this floor knows SQL. SQLite (the default) is opened in WAL mode with `synchronous=FULL`, so a commit is on the
disk when it returns; foreign keys are on; its file and its WAL have mode 0600. PostgreSQL needs none of that.
"""

import asyncio
import os
import sqlite3
import stat
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, event, exc, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from server.terms.errors import Unavailable

BUSY_MS = 5_000
"""How long another process may hold SQLite's write lock before we give up."""
WRITE_TURN_S = 15.0
"""How long a writer waits for its turn behind the other writers of this process."""
POSTGRES_DISK_FULL = "53100"

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_MS}",
    # Erased salts and payloads are overwritten in the pages, not merely unlinked (the WAL keeps them until it wraps).
    "PRAGMA secure_delete=ON",
)


class _Cursor(Protocol):
    def execute(self, statement: str) -> object: ...
    def close(self) -> None: ...


class _SqliteConnection(Protocol):
    isolation_level: str | None

    def cursor(self) -> _Cursor: ...


class Database:
    """A database by SQLAlchemy URL (`sqlite+aiosqlite:///…`, `postgresql+asyncpg://…`), not open until `start`."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._engine: AsyncEngine | None = None
        self._turn = asyncio.Lock()
        """Owned by `write`: one writer at a time, so SQLite never answers "locked" to ourselves."""

    @property
    def engine(self) -> AsyncEngine:
        """The open engine.

        Raises
        ------
        Unavailable
            `storage_unavailable` before `start` and after `stop`.
        """
        if self._engine is None:
            raise Unavailable("storage_unavailable")
        return self._engine

    async def start(self) -> None:
        """Open the pool and prove that one statement works."""
        if self._url.get_backend_name() == "sqlite":
            create_private_file(self._url.database)
        self._engine = create_async_engine(self._url)
        if self._url.get_backend_name() == "sqlite":
            _tame_sqlite(self._engine)
        async with self.read() as conn:
            await conn.exec_driver_sql("SELECT 1")

    async def stop(self) -> None:
        """Close every connection; harmless when not started."""
        engine, self._engine = self._engine, None
        if engine is not None:
            await engine.dispose()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Give the one writer transaction: committed durably at the end of the block, rolled back on any exception.

        Raises
        ------
        Unavailable
            `storage_full` when the disk is full, `storage_unavailable` when the database cannot be reached.
        """
        async with self._my_turn():
            with _spoken():
                async with self.engine.connect() as plain:
                    conn = await plain.execution_options(lightbox_writer=True)
                    async with conn.begin():
                        yield conn

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection whose reads see one snapshot; nothing it does is kept.

        Raises
        ------
        Unavailable
            `storage_unavailable` when the database cannot be reached.
        """
        with _spoken():
            async with self.engine.connect() as conn:
                yield conn

    @asynccontextmanager
    async def _my_turn(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(WRITE_TURN_S):
                await self._turn.acquire()
        except TimeoutError as late:
            raise Unavailable("storage_unavailable") from late
        try:
            yield
        finally:
            self._turn.release()


def create_private_file(path: str | None) -> None:
    """Create the SQLite file with mode 0600 before SQLite does (it gives WAL and SHM the same mode)."""
    if not path or path == ":memory:":
        return
    try:
        Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            os.fchmod(descriptor, stat.S_IRUSR | stat.S_IWUSR)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise Unavailable("storage_unavailable") from error


def _tame_sqlite(engine: AsyncEngine) -> None:
    """Take transactions away from the driver: ours say `BEGIN IMMEDIATE` when they write."""

    @event.listens_for(engine.sync_engine, "connect")
    def set_pragmas(connection: _SqliteConnection, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("lightbox_writer", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _spoken() -> Iterator[None]:
    """Turn the driver's operational failures into our words; broken rules of the schema stay what they are."""
    try:
        yield
    except (exc.OperationalError, exc.InterfaceError, exc.TimeoutError, ConnectionError) as error:
        raise Unavailable("storage_full" if _is_disk_full(error) else "storage_unavailable") from error


def _is_disk_full(error: BaseException) -> bool:
    origin = getattr(error, "orig", None)
    seen: BaseException | None = origin
    while seen is not None:
        if isinstance(seen, sqlite3.Error) and getattr(seen, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            return True
        if getattr(seen, "sqlstate", None) == POSTGRES_DISK_FULL:
            return True
        seen = seen.__cause__
    return False
