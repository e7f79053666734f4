"""Invites in SQL: links by their hash, code secrets sealed, and every change one conditional statement."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import BigInteger, Insert, Update, case, delete, func, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server.desk.delivery_rows import Delivery
from server.desk.people_rows import CountedAttempt, FoundLink, NewInvite
from server.identity.invites import (
    ASK_AGAIN_MS,
    FAILURES_MAX,
    FIRST_WAIT_MS,
    LONGEST_WAIT_MS,
    PLACE_FAILURES_MAX,
    Invite,
)
from server.sessions.phases import Phase
from server.storage.database.deliveries import IS_OPEN, deliveries, queue, sends_wait_ms
from server.storage.database.engine import Database
from server.storage.database.invite_rows import (
    IS_STOPPED_SOMEWHERE,
    KEPT,
    WITH_PLACES,
    invite_of,
    invites,
    links,
    places,
)
from server.storage.database.sessions import sessions
from server.terms.errors import Refused
from server.terms.ids import InviteId, ParticipantId, SessionId

FORGOTTEN_MS = 10_000
"""Addresses outlast the end of a consult so long, for what is still put on its way at the end."""
_NEXT_WAIT = case(
    {failures: FIRST_WAIT_MS << failures for failures in range(FAILURES_MAX)},
    value=invites.c.failures,
    else_=LONGEST_WAIT_MS,
)
_CODE_IS_GOOD = (
    invites.c.revoked_ms.is_(None)
    & (invites.c.failures < FAILURES_MAX)
    & (invites.c.uses < invites.c.uses_max)
    & (invites.c.code_counter > 0)
    & invites.c.code_used.is_(False)
)


class _PlaceStoppedError(Exception):
    """Rolls a transaction back: what it counted is not counted."""


class InviteRepository:
    """Keeps invites and changes them."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def add(self, new: Sequence[NewInvite]) -> None:
        """Keep new invites and their first links, all or none."""
        async with self._db.write() as conn:
            for each in new:
                values = {column.name: getattr(each.invite, column.name) for column in KEPT}
                await conn.execute(insert(invites).values(code_secret=each.code_secret, **values))
                await conn.execute(_link(each.link_digest, each.invite.id, each.invite.generation))
                if each.delivery is not None:
                    await queue(conn, each.delivery)

    async def by_link(self, digest: bytes, place: str) -> FoundLink | None:
        """Give the invite a link belongs to, whatever became of either, and how often codes from `place` were wrong."""
        here = select(places.c.failures).where(places.c.invite == invites.c.id, places.c.place == place)
        query = WITH_PLACES.add_columns(
            links.c.generation.label("link_generation"), func.coalesce(here.scalar_subquery(), 0).label("here")
        ).join_from(links, invites)
        async with self._db.read() as conn:
            row = (await conn.execute(query.where(links.c.digest == digest))).first()
            return None if row is None else FoundLink(invite_of(row), row.link_generation, digest, place, row.here)

    async def find(self, session: SessionId, participant: ParticipantId) -> Invite | None:
        """Give the invite of a seat."""
        query = WITH_PLACES.where(invites.c.session == session, invites.c.participant == participant)
        async with self._db.read() as conn:
            row = (await conn.execute(query)).first()
            return None if row is None else invite_of(row)

    async def of_session(self, session: SessionId) -> list[Invite]:
        """Give all invites of a session."""
        query = WITH_PLACES.where(invites.c.session == session).order_by(invites.c.participant)
        async with self._db.read() as conn:
            return [invite_of(row) for row in await conn.execute(query)]

    async def code_secret(self, invite: InviteId) -> bytes | None:
        """Give the sealed secret of an invite's codes."""
        async with self._db.read() as conn:
            found: bytes | None = await conn.scalar(select(invites.c.code_secret).where(invites.c.id == invite))
            return found

    async def sends_wait_ms(self, invite: InviteId, now_ms: int) -> int:
        """Give how long an invite has to wait for its next message; decided for good when one is queued."""
        async with self._db.read() as conn:
            return await sends_wait_ms(conn, invite, now_ms)

    async def opened(self, invite: InviteId, now_ms: int) -> bool:
        """Write down the first time somebody pressed the button; False when it was not the first."""
        async with self._db.write() as conn:
            first = await conn.execute(
                update(invites).where(invites.c.id == invite, invites.c.opened_ms.is_(None)).values(opened_ms=now_ms)
            )
            return first.rowcount == 1

    async def asked(self, invite: InviteId, generation: int, now_ms: int) -> bool:
        """Write down that a guest asks the clinic for help; False when they did so a moment ago, or the link is over."""
        async with self._db.write() as conn:
            heard = await conn.execute(
                update(invites)
                .where(
                    invites.c.id == invite,
                    invites.c.generation == generation,
                    invites.c.revoked_ms.is_(None),
                    invites.c.not_after_ms > now_ms,
                    # a clock set back must not silence anybody for longer than the pause itself
                    invites.c.asked_ms.is_(None) | ~invites.c.asked_ms.between(now_ms - ASK_AGAIN_MS + 1, now_ms),
                )
                .values(asked_ms=now_ms)
            )
            return heard.rowcount == 1

    async def issue_code(
        self, invite: InviteId, expires_ms: int, *, anew: bytes | None = None, delivery: Delivery | None = None
    ) -> int | None:
        """Start a new code (the former one is dead) and give its counter; None when the invite takes none.

        `anew` is another sealed secret for the codes of an invite that is suspended, for all or for one place: its failures
        start over with it. `delivery` goes on its way with the code, or neither: `too_many_sends`.
        """
        change: dict[str, object] = {
            "code_counter": invites.c.code_counter + 1,
            "code_expires_ms": expires_ms,
            "code_used": False,
            "asked_ms": None,
        }
        allowed = invites.c.failures < FAILURES_MAX
        if anew is not None:
            allowed = or_(invites.c.failures >= FAILURES_MAX, IS_STOPPED_SOMEWHERE)
            change |= {"code_secret": anew, "failures": 0, "not_before_try_ms": 0}
        async with self._db.write() as conn:
            issued = await conn.execute(
                update(invites)
                .where(
                    invites.c.id == invite,
                    invites.c.revoked_ms.is_(None),
                    invites.c.uses < invites.c.uses_max,
                    allowed,
                )
                .values(change)
            )
            if issued.rowcount != 1:
                return None
            if anew is not None:
                await conn.execute(delete(places).where(places.c.invite == invite))
            counter: int | None = await conn.scalar(select(invites.c.code_counter).where(invites.c.id == invite))
            if delivery is not None and counter is not None:
                # After the update: PostgreSQL holds the invite's row, so that two at once are counted one after the other.
                wait_ms = await sends_wait_ms(conn, invite, delivery.created_ms)
                if wait_ms:
                    raise Refused("too_many_sends", retry_ms=wait_ms)
                await queue(conn, replace(delivery, number=counter))
            return counter

    async def count_attempt(self, invite: InviteId, generation: int, place: str, now_ms: int) -> CountedAttempt | None:
        """Count a failure in advance (T-05) and give what the code is compared with; None when no code may be tried."""
        try:
            async with self._db.write() as conn:
                # The invite's own row first: whoever has changed it has the rows of its places to themselves.
                counted = await conn.execute(
                    update(invites)
                    .where(
                        invites.c.id == invite,
                        invites.c.generation == generation,
                        invites.c.not_before_ms <= now_ms,
                        invites.c.not_after_ms > now_ms,
                        invites.c.code_expires_ms > now_ms,
                        _CODE_IS_GOOD,
                        ~invites.c.not_before_try_ms.between(now_ms + 1, now_ms + LONGEST_WAIT_MS),
                    )
                    .values(failures=invites.c.failures + 1, not_before_try_ms=literal(now_ms, BigInteger) + _NEXT_WAIT)
                )
                if counted.rowcount != 1:
                    return None
                here = await _count_place(conn, invite, place)
                row = (await conn.execute(select(invites).where(invites.c.id == invite))).one()
        except _PlaceStoppedError:
            return None
        elsewhere = FAILURES_MAX - row.failures
        left = min(elsewhere, PLACE_FAILURES_MAX - here)
        return CountedAttempt(row.code_secret, row.code_counter, left, elsewhere, row.not_before_try_ms - now_ms)

    async def claim(self, invite: InviteId, code_counter: int, place: str, *, new_device: bool = True) -> int | None:
        """Use a code up and take back its counted failure; gives the device's number, None when another was faster.

        A device that has its seat already (not `new_device`) takes no further use of the link.
        """
        more = 1 if new_device else 0
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
                    not_before_try_ms=0,
                    uses=invites.c.uses + more,
                    claims=invites.c.claims + more,
                    asked_ms=None,
                )
            )
            if won.rowcount != 1:
                return None
            await conn.execute(_at(invite, place).where(places.c.failures > 0).values(failures=places.c.failures - 1))
            claims: int | None = await conn.scalar(select(invites.c.claims).where(invites.c.id == invite))
            return claims

    async def renew(
        self, invite: InviteId, generation: int, link_digest: bytes, delivery: Delivery | None = None
    ) -> bool:
        """Make `generation` the link that opens, with its own failures and uses; False when another was faster."""
        async with self._db.write() as conn:
            renewed = await conn.execute(
                update(invites)
                .where(invites.c.id == invite, invites.c.generation == generation - 1)
                .values(
                    generation=generation,
                    failures=0,
                    uses=0,
                    code_used=True,
                    code_expires_ms=0,
                    revoked_ms=None,
                    asked_ms=None,
                    not_before_try_ms=0,
                    birth_tries=0,
                )
            )
            if renewed.rowcount == 1:
                await conn.execute(delete(places).where(places.c.invite == invite))
                await conn.execute(_link(link_digest, invite, generation))
                if delivery is not None and not await sends_wait_ms(conn, invite, delivery.created_ms):
                    await queue(conn, delivery)
            return renewed.rowcount == 1

    async def revoke(self, invite: InviteId, now_ms: int) -> bool:
        """Let neither link nor code open anything; False when that was so already."""
        async with self._db.write() as conn:
            gone = await conn.execute(
                update(invites)
                .where(invites.c.id == invite, invites.c.revoked_ms.is_(None))
                .values(revoked_ms=now_ms, code_used=True, code_expires_ms=0, asked_ms=None)
            )
            return gone.rowcount == 1

    async def forget_addresses(self, now_ms: int) -> int:
        """Erase addresses nobody will be written to any more; gives how many invites had one."""
        has_address = invites.c.link_to.is_not(None) | invites.c.code_to.is_not(None)
        # a withdrawn request is told after its reading was locked: that is on its way within moments
        ended = sessions.c.locked_ms.is_(None) | (sessions.c.locked_ms <= now_ms - FORGOTTEN_MS)
        locked = select(sessions.c.id).where(sessions.c.phase == Phase.LOCKED.value, ended)
        is_over = (invites.c.not_after_ms <= now_ms) | invites.c.session.in_(locked)
        # who is still to hear that their opinion is not needed any more is written to first
        is_over &= ~invites.c.id.in_(select(deliveries.c.invite).where(IS_OPEN, deliveries.c.kind == "recalled"))
        async with self._db.read() as conn:
            if await conn.scalar(select(invites.c.id).where(has_address, is_over).limit(1)) is None:
                return 0
        async with self._db.write() as conn:
            gone = await conn.execute(update(invites).where(has_address, is_over).values(link_to=None, code_to=None))
            return gone.rowcount


async def _count_place(conn: AsyncConnection, invite: InviteId, place: str) -> int:
    """Count a failure of a place; gives how many it has now."""
    here: int | None = await conn.scalar(
        select(places.c.failures).where(places.c.invite == invite, places.c.place == place)
    )
    if here is None:
        await conn.execute(insert(places).values(invite=invite, place=place, failures=1))
        return 1
    if here >= PLACE_FAILURES_MAX:
        raise _PlaceStoppedError
    await conn.execute(_at(invite, place).values(failures=here + 1))
    return here + 1


def _at(invite: InviteId, place: str) -> Update:
    return update(places).where(places.c.invite == invite, places.c.place == place)


def _link(digest: bytes, invite: InviteId, generation: int) -> Insert:
    return insert(links).values(digest=digest, invite=invite, generation=generation)
