"""How a database is: its version and schema, whether its commits outlive a power cut, its clock; nothing is changed."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from server.storage.database.engine import Database
from server.storage.database.migrate import is_current

DURABLE: Final = ("fsync", "full_page_writes", "synchronous_commit")
"""What PostgreSQL must not have off."""


@dataclass(frozen=True, slots=True)
class Condition:
    """`ahead_ms` is its clock minus ours; `not_durable` names settings that let a power cut take commits back."""

    version: str
    is_current: bool
    not_durable: tuple[str, ...]
    answer_ms: int
    ahead_ms: int


async def condition(database: Database, now_ms: Callable[[], int]) -> Condition:
    """Ask; raises `Unavailable` `storage_unavailable`."""
    current = await is_current(database)
    async with database.read() as conn:
        begun = time.monotonic()
        await conn.exec_driver_sql("SELECT 1")
        answer_ms = round((time.monotonic() - begun) * 1000)
        if not database.is_postgres:
            version = str((await conn.exec_driver_sql("SELECT sqlite_version()")).scalar_one())
            return Condition(f"SQLite {version}", current, (), answer_ms, 0)
        shown = {name: await _shown(conn, name) for name in (*DURABLE, "server_version")}
        asked_ms = now_ms()
        theirs = (await conn.exec_driver_sql("SELECT extract(epoch FROM clock_timestamp()) * 1000")).scalar_one()
    weak = tuple(name for name in DURABLE if shown[name] == "off")
    return Condition(f"PostgreSQL {shown['server_version']}", current, weak, answer_ms, int(theirs) - asked_ms)


async def _shown(conn: AsyncConnection, name: str) -> str:
    return str((await conn.exec_driver_sql(f"SHOW {name}")).scalar_one())
