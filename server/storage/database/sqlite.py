"""SQLite as we need it: private files, durable commits, our own transactions, one writer at a time."""

import fcntl
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from server.terms.errors import Unavailable

BUSY_MS = 5_000
"""How long another process may hold SQLite's write lock before we give up."""
SETTLE_MS = 250
"""How long emptying the log waits for readers, for every writer waits meanwhile."""

_PRIVATE = stat.S_IRUSR | stat.S_IWUSR
_PRAGMAS = (
    "PRAGMA synchronous=FULL",
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


def make_private_file(path: str | None) -> None:
    """Make the SQLite file with mode 0600 before SQLite does (it gives WAL and SHM the same mode), and bring it to WAL mode.

    One process at a time: whoever finds another changing the mode is refused by SQLite at once, however patient.
    """
    if not path or path == ":memory:":
        return
    file = Path(path)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = os.open(file.parent, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            file.touch(mode=_PRIVATE)
            file.chmod(_PRIVATE)
            with closing(sqlite3.connect(path, timeout=BUSY_MS / 1000)) as connection:
                connection.execute("PRAGMA journal_mode=WAL")
        finally:
            os.close(folder)
    except (OSError, sqlite3.Error) as error:
        raise Unavailable("storage_unavailable") from error


def tame(engine: AsyncEngine, *, has_references: bool = True) -> None:
    """Take transactions away from the driver: ours say `BEGIN IMMEDIATE` when they write."""
    references = f"PRAGMA foreign_keys={'ON' if has_references else 'OFF'}"

    @event.listens_for(engine.sync_engine, "connect")
    def set_pragmas(connection: _SqliteConnection, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (*_PRAGMAS, references):
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if not options.get("lightbox_settles", False):  # a checkpoint cannot run inside a transaction
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("lightbox_writer", False) else "BEGIN")


async def empty_log(plain: AsyncConnection) -> bool:
    """Bring everything into the database's own file and empty the write-ahead log; False when a reader was in the way."""
    conn = await plain.execution_options(lightbox_settles=True)
    await conn.exec_driver_sql(f"PRAGMA busy_timeout={SETTLE_MS}")
    answer = (await conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).one()
    await conn.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_MS}")
    return bool(answer[0] == 0)


def is_full(error: BaseException) -> bool:
    """Whether the disk has no room."""
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
