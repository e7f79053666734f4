"""The notes of consults in SQL: a row per version, sealed under the session's record key as it is written."""

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, Row, String, Table, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.desk.note_rows import KeptNote
from server.sessions.phases import Phase
from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.storage.database.sessions import SessionRows, sessions
from server.terms.errors import Tampered
from server.terms.ids import SessionId
from server.vault.record_key import RecordKey

notes = Table(
    "notes",
    metadata,
    Column("session", String(32), ForeignKey("sessions.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("author", String(32), nullable=False),
    Column("signed_ms", BigInteger),
    Column("sealed", LargeBinary, nullable=False),
)


class NoteRows:
    """Stores notes; implements `desk.note_rows.NoteShelf`."""

    def __init__(self, db: Database, keys: SessionRows) -> None:
        self._db = db
        self._keys = keys

    async def of(self, session: SessionId) -> list[KeptNote]:
        """Give the versions in order.

        Raises
        ------
        Tampered
            `note` with the `version` that was removed, moved or changed.
        """
        query = select(notes).where(notes.c.session == session).order_by(notes.c.version)
        async with self._db.read() as conn:
            rows = (await conn.execute(query)).all()
            if not rows:
                return []
            key = await self._keys.key_in(conn, session)
        return [_opened(key, session, number, row) for number, row in enumerate(rows, 1)]

    async def keep(self, session: SessionId, kept: KeptNote, *, over: int | None, unlocked: bool) -> bool:
        """Write a version over its revision `over`; False when that is not there, or the consult is locked."""
        version = kept.version
        phase = select(sessions.c.phase).where(sessions.c.id == session)
        drafted = update(notes).where(
            notes.c.session == session,
            notes.c.version == version.number,
            notes.c.revision == over,
            notes.c.signed_ms.is_(None),
        )
        try:
            async with self._db.write() as conn:
                # with the lock of its row: the session's end waits for this write, or this write for the end
                key = await self._keys.key_in(conn, session, locks=True)
                values = {
                    "revision": version.revision,
                    "at_ms": version.at_ms,
                    "author": kept.author,
                    "signed_ms": version.signed_ms,
                    "sealed": key.seal(msgspec.json.encode(kept), bound_to=place_of_note(session, version.number)),
                }
                if unlocked and (await conn.execute(phase)).scalar_one() == Phase.LOCKED.value:
                    return False
                if over is not None:
                    return (await conn.execute(drafted.values(values))).rowcount == 1
                await conn.execute(insert(notes).values(session=session, version=version.number, **values))
        except IntegrityError:
            return False
        return True


def place_of_note(session: SessionId, number: int) -> str:
    """What a sealed version is bound to, so that it opens nowhere else."""
    return f"note {session} {number}"


def _opened(key: RecordKey, session: SessionId, number: int, row: Row[tuple[object, ...]]) -> KeptNote:
    try:
        kept = msgspec.json.decode(key.open_sealed(row.sealed, bound_to=place_of_note(session, number)), type=KeptNote)
    except Tampered as error:
        raise Tampered("note", version=number) from error
    told = (row.version, row.revision, row.at_ms, row.author, row.signed_ms)
    version = kept.version
    if told != (number, version.revision, version.at_ms, kept.author, version.signed_ms):
        raise Tampered("note", version=number)
    return kept
