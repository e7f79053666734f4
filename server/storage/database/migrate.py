"""Bring a database to the schema of this version, from nothing or from any earlier one."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from server.storage.database.engine import Database

_MIGRATIONS = Path(__file__).parent / "migrations"


async def upgrade(url: str) -> None:
    """Apply every migration not yet applied, all in one transaction (on SQLite and PostgreSQL alike).

    Raises
    ------
    Unavailable
        `storage_unavailable` or `storage_full`; the schema is then what it was.
    """
    db = Database(url)
    await db.start()
    try:
        async with db.write() as conn:
            await conn.run_sync(_upgrade)
    finally:
        await db.stop()


async def is_current(db: Database) -> bool:
    """Say whether the database has exactly the schema of this version."""
    async with db.read() as conn:
        return await conn.run_sync(lambda sync: _applied(sync) == ScriptDirectory.from_config(_config()).get_heads())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _applied(connection: Connection) -> list[str]:
    return list(MigrationContext.configure(connection).get_current_heads())
