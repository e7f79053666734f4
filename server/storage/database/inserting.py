"""Rows that may be there already: what both databases can do, and SQLAlchemy spells for each of them."""

from collections.abc import Mapping

from sqlalchemy import Row, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

_Insert = postgresql.Insert | sqlite.Insert


def insert_into(conn: AsyncConnection, table: Table) -> _Insert:
    """Give an insert that may say what happens on a conflict."""
    return postgresql.insert(table) if conn.dialect.name == "postgresql" else sqlite.insert(table)


async def insert_or_lock(conn: AsyncConnection, table: Table, values: Mapping[str, object]) -> Row[tuple[object, ...]]:
    """Insert a row, or take the lock of the one that has its key; gives it as it is, nobody else's until we commit."""
    key = list(table.primary_key)
    insert = insert_into(conn, table).values(values)
    locked = insert.on_conflict_do_update(index_elements=key, set_={key[0].name: insert.excluded[key[0].name]})
    found: Row[tuple[object, ...]] = (await conn.execute(locked.returning(table))).one()
    return found


async def insert_or_replace(conn: AsyncConnection, table: Table, values: Mapping[str, object]) -> None:
    """Insert a row, or give the one with its key these values."""
    insert = insert_into(conn, table).values(values)
    kept = {name: value for name, value in values.items() if name not in table.primary_key}
    await conn.execute(insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=kept))
