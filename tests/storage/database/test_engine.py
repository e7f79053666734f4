"""The database: private files, durable serialized writes, failures in our words."""

import asyncio
import stat
from pathlib import Path

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError

from server.storage.database import engine
from server.storage.database.engine import Database
from server.terms.errors import Unavailable
from tests.storage.database.conftest import leave_room


def test_its_files_are_private(sqlite: Database, tmp_path: Path) -> None:
    """The file, its WAL and its shared memory have mode 0600."""
    modes = [stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()]
    assert modes == [0o600] * 3


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("busy_timeout", 5000)],
)
async def test_sqlite_is_durable(sqlite: Database, pragma: str, value: object) -> None:
    """AUD-7: a commit is on the disk when it returns, whatever connection made it."""
    async with sqlite.write() as conn:
        assert (await conn.exec_driver_sql(f"PRAGMA {pragma}")).scalar() == value


async def test_a_failed_block_leaves_nothing(db: Database) -> None:
    """An exception inside the transaction rolls all of it back."""
    async with db.write() as conn:
        await conn.exec_driver_sql("CREATE TABLE pebbles (n INTEGER PRIMARY KEY)")

    async def break_off() -> None:
        async with db.write() as conn:
            await conn.exec_driver_sql("INSERT INTO pebbles VALUES (1)")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await break_off()
    async with db.read() as conn:
        assert (await conn.exec_driver_sql("SELECT count(*) FROM pebbles")).scalar() == 0


async def test_a_rule_of_the_schema_stays_itself(db: Database) -> None:
    """A duplicate is not an outage: the repository that asked decides what it means."""
    async with db.write() as conn:
        await conn.exec_driver_sql("CREATE TABLE pebbles (n INTEGER PRIMARY KEY)")
    with pytest.raises(IntegrityError):
        async with db.write() as conn:
            await conn.exec_driver_sql("INSERT INTO pebbles VALUES (1), (1)")


async def test_writers_wait_for_each_other(sqlite: Database) -> None:
    """Read-modify-write in one block is never interleaved with another's."""
    async with sqlite.write() as conn:
        await conn.exec_driver_sql("CREATE TABLE tally (n INTEGER)")
        await conn.exec_driver_sql("INSERT INTO tally VALUES (0)")

    async def count() -> None:
        async with sqlite.write() as conn:
            seen = (await conn.exec_driver_sql("SELECT n FROM tally")).scalar_one()
            await asyncio.sleep(0)
            await conn.exec_driver_sql("UPDATE tally SET n = ?", (seen + 1,))

    await asyncio.gather(*(count() for _ in range(10)))
    async with sqlite.read() as conn:
        assert (await conn.exec_driver_sql("SELECT n FROM tally")).scalar() == 10


async def test_a_cancelled_writer_leaves_the_turn_to_the_next(db: Database) -> None:
    """A writer cancelled in the middle rolls back and blocks nobody."""
    inside = asyncio.Event()

    async def hang() -> None:
        async with db.write() as conn:
            await conn.exec_driver_sql("CREATE TABLE half_done (n INTEGER)")
            inside.set()
            await asyncio.Event().wait()

    hanging = asyncio.create_task(hang())
    await inside.wait()
    hanging.cancel()
    await asyncio.gather(hanging, return_exceptions=True)
    async with db.write() as conn:
        assert "half_done" not in await conn.run_sync(lambda sync: inspect(sync).get_table_names())


async def test_a_full_disk_is_named(sqlite: Database) -> None:
    """R7: a write that does not fit says `storage_full`, and a smaller one afterwards works."""
    async with sqlite.write() as conn:
        await conn.exec_driver_sql("CREATE TABLE boulders (weight BLOB)")
    await leave_room(sqlite, pages=20)
    with pytest.raises(Unavailable, match="storage_full"):
        async with sqlite.write() as conn:
            await conn.exec_driver_sql("INSERT INTO boulders VALUES (zeroblob(1000000))")
    async with sqlite.write() as conn:
        await conn.exec_driver_sql("INSERT INTO boulders VALUES (zeroblob(10))")


async def test_a_stopped_database_is_unavailable(tmp_path: Path) -> None:
    """Before `start` and after `stop` it says so; a second `stop` is harmless."""
    db = Database(f"sqlite+aiosqlite:///{tmp_path / 'deep' / 'folder' / 'x.db'}")
    with pytest.raises(Unavailable, match="storage_unavailable"):
        async with db.read():
            pass
    await db.start()
    await db.stop()
    await db.stop()
    with pytest.raises(Unavailable, match="storage_unavailable"):
        async with db.write():
            pass


async def test_a_place_that_cannot_be_written_is_unavailable(tmp_path: Path) -> None:
    """A folder that is a file is named at the start, not at the first write."""
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable, match="storage_unavailable"):
        await Database(f"sqlite+aiosqlite:///{tmp_path / 'file' / 'x.db'}").start()


async def test_a_writer_does_not_wait_for_ever(sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """R6: behind a writer that hangs, the next one is told after a bounded time."""
    monkeypatch.setattr(engine, "WRITE_TURN_S", 0.01)
    async with sqlite.write():
        with pytest.raises(Unavailable, match="storage_unavailable"):
            await sqlite.write().__aenter__()
