"""Writers who share a commit: each is kept or undone for itself, and told only once it is durable."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import event

from server.storage.database.engine import Database
from server.terms.errors import Unavailable

HEAP = "CREATE TABLE heap (n INTEGER PRIMARY KEY)"


async def _put(db: Database, number: int) -> None:
    async with db.write() as conn:
        await conn.exec_driver_sql("INSERT INTO heap VALUES (?)", (number,))


async def _heap(db: Database) -> list[int]:
    async with db.read() as conn:
        return sorted((await conn.exec_driver_sql("SELECT n FROM heap")).scalars())


async def test_many_writers_share_a_commit(sqlite: Database) -> None:
    """R18: fifty lines of chat wait for the disk a few times, not fifty times."""
    async with sqlite.write() as conn:
        await conn.exec_driver_sql(HEAP)
    commits: list[object] = []
    event.listen(sqlite.engine.sync_engine, "commit", commits.append)
    await asyncio.gather(*(_put(sqlite, number) for number in range(50)))
    assert await _heap(sqlite) == list(range(50))
    assert len(commits) <= 5


async def test_who_fails_takes_nobody_along(sqlite: Database) -> None:
    """AUD-7: of writers in one commit, what one breaks off is undone for it alone."""
    async with sqlite.write() as conn:
        await conn.exec_driver_sql(HEAP)

    async def broken() -> None:
        async with sqlite.write() as conn:
            await conn.exec_driver_sql("INSERT INTO heap VALUES (100)")
            raise RuntimeError

    outcomes = await asyncio.gather(
        _put(sqlite, 1), broken(), _put(sqlite, 2), _put(sqlite, 1), broken(), return_exceptions=True
    )
    assert [type(each).__name__ for each in outcomes] == [
        "NoneType", "RuntimeError", "NoneType", "IntegrityError", "RuntimeError",
    ]  # fmt: skip
    assert await _heap(sqlite) == [1, 2]


async def test_nobody_is_told_before_the_commit(sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """T-51: when the commit that was shared fails, it failed for everybody who rode along."""
    async with sqlite.write() as conn:
        await conn.exec_driver_sql(HEAP)

    @event.listens_for(sqlite.engine.sync_engine, "commit")
    def full(_: object) -> None:
        raise Unavailable("storage_full")

    outcomes = await asyncio.gather(*(_put(sqlite, number) for number in range(5)), return_exceptions=True)
    event.remove(sqlite.engine.sync_engine, "commit", full)
    assert all(isinstance(each, Unavailable) for each in outcomes)
    assert await _heap(sqlite) == []


@pytest.mark.parametrize("gone", range(4))
async def test_who_gives_up_waiting_strands_nobody(sqlite: Database, gone: int) -> None:
    """Whoever is cancelled in line, first, last or between, the others' rows are kept and they hear of it."""
    async with sqlite.write() as conn:
        await conn.exec_driver_sql(HEAP)
    inside, go_on = asyncio.Event(), asyncio.Event()

    async def first() -> None:
        async with sqlite.write() as conn:
            await conn.exec_driver_sql("INSERT INTO heap VALUES (0)")
            inside.set()
            await go_on.wait()

    writers = [asyncio.create_task(first())]
    await inside.wait()
    writers += [asyncio.create_task(_put(sqlite, number)) for number in (1, 2, 3)]
    await asyncio.sleep(0)
    writers[gone].cancel()
    go_on.set()
    async with asyncio.timeout(10):
        await asyncio.gather(*writers, return_exceptions=True)
    assert await _heap(sqlite) == [number for number in range(4) if number != gone]


async def test_what_was_committed_together_outlives_the_process(tmp_path: Path) -> None:
    """Another connection sees what writers were told is kept."""
    db, other = Database(f"sqlite:///{tmp_path / 'x.db'}"), Database(f"sqlite:///{tmp_path / 'x.db'}")
    await db.start()
    await other.start()
    async with db.write() as conn:
        await conn.exec_driver_sql(HEAP)
    await asyncio.gather(*(_put(db, number) for number in range(9)))
    assert await _heap(other) == list(range(9))
    await db.stop()
    await other.stop()
