"""A guest's invite as its host handles it: the link to show again, codes to read out, a new link, no link at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from server.desk.delivery_rows import Delivery, DeliveryShelf
from server.desk.inviting import Inviting, Ways, code_bound_to, link_delivery, link_digest, link_of, opened_address
from server.desk.ports import (
    Clock,
    GuestShelf,
    InviteChanges,
    InviteShelf,
    LiveRooms,
    Random,
    RecordPort,
)
from server.identity import invites, otp
from server.identity.invites import Invite, State
from server.sessions.phases import Phase
from server.sessions.session import Session
from server.terms.entries import Entry
from server.terms.errors import NotFound, Refused
from server.terms.ids import ParticipantId
from server.terms.people import Seat
from server.vault.deployment import DeploymentKey


@dataclass(frozen=True, slots=True)
class InviteFacts:
    """An invite as its host's card shows it; `messages` are those about its present link and its newest code."""

    invite: Invite
    link: str
    state: State
    code_expires_ms: int | None
    link_to: str = field(default="", repr=False)
    code_to: str = field(default="", repr=False)
    messages: tuple[Delivery, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """Six digits to read out."""

    digits: str
    expires_ms: int


class Invites:
    """Shows, renews and revokes invites. Who may is decided by `consults` before."""

    def __init__(
        self,
        *,
        shelf: InviteShelf,
        changes: InviteChanges,
        deliveries: DeliveryShelf,
        inviting: Inviting,
        guests: GuestShelf,
        rooms: LiveRooms,
        record: RecordPort,
        dep: DeploymentKey,
        clock: Clock,
        random: Random,
        public_url: str,
    ) -> None:
        self._shelf = shelf
        self._changes = changes
        self._deliveries = deliveries
        self._inviting = inviting
        self._guests = guests
        self._rooms = rooms
        self._record = record
        self._dep = dep
        self._clock = clock
        self._random = random
        self._public_url = public_url.rstrip("/")

    async def seat_added(self, session: Session, seat: Seat) -> None:
        """Make the invite of a seat that is about to be added: `live` calls this before it makes the host's word real."""
        await self._inviting.make(session, [(seat, Ways())])

    async def cards(self, session: Session) -> dict[ParticipantId, InviteFacts]:
        """Give every guest's invite with its link and what became of its messages."""
        now_ms = self._clock()
        kept = await self._shelf.of_session(session.id)
        are_sent = any(each.link_by != "hand" or each.code_by != "read" for each in kept)
        sent = await self._deliveries.of_session(session.id) if are_sent else ()
        return {each.participant: self._card(each, sent, now_ms) for each in kept}

    async def card(self, session: Session, participant: ParticipantId) -> InviteFacts:
        """Give one guest's invite."""
        invite = await self._of(session, participant)
        return self._card(invite, await self._deliveries.of_session(session.id), self._clock())

    async def show_code(self, session: Session, participant: ParticipantId) -> Code:
        """Make a new code to read out; the former one is dead, failures stay counted.

        Raises
        ------
        Refused
            `locked`, `invite_revoked`, `invite_expired`, `invite_suspended`, `invite_used_up`.
        """
        invite = await self._of(session, participant)
        now_ms = self._clock()
        _refuse_unless_good(session, invite, now_ms)
        sealed = await self._shelf.code_secret(invite.id)
        assert sealed is not None, "it was there a moment ago, and invites are never deleted"
        secret = self._dep.open_sealed(sealed, bound_to=code_bound_to(invite.id)).decode()
        await self._note("code.issued", session, participant, invite=invite.id)
        expires_ms = invites.code_expiry(now_ms)
        counter = await self._changes.issue_code(invite.id, expires_ms)
        if counter is None:
            raise Refused("invite_suspended")
        if invite.asked_ms is not None:
            await self._rooms.guest_changed(session.id, participant, "helped")
        return Code(otp.delivered_code(secret, counter), expires_ms)

    async def help_in(self, session: Session, participant: ParticipantId) -> Code:
        """Make a code for a guest who stands before the door: the same link stays good.

        Only this, the host's own act, lets the failures of an invite start over that is suspended, for all or for one
        place, and under a new secret: what was guessed before says nothing about what comes.

        Raises
        ------
        Refused
            `locked`, `invite_revoked`, `invite_expired`, `invite_used_up`; `conflict` when somebody else helped at the
            same moment.
        """
        invite = await self._of(session, participant)
        now_ms = self._clock()
        standing = invite.standing(invite.generation, now_ms)
        is_stopped = standing == "suspended" or (standing == "good" and invite.place_stopped)
        if session.phase is Phase.LOCKED or not is_stopped:
            return await self.show_code(session, participant)
        secret = otp.new_secret(self._random)
        sealed = self._dep.seal(secret.encode(), bound_to=code_bound_to(invite.id))
        await self._note("invite.reinstated", session, participant, invite=invite.id)
        expires_ms = invites.code_expiry(now_ms)
        counter = await self._changes.issue_code(invite.id, expires_ms, anew=sealed)
        if counter is None:
            raise Refused("conflict")
        await self._rooms.guest_changed(session.id, participant, "helped")
        return Code(otp.delivered_code(secret, counter), expires_ms)

    async def renew(self, session: Session, participant: ParticipantId) -> InviteFacts:
        """Make a new link with five new tries, and send it if links are; the old link says that it was renewed.

        Raises
        ------
        Refused
            `locked`; `conflict` when somebody else renewed it at the same moment.
        """
        invite = await self._of(session, participant)
        if session.phase is Phase.LOCKED:
            raise Refused("locked")
        generation = invite.generation + 1
        await self._note("invite.renewed", session, participant, invite=invite.id, generation=generation)
        delivery = link_delivery(replace(invite, generation=generation), self._clock(), self._random)
        digest = link_digest(self._dep, invite.id, generation)
        if not await self._changes.renew(invite.id, generation, digest, delivery):
            raise Refused("conflict")
        await self._rooms.guest_changed(session.id, participant, "helped")
        return await self.card(session, participant)

    async def revoke(self, session: Session, participant: ParticipantId) -> InviteFacts:
        """Let nobody in by this invite any more; who came in by it goes at once."""
        invite = await self._of(session, participant)
        await self._note("invite.revoked", session, participant, invite=invite.id)
        await self._changes.revoke(invite.id, self._clock())
        await self._guests.end(session.id, participant, "all")
        await self._rooms.guest_changed(session.id, participant, "revoked")
        return await self.card(session, participant)

    async def turned_away(self, session: Session, participant: ParticipantId, *, for_good: bool) -> None:
        """Forget the device of a guest whom the host denied (a new code lets in) or removed (`for_good`: nothing does).

        `live` calls this after its own entry; the invite of a removed guest must be renewed to be of use again.
        """
        await self._guests.end(session.id, participant, "all" if for_good else "seated")
        invite = await self._shelf.find(session.id, participant)
        if invite is not None and for_good and invite.revoked_ms is None:
            await self._note("invite.revoked", session, participant, invite=invite.id)
            await self._changes.revoke(invite.id, self._clock())

    async def knock_answered(self, session: Session, participant: ParticipantId, *, admitted: bool) -> None:
        """Let the second device have the seat, or forget it: `live` calls this before it makes the host's word real.

        Raises
        ------
        Refused
            `conflict` when nobody knocks any more.
        """
        if not admitted:
            await self._guests.end(session.id, participant, "knocking")
        elif not await self._guests.seat_knocking(session.id, participant):
            raise Refused("conflict")

    def _card(self, invite: Invite, sent: Sequence[Delivery], now_ms: int) -> InviteFacts:
        numbers = {"link": invite.generation, "code": invite.code_counter}
        return InviteFacts(
            invite=invite,
            link=link_of(self._dep, self._public_url, invite),
            state=invite.state(now_ms),
            code_expires_ms=invite.code_expires_ms if invite.code_standing(now_ms) == "good" else None,
            link_to=opened_address(self._dep, invite.id, "link", invite.link_to),
            code_to=opened_address(self._dep, invite.id, "code", invite.code_to),
            messages=tuple(each for each in sent if each.invite == invite.id and each.number == numbers[each.kind]),
        )

    async def _of(self, session: Session, participant: ParticipantId) -> Invite:
        invite = await self._shelf.find(session.id, participant)
        if invite is None:
            raise NotFound("not_found")
        return invite

    async def _note(self, kind: str, session: Session, participant: ParticipantId, **facts: str | int) -> None:
        entry = Entry(kind, self._clock(), session.host.id, session.id, {"participant": participant, **facts})
        await self._record.append([entry])


def _refuse_unless_good(session: Session, invite: Invite, now_ms: int) -> None:
    # whoever looked alone still signs when there is nothing to see any more
    if session.phase is Phase.LOCKED and not session.policy.alone:
        raise Refused("locked")
    standing = invite.standing(invite.generation, now_ms)
    if standing != "good":
        raise invite.refusal(standing)
