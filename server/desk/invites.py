"""A guest's invite as its host handles it: the link to show again, codes to read out, a new link, no link at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.desk.people_rows import NewInvite
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
from server.terms.ids import InviteId, ParticipantId
from server.terms.people import Seat
from server.vault.deployment import DeploymentKey

AFTER_END_MS = 10 * 60 * 1000
"""A link outlives the latest end by the time of goodbyes, so that who is late reads that it is over."""


@dataclass(frozen=True, slots=True)
class InviteFacts:
    """An invite as its host's card shows it."""

    link: str
    state: State
    not_after_ms: int
    claims: int
    failures: int
    code_expires_ms: int | None


@dataclass(frozen=True, slots=True)
class Code:
    """Six digits to read out."""

    digits: str
    expires_ms: int


class Invites:
    """Makes, shows, renews and revokes invites. Who may is decided by `consults` before."""

    def __init__(
        self,
        *,
        shelf: InviteShelf,
        changes: InviteChanges,
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
        self._guests = guests
        self._rooms = rooms
        self._record = record
        self._dep = dep
        self._clock = clock
        self._random = random
        self._public_url = public_url.rstrip("/")

    async def make(self, session: Session, seats: Sequence[Seat]) -> None:
        """Make an invite for every guest; recorded first."""
        made = [self._new(session, seat) for seat in seats]
        await self._record.append(
            [
                Entry(
                    "invite.created",
                    self._clock(),
                    session.host.id,
                    session.id,
                    {"participant": each.invite.participant, "invite": each.invite.id},
                )
                for each in made
            ]
        )
        await self._shelf.add(made)

    async def cards(self, session: Session) -> dict[ParticipantId, InviteFacts]:
        """Give every guest's invite with its link."""
        now_ms = self._clock()
        return {each.participant: self._card(each, now_ms) for each in await self._shelf.of_session(session.id)}

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
        return Code(otp.delivered_code(secret, counter), expires_ms)

    async def renew(self, session: Session, participant: ParticipantId) -> InviteFacts:
        """Make a new link with five new tries; the old link says that it was renewed.

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
        if not await self._changes.renew(invite.id, generation, self._link_digest(invite.id, generation)):
            raise Refused("conflict")
        return self._card(await self._of(session, participant), self._clock())

    async def revoke(self, session: Session, participant: ParticipantId) -> InviteFacts:
        """Let nobody in by this invite any more; who came in by it goes at once."""
        invite = await self._of(session, participant)
        await self._note("invite.revoked", session, participant, invite=invite.id)
        await self._changes.revoke(invite.id, self._clock())
        await self._guests.end(session.id, participant)
        await self._rooms.guest_changed(session.id, participant, "revoked")
        return self._card(await self._of(session, participant), self._clock())

    async def turned_away(self, session: Session, participant: ParticipantId, *, for_good: bool) -> None:
        """Forget the device of a guest whom the host denied (a new code lets in) or removed (`for_good`: nothing does).

        `live` calls this after its own entry; the invite of a removed guest must be renewed to be of use again.
        """
        await self._guests.end(session.id, participant)
        invite = await self._shelf.find(session.id, participant)
        if invite is not None and for_good and invite.revoked_ms is None:
            await self._note("invite.revoked", session, participant, invite=invite.id)
            await self._changes.revoke(invite.id, self._clock())

    def _new(self, session: Session, seat: Seat) -> NewInvite:
        invite = Invite(
            id=InviteId(self._random(16).hex()),
            session=session.id,
            participant=seat.id,
            generation=1,
            not_after_ms=session.latest_end_ms + session.policy.closing_s * 1000 + AFTER_END_MS,
        )
        secret = otp.new_secret(self._random).encode()
        sealed = self._dep.seal(secret, bound_to=code_bound_to(invite.id))
        return NewInvite(invite, sealed, self._link_digest(invite.id, 1))

    def _card(self, invite: Invite, now_ms: int) -> InviteFacts:
        secret = invites.link_secret(self._dep.derive, invite.id, invite.generation)
        return InviteFacts(
            link=f"{self._public_url}/join#{secret}",
            state=invite.state(now_ms),
            not_after_ms=invite.not_after_ms,
            claims=invite.claims,
            failures=invite.failures,
            code_expires_ms=invite.code_expires_ms if invite.code_standing(now_ms) == "good" else None,
        )

    def _link_digest(self, invite: InviteId, generation: int) -> bytes:
        digest = invites.link_digest(invites.link_secret(self._dep.derive, invite, generation))
        assert digest is not None, "a link of our own"
        return digest

    async def _of(self, session: Session, participant: ParticipantId) -> Invite:
        invite = await self._shelf.find(session.id, participant)
        if invite is None:
            raise NotFound("not_found")
        return invite

    async def _note(self, kind: str, session: Session, participant: ParticipantId, **facts: str | int) -> None:
        entry = Entry(kind, self._clock(), session.host.id, session.id, {"participant": participant, **facts})
        await self._record.append([entry])


def code_bound_to(invite: InviteId) -> str:
    """Say what an invite's code secret is sealed for."""
    return f"invite code {invite}"


def _refuse_unless_good(session: Session, invite: Invite, now_ms: int) -> None:
    if session.phase is Phase.LOCKED:
        raise Refused("locked")
    standing = invite.standing(invite.generation, now_ms)
    if standing != "good":
        raise Refused(f"invite_{standing}")
