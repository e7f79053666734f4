"""A guest comes in: the link opens a neutral page, a code proves the person, a ticket opens one socket.

Everything a stranger with a guessed link could learn is the same answer: `no_such_link`. Who holds a real link learns
why it does not open, never a name.
"""

from dataclasses import dataclass, replace
from typing import Literal

from server.desk.birth_dates import BirthGuard
from server.desk.entering_codes import CodeGate
from server.desk.people_rows import FoundLink, TicketFor
from server.desk.ports import (
    AttemptShelf,
    Clock,
    Gate,
    GuestShelf,
    InviteChanges,
    InviteShelf,
    InviteSigns,
    LiveRooms,
    Random,
    RecordPort,
    SessionShelf,
)
from server.desk.receipts import ReceiptReader, last_lock
from server.desk.remaining import Remains
from server.desk.sending_codes import CodeSending, SentCode
from server.desk.tickets import Tickets
from server.identity import invites, logins
from server.identity.invites import CodeWay, Invite
from server.identity.logins import GuestLogin
from server.identity.pace import (
    CONSULT_BUCKET,
    LINK_BUCKET,
    NEIGHBORS_BUCKET,
    STRANGER_BUCKET,
    STRANGERS_BUCKET,
    BucketSize,
    neighborhood,
)
from server.sessions.clock import doors_ms
from server.sessions.phases import LockReason, Phase
from server.sessions.reading import told_of_end
from server.sessions.session import Session
from server.terms.entries import Entry
from server.terms.errors import Fact, NotFound, Refused
from server.terms.ids import ParticipantId
from server.terms.people import Arrival
from server.vault.deployment import DeploymentKey


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What the neutral page may know of a link that exists."""

    state: Literal["open", "too_early", "ended", "suspended"]
    needs_code: bool
    start_ms: int
    minutes: int
    code_by: CodeWay = "read"
    ended_ms: int | None = None
    reading: bool = False
    never: Literal["", "cancelled", "no_show"] = ""
    """Why it is over without having taken place."""


@dataclass(frozen=True, slots=True)
class EnteredFacts:
    """Where a proven guest belongs; who `is_knocking` waits outside until the host has decided, and says `word`.

    `asks_birth_date`: before anything else this browser says the patient's birth date, or that it cannot.
    """

    session: Session
    participant: ParticipantId
    is_knocking: bool = False
    word: str = ""
    asks_birth_date: bool = False


class Joining:
    """Opens links, lets codes be checked and hands out tickets."""

    def __init__(
        self,
        *,
        shelf: InviteShelf,
        signs: InviteSigns,
        changes: InviteChanges,
        guests: GuestShelf,
        sessions: SessionShelf,
        attempts: AttemptShelf,
        sending: CodeSending,
        tickets: Tickets,
        receipts: ReceiptReader,
        births: BirthGuard,
        rooms: LiveRooms,
        record: RecordPort,
        dep: DeploymentKey,
        clock: Clock,
        random: Random,
        remains: Remains,
        gate: Gate,
    ) -> None:
        self._remains = remains
        self._gate = gate
        self._shelf = shelf
        self._signs = signs
        self._guests = guests
        self._sessions = sessions
        self._attempts = attempts
        self._sending = sending
        self._tickets = tickets
        self._receipts = receipts
        self._births = births
        self._rooms = rooms
        self._record = record
        self._dep = dep
        self._clock = clock
        self._codes = CodeGate(
            shelf=shelf, changes=changes, guests=guests, rooms=rooms, record=record, dep=dep, clock=clock, random=random
        )

    async def who(self, secret: str) -> GuestLogin | None:
        """Say which seat a browser proved; stays true after the end, so that it is told `locked` and not `not found`."""
        digest = logins.digest(secret)
        return None if digest is None else await self._guests.find(digest)

    async def open_link(
        self, secret: str, *, address: str, guest: GuestLogin | None, glance: bool = False
    ) -> LinkFacts:
        """Say what a link is good for; somebody pressed the button, unless it is a `glance`: noted only after the end.

        Raises
        ------
        NotFound
            `no_such_link`.
        Refused
            `invite_revoked`, `invite_renewed`, `invite_expired`, `invite_used_up`; `slow_down`;
            `locked` {reason, receipt, ended_ms} when this browser was in it.
        """
        found = await self._found(secret, address)
        session = await self._sessions.load(found.invite.session)
        is_proven = guest is not None and guest.invite == found.invite.id
        reading = session.policy.alone
        if session.phase is Phase.LOCKED:
            late = Entry(
                "invite.late", self._clock(), found.invite.participant, session.id, {"invite": found.invite.id}
            )
            await self._record.append([late])
            if is_proven:
                raise await self._locked(session, guest)
            return LinkFacts(
                "ended",
                needs_code=True,
                start_ms=session.starts_ms,
                minutes=session.minutes,
                ended_ms=session.locked_ms,
                reading=reading,
                never=_never(session),
            )
        standing = "good" if is_proven else found.standing(self._clock())
        if standing not in {"good", "suspended"}:
            raise found.invite.refusal(standing)
        if not glance:
            await self._signs.opened(found.invite.id, self._clock())
        state: Literal["open", "too_early", "suspended"] = "too_early" if self._is_too_early(session) else "open"
        if standing == "suspended":
            state = "suspended"
        code_by = found.invite.code_by
        return LinkFacts(state, not is_proven, session.starts_ms, session.minutes, code_by, reading=reading)

    async def ask_clinic(self, secret: str, *, address: str) -> None:
        """Tell the host that the guest of this link needs a code; asking again within half a minute is the same call.

        Raises
        ------
        NotFound
            `no_such_link`.
        Refused
            `slow_down`; `ended`; `invite_revoked`, `invite_renewed`, `invite_expired`, `invite_used_up`: only the clinic's
            telephone helps then.
        """
        found = await self._found(secret, address)
        invite = found.invite
        if (await self._sessions.load(invite.session)).phase is Phase.LOCKED:
            raise Refused("ended")
        standing = found.standing(self._clock())
        if standing not in {"good", "suspended"}:
            raise invite.refusal(standing)
        await self._call(invite, found.generation)

    async def ask_anew(self, guest: GuestLogin) -> None:
        """Tell whoever asked that somebody with a seat needs a code read out, also when the session is over: to sign with it.

        Raises
        ------
        Refused
            `invite_revoked`.
        """
        invite = await self._shelf.find(guest.session, guest.participant)
        if invite is None or invite.id != guest.invite:
            raise Refused("invite_revoked")
        await self._call(invite, invite.generation)

    async def _call(self, invite: Invite, generation: int) -> None:
        if await self._signs.asked(invite.id, generation, self._clock()):
            asked = Entry("invite.asked", self._clock(), invite.participant, invite.session, {"invite": invite.id})
            await self._record.append([asked])
            await self._rooms.guest_changed(invite.session, invite.participant, "asked")

    async def send_code(self, secret: str, *, address: str) -> SentCode:
        """Send a code to where the invite says, because its guest asks for one.

        Raises
        ------
        NotFound
            `no_such_link`.
        Refused
            `slow_down`; `ended`; `invite_…`; `no_channel`: it is read out; `too_many_sends` {retry_ms}.
        """
        found = await self._found(secret, address)
        invite = found.invite
        session = await self._sessions.load(invite.session)
        if session.phase is Phase.LOCKED:
            raise Refused("ended")
        standing = found.standing(self._clock())
        if standing != "good":
            raise invite.refusal(standing)
        return await self._sending.send(session, invite.participant, by=invite.participant)

    async def enter_code(
        self, secret: str, typed: str, *, address: str, is_known: bool = False
    ) -> tuple[EnteredFacts, str]:
        """Check a code and give this browser the seat: where it belongs, and the secret it keeps.

        `is_known`: this browser showed that it had been in a visit here before.

        Raises
        ------
        NotFound
            `no_such_link`.
        Malformed
            `bad_code`: not six digits; not counted.
        Refused
            as `open_link`, and `ended`; `no_code_yet`, `code_used`, `code_expired`: nothing to compare with, not
            counted; `wrong_code` {left} and, with the last of this place or of all, `invite_suspended`.
        """
        found = await self._found(secret, address)
        session = await self._sessions.load(found.invite.session)
        if session.phase is Phase.LOCKED:
            raise Refused("ended")
        guest, secret = await self._codes.enter(found, typed, is_known=is_known)
        return self._entered(session, guest), secret

    async def prove(self, guest: GuestLogin, typed: str, *, address: str) -> EnteredFacts:
        """Check a code from a guest whose page was out of sight for long: their pictures come back.

        Raises
        ------
        Malformed, Refused
            as `enter_code`; `locked` {reason, receipt}; `knocking`.
        """
        entered = await self.where(guest)
        await self.prove_anew(guest, typed, address=address)
        return entered

    async def prove_anew(self, guest: GuestLogin, typed: str, *, address: str) -> None:
        """Check a code from whoever has the seat, also when the session is over: to sign with it; raises as `prove`."""
        invite = await self._shelf.find(guest.session, guest.participant)
        if invite is None or invite.id != guest.invite:
            raise Refused("invite_revoked")
        secret = invites.link_secret(self._dep.derive, invite.id, invite.generation)
        await self._codes.prove(guest, await self._found(secret, address), typed)

    async def say_birth_date(self, guest: GuestLogin, *, year: str, month: str, day: str) -> EnteredFacts:
        """Take what a browser says for the patient's birth date; asked once, answered once.

        Raises
        ------
        Malformed
            `bad_birth_date` {field}: no date; not counted.
        Refused
            `locked`; `wrong_birth_date` {left}: the third wrong one is the last, and leads on all the same.
        """
        entered = await self.where(guest)
        if not entered.asks_birth_date:
            return entered
        birth = await self._births.answer(entered.session, guest, year=year, month=month, day=day)
        return self._entered(entered.session, replace(guest, birth=birth))

    async def leave_birth_date_unsaid(self, guest: GuestLogin) -> EnteredFacts:
        """Let somebody go on who cannot say it; raises `Refused` `locked`."""
        entered = await self.where(guest)
        if not entered.asks_birth_date:
            return entered
        birth = await self._births.leave_unsaid(entered.session, guest)
        return self._entered(entered.session, replace(guest, birth=birth))

    async def where(self, guest: GuestLogin) -> EnteredFacts:
        """Say where a proven guest belongs.

        Raises
        ------
        Refused
            `locked` {reason, receipt} once the session is.
        """
        session = self._rooms.snapshot(guest.session) or await self._sessions.load(guest.session)
        if session.phase is Phase.LOCKED:
            raise await self._locked(session, guest)
        return self._entered(session, guest)

    async def ticket(self, guest: GuestLogin) -> tuple[EnteredFacts, str]:
        """Give a proven guest a ticket for one socket.

        Raises
        ------
        Refused
            `locked`; `knocking` while another device has the seat; `birth_date_needed` before it was asked for;
            `too_early` {opens_ms, start_ms} before the doors open.
        Unavailable
            `crowded` {retry_ms}, `arriving` {retry_ms}: later.
        """
        entered = await self.where(guest)
        if guest.is_knocking:
            raise Refused("knocking")
        if entered.asks_birth_date:
            raise Refused("birth_date_needed")
        session = entered.session
        if self._is_too_early(session):
            raise Refused("too_early", opens_ms=doors_ms(session), start_ms=session.starts_ms)
        self._gate.guest_arrives(is_new=not session.presence_of(guest.participant).is_admitted)
        invite = await self._shelf.find(session.id, guest.participant)
        ways = () if invite is None else (invite.link_by, invite.code_by)
        arrival = Arrival(guest.claim, guest.birth, guest.is_known, *ways)
        ticket = TicketFor(session.id, guest.participant, "guest", guest.id, guest.claim, guest.created_ms, arrival)
        return entered, await self._tickets.issue(ticket)

    def _entered(self, session: Session, guest: GuestLogin) -> EnteredFacts:
        now = self._rooms.snapshot(session.id) or session
        knock = now.knock_of(guest.participant) if guest.is_knocking else None
        word = "" if knock is None else knock.word
        return EnteredFacts(now, guest.participant, guest.is_knocking, word, self._births.is_due(now, guest))

    async def _found(self, secret: str, address: str) -> FoundLink:
        """Find a link, at the pace its holders may have; who guesses links has another, much slower one."""
        digest = invites.link_digest(secret)
        near = neighborhood(address)
        place = self._dep.tag(near, purpose="code place")
        found = None if digest is None else await self._shelf.by_link(digest, place)
        if found is None:
            await self._take_turn(("join address", near, STRANGER_BUCKET), ("join strangers", "", STRANGERS_BUCKET))
            raise NotFound("no_such_link")
        await self._take_turn(
            ("join link", found.invite.id, LINK_BUCKET),
            ("join consult", found.invite.session, CONSULT_BUCKET),
            ("join neighbors", near, NEIGHBORS_BUCKET),
        )
        return found

    async def _locked(self, session: Session, guest: GuestLogin | None) -> Refused:
        """Say to somebody who was in it that it is over, why, and the number of the receipt, how long what is kept.

        `role` tells the patient's page that it may ask who looked; empty where nobody was ever let in. `reading`: what was
        asked here can still be answered.
        """
        lock = await last_lock(self._receipts, session.id)
        role = session.role_of(guest.participant).value if guest is not None and session.deadlines else ""
        reason, receipt = str(session.lock_reason or ""), lock.number if lock else ""
        facts = {**await self._kept(session), **told_of_end(session)}
        return Refused("locked", reason=reason, receipt=receipt, role=role, **facts)

    async def _kept(self, session: Session) -> dict[str, Fact]:
        """Until when chat and record stay, where that is settled, and whether the chat has gone already."""
        kept = {each.what: each.until_ms for each in await self._remains.of(session, ("chat", "record"))}
        facts: dict[str, Fact] = {
            f"{what}_until_ms": until_ms for what, until_ms in kept.items() if until_ms is not None
        }
        facts |= {"ended_ms": session.locked_ms} if session.locked_ms is not None else {}
        return facts if "chat" in kept else {**facts, "chat_erased": True}

    def _is_too_early(self, session: Session) -> bool:
        return session.phase is Phase.SCHEDULED and self._clock() < doors_ms(session)

    async def _take_turn(self, *buckets: tuple[str, str, BucketSize]) -> None:
        """Draw from each bucket, the narrowest first: who is stopped by it takes nothing from their neighbors."""
        now_ms = self._clock()
        for purpose, whose, size in buckets:
            wait_ms = await self._attempts.draw(self._dep.tag(whose, purpose=purpose), size, now_ms)
            if wait_ms:
                raise Refused("slow_down", retry_ms=wait_ms)


def _never(session: Session) -> Literal["", "cancelled", "no_show"]:
    """Why a visit is over that nobody was ever let into."""
    if session.deadlines:
        return ""
    if session.lock_reason is LockReason.NO_SHOW:
        return "no_show"
    return "cancelled" if session.lock_reason in {LockReason.CANCELLED, LockReason.REVOKED} else ""
