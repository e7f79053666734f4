"""Erasures in SQL: what is to go of a consult, what went, and the step in which it goes.

A consult's rows are sealed under its record key. When a part of them goes, what stays is sealed anew under a fresh key
and the former one is destroyed with its row, all in one transaction: whatever SQLite leaves of the erased rows in free
pages or in the write-ahead log is noise then. The record's entries are sealed under the deployment key instead;
`secure_delete` overwrites them, and `overwrite` empties the log that still has them.
"""

import os
from collections.abc import Callable

import msgspec
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Index,
    RowMapping,
    String,
    Table,
    UniqueConstraint,
    delete,
    exists,
    false,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from server.desk.erasure_rows import RECEIPT_KIND, REMAINS, Erased, ErasureRow
from server.sessions.erasing import what_stays
from server.sessions.phases import Phase
from server.sessions.session import Session
from server.storage.database.deliveries import deliveries
from server.storage.database.engine import Database
from server.storage.database.entries import erase_payloads
from server.storage.database.invite_rows import invites, links, places
from server.storage.database.logins import guest_logins
from server.storage.database.receipts import Receipt, add_receipt
from server.storage.database.resealing import SEALED, Sealed, reseal
from server.storage.database.schema import metadata
from server.storage.database.session_people import session_people
from server.storage.database.sessions import SessionRows, sessions
from server.terms.errors import NotFound, Refused, Tampered
from server.terms.ids import SessionId
from server.terms.lifetimes import Part
from server.terms.nodes import NOBODY, NodeId
from server.vault.deployment import DeploymentKey
from server.vault.record_key import RecordKey

erasures = Table(
    "erasures",
    metadata,
    Column("receipt", String(32), primary_key=True),
    Column("session", String(32), nullable=False),
    Column("part", String(8), nullable=False),
    Column("why", String(16), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("entry", BigInteger, nullable=True),
    Column("done", Boolean, nullable=False),
    # Which process carries it out.
    Column("process", String(16), nullable=False, server_default=""),
    UniqueConstraint("session", "part"),
    Index(None, "done"),
)


class ErasureRows:
    """Takes a consult's record apart; implements `desk.erasure_rows.ErasureShelf`."""

    def __init__(
        self,
        db: Database,
        dep: DeploymentKey,
        kept: SessionRows,
        random: Callable[[int], bytes] = os.urandom,
        process: NodeId = NOBODY,
    ) -> None:
        self._process = process
        self._db = db
        self._dep = dep
        self._kept = kept
        self._random = random

    async def due(self, part: Part, *, locked_before_ms: int, limit: int) -> list[tuple[SessionId, int]]:
        """Give consults that still have this part and were locked by then, oldest first."""
        intended = exists().where(erasures.c.session == sessions.c.id, erasures.c.part == part)
        query = (
            select(sessions.c.id, sessions.c.locked_ms)
            .where(sessions.c.phase == Phase.LOCKED.value, sessions.c.locked_ms <= locked_before_ms)
            .where(~intended, _has(part))
            .order_by(sessions.c.locked_ms, sessions.c.id)
            .limit(limit)
        )
        async with self._db.read() as conn:
            return [(SessionId(row.id), int(row.locked_ms)) for row in await conn.execute(query)]

    async def intend(self, erasure: ErasureRow) -> bool:
        """Remember that this part is to go; raises `NotFound` (`no_session`), `Refused` (`conflict`: not over)."""
        row = {name: getattr(erasure, name) for name in ErasureRow.__slots__}
        phase = select(sessions.c.phase).where(sessions.c.id == erasure.session)
        try:
            async with self._db.write() as conn:
                found = (await conn.execute(phase)).scalar()
                if found is None:
                    raise NotFound("no_session")
                if found != Phase.LOCKED.value:
                    raise Refused("conflict")
                await conn.execute(insert(erasures).values(**row, process=self._process))
        except IntegrityError:
            return False
        return True

    async def give_up(self, receipt: str) -> None:
        """Forget an intention whose entry could not be written."""
        async with self._db.write() as conn:
            await conn.execute(delete(erasures).where(erasures.c.receipt == receipt, erasures.c.entry.is_(None)))

    async def carry_out(self, erasure: ErasureRow) -> Erased:
        """Destroy the record key and the rows, seal anew what stays, keep the receipt: in one transaction.

        What was tampered with is destroyed like everything else; a state that does not open stays unreadable.

        Raises
        ------
        NotFound
            `no_session`.
        """
        entry = erasure.entry or 0
        async with self._db.write() as conn:
            # locked as it is read: nothing is written under a key that is about to go
            found = select(sessions).where(sessions.c.id == erasure.session).with_for_update()
            row = (await conn.execute(found)).one_or_none()
            if row is None:
                raise NotFound("no_session")
            old, new = self._unwrapped(erasure.session, row.wrapped_key), RecordKey.create(self._random)
            items, size_bytes = await _remove(conn, erasure, entry)
            if old is not None:
                await reseal(conn, erasure.session, old, new)
            await conn.execute(
                update(sessions)
                .where(sessions.c.id == erasure.session)
                .values(
                    fence=sessions.c.fence + 1,
                    wrapped_key=new.wrapped(self._dep, erasure.session),
                    state=_state(erasure, row.state, old, new),
                )
            )
            erased = Erased(
                receipt=erasure.receipt,
                part=erasure.part,
                why=erasure.why,
                at_ms=erasure.at_ms,
                items=items,
                size_bytes=size_bytes,
                key_fingerprint="" if old is None else old.fingerprint(),
                entry=entry,
                remains=REMAINS[erasure.part],
            )
            content = msgspec.json.encode(erased)
            await add_receipt(conn, self._dep, Receipt(RECEIPT_KIND, erasure.session, content, erasure.at_ms))
            finished = update(erasures).where(erasures.c.receipt == erasure.receipt)
            await conn.execute(finished.values(entry=entry, done=True))
        self._kept.forget(erasure.session)
        return erased

    async def unfinished(self) -> list[ErasureRow]:
        """Give the erasures of this process that were cut short, its own and those it took over."""
        columns = [erasures.c[name] for name in ErasureRow.__slots__]
        query = select(*columns).where(erasures.c.done.is_(False), erasures.c.process == self._process)
        async with self._db.read() as conn:
            return [_erasure(row) for row in (await conn.execute(query.order_by(erasures.c.at_ms))).mappings()]

    async def overwrite(self) -> bool:
        """Overwrite what was destroyed in the database's own files; False when somebody was still reading them."""
        return await self._db.settle()

    def _unwrapped(self, session: SessionId, wrapped: bytes) -> RecordKey | None:
        try:
            return RecordKey.unwrap(self._dep, session, wrapped, self._random)
        except Tampered:
            return None


def _has(part: Part) -> ColumnElement[bool]:
    """Whether a consult still has rows of a part; a record it has until it is erased."""
    if part == "record":
        return sessions.c.id.is_not(None)
    tables = [each.table for each in SEALED if each.part == part]
    return or_(false(), *(exists().where(table.c.session == sessions.c.id) for table in tables))


async def _remove(conn: AsyncConnection, erasure: ErasureRow, entry: int) -> tuple[int, int]:
    """Remove the rows of the part; give how many sealed ones, and their bytes."""
    going = [each for each in SEALED if erasure.part in {each.part, "record"}]
    items = size_bytes = 0
    for each in going:
        count, size = await _measured(conn, each, erasure.session)
        items, size_bytes = items + count, size_bytes + size
        await conn.execute(delete(each.table).where(each.table.c.session == erasure.session))
    if erasure.part != "record":
        return items, size_bytes
    await _remove_ways_in(conn, erasure.session)
    count, size = await erase_payloads(conn, erasure.session, below=entry)
    return items + count, size_bytes + size


async def _measured(conn: AsyncConnection, sealed: Sealed, session: SessionId) -> tuple[int, int]:
    size = func.coalesce(func.sum(func.length(sealed.column)), 0)
    count, total = (await conn.execute(select(func.count(), size).where(sealed.table.c.session == session))).one()
    return int(count), int(total)


async def _remove_ways_in(conn: AsyncConnection, session: SessionId) -> None:
    """Links, their messages and logins, and which colleagues were let in: nobody comes to it any more but its host."""
    of_session = select(invites.c.id).where(invites.c.session == session)
    for table in (deliveries, places, links):
        await conn.execute(delete(table).where(table.c.invite.in_(of_session)))
    for table in (invites, guest_logins, session_people):
        await conn.execute(delete(table).where(table.c.session == session))


def _state(erasure: ErasureRow, sealed: bytes, old: RecordKey | None, new: RecordKey) -> bytes:
    """The session's own state under the new key; with the record goes everything in it that names anybody."""
    place = f"state {erasure.session}"
    try:
        state = b"" if old is None else old.open_sealed(sealed, bound_to=place)
    except Tampered:
        state = b""
    if state and erasure.part == "record":
        state = msgspec.json.encode(what_stays(msgspec.json.decode(state, type=Session)))
    return new.seal(state, bound_to=place) if state else b""


def _erasure(row: RowMapping) -> ErasureRow:
    return ErasureRow(**row)
