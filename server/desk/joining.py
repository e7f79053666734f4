"""A guest comes in: the link opens a neutral page, a code proves the person, a ticket opens one socket.

Everything a stranger with a guessed link could learn is the same answer: `no_such_link`. Who holds a real link learns
why it does not open, never a name.
"""

from dataclasses import dataclass
from typing import Literal

from server.desk.invites import code_bound_to
from server.desk.people_rows import FoundLink, TicketFor
from server.desk.ports import (
    AttemptShelf,
    Clock,
    GuestShelf,
    InviteChanges,
    InviteShelf,
    LiveRooms,
    Random,
    RecordPort,
    SessionShelf,
)
from server.desk.receipts import ReceiptReader, last_lock
from server.desk.tickets import Tickets
from server.identity import invites, logins, otp
from server.identity.invites import Invite
from server.identity.logins import GuestLogin
from server.identity.pace import JOIN_BUCKET, neighborhood
from server.sessions.clock import doors_ms
from server.sessions.phases import Phase
from server.sessions.session import Session
from server.terms.entries import Entry
from server.terms.errors import Malformed, NotFound, Refused
from server.terms.ids import LoginId, ParticipantId
from server.vault.deployment import DeploymentKey

CODE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What the neutral page may know of a link that exists."""

    state: Literal["open", "too_early", "ended"]
    needs_code: bool
    start_ms: int
    minutes: int


@dataclass(frozen=True, slots=True)
class EnteredFacts:
    """Where a proven guest belongs."""

    session: Session
    participant: ParticipantId


class Joining:
    """Opens links, checks codes and hands out tickets."""

    def __init__(
        self,
        *,
        shelf: InviteShelf,
        changes: InviteChanges,
        guests: GuestShelf,
        sessions: SessionShelf,
        attempts: AttemptShelf,
        tickets: Tickets,
        receipts: ReceiptReader,
        rooms: LiveRooms,
        record: RecordPort,
        dep: DeploymentKey,
        clock: Clock,
        random: Random,
    ) -> None:
        self._shelf = shelf
        self._changes = changes
        self._guests = guests
        self._sessions = sessions
        self._attempts = attempts
        self._tickets = tickets
        self._receipts = receipts
        self._rooms = rooms
        self._record = record
        self._dep = dep
        self._clock = clock
        self._random = random

    async def who(self, secret: str) -> GuestLogin | None:
        """Say which seat a browser proved; stays true after the end, so that it is told `locked` and not `not found`."""
        digest = logins.digest(secret)
        return None if digest is None else await self._guests.find(digest)

    async def open_link(self, secret: str, *, address: str, guest: GuestLogin | None) -> LinkFacts:
        """Say what a link is good for; somebody pressed the button.

        Raises
        ------
        NotFound
            `no_such_link`.
        Refused
            `invite_revoked`, `invite_renewed`, `invite_expired`, `invite_suspended`, `invite_used_up`; `slow_down`;
            `locked` {reason, receipt} when this browser was in it.
        """
        await self._take_turn(address)
        found = await self._found(secret)
        session = await self._sessions.load(found.invite.session)
        is_proven = guest is not None and guest.invite == found.invite.id
        if session.phase is Phase.LOCKED:
            if is_proven:
                raise await self._locked(session)
            return LinkFacts("ended", needs_code=True, start_ms=session.starts_ms, minutes=session.minutes)
        if not is_proven:
            _refuse_unless_good(found, self._clock())
        await self._changes.opened(found.invite.id, self._clock())
        state: Literal["open", "too_early"] = "too_early" if self._is_too_early(session) else "open"
        return LinkFacts(state, needs_code=not is_proven, start_ms=session.starts_ms, minutes=session.minutes)

    async def enter_code(self, secret: str, typed: str, *, address: str) -> tuple[EnteredFacts, str]:
        """Check a code and give this browser the seat: where it belongs, and the secret it keeps.

        Raises
        ------
        NotFound
            `no_such_link`.
        Malformed
            `bad_code`: not six digits; not counted.
        Refused
            as `open_link`, and `ended`; `no_code_yet`, `code_used`, `code_expired`: nothing to compare with, not
            counted; `wrong_code` {left} and, with the fifth, `invite_suspended`.
        """
        await self._take_turn(address)
        found = await self._found(secret)
        session = await self._sessions.load(found.invite.session)
        if session.phase is Phase.LOCKED:
            raise Refused("ended")
        _refuse_unless_good(found, self._clock())
        code = otp.normalized(typed)
        if code is None or len(code) != CODE_DIGITS:
            raise Malformed("bad_code", digits=CODE_DIGITS)
        claim = await self._claimed(found, code)
        return EnteredFacts(session, found.invite.participant), await self._seated(found.invite, claim)

    async def where(self, guest: GuestLogin) -> EnteredFacts:
        """Say where a proven guest belongs.

        Raises
        ------
        Refused
            `locked` {reason, receipt} once the session is.
        """
        session = await self._sessions.load(guest.session)
        if session.phase is Phase.LOCKED:
            raise await self._locked(session)
        return EnteredFacts(session, guest.participant)

    async def ticket(self, guest: GuestLogin) -> tuple[EnteredFacts, str]:
        """Give a proven guest a ticket for one socket.

        Raises
        ------
        Refused
            `locked`; `too_early` {opens_ms, start_ms} before the doors open.
        """
        entered = await self.where(guest)
        session = entered.session
        if self._is_too_early(session):
            raise Refused("too_early", opens_ms=doors_ms(session), start_ms=session.starts_ms)
        ticket = TicketFor(session.id, guest.participant, "guest", guest.id, guest.claim)
        return entered, await self._tickets.issue(ticket)

    async def _found(self, secret: str) -> FoundLink:
        digest = invites.link_digest(secret)
        found = None if digest is None else await self._shelf.by_link(digest)
        if found is None:
            raise NotFound("no_such_link")
        return found

    async def _claimed(self, found: FoundLink, code: str) -> int:
        """Count the try, compare, use the code up: of any number at once one wins, and five at most are compared."""
        invite = found.invite
        attempt = await self._changes.count_attempt(invite.id, found.generation, self._clock())
        if attempt is None:
            raise Refused(await self._why_no_code(found))
        secret = self._dep.open_sealed(attempt.code_secret, bound_to=code_bound_to(invite.id)).decode()
        if not otp.is_delivered_code(secret, attempt.code_counter, code):
            await self._record.append(self._refusals(invite, attempt.left))
            if attempt.left == 0:
                raise Refused("invite_suspended")
            raise Refused("wrong_code", left=attempt.left)
        claim = await self._changes.claim(invite.id, attempt.code_counter)
        if claim is None:
            raise Refused("code_used")
        return claim

    async def _why_no_code(self, found: FoundLink) -> str:
        """Say why nothing could be compared, as of now."""
        again = await self._shelf.find(found.invite.session, found.invite.participant)
        now_ms = self._clock()
        standing = "revoked" if again is None else again.standing(found.generation, now_ms)
        if again is None or standing != "good":
            return f"invite_{standing}"
        codes = {"none": "no_code_yet", "used": "code_used", "expired": "code_expired", "good": "conflict"}
        return codes[again.code_standing(now_ms)]

    async def _seated(self, invite: Invite, claim: int) -> str:
        """Record the proof, then give this browser the seat; another device that had it is out, and everybody sees."""
        await self._record.append(self._acceptance(invite, claim))
        guest = GuestLogin(
            LoginId(self._random(16).hex()), invite.session, invite.participant, invite.id, claim, self._clock()
        )
        secret = logins.new_secret(self._random)
        digest = logins.digest(secret)
        assert digest is not None, "a secret of our own"
        await self._guests.replace(guest, digest)
        if claim > 1:
            await self._rooms.guest_changed(invite.session, invite.participant, "claimed_again")
        return secret

    def _acceptance(self, invite: Invite, claim: int) -> list[Entry]:
        facts: dict[str, str | int] = {"invite": invite.id, "claim": claim}
        accepted = self._entry("code.accepted", invite, facts)
        alert = self._entry("security.alert", invite, {"code": "second_device", **facts})
        return [accepted] if claim == 1 else [accepted, alert]

    def _refusals(self, invite: Invite, left: int) -> list[Entry]:
        refused = self._entry("code.refused", invite, {"invite": invite.id, "left": left})
        suspended = self._entry("invite.suspended", invite, {"invite": invite.id})
        return [refused] if left else [refused, suspended]

    def _entry(self, kind: str, invite: Invite, facts: dict[str, str | int]) -> Entry:
        return Entry(kind, self._clock(), invite.participant, invite.session, facts)

    async def _locked(self, session: Session) -> Refused:
        """Say to somebody who was in it that it is over, why, and the number of the receipt."""
        lock = await last_lock(self._receipts, session.id)
        return Refused("locked", reason=str(session.lock_reason or ""), receipt=lock[0] if lock else "")

    def _is_too_early(self, session: Session) -> bool:
        return session.phase is Phase.SCHEDULED and self._clock() < doors_ms(session)

    async def _take_turn(self, address: str) -> None:
        now_ms = self._clock()
        near = self._dep.tag(neighborhood(address), purpose="join address")
        wait_ms = await self._attempts.draw(near, JOIN_BUCKET, now_ms)
        if wait_ms:
            raise Refused("slow_down", retry_ms=wait_ms)


def _refuse_unless_good(found: FoundLink, now_ms: int) -> None:
    standing = found.invite.standing(found.generation, now_ms)
    if standing != "good":
        raise Refused(f"invite_{standing}")
