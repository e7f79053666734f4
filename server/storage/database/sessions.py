"""Sessions as they rest: a few columns to find them by, the state sealed under the session's record key.

Whoever runs a session claims it first; the claim's number fences every save, so a process that was replaced while it
hung cannot write any more. A saved session is durable when `save` returns.
"""

import os
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final

import msgspec
import structlog
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Index,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from server.sessions.phases import Phase
from server.sessions.session import Session
from server.storage.database.deadlines import add_new_deadlines, check_deadlines
from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.storage.database.session_people import session_people
from server.terms.errors import NotFound, Refused, Tampered
from server.terms.ids import PersonId, SessionId, StudyId
from server.vault.deployment import DeploymentKey
from server.vault.record_key import RecordKey

_log = structlog.get_logger()
KEYS_KEPT = 4096
"""Unwrapped record keys kept at hand, so that a line of chat costs one statement less."""

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("host", String(32), nullable=False),
    Column("phase", String(16), nullable=False),
    Column("fence", BigInteger, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("starts_ms", BigInteger, nullable=False),
    Column("locked_ms", BigInteger),
    Column("wrapped_key", LargeBinary, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Index(None, "host", "starts_ms"),
    Index(None, "phase"),
    Index(None, "locked_ms"),
)

# Asked with every line of chat: put together once.
_KEY: Final = select(sessions.c.wrapped_key).where(sessions.c.id == bindparam("session"))
_LOCKED_KEY: Final = _KEY.with_for_update()


class SessionRows:
    """Stores sessions; implements `live.ports.SessionStore`."""

    def __init__(self, db: Database, dep: DeploymentKey, random: Callable[[int], bytes] = os.urandom) -> None:
        self._db = db
        self._dep = dep
        self._random = random
        self._keys: OrderedDict[SessionId, tuple[bytes, RecordKey]] = OrderedDict()
        """Each with its wrapped form: another process may have erased something and sealed the rest under a new key."""

    async def add(self, session: Session) -> None:
        """Store a new session under a new record key, durable on return."""
        key = RecordKey.create(self._random)
        wrapped = key.wrapped(self._dep, session.id)
        columns = {**_columns(session, key), "id": session.id, "fence": 0, "created_ms": session.created_ms}
        columns |= {"host": session.host.person, "wrapped_key": wrapped}
        async with self._db.write() as conn:
            await conn.execute(insert(sessions).values(columns))
            await add_new_deadlines(conn, self._dep, session)
        self._remember(session.id, wrapped, key)

    async def load(self, session: SessionId) -> Session:
        """Give the session as last saved.

        Raises
        ------
        NotFound
            `no_session`.
        Tampered
            `deadline` when its deadlines are not exactly those we signed (T-47), `session` when its row was edited. A
            locked session has nothing left to lengthen: it stays readable, so that people are told it is locked.
        """
        async with self._db.read() as conn:
            loaded = await self._read(conn, session)
            if loaded.phase is not Phase.LOCKED:
                await check_deadlines(conn, self._dep, loaded)
        return loaded

    async def hosted(self, session: SessionId, person: PersonId) -> Session:
        """Give the session to its host; raises as `load`.

        One statement asks for both: what is somebody else's takes as long to refuse as what is not there (T-04).
        """
        async with self._db.read() as conn:
            loaded = await self._read(conn, session, sessions.c.host == person)
            if loaded.phase is not Phase.LOCKED:
                await check_deadlines(conn, self._dep, loaded)
        return loaded

    async def load_unverified(self, session: SessionId) -> Session:
        """Give the session without regard to its deadlines, only to lock it; raises as `load` otherwise."""
        async with self._db.read() as conn:
            return await self._read(conn, session)

    async def claim(self, session: SessionId) -> int:
        """Take the session over: the fence given back is the only one that may save from now on."""
        grown = update(sessions).where(sessions.c.id == session).values(fence=sessions.c.fence + 1)
        async with self._db.write() as conn:
            fence = (await conn.execute(grown.returning(sessions.c.fence))).scalar()
        if fence is None:
            raise NotFound("no_session")
        return int(fence)

    async def is_held(self, session: SessionId, fence: int) -> bool:
        """Say whether nobody has claimed the session since this fence was given."""
        query = select(sessions.c.fence).where(sessions.c.id == session)
        async with self._db.read() as conn:
            return (await conn.execute(query)).scalar() == fence

    async def save(self, session: Session, *, fence: int) -> None:
        """Store the session's state and new deadlines, durable on return.

        Raises
        ------
        Refused
            `fenced`: somebody claimed it since; whoever asked must stop.
        NotFound
            `no_session`.
        """
        key = await self.record_key(session.id)
        mine = update(sessions).where(sessions.c.id == session.id, sessions.c.fence == fence)
        async with self._db.write() as conn:
            if (await conn.execute(mine.values(_columns(session, key)))).rowcount != 1:
                raise Refused("fenced")
            await add_new_deadlines(conn, self._dep, session)

    async def unfinished(self) -> list[SessionId]:
        """Give every session that is not locked, the one that starts first first."""
        query = select(sessions.c.id).where(sessions.c.phase != Phase.LOCKED.value).order_by(sessions.c.starts_ms)
        async with self._db.read() as conn:
            return [SessionId(each) for each in (await conn.execute(query)).scalars()]

    async def uses(self, study: StudyId) -> bool:
        """Say whether a session that is not locked, in whichever process it runs, shows pictures of this study."""
        query = select(sessions).where(sessions.c.phase != Phase.LOCKED.value)
        async with self._db.read() as conn:
            rows = (await conn.execute(query)).all()
        return any(ref.study == study for each in self._readable(rows) for ref in each.stacks)

    async def are_under_way(self) -> bool:
        """Say whether viewing of a session has begun and, as far as is known here, it is not locked."""
        going = sessions.c.phase.in_([Phase.LIVE.value, Phase.PAUSED.value, Phase.CLOSING.value])
        async with self._db.read() as conn:
            return (await conn.execute(select(sessions.c.id).where(going).limit(1))).first() is not None

    async def ended(self, *, limit: int) -> list[SessionId]:
        """Give sessions of which viewing is over: closing ones, then locked ones, the latest first."""
        over = sessions.c.phase.in_([Phase.CLOSING.value, Phase.LOCKED.value])
        # "closing" sorts before "locked"
        query = select(sessions.c.id).where(over).order_by(sessions.c.phase, sessions.c.locked_ms.desc(), sessions.c.id)
        async with self._db.read() as conn:
            return [SessionId(each) for each in (await conn.execute(query.limit(limit))).scalars()]

    async def of_host(self, person: PersonId, *, limit: int = 200) -> list[Session]:
        """Give the sessions of a host, newest start first."""
        query = select(sessions).where(sessions.c.host == person)
        query = query.order_by(sessions.c.starts_ms.desc(), sessions.c.id).limit(limit)
        async with self._db.read() as conn:
            rows = (await conn.execute(query)).all()
        return self._readable(rows)

    async def of_colleague(self, person: PersonId, *, limit: int = 200) -> list[Session]:
        """Give the sessions that were shared with somebody, newest start first."""
        query = select(sessions).join(session_people, session_people.c.session == sessions.c.id)
        query = query.where(session_people.c.person == person)
        query = query.order_by(sessions.c.starts_ms.desc(), sessions.c.id).limit(limit)
        async with self._db.read() as conn:
            rows = (await conn.execute(query)).all()
        return self._readable(rows)

    async def over_of(self, person: PersonId, *, before_ms: int | None, limit: int) -> list[Session]:
        """Give the locked sessions that somebody hosted or was let into, newest start first, older than `before_ms`."""
        let_in = select(session_people.c.session).where(session_people.c.person == person)
        query = select(sessions).where(sessions.c.phase == Phase.LOCKED.value)
        query = query.where((sessions.c.host == person) | sessions.c.id.in_(let_in))
        if before_ms is not None:
            query = query.where(sessions.c.starts_ms < before_ms)
        query = query.order_by(sessions.c.starts_ms.desc(), sessions.c.id).limit(limit)
        async with self._db.read() as conn:
            rows = (await conn.execute(query)).all()
        return self._readable(rows)

    async def shared(self, session: SessionId, person: PersonId) -> Session:
        """Give the session to a colleague it was shared with; raises as `load`, and takes as long for what is not there."""
        is_in = select(session_people.c.session).where(
            session_people.c.session == session, session_people.c.person == person
        )
        async with self._db.read() as conn:
            loaded = await self._read(conn, session, is_in.exists())
            if loaded.phase is not Phase.LOCKED:
                await check_deadlines(conn, self._dep, loaded)
        return loaded

    async def record_key(self, session: SessionId) -> RecordKey:
        """Give the key that seals the session's own rows; `NotFound` (`no_session`) when there is none."""
        kept = self._keys.get(session)
        if kept is None:
            query = select(sessions.c.wrapped_key).where(sessions.c.id == session)
            async with self._db.read() as conn:
                wrapped = (await conn.execute(query)).scalar()
            if wrapped is None:
                raise NotFound("no_session")
            return self._remember(session, wrapped, RecordKey.unwrap(self._dep, session, wrapped, self._random))
        return kept[1]

    async def key_in(self, conn: AsyncConnection, session: SessionId, *, locks: bool = False) -> RecordKey:
        """Give the key that seals the session's rows as a transaction sees them; raises as `record_key`.

        Another process may have erased something since the key was kept at hand, and sealed the rest under a new one. With
        `locks` nobody does before the transaction ends.
        """
        wrapped: bytes | None = await conn.scalar(_LOCKED_KEY if locks else _KEY, {"session": session})
        if wrapped is None:
            raise NotFound("no_session")
        kept = self._keys.get(session)
        if kept is not None and kept[0] == wrapped:
            return kept[1]
        return self._remember(session, wrapped, RecordKey.unwrap(self._dep, session, wrapped, self._random))

    def forget(self, session: SessionId) -> None:
        """Drop a session's key that is kept at hand: another one took its place."""
        self._keys.pop(session, None)

    async def _read(self, conn: AsyncConnection, session: SessionId, *whose: ColumnElement[bool]) -> Session:
        row = (await conn.execute(select(sessions).where(sessions.c.id == session, *whose))).one_or_none()
        if row is None:
            raise NotFound("no_session")
        return self._opened(session, row.phase, row.epoch, row.wrapped_key, row.state)

    def _readable(self, rows: Sequence[Row[tuple[object, ...]]]) -> list[Session]:
        """Open those that open: one that was edited keeps no other from its host's list, and nobody can open it."""
        readable = []
        for row in rows:
            try:
                readable.append(self._opened(row.id, row.phase, row.epoch, row.wrapped_key, row.state))
            except Tampered as error:
                _log.error("tampered", code=error.code)
        return readable

    def _opened(self, session: SessionId, phase: str, epoch: int, wrapped: bytes, state: bytes) -> Session:
        kept = self._keys.get(session)
        is_same = kept is not None and kept[0] == wrapped
        key = kept[1] if kept and is_same else RecordKey.unwrap(self._dep, session, wrapped, self._random)
        self._remember(session, wrapped, key)
        opened = msgspec.json.decode(key.open_sealed(state, bound_to=f"state {session}"), type=Session)
        if (opened.id, opened.phase.value, opened.epoch) != (session, phase, epoch):
            raise Tampered("session")
        return opened

    def _remember(self, session: SessionId, wrapped: bytes, key: RecordKey) -> RecordKey:
        self._keys[session] = wrapped, key
        self._keys.move_to_end(session)
        if len(self._keys) > KEYS_KEPT:
            self._keys.popitem(last=False)
        return key


def _columns(session: Session, key: RecordKey) -> dict[str, object]:
    """Give the columns that change with the session."""
    return {
        "phase": session.phase.value,
        "epoch": session.epoch,
        "starts_ms": session.starts_ms,
        "locked_ms": session.locked_ms,
        "state": key.seal(msgspec.json.encode(session), bound_to=f"state {session.id}"),
    }
