"""Sending what is due, outside any request: words are put together now, handed over, and what became of it is kept.

One message per delivery as far as its channel allows: a try is taken before it is made, so no two processes make it; a
process that dies between handing over and writing that down makes it again, under the same id, by which a text gateway
knows it and most mailboxes do.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import structlog

from server.desk.couriers import Courier, Letter
from server.desk.delivery_rows import AddressShelf, Delivery, DeliveryShelf
from server.desk.inviting import code_bound_to, link_of, opened_address
from server.desk.messages import Messages, Visit, Words
from server.desk.ports import Clock, InviteShelf, LiveRooms, RecordPort, SessionShelf
from server.identity import otp
from server.identity.invites import Invite
from server.sessions.phases import Phase
from server.sessions.session import Session
from server.terms.entries import Entry
from server.terms.errors import LightboxError, NotFound
from server.terms.people import Channel
from server.vault.deployment import DeploymentKey

HANDING_MS: Final = 60_000
"""A try may take this long before somebody else may make it; longer than any courier's patience."""
FIRST_WAIT_MS: Final = 5_000
LONGEST_WAIT_MS: Final = 15 * 60_000
"""Waits between tries double from the one to the other."""
NOT_THERE_YET_MS: Final = 2_000
"""A consult's own row is written after its invites."""
OVERTAKEN: Final = "overtaken"
_log = structlog.get_logger()


class Delivering:
    """Hands due messages to couriers. `live` calls it, again and again."""

    def __init__(
        self,
        *,
        shelf: DeliveryShelf,
        addresses: AddressShelf,
        invites: InviteShelf,
        sessions: SessionShelf,
        rooms: LiveRooms,
        couriers: Mapping[Channel, Courier],
        messages: Messages,
        record: RecordPort,
        dep: DeploymentKey,
        clock: Clock,
        public_url: str,
    ) -> None:
        self._shelf = shelf
        self._addresses = addresses
        self._invites = invites
        self._sessions = sessions
        self._rooms = rooms
        self._couriers = couriers
        self._messages = messages
        self._record = record
        self._dep = dep
        self._clock = clock
        self._public_url = public_url.rstrip("/")

    @property
    def channels(self) -> tuple[Channel, ...]:
        """What there is a courier for."""
        return tuple(self._couriers)

    async def deliver_due(self, channel: Channel) -> int:
        """Hand over what is due on a channel, a few at once; gives how many were tried."""
        now_ms = self._clock()
        due = await self._shelf.take_due(channel, now_ms, now_ms + HANDING_MS)
        await asyncio.gather(*(self._deliver(each) for each in due))
        return len(due)

    async def tidy(self) -> None:
        """Give up what is too late, and forget where nobody will be written to any more."""
        now_ms = self._clock()
        for each in await self._shelf.over(now_ms):
            await self._note("message.failed", each)
        await self._addresses.forget_addresses(now_ms)

    async def _deliver(self, delivery: Delivery) -> None:
        """One try, and what became of it."""
        try:
            letter = await self._letter(delivery)
        except NotFound:
            await self._shelf.settle(replace(delivery, next_ms=self._clock() + NOT_THERE_YET_MS))
            return
        if letter is None:
            await self._shelf.settle(replace(delivery, failed_ms=self._clock(), trouble=OVERTAKEN))
            return
        outcome = await self._couriers[delivery.channel].send(letter)
        now_ms = self._clock()
        if outcome.result == "taken":
            await self._shelf.settle(replace(delivery, sent_ms=now_ms, trouble=""))
            await self._note("message.sent", delivery)
            return
        _log.warning("message_not_delivered", channel=delivery.channel, kind=delivery.kind, code=outcome.code)
        next_ms = now_ms + min(LONGEST_WAIT_MS, FIRST_WAIT_MS << min(delivery.tries - 1, 20))
        if outcome.result == "never" or next_ms >= delivery.not_after_ms:
            await self._shelf.settle(replace(delivery, failed_ms=now_ms, trouble=outcome.code))
            await self._note("message.failed", delivery, code=outcome.code)
        else:
            await self._shelf.settle(replace(delivery, next_ms=next_ms, trouble=outcome.code))

    async def _letter(self, delivery: Delivery) -> Letter | None:
        """Put the letter together as things stand now; None when what it is about is over or was replaced."""
        session = await self._session(delivery)
        invite = await self._invites.find(delivery.session, delivery.participant)
        # what was withdrawn is locked: that is what this one says
        if invite is None or (session.phase is Phase.LOCKED and delivery.kind != "recalled"):
            return None
        is_code = delivery.kind == "code"
        way, sealed = ("code", invite.code_to) if is_code else ("link", invite.link_to)
        to = opened_address(self._dep, invite.id, way, sealed)
        visit = visit_of(session, invite)
        words = await self._words(delivery, invite, visit)
        if words is None or not to:
            return None
        return Letter(delivery.id, to, words.subject, words.body, invite.language)

    async def _words(self, delivery: Delivery, invite: Invite, visit: Visit) -> Words | None:
        match delivery.kind:
            case "code":
                return await self._code(delivery, invite, visit)
            case "link":
                return self._link(delivery, invite, visit)
            case "late":
                return self._late(delivery, invite, visit)
            case "recalled":
                return self._messages.recalled(visit, delivery.channel)

    def _link(self, delivery: Delivery, invite: Invite, visit: Visit) -> Words | None:
        if invite.standing(delivery.number, self._clock()) not in {"good", "early", "suspended"}:
            return None
        return self._messages.link(visit, delivery.channel, link_of(self._dep, self._public_url, invite))

    def _late(self, delivery: Delivery, invite: Invite, visit: Visit) -> Words | None:
        if invite.standing(delivery.number, self._clock()) not in {"good", "suspended", "used_up"}:
            return None
        return self._messages.late(visit, delivery.channel)

    async def _code(self, delivery: Delivery, invite: Invite, visit: Visit) -> Words | None:
        sealed = await self._invites.code_secret(invite.id)
        is_good = invite.standing(invite.generation, self._clock()) == "good"
        if sealed is None or not is_good or delivery.number != invite.code_counter:
            return None
        if invite.code_standing(self._clock()) != "good":
            return None
        secret = self._dep.open_sealed(sealed, bound_to=code_bound_to(invite.id)).decode()
        digits = otp.delivered_code(secret, delivery.number)
        return self._messages.code(visit, delivery.channel, digits, invite.code_expires_ms)

    async def _session(self, delivery: Delivery) -> Session:
        return self._rooms.snapshot(delivery.session) or await self._sessions.load(delivery.session)

    async def _note(self, kind: str, delivery: Delivery, **facts: str) -> None:
        """Record what is a fact already: a record that cannot be written must not send a message twice."""
        about = {"participant": delivery.participant, "invite": delivery.invite, "about": delivery.kind}
        entry = Entry(kind, self._clock(), "system", delivery.session, {**about, "channel": delivery.channel, **facts})
        try:
            await self._record.append([entry])
        except LightboxError as error:
            _log.error("message_not_recorded", code=error.code)


def visit_of(session: Session, invite: Invite) -> Visit:
    """Say of a consult what a message to one of its guests may know."""
    return Visit(
        language=invite.language,
        starts_ms=session.starts_ms,
        minutes=session.minutes,
        code_by=invite.code_by,
        not_before_ms=invite.not_before_ms,
        not_after_ms=invite.not_after_ms,
        uses_max=invite.uses_max,
        reading_until_ms=session.lobby_until_ms if session.policy.alone else 0,
    )
