"""A SQLite connection that changes threads only where it may have to wait: for the write lock and for the disk.

aiosqlite hands every single call to a thread and back, seventeen times for a line of chat. On a busy machine each way
waits for a processor, the interpreter's lock and a turn of the loop, and all the while the one writer's place is held: a
thousand quiet consults had their lines stored seconds late (`docs/scale.md`). Reading takes microseconds from pages in
memory, and in WAL mode readers wait for nobody, so it is done where it is asked for; so is writing a row once the lock is
ours.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any, Final

import aiosqlite

_WAITS_FOR_NOTHING: Final = ("SELECT", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "INSERT", "UPDATE")
"""A single row that is written goes into memory; the disk is waited for when it is committed."""
_TAKES_THE_LOCK: Final = "BEGIN IMMEDIATE"


class CalmConnection(aiosqlite.Connection):
    """Reads and writes single rows in the loop's own thread; takes the write lock, does more and commits in its own."""

    _asked = 0
    """Calls given to the thread; counted by the loop alone …"""
    _done = 0
    """… and those that are over; counted by the thread alone."""

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if not self._running or not self._connection:
            raise ValueError("Connection closed")
        # whoever was cancelled while the thread worked for them comes back with a rollback: that goes behind
        if self._asked == self._done and not _may_wait(fn, args):
            return fn(*args, **kwargs)
        self._asked += 1
        future = asyncio.get_running_loop().create_future()
        self._tx.put_nowait((future, partial(self._counted, fn, *args, **kwargs)))
        return await future

    def _counted(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        try:
            return fn(*args, **kwargs)
        finally:
            self._done += 1


def _may_wait(fn: Callable[..., Any], args: tuple[Any, ...]) -> bool:
    """Whether a call may have to wait for another process or for the disk."""
    name = getattr(fn, "__name__", "")
    if name == "execute" and args:
        statement = str(args[0]).lstrip()
        return not statement.startswith(_WAITS_FOR_NOTHING) or statement.startswith(_TAKES_THE_LOCK)
    return name not in {"cursor", "fetchone", "fetchall", "fetchmany", "close", "rollback"} or _is_connection(fn)


def _is_connection(fn: Callable[..., Any]) -> bool:
    """Whether it closes the connection itself, which may empty the write-ahead log."""
    return isinstance(getattr(fn, "__self__", None), sqlite3.Connection) and getattr(fn, "__name__", "") == "close"


async def connect(path: str) -> CalmConnection:
    """An open connection; both threads use it, never at once."""
    connection = CalmConnection(partial(sqlite3.connect, path, check_same_thread=False), 64)
    # a process that ends waits for no connection
    connection._thread.daemon = True  # noqa: SLF001  (aiosqlite offers no other way)
    await connection
    return connection
