"""The chat of a session: numbered without a gap, each line once, sealed under the session's record key as it is written."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

import msgspec
from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    Row,
    Select,
    String,
    Table,
    UniqueConstraint,
    and_,
    bindparam,
    func,
    insert,
    select,
)

from server.sessions.chat import Channel, ChatMessage
from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.storage.database.sessions import SessionRows
from server.terms.errors import Tampered
from server.terms.ids import SessionId
from server.vault.record_key import RecordKey


def _lines_table(name: str) -> Table:
    """`cid` is the author's own id of the line, NULL for lines that are never sent again (the system's)."""
    return Table(
        name,
        metadata,
        Column("session", String(32), ForeignKey("sessions.id"), primary_key=True),
        Column("seq", Integer, primary_key=True, autoincrement=False),
        Column("author", String(16), nullable=False),
        Column("cid", String(64)),
        Column("at_ms", BigInteger, nullable=False),
        Column("sealed", LargeBinary, nullable=False),
        UniqueConstraint("session", "author", "cid"),
    )


TABLES: Final[dict[Channel, Table]] = {
    "talk": _lines_table("chat_lines"),
    "clinicians": _lines_table("clinician_lines"),
}
"""A table for each channel: numbers of one must not tell how many lines another has."""


def _found(lines: Table) -> Select[Any]:
    """The highest number there is, beside the line that this author sent under this id, if any: one row always."""
    highest = select(func.coalesce(func.max(lines.c.seq), 0).label("highest"))
    of_session = highest.where(lines.c.session == bindparam("session")).subquery()
    same = and_(
        lines.c.session == bindparam("session"),
        lines.c.author == bindparam("author"),
        lines.c.cid == bindparam("cid"),
    )
    return select(of_session.c.highest, lines).select_from(of_session.outerjoin(lines, same))


# What every line of chat asks for is put together once: that takes longer than asking.
_FOUND: Final = {channel: _found(lines) for channel, lines in TABLES.items()}
_ADDED: Final = {channel: insert(lines) for channel, lines in TABLES.items()}


class ChatRows:
    """Stores the chat; implements `live.ports.TranscriptStore`."""

    def __init__(self, db: Database, keys: SessionRows, random: Callable[[int], bytes] = os.urandom) -> None:
        self._db = db
        self._keys = keys
        self._random = random

    async def append(self, session: SessionId, message: ChatMessage) -> ChatMessage:
        """Store a line with its id and the next `seq`, durable on return.

        The same author and `cid` again (a retry after a lost answer) gives the stored line back and adds nothing.

        Raises
        ------
        NotFound
            `no_session`.
        """
        channel = message.channel
        sent = {"session": session, "author": message.author, "cid": message.cid or None}
        async with self._db.write() as conn:
            key = await self._keys.key_in(conn, session, locks=True)
            row = (await conn.execute(_FOUND[channel], sent)).one()
            if row.seq is not None:
                return _opened(key, session, channel, row)
            stored = replace(message, seq=row.highest + 1, id=self._random(16).hex())
            await conn.execute(_ADDED[channel], _columns(key, session, stored))
        return stored

    async def since(self, session: SessionId, seq: int, *, limit: int, channel: Channel = "talk") -> list[ChatMessage]:
        """Give the lines of a channel after `seq`, oldest first, at most `limit`.

        Raises
        ------
        Tampered
            `chat` with the `seq` of a line that was removed or does not belong there.
        """
        lines = TABLES[channel]
        query = select(lines).where(lines.c.session == session, lines.c.seq > seq)
        async with self._db.read() as conn:
            rows = (await conn.execute(query.order_by(lines.c.seq).limit(limit))).all()
            key = await self._keys.key_in(conn, session)
        return _in_order(key, session, channel, rows, max(seq, 0) + 1)

    async def newest(self, session: SessionId, seq: int, *, limit: int, channel: Channel = "talk") -> list[ChatMessage]:
        """Give the newest lines after `seq`, oldest first, at most `limit`; raises as `since`."""
        lines = TABLES[channel]
        query = select(lines).where(lines.c.session == session, lines.c.seq > seq)
        async with self._db.read() as conn:
            rows = (await conn.execute(query.order_by(lines.c.seq.desc()).limit(limit))).all()[::-1]
            key = await self._keys.key_in(conn, session)
        first = max(seq, 0) + 1
        return _in_order(key, session, channel, rows, rows[0].seq if len(rows) == limit else first)


def _in_order(
    key: RecordKey, session: SessionId, channel: Channel, rows: Sequence[Row[tuple[object, ...]]], first: int
) -> list[ChatMessage]:
    for expected, row in enumerate(rows, first):
        if row.seq != expected:
            raise Tampered("chat", seq=expected)
    return [_opened(key, session, channel, row) for row in rows]


def _columns(key: RecordKey, session: SessionId, message: ChatMessage) -> dict[str, object]:
    return {
        "session": session,
        "seq": message.seq,
        "author": message.author,
        "cid": message.cid or None,
        "at_ms": message.at_ms,
        "sealed": key.seal(msgspec.json.encode(message), bound_to=place_of_line(session, message.channel, message.seq)),
    }


def place_of_line(session: SessionId, channel: Channel, seq: int) -> str:
    """Give what a sealed line is bound to, so that it opens nowhere else."""
    return f"chat {session} {seq}" if channel == "talk" else f"chat {session} {channel} {seq}"


def _opened(key: RecordKey, session: SessionId, channel: Channel, row: Row[tuple[object, ...]]) -> ChatMessage:
    try:
        opened = key.open_sealed(row.sealed, bound_to=place_of_line(session, channel, row.seq))
        message = msgspec.json.decode(opened, type=ChatMessage)
    except Tampered as error:
        raise Tampered("chat", seq=row.seq) from error
    if message.author != row.author or message.channel != channel:
        raise Tampered("chat", seq=row.seq)
    return message
