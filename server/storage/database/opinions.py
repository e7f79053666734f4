"""Requests for opinions in SQL: a row each, sealed under the record key of its reading as it is written."""

from collections.abc import Sequence

import msgspec
import structlog
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    select,
    update,
)

from server.desk.opinion_rows import KeptOpinion
from server.opinions.request import State
from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.storage.database.sessions import SessionRows
from server.terms.errors import Tampered
from server.terms.ids import PersonId, SessionId
from server.vault.record_key import RecordKey

_log = structlog.get_logger()

opinions = Table(
    "opinions",
    metadata,
    Column("session", String(32), ForeignKey("sessions.id"), primary_key=True),
    Column("asked_by", String(32), nullable=False),
    Column("asked_of", String(32)),
    Column("state", String(16), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("asked_ms", BigInteger, nullable=False),
    Column("due_ms", BigInteger, nullable=False),
    # When both sides were told that it is late.
    Column("overdue_ms", BigInteger),
    Column("sealed", LargeBinary, nullable=False),
    Index(None, "asked_by", "asked_ms"),
    Index(None, "asked_of", "asked_ms"),
    Index(None, "state", "due_ms"),
)


class OpinionRows:
    """Stores requests; implements `desk.opinion_rows.OpinionShelf`."""

    def __init__(self, db: Database, keys: SessionRows) -> None:
        self._db = db
        self._keys = keys

    async def add(self, kept: KeptOpinion) -> None:
        """Keep a new request, durable on return."""
        facts = kept.opinion.facts
        async with self._db.write() as conn:
            key = await self._keys.key_in(conn, facts.session, locks=True)
            fixed = opinions.insert().values(
                session=facts.session, asked_by=facts.asked_by, asked_of=facts.asked_of, asked_ms=facts.asked_ms
            )
            await conn.execute(fixed.values(_changing(kept, key)))

    async def find(self, session: SessionId) -> KeptOpinion | None:
        """Give the request of a reading; raises `Tampered` `opinion`."""
        async with self._db.read() as conn:
            row = (await conn.execute(select(opinions).where(opinions.c.session == session))).one_or_none()
            if row is None:
                return None
            key = await self._keys.key_in(conn, session)
        return _opened(key, row)

    async def keep(self, kept: KeptOpinion, *, over: int) -> bool:
        """Write a request over its revision `over`; False when that is not there (any more)."""
        mine = update(opinions).where(opinions.c.session == kept.session, opinions.c.revision == over)
        async with self._db.write() as conn:
            key = await self._keys.key_in(conn, kept.session, locks=True)
            return (await conn.execute(mine.values(_changing(kept, key)))).rowcount == 1

    async def asked_by(self, person: PersonId, *, limit: int) -> Sequence[KeptOpinion]:
        """Give what somebody asked for, newest first."""
        return await self._of(opinions.c.asked_by == person, limit)

    async def asked_of(self, person: PersonId, *, limit: int) -> Sequence[KeptOpinion]:
        """Give what somebody was asked for, newest first."""
        return await self._of(opinions.c.asked_of == person, limit)

    async def asked_between(self, person: PersonId, first_ms: int, last_ms: int) -> Sequence[KeptOpinion]:
        """Give what somebody asked for from one moment to another, both included, newest first."""
        return await self._of((opinions.c.asked_by == person) & opinions.c.asked_ms.between(first_ms, last_ms), None)

    async def overdue(self, now_ms: int, *, limit: int) -> Sequence[SessionId]:
        """Give open requests whose time has passed and of which nobody was told."""
        query = (
            select(opinions.c.session)
            .where(opinions.c.state.in_([State.ASKED.value, State.ACCEPTED.value]))
            .where(opinions.c.due_ms <= now_ms, opinions.c.overdue_ms.is_(None))
            .order_by(opinions.c.due_ms.desc(), opinions.c.session)
            .limit(limit)
        )
        async with self._db.read() as conn:
            return [SessionId(each) for each in (await conn.execute(query)).scalars()]

    async def _of(self, whose: ColumnElement[bool], limit: int | None) -> Sequence[KeptOpinion]:
        query = select(opinions).where(whose).order_by(opinions.c.asked_ms.desc(), opinions.c.session).limit(limit)
        found = []
        async with self._db.read() as conn:
            for row in (await conn.execute(query)).all():
                try:
                    found.append(_opened(await self._keys.key_in(conn, SessionId(row.session)), row))
                except Tampered as error:
                    # one that was edited keeps no other from the queue, and nobody can open it
                    _log.error("tampered", code=error.code)
        return found


def place_of_opinion(session: SessionId) -> str:
    """What a sealed request is bound to, so that it opens nowhere else."""
    return f"opinion {session}"


def _changing(kept: KeptOpinion, key: RecordKey) -> dict[str, object]:
    opinion = kept.opinion
    return {
        "state": opinion.state.value,
        "revision": opinion.revision,
        "due_ms": opinion.due_ms,
        "overdue_ms": opinion.overdue_ms,
        "sealed": key.seal(msgspec.json.encode(kept), bound_to=place_of_opinion(kept.session)),
    }


def _opened(key: RecordKey, row: Row[tuple[object, ...]]) -> KeptOpinion:
    try:
        sealed = key.open_sealed(row.sealed, bound_to=place_of_opinion(SessionId(row.session)))
    except Tampered as error:
        raise Tampered("opinion") from error
    kept = msgspec.json.decode(sealed, type=KeptOpinion)
    opinion, facts = kept.opinion, kept.opinion.facts
    told = (row.session, row.asked_by, row.asked_of, row.state, row.revision, row.asked_ms, row.due_ms, row.overdue_ms)
    said = (facts.session, facts.asked_by, facts.asked_of, opinion.state.value, opinion.revision)
    if told != (*said, facts.asked_ms, opinion.due_ms, opinion.overdue_ms):
        raise Tampered("opinion")
    return kept
