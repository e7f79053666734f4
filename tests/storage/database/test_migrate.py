"""Migrations lead to exactly the schema that the code is written for."""

import asyncio
import stat
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, MetaData, Table, inspect
from sqlalchemy.dialects import registry
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from server.storage.database import migrate, tables
from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.terms.errors import Refused
from tests.databases import KINDS
from tests.postgres_server import PostgresServer

FOLDER = Path(tables.__file__).parent
REVISIONS = [step.revision for step in ScriptDirectory(str(FOLDER / "migrations")).walk_revisions()][::-1]
FARTHEST_BACK = "0012"
"""Before the notes; every step after it says what going back over it throws away."""


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without a table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'migrated.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = server.fresh()
    yield server.url(name)
    server.release(name)


@pytest.fixture
async def migrated(url: str) -> AsyncIterator[Database]:
    await migrate.upgrade(url)
    db = Database(url)
    await db.start()
    yield db
    await db.stop()


async def test_a_migrated_database_is_what_the_code_expects(migrated: Database) -> None:
    """No table, column, type, index or constraint differs between the migrations and the tables in the code."""
    async with migrated.read() as conn:
        assert await conn.run_sync(differences) == []
    assert await migrate.is_current(migrated)


async def test_migrating_again_changes_nothing(migrated: Database, url: str) -> None:
    """A second start of the same version leaves rows alone."""
    async with migrated.write() as conn:
        await conn.exec_driver_sql("INSERT INTO entry_count VALUES (1, 7)")
    await migrate.upgrade(url)
    async with migrated.read() as conn:
        assert (await conn.exec_driver_sql("SELECT size FROM entry_count")).scalar() == 7


async def test_an_unmigrated_database_is_not_current(url: str) -> None:
    """An empty database is told from a migrated one."""
    db = Database(url)
    await db.start()
    assert not await migrate.is_current(db)
    await db.stop()


async def test_the_first_step_can_be_undone(migrated: Database, url: str) -> None:
    """Going down to nothing leaves nothing but Alembic's own table."""
    await migrate.move(url, "base", lose=True)
    async with migrated.read() as conn:
        assert await conn.run_sync(lambda sync: inspect(sync).get_table_names()) == ["alembic_version"]


@pytest.mark.timeout(240)
async def test_rows_of_every_version_come_along_and_back(url: str) -> None:
    """R23: a row in every table since its first version is there at the end, and after the way back and forth again."""
    for revision in REVISIONS:
        await migrate.move(url, revision)
        await changed(url, fill)
    everything = await changed(url, count)
    assert set(everything.values()) == {1}
    for revision in REVISIONS[-2 : REVISIONS.index(FARTHEST_BACK) - 1 : -1]:
        await migrate.move(url, revision, lose=True)
        left = await changed(url, count)
        assert set(left.values()) == {1}
        assert left.items() <= everything.items()
    await migrate.upgrade(url)
    db = Database(url)
    await db.start()
    async with db.read() as conn:
        assert await conn.run_sync(differences) == []
    await db.stop()


async def test_going_back_throws_nothing_away_unasked(url: str) -> None:
    """R23: what the earlier version has no place for is counted and said, and nothing is changed."""
    await migrate.upgrade(url)
    await migrate.move(url, FARTHEST_BACK)
    await migrate.upgrade(url)
    await changed(url, fill)
    with pytest.raises(Refused, match="going_back_loses") as refused:
        await migrate.move(url, FARTHEST_BACK)
    assert "1 versions of notes" in str(refused.value)
    assert set((await changed(url, count)).values()) == {1}


async def test_a_revision_that_is_none_is_refused(migrated: Database, url: str) -> None:
    """R23: of a later version, which the one before says instead of falling over it; or of none at all."""
    with pytest.raises(Refused, match="no_such_revision"):
        await migrate.move(url, "0000")
    async with migrated.write() as conn:
        await conn.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Refused, match="schema_newer"):
        await migrate.upgrade(url)


async def test_processes_that_start_at_once_migrate_once(url: str) -> None:
    """`serve --processes`: the second waits for the first, and finds nothing to do."""
    await asyncio.gather(migrate.upgrade(url), migrate.upgrade(url))
    assert set((await changed(url, count)).values()) == {0}


def test_a_database_made_by_many_at_once_is_refused_to_none(tmp_path: Path) -> None:
    """SQLite refuses at once whoever finds another bringing the file to WAL mode: one in a hundred starts, once."""
    for number in range(20):
        url = f"sqlite:///{tmp_path / f'{number}.db'}"
        gate = threading.Barrier(6)
        with ThreadPoolExecutor(6) as starts:
            for start in [starts.submit(asyncio.run, opened(url, gate)) for _ in range(6)]:
                start.result()


async def opened(url: str, gate: threading.Barrier) -> None:
    """Open a database the moment all others do."""
    db = Database(url)
    gate.wait()
    await db.start()
    await db.stop()


async def changed(url: str, do: Callable[[Connection], dict[str, int]]) -> dict[str, int]:
    """Do something to a database of any version."""
    db = Database(url)
    await db.start()
    async with db.write() as conn:
        result = await conn.run_sync(do)
    await db.stop()
    return result


def fill(connection: Connection) -> dict[str, int]:
    """Put a row into every table that has none; rows refer to each other."""
    empty = {name for name, rows in count(connection).items() if not rows}
    found = MetaData()
    found.reflect(connection, only=lambda name, _: name in empty)
    for table in found.sorted_tables:
        if table.name in empty:
            connection.execute(table.insert().values({column.name: some(column) for column in table.columns}))
    return {}


def count(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {
        name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()  # noqa: S608  (its own words)
        for name in inspect(connection).get_table_names()
        if name != "alembic_version"
    }


def some(column: Column[object]) -> object:
    """A value that fits, the same wherever rows refer to it."""
    return {str: "1", bytes: b"1", bool: False}.get(column.type.python_type, 1)


def differences(connection: Connection) -> list[object]:
    """What the tables in the code have otherwise."""
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


async def test_a_migrated_file_is_private(tmp_path: Path) -> None:
    """The file has mode 0600 from its first byte."""
    await migrate.upgrade(f"sqlite:///{tmp_path / 'migrated.db'}")
    assert stat.S_IMODE((tmp_path / "migrated.db").stat().st_mode) == 0o600


def test_every_table_is_known_to_the_migrations() -> None:
    """A file that defines a table is listed in `tables.NOUNS`, or its table would never be made."""
    defining = {path.stem for path in FOLDER.glob("*.py") if " Table(" in path.read_text(encoding="utf-8")}
    assert {noun.__name__.rsplit(".", 1)[-1] for noun in tables.NOUNS} == defining


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_is_postgresql_too(table: Table) -> None:
    """Nothing only SQLite can do: each table and index compiles for PostgreSQL, within its 63 characters for a name."""
    dialect = registry.load("postgresql")()
    statements: list[ExecutableDDLElement] = [CreateTable(table), *(CreateIndex(index) for index in table.indexes)]
    names = [str(constraint.name) for constraint in table.constraints] + [str(index.name) for index in table.indexes]
    assert all(str(statement.compile(dialect=dialect)).strip().startswith("CREATE") for statement in statements)
    assert max(map(len, names)) <= 63
