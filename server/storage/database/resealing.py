"""Which rows of a consult are sealed under its record key, and how those that stay are sealed under another one."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Column, RowMapping, Table, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server.storage.database.chat import TABLES, place_of_line
from server.storage.database.consents import consents
from server.storage.database.notes import notes, place_of_note
from server.storage.database.opinions import opinions, place_of_opinion
from server.terms.errors import Tampered
from server.terms.ids import SessionId
from server.terms.lifetimes import Part
from server.vault.record_key import RecordKey


@dataclass(frozen=True, slots=True)
class Sealed:
    """A table with a column sealed under the record key of its `session`.

    `part` is what a row belongs to, `place` what its sealed value is bound to.
    """

    table: Table
    column: Column[bytes]
    part: Part
    place: Callable[[RowMapping], str]


SEALED: tuple[Sealed, ...] = (
    Sealed(
        TABLES["talk"],
        TABLES["talk"].c.sealed,
        "chat",
        lambda row: place_of_line(SessionId(row["session"]), "talk", row["seq"]),
    ),
    Sealed(
        TABLES["clinicians"],
        TABLES["clinicians"].c.sealed,
        "chat",
        lambda row: place_of_line(SessionId(row["session"]), "clinicians", row["seq"]),
    ),
    Sealed(notes, notes.c.sealed, "note", lambda row: place_of_note(SessionId(row["session"]), row["version"])),
    Sealed(opinions, opinions.c.sealed, "record", lambda row: place_of_opinion(SessionId(row["session"]))),
    Sealed(consents, consents.c.text, "record", lambda row: f"consent {row['id']}"),
)
"""Every such table but `sessions` itself, whose key it is."""


async def reseal(conn: AsyncConnection, session: SessionId, old: RecordKey, new: RecordKey) -> None:
    """Seal every row that is still there under the new key, in the caller's transaction.

    A row that does not open stays as it is: under a key that is gone, and told as tampered with as before.
    """
    for sealed in SEALED:
        rows = (await conn.execute(select(sealed.table).where(sealed.table.c.session == session))).mappings().all()
        for row in rows:
            place = sealed.place(row)
            try:
                opened = old.open_sealed(row[sealed.column.name], bound_to=place)
            except Tampered:
                continue
            same = [key == row[key.name] for key in sealed.table.primary_key]
            await conn.execute(
                update(sealed.table).where(*same).values({sealed.column.name: new.seal(opened, bound_to=place)})
            )
