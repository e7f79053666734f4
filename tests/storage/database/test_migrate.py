"""Migrations lead to exactly the schema that the code is written for."""

import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Table, inspect
from sqlalchemy.dialects import registry
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from server.storage.database import migrate, tables
from server.storage.database.engine import Database
from server.storage.database.schema import metadata

FOLDER = Path(tables.__file__).parent


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'migrated.db'}"


@pytest.fixture
async def migrated(url: str) -> AsyncIterator[Database]:
    await migrate.upgrade(url)
    db = Database(url)
    await db.start()
    yield db
    await db.stop()


async def test_a_migrated_database_is_what_the_code_expects(migrated: Database) -> None:
    """No table, column, type, index or constraint differs between the migrations and the tables in the code."""

    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

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


async def test_the_first_step_can_be_undone(migrated: Database) -> None:
    """Going down to nothing leaves nothing but Alembic's own table."""

    def downgrade(connection: Connection) -> list[str]:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        return inspect(connection).get_table_names()

    async with migrated.write() as conn:
        assert await conn.run_sync(downgrade) == ["alembic_version"]


def test_a_migrated_file_is_private(migrated: Database, tmp_path: Path) -> None:
    """The file has mode 0600 from its first byte."""
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
