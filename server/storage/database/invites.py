"""Invites in SQL: links by their hash, code secrets sealed, and every change one conditional statement."""

from collections.abc import Sequence

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Insert,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    UniqueConstraint,
    insert,
    select,
    update,
)

from server.desk.people_rows import CountedAttempt, FoundLink, NewInvite
from server.identity.invites import CLAIMS_PER_LINK, FAILURES_MAX, Invite
from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.terms.ids import InviteId, ParticipantId, SessionId

invites = Table(
    "invites",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("session", String(32), nullable=False),
    Column("participant", String(16), nullable=False),
    Column("generation", Integer, nullable=False),
    Column("not_after_ms", BigInteger, nullable=False),
    Column("code_secret", LargeBinary, nullable=False),
    Column("code_counter", Integer, nullable=False),
    Column("code_expires_ms", BigInteger, nullable=False),
    Column("code_used", Boolean, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("opened_ms", BigInteger),
    Column("revoked_ms", BigInteger),
    UniqueConstraint("session", "participant"),
)
links = Table(
    "invite_links",
    metadata,
    # Former links stay known, so that who holds one is told that it was renewed, not that it never was.
    Column("digest", LargeBinary(32), primary_key=True),
    Column("invite", String(32), ForeignKey("invites.id"), nullable=False),
    Column("generation", Integer, nullable=False),
)

_CODE_IS_GOOD = (
    invites.c.revoked_ms.is_(None)
    & (invites.c.failures < FAILURES_MAX)
    & (invites.c.uses < CLAIMS_PER_LINK)
    & (invites.c.code_counter > 0)
    & invites.c.code_used.is_(False)
)


class InviteRepository:
    """Keeps invites and changes them."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def add(self, new: Sequence[NewInvite]) -> None:
        """Keep new invites and their first links, all or none."""
        async with self._db.write() as conn:
            for each in new:
                values = {name: getattr(each.invite, name) for name in Invite.__slots__}
                await conn.execute(insert(invites).values(code_secret=each.code_secret, **values))
                await conn.execute(_link(each.link_digest, each.invite.id, each.invite.generation))

    async def by_link(self, digest: bytes) -> FoundLink | None:
        """Give the invite a link belongs to, whatever became of either."""
        query = select(invites, links.c.generation.label("link_generation")).join_from(links, invites)
        async with self._db.read() as conn:
            row = (await conn.execute(query.where(links.c.digest == digest))).first()
            return None if row is None else FoundLink(_invite(row), row.link_generation)

    async def find(self, session: SessionId, participant: ParticipantId) -> Invite | None:
        """Give the invite of a seat."""
        query = select(invites).where(invites.c.session == session, invites.c.participant == participant)
        async with self._db.read() as conn:
            row = (await conn.execute(query)).first()
            return None if row is None else _invite(row)

    async def of_session(self, session: SessionId) -> list[Invite]:
        """Give all invites of a session."""
        query = select(invites).where(invites.c.session == session).order_by(invites.c.participant)
        async with self._db.read() as conn:
            return [_invite(row) for row in await conn.execute(query)]

    async def code_secret(self, invite: InviteId) -> bytes | None:
        """Give the sealed secret of an invite's codes."""
        async with self._db.read() as conn:
            found: bytes | None = await conn.scalar(select(invites.c.code_secret).where(invites.c.id == invite))
            return found

    async def opened(self, invite: InviteId, now_ms: int) -> bool:
        """Write down the first time somebody pressed the button; False when it was not the first."""
        async with self._db.write() as conn:
            first = await conn.execute(
                update(invites).where(invites.c.id == invite, invites.c.opened_ms.is_(None)).values(opened_ms=now_ms)
            )
            return first.rowcount == 1

    async def issue_code(self, invite: InviteId, expires_ms: int) -> int | None:
        """Start a new code (the former one is dead) and give its counter; None when the invite takes none."""
        async with self._db.write() as conn:
            issued = await conn.execute(
                update(invites)
                .where(
                    invites.c.id == invite,
                    invites.c.revoked_ms.is_(None),
                    invites.c.failures < FAILURES_MAX,
                    invites.c.uses < CLAIMS_PER_LINK,
                )
                .values(code_counter=invites.c.code_counter + 1, code_expires_ms=expires_ms, code_used=False)
            )
            if issued.rowcount != 1:
                return None
            counter: int | None = await conn.scalar(select(invites.c.code_counter).where(invites.c.id == invite))
            return counter

    async def count_attempt(self, invite: InviteId, generation: int, now_ms: int) -> CountedAttempt | None:
        """Count a failure in advance (T-05) and give what the code is compared with; None when no code may be tried."""
        async with self._db.write() as conn:
            counted = await conn.execute(
                update(invites)
                .where(
                    invites.c.id == invite,
                    invites.c.generation == generation,
                    invites.c.not_after_ms > now_ms,
                    invites.c.code_expires_ms > now_ms,
                    _CODE_IS_GOOD,
                )
                .values(failures=invites.c.failures + 1)
            )
            if counted.rowcount != 1:
                return None
            row = (await conn.execute(select(invites).where(invites.c.id == invite))).one()
            return CountedAttempt(row.code_secret, row.code_counter, FAILURES_MAX - row.failures)

    async def claim(self, invite: InviteId, code_counter: int) -> int | None:
        """Use a code up and take back its counted failure; gives the device's number, None when another was faster."""
        async with self._db.write() as conn:
            won = await conn.execute(
                update(invites)
                .where(
                    invites.c.id == invite,
                    invites.c.revoked_ms.is_(None),
                    invites.c.code_counter == code_counter,
                    invites.c.code_used.is_(False),
                )
                .values(
                    code_used=True,
                    failures=invites.c.failures - 1,
                    uses=invites.c.uses + 1,
                    claims=invites.c.claims + 1,
                )
            )
            if won.rowcount != 1:
                return None
            claims: int | None = await conn.scalar(select(invites.c.claims).where(invites.c.id == invite))
            return claims

    async def renew(self, invite: InviteId, generation: int, link_digest: bytes) -> bool:
        """Make `generation` the link that opens, with its own failures and uses; False when another was faster."""
        async with self._db.write() as conn:
            renewed = await conn.execute(
                update(invites)
                .where(invites.c.id == invite, invites.c.generation == generation - 1)
                .values(generation=generation, failures=0, uses=0, code_used=True, code_expires_ms=0, revoked_ms=None)
            )
            if renewed.rowcount == 1:
                await conn.execute(_link(link_digest, invite, generation))
            return renewed.rowcount == 1

    async def revoke(self, invite: InviteId, now_ms: int) -> bool:
        """Let neither link nor code open anything; False when that was so already."""
        async with self._db.write() as conn:
            gone = await conn.execute(
                update(invites)
                .where(invites.c.id == invite, invites.c.revoked_ms.is_(None))
                .values(revoked_ms=now_ms, code_used=True, code_expires_ms=0)
            )
            return gone.rowcount == 1


def _link(digest: bytes, invite: InviteId, generation: int) -> Insert:
    return insert(links).values(digest=digest, invite=invite, generation=generation)


def _invite(row: Row[tuple[object, ...]]) -> Invite:
    return Invite(
        id=InviteId(row.id),
        session=SessionId(row.session),
        participant=ParticipantId(row.participant),
        generation=row.generation,
        not_after_ms=row.not_after_ms,
        code_counter=row.code_counter,
        code_expires_ms=row.code_expires_ms,
        code_used=row.code_used,
        failures=row.failures,
        uses=row.uses,
        claims=row.claims,
        opened_ms=row.opened_ms,
        revoked_ms=row.revoked_ms,
    )
