"""P17.commit: how long an entry takes to be durable while a hundred write, beside one plain commit of the same disk."""

import asyncio
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bench.frame import SESSION
from bench.measure import ROUNDS, Judged, Result
from server.audit.log import Log
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows
from server.storage.database.migrate import upgrade
from server.terms.entries import Entry
from server.vault.deployment import DeploymentKey

NAMES = ("P17.commit",)
WRITERS = 100
ENTRIES = 10
"""Of each writer, one after the other, as screens of which each waits for its own entry."""
COMMITS = 50


async def measure(names: list[str]) -> list[Result]:
    """The p99 of `append` under a hundred writers; both sides take turns on one disk."""
    assert names
    p99_ms, plain_ms, size = list[float](), list[float](), 0
    with tempfile.TemporaryDirectory() as folder:
        async with _log(Path(folder)) as log:
            for _ in range(ROUNDS):
                lasted_ms = sorted(await _by_many(log))
                p99_ms.append(lasted_ms[int(len(lasted_ms) * 0.99)])
                plain_ms.append(_plain_commit_ms(Path(folder) / "plain.db"))
            size = (await log.head()).size
    assert size == ROUNDS * WRITERS * ENTRIES
    yardstick = statistics.median(plain_ms)
    return [
        Judged("P17.commit", "ms", 20, 10, less=True).told(
            p99_ms,
            ours_p99_in_plain_commits=statistics.median(p99_ms) / yardstick,
            theirs_commit_ms=yardstick,
            theirs="one row and an fsync, with sqlite3 and nothing else on the same disk",
            writers=WRITERS,
            verified="every entry is in the tree",
        )
    ]


@asynccontextmanager
async def _log(folder: Path) -> AsyncIterator[Log]:
    url, key = f"sqlite+aiosqlite:///{folder / 'bench.db'}", folder / "deployment.key"
    DeploymentKey.create(key, os.urandom)
    await upgrade(url)
    db = Database(url)
    await db.start()
    log = Log(EntryRows(db, DeploymentKey.load(key)), os.urandom)
    yield log
    await log.stop()
    await db.stop()


async def _by_many(log: Log) -> list[float]:
    """Milliseconds of every single append."""

    async def write(writer: int) -> list[float]:
        lasted_ms = []
        for number in range(ENTRIES):
            facts = {"epoch": 1, "stack": 0, "block": number, "first": 1, "last": 128}
            start = time.perf_counter()
            await log.append([Entry("instances.authorized", number, f"writer{writer}", SESSION, facts)])
            lasted_ms.append((time.perf_counter() - start) * 1000)
        return lasted_ms

    return [each for of_one in await asyncio.gather(*map(write, range(WRITERS))) for each in of_one]


def _plain_commit_ms(path: Path) -> float:
    """The median of plain commits, durable when they return."""
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE IF NOT EXISTS rows (n INTEGER PRIMARY KEY, content BLOB)")
        lasted_ms = []
        for _ in range(COMMITS):
            start = time.perf_counter()
            database.execute("INSERT INTO rows (content) VALUES (?)", (os.urandom(200),))
            lasted_ms.append((time.perf_counter() - start) * 1000)
        return statistics.median(lasted_ms)
    finally:
        database.close()
