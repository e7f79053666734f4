"""Bring a database to the schema of this version, from nothing or from any earlier one, or back to an earlier one."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from server.storage.database.engine import Database
from server.terms.errors import Refused, Tampered

PATIENCE_S: Final = 900.0
"""How long all steps together may take, and how long a second process waits for the first one that takes them."""
BASE: Final = "base"
_MIGRATIONS = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(5495846)"
_NOBODY_WAITS_LONG = "SET LOCAL lock_timeout = '10s'"
"""A step that needs a table for itself gives up rather than hold everybody up behind a slow reader."""


async def upgrade(url: str) -> None:
    """Apply every migration not yet applied; raises as `move`."""
    await move(url, None)


async def move(url: str, to: str | None, *, lose: bool = False) -> None:
    """Bring the schema to a revision (None: this version's), all in one transaction, one process at a time.

    Going back throws away what the earlier version has no place for; `lose` says that this is meant.

    Raises
    ------
    Refused
        `no_such_revision`; `schema_newer` {found}: a later version's, of which this one knows nothing; `going_back_loses`
        {what}: nothing was changed.
    Unavailable
        `storage_unavailable` or `storage_full`; the schema is then what it was.
    """
    db = Database(url, call_s=PATIENCE_S, has_references=False)
    await db.start()
    try:
        async with db.write() as conn:
            if db.is_postgres:
                await conn.exec_driver_sql(_ONE_AT_A_TIME)
                await conn.exec_driver_sql(_NOBODY_WAITS_LONG)
            await conn.run_sync(_move, to, lose)
            await _check_references(conn, db)
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


def _move(connection: Connection, to: str | None, lose: bool) -> None:  # noqa: FBT001  (run_sync hands on positions)
    config = _config()
    steps: list[Script] = list(ScriptDirectory.from_config(config).walk_revisions())[::-1]
    places = {BASE: 0} | {step.revision: place for place, step in enumerate(steps, 1)}
    found = _applied(connection)
    at = places.get(found[0] if found else BASE)
    if at is None:
        raise Refused("schema_newer", found=found[0])
    target = places.get(to or steps[-1].revision)
    if target is None:
        raise Refused("no_such_revision", to=str(to))
    config.attributes["connection"] = connection
    if target >= at:
        command.upgrade(config, to or "head")
        return
    lost = [] if lose else _lost(connection, steps[target:at])
    if lost:
        raise Refused("going_back_loses", what=", ".join(lost))
    command.downgrade(config, str(to))


def _lost(connection: Connection, undone: list[Script]) -> list[str]:
    """What going back over these steps throws away, in words with how many there are."""
    lost: list[str] = []
    for step in undone:
        counted: dict[str, str] | None = getattr(step.module, "lost_going_back", None)
        if counted is None:
            lost.append(f"whatever {step.revision} added")
            continue
        counts = {what: connection.exec_driver_sql(query).scalar() for what, query in counted.items()}
        lost += [f"{count} {what}" for what, count in counts.items() if count]
    return lost


async def _check_references(conn: AsyncConnection, db: Database) -> None:
    """SQLite remakes tables to change them, which it can only while it looks at no references: now it does again."""
    if not db.is_postgres and (await conn.exec_driver_sql("PRAGMA foreign_key_check")).first() is not None:
        raise Tampered("references")


def _applied(connection: Connection) -> list[str]:
    return list(MigrationContext.configure(connection).get_current_heads())
