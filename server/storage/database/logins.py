"""Logins of staff and of guests in SQL, found by the hash of a secret that only their browser has."""

import json
from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Index,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    UniqueConstraint,
    and_,
    any_,
    case,
    column,
    delete,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from server.desk.people_rows import KeptLogin
from server.desk.ports import GuestsOut
from server.identity.logins import GuestLogin, Login, LoginPolicy
from server.storage.database.accounts import accounts
from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.terms.errors import Refused
from server.terms.ids import InviteId, LoginId, ParticipantId, PersonId, SessionId

logins = Table(
    "logins",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("digest", LargeBinary(32), nullable=False, unique=True),
    Column("person", String(32), nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("seen_ms", BigInteger, nullable=False),
    Column("about", LargeBinary),
    Column("hand_ms", BigInteger, nullable=False, server_default="0"),
    Column("lit_ms", BigInteger, nullable=False, server_default="0"),
    Index(None, "created_ms"),
)
guest_logins = Table(
    "guest_logins",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("digest", LargeBinary(32), nullable=False, unique=True),
    Column("session", String(32), nullable=False),
    Column("participant", String(16), nullable=False),
    Column("invite", String(32), nullable=False),
    Column("claim", Integer, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("knocking", Boolean, nullable=False, server_default=false()),
    Column("birth", String(12), nullable=False, server_default=""),
    Column("known", Boolean, nullable=False, server_default=false()),
    # One who has the seat, one who knocks: of two that come at the same moment the database lets one be either.
    UniqueConstraint("session", "participant", "knocking"),
)

_KNOCKS_AT_ONCE = 8
"""Devices that prove one link in the same instant; there are five uses of it."""
_LONGEST_MS = 2 * LoginPolicy().longest_ms
"""Rows of logins older than this are swept when somebody signs in."""


class LoginRepository:
    """Keeps who of the staff is signed in."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def add(self, login: Login, digest: bytes, about: bytes) -> None:
        """Keep a new login with what was sealed about its browser, and drop those long over."""
        async with self._db.write() as conn:
            await conn.execute(delete(logins).where(logins.c.created_ms < login.created_ms - _LONGEST_MS))
            await conn.execute(
                insert(logins).values(
                    id=login.id,
                    digest=digest,
                    person=login.person,
                    created_ms=login.created_ms,
                    seen_ms=login.seen_ms,
                    about=about,
                )
            )

    async def find(self, digest: bytes) -> Login | None:
        """Give the login of a secret, valid or not."""
        async with self._db.read() as conn:
            row = (await conn.execute(select(logins).where(logins.c.digest == digest))).first()
            return None if row is None else _login(row)

    async def touch(self, login: LoginId, now_ms: int) -> None:
        """Write down that somebody is there; never earlier than before."""
        async with self._db.write() as conn:
            await conn.execute(
                update(logins).where(logins.c.id == login, logins.c.seen_ms < now_ms).values(seen_ms=now_ms)
            )

    async def hand(self, login: LoginId, now_ms: int, *, lit_after_ms: int) -> None:
        """Write down a hand; it counts for pictures only if they were lit by something later than `lit_after_ms`."""
        is_lit = or_(logins.c.lit_ms > lit_after_ms, logins.c.created_ms > lit_after_ms)
        async with self._db.write() as conn:
            await conn.execute(
                update(logins)
                .where(logins.c.id == login, logins.c.hand_ms < now_ms)
                .values(hand_ms=now_ms, lit_ms=case((is_lit, now_ms), else_=logins.c.lit_ms))
            )

    async def light(self, login: LoginId, now_ms: int) -> None:
        """Write down a proof of the second factor."""
        async with self._db.write() as conn:
            await conn.execute(update(logins).where(logins.c.id == login).values(hand_ms=now_ms, lit_ms=now_ms))

    async def end(self, login: LoginId) -> bool:
        """Forget a login; False when it was over already."""
        async with self._db.write() as conn:
            return (await conn.execute(delete(logins).where(logins.c.id == login))).rowcount == 1

    async def end_all_but(self, kept: LoginId) -> list[Login]:
        """Forget every login but one; gives those that are gone."""
        async with self._db.write() as conn:
            gone = await conn.execute(delete(logins).where(logins.c.id != kept).returning(logins))
            return [_login(row) for row in gone]

    async def of_person(self, person: PersonId) -> list[KeptLogin]:
        """Give the logins of a person that nobody has ended, valid or not, the newest first."""
        query = select(logins).where(logins.c.person == person).order_by(logins.c.created_ms.desc(), logins.c.id)
        async with self._db.read() as conn:
            return [KeptLogin(_login(row), row.about) for row in await conn.execute(query)]

    async def kept(self, asked: Collection[LoginId]) -> list[Login]:
        """Give those of these logins that nobody has ended and whose people may still come in, valid or not."""
        query = (
            select(logins)
            .join(accounts, accounts.c.id == logins.c.person)
            .where(_among(logins.c.id, asked, self._db), accounts.c.disabled.is_(False))
        )
        async with self._db.read() as conn:
            return [_login(row) for row in await conn.execute(query)]


_KNOCKS = guest_logins.c.knocking.is_(True)


class GuestLoginRepository:
    """Keeps which browser sits on which guest's seat, and which one knocks: never more than one of each."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def add(self, guest: GuestLogin, digest: bytes) -> GuestLogin:
        """Let this browser have the seat; when another one has it, it knocks, in place of any that knocked before.

        Raises
        ------
        Refused
            `conflict` when others did the same at the same moment, again and again.
        """
        if await self._inserted(guest, digest):
            return guest
        asking = replace(guest, is_knocking=True)
        for _ in range(_KNOCKS_AT_ONCE):
            if await self._inserted(asking, digest):
                return asking
        raise Refused("conflict")

    async def _inserted(self, guest: GuestLogin, digest: bytes) -> bool:
        """Take the seat if it is free, or the place before the door whoever has it; False when another was faster."""
        row = insert(guest_logins).values(
            id=guest.id,
            digest=digest,
            session=guest.session,
            participant=guest.participant,
            invite=guest.invite,
            claim=guest.claim,
            created_ms=guest.created_ms,
            knocking=guest.is_knocking,
            known=guest.is_known,
        )
        try:
            async with self._db.write() as conn:
                # who takes a free seat leaves nobody knocking at it either
                await conn.execute(delete(guest_logins).where(_seat(guest.session, guest.participant), _KNOCKS))
                await conn.execute(row)
        except IntegrityError:
            return False
        return True

    async def find(self, digest: bytes) -> GuestLogin | None:
        """Give the guest login of a secret."""
        async with self._db.read() as conn:
            row = (await conn.execute(select(guest_logins).where(guest_logins.c.digest == digest))).first()
            if row is None:
                return None
            return GuestLogin(
                LoginId(row.id),
                SessionId(row.session),
                ParticipantId(row.participant),
                InviteId(row.invite),
                row.claim,
                row.created_ms,
                row.knocking,
                row.birth,
                row.known,
            )

    async def seat_knocking(self, session: SessionId, participant: ParticipantId) -> bool:
        """Let who knocks have the seat, and forget who had it; False when nobody knocks."""
        seat = _seat(session, participant)
        async with self._db.write() as conn:
            # locked as it is found: who refuses the same device at this moment comes too late
            knocks = select(guest_logins.c.id).where(seat, _KNOCKS).with_for_update()
            knocking: str | None = await conn.scalar(knocks)
            if knocking is None:
                return False
            await conn.execute(delete(guest_logins).where(seat, ~_KNOCKS))
            await conn.execute(update(guest_logins).where(guest_logins.c.id == knocking).values(knocking=False))
            return True

    async def end(self, session: SessionId, participant: ParticipantId, which: GuestsOut) -> int:
        """Forget who sits on a seat, who knocks there, or both; answers how many did."""
        whose = _seat(session, participant)
        if which != "all":
            whose &= guest_logins.c.knocking.is_(which == "knocking")
        async with self._db.write() as conn:
            return (await conn.execute(delete(guest_logins).where(whose))).rowcount

    async def kept(self, asked: Collection[LoginId]) -> set[LoginId]:
        """Give those of these logins that still have their seat."""
        seated = guest_logins.c.knocking.is_(False)
        async with self._db.read() as conn:
            count = await conn.scalar(select(func.count()).where(_among(guest_logins.c.id, asked, self._db), seated))
            if count == len(asked):
                return set(asked)
            # who is gone is looked for only when somebody is
            query = select(guest_logins.c.id).where(_among(guest_logins.c.id, asked, self._db), seated)
            return {LoginId(row.id) for row in await conn.execute(query)}


def _among(which: Column[str], asked: Collection[LoginId], db: Database) -> ColumnElement[bool]:
    """One of these, said in one value: thousands of screens are asked about four times a second."""
    ids = list(asked)
    if db.is_postgres:
        return which == any_(literal(ids, ARRAY(String(32))))
    return which.in_(select(column("value")).select_from(func.json_each(json.dumps(ids))))


def _login(row: Row[tuple[str, bytes, str, int, int]]) -> Login:
    return Login(LoginId(row.id), PersonId(row.person), row.created_ms, row.seen_ms, row.hand_ms, row.lit_ms)


def _seat(session: SessionId, participant: ParticipantId) -> ColumnElement[bool]:
    return and_(guest_logins.c.session == session, guest_logins.c.participant == participant)
