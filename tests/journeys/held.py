"""A database that stands still: somebody else holds the write lock of a running server's."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from tests.journeys.server_process import ServerProcess


@contextmanager
def held(server: ServerProcess) -> Iterator[None]:
    """Nobody else may write."""
    holder = sqlite3.connect(server.data / "lightbox.db", timeout=10, isolation_level=None)
    try:
        holder.execute("BEGIN IMMEDIATE")
        yield
    finally:
        holder.close()
