"""Logins of staff and of guests in SQL, found by the hash of a secret that only their browser has."""

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    and_,
    delete,
    insert,
    select,
    update,
)

from server.identity.logins import GuestLogin, Login, LoginPolicy
from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.terms.ids import InviteId, LoginId, ParticipantId, PersonId, SessionId

logins = Table(
    "logins",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("digest", LargeBinary(32), nullable=False, unique=True),
    Column("person", String(32), nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("seen_ms", BigInteger, nullable=False),
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
    Index(None, "session", "participant"),
)

_LONGEST_MS = 2 * LoginPolicy().longest_ms
"""Rows of logins older than this are swept when somebody signs in."""


class LoginRepository:
    """Keeps who of the staff is signed in."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def add(self, login: Login, digest: bytes) -> None:
        """Keep a new login, and drop those long over."""
        async with self._db.write() as conn:
            await conn.execute(delete(logins).where(logins.c.created_ms < login.created_ms - _LONGEST_MS))
            await conn.execute(
                insert(logins).values(
                    id=login.id,
                    digest=digest,
                    person=login.person,
                    created_ms=login.created_ms,
                    seen_ms=login.seen_ms,
                )
            )

    async def find(self, digest: bytes) -> Login | None:
        """Give the login of a secret, valid or not."""
        async with self._db.read() as conn:
            row = (await conn.execute(select(logins).where(logins.c.digest == digest))).first()
            if row is None:
                return None
            return Login(LoginId(row.id), PersonId(row.person), row.created_ms, row.seen_ms)

    async def touch(self, login: LoginId, now_ms: int) -> None:
        """Write down that somebody is there; never earlier than before."""
        async with self._db.write() as conn:
            await conn.execute(
                update(logins).where(logins.c.id == login, logins.c.seen_ms < now_ms).values(seen_ms=now_ms)
            )

    async def end(self, login: LoginId) -> bool:
        """Forget a login; False when it was over already."""
        async with self._db.write() as conn:
            return (await conn.execute(delete(logins).where(logins.c.id == login))).rowcount == 1

    async def stands(self, login: LoginId) -> bool:
        """Say whether nobody has ended a login."""
        async with self._db.read() as conn:
            return (await conn.execute(select(logins.c.id).where(logins.c.id == login))).first() is not None


class GuestLoginRepository:
    """Keeps which browser sits on which guest's seat: the newest that proved both factors, and no other."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def replace(self, guest: GuestLogin, digest: bytes) -> None:
        """Let this browser have the seat; what another one held is forgotten in the same transaction."""
        async with self._db.write() as conn:
            await conn.execute(delete(guest_logins).where(_seat(guest.session, guest.participant)))
            await conn.execute(
                insert(guest_logins).values(
                    id=guest.id,
                    digest=digest,
                    session=guest.session,
                    participant=guest.participant,
                    invite=guest.invite,
                    claim=guest.claim,
                    created_ms=guest.created_ms,
                )
            )

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
            )

    async def end(self, session: SessionId, participant: ParticipantId) -> int:
        """Forget who sits on a seat; answers how many did."""
        async with self._db.write() as conn:
            return (await conn.execute(delete(guest_logins).where(_seat(session, participant)))).rowcount

    async def stands(self, login: LoginId) -> bool:
        """Say whether this login still has its seat."""
        query = select(guest_logins.c.id).where(guest_logins.c.id == login)
        async with self._db.read() as conn:
            return (await conn.execute(query)).first() is not None


def _seat(session: SessionId, participant: ParticipantId) -> ColumnElement[bool]:
    return and_(guest_logins.c.session == session, guest_logins.c.participant == participant)
