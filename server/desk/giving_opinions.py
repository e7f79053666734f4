"""Giving a second opinion, as a colleague who signed in or as somebody with only a link: accept, look, sign, amend."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from server.desk.fresh_factors import FreshFactors
from server.desk.live_visits import LiveVisits
from server.desk.opinion_cards import OpinionCards, OwedCard
from server.desk.opinion_images import ImageAsked, OpinionImages
from server.desk.opinion_keeping import OpinionKeeping
from server.desk.opinion_rows import KeptOpinion
from server.desk.opinion_statements import digest_of, signed, statement_of
from server.desk.people_rows import TicketFor
from server.desk.ports import Gate
from server.desk.sending_codes import CodeSending, SentCode
from server.desk.sign_in import SignedIn
from server.desk.tickets import Tickets
from server.identity.logins import GuestLogin
from server.opinions.commands import Accept, Begin, Decline, Draft, ReadRequest, Reveal, Sign
from server.opinions.request import DeclineReason
from server.opinions.signing import version_of
from server.sessions.chat import tidied
from server.sessions.phases import Phase
from server.sessions.reading import told_of_end
from server.sessions.session import PresenceState, Session
from server.terms.errors import NotFound, Refused
from server.terms.ids import ParticipantId, PersonId, SessionId
from server.terms.opinions import Confidence, NextStep, Position, Urgency
from server.terms.people import Seat

LISTED = 100


@dataclass(frozen=True, slots=True)
class AnswerAsked:
    """An answer as its page sends it. `over` is the newest version it knows (0: none); an amendment has a `reason`."""

    position: Position
    confidence: Confidence
    urgency: Urgency
    next_step: NextStep
    text: str = field(repr=False)
    over: int = 0
    next_step_words: str = field(default="", repr=False)
    images: tuple[ImageAsked, ...] = ()
    reason: str = field(default="", repr=False)


class ReaderFindings(Protocol):
    """What was found, as objects; `saved_findings` makes them."""

    async def take_own(self, session: Session, reader: ParticipantId, prove: Callable[[], Awaitable[None]]) -> bytes:
        """Give a reader's own, once they proved themselves."""
        ...


class GuestProofs(Protocol):
    """Codes of guests; `joining` takes them."""

    async def prove_anew(self, guest: GuestLogin, typed: str, *, address: str) -> None:
        """Check a code from whoever has the seat."""
        ...

    async def ask_anew(self, guest: GuestLogin) -> None:
        """Tell the host that whoever has the seat needs a code read out."""
        ...


Reader = PersonId | GuestLogin
"""Whoever was asked: a colleague by who they are, somebody outside by the seat they proved."""


class GivingOpinions:
    """What whoever was asked may do; every use case starts by finding out whether it was them."""

    def __init__(
        self,
        *,
        keeping: OpinionKeeping,
        cards: OpinionCards,
        images: OpinionImages,
        visits: LiveVisits,
        findings: ReaderFindings,
        factors: FreshFactors,
        proofs: GuestProofs,
        sending: CodeSending,
        tickets: Tickets,
        gate: Gate,
    ) -> None:
        self._keeping = keeping
        self._cards = cards
        self._images = images
        self._visits = visits
        self._findings = findings
        self._factors = factors
        self._proofs = proofs
        self._sending = sending
        self._tickets = tickets
        self._gate = gate

    async def queue(self, person: PersonId) -> list[OwedCard]:
        """Give what a colleague was asked for, newest first."""
        return [await self._cards.owed(each) for each in await self._keeping.shelf.asked_of(person, limit=LISTED)]

    async def read(self, reader: Reader, session: SessionId) -> OwedCard:
        """Give one request; that it was read is an entry. `NotFound`, `Tampered`."""
        kept = await self._mine(reader, session)
        return await self._cards.owed(await self._keeping.act(kept, "reader", ReadRequest(kept.opinion.reader)))

    async def accept(self, reader: Reader, session: SessionId) -> OwedCard:
        """Say that an answer will come; `Refused` `conflict` {state}."""
        kept = await self._mine(reader, session)
        return await self._cards.owed(await self._keeping.act(kept, "reader", Accept(kept.opinion.reader)))

    async def decline(self, reader: Reader, session: SessionId, reason: DeclineReason, words: str) -> OwedCard:
        """Say that none will, and why; the reading ends. `Refused` `conflict` {state}, `Malformed` `bad_value` {field}."""
        kept = await self._mine(reader, session)
        said = Decline(kept.opinion.reader, reason, tidied(words))
        return await self._cards.owed(await self._keeping.act(kept, "reader", said))

    async def begin(self, reader: Reader, session: SessionId) -> OwedCard:
        """Start to look, or go on: the reader waits in the reading's lobby by then, and is let in.

        Raises
        ------
        Refused
            `conflict` {state} before it was accepted; `conflict` {presence} when no page of theirs waits there; `locked`.
        """
        kept = await self._mine(reader, session)
        reading = await self._keeping.reading(session)
        here = reading.presence_of(kept.opinion.reader)
        if reading.phase in {Phase.CLOSING, Phase.LOCKED}:
            raise Refused("locked", **told_of_end(reading))
        if not here.is_admitted and here.state is not PresenceState.WAITING:
            raise Refused("conflict", presence=here.state.value)
        return await self._cards.owed(await self._keeping.act(kept, "reader", Begin(kept.opinion.reader)))

    async def reveal(self, reader: Reader, session: SessionId) -> OwedCard:
        """Give the first report and what others answered, for good; `Refused` `hidden`, `conflict` {state}."""
        kept = await self._mine(reader, session)
        return await self._cards.owed(await self._keeping.act(kept, "reader", Reveal(kept.opinion.reader)))

    async def ticket(self, signed_in: SignedIn, session: SessionId) -> tuple[Seat, str]:
        """Give a colleague who accepted a ticket into the reading; somebody outside has theirs by their link.

        Raises
        ------
        Refused
            `conflict` {state} before it was accepted; `locked`.
        Unavailable
            `crowded` {retry_ms}, `arriving` {retry_ms}: later.
        """
        kept = await self._mine(signed_in.person.id, session)
        if kept.opinion.accepted_ms is None or kept.opinion.reason:
            raise Refused("conflict", state=kept.opinion.state.value)
        reading = await self._keeping.reading(session)
        if reading.phase is Phase.LOCKED:
            raise Refused("locked", **told_of_end(reading))
        seat = reading.seat_of(kept.opinion.reader)
        self._gate.guest_arrives(is_new=not reading.presence_of(seat.id).is_admitted)
        login = signed_in.login
        ticket = TicketFor(reading.id, seat.id, "colleague", login.id, 0, login.created_ms)
        return seat, await self._tickets.issue(ticket)

    async def send_code(self, guest: GuestLogin) -> SentCode:
        """Send whoever came by a link a code to sign with, or tell whoever asked to read one out.

        Raises
        ------
        Refused
            `too_many_sends` {retry_ms}; `invite_…`.
        """
        await self._mine(guest, guest.session)
        reading = await self._keeping.reading(guest.session)
        try:
            return await self._sending.send(reading, guest.participant, by=guest.participant)
        except Refused as refused:
            if refused.code != "no_channel":
                raise
        await self._proofs.ask_anew(guest)
        return SentCode("read", 0)

    async def sign_as_colleague(self, by: SignedIn, session: SessionId, asked: AnswerAsked, code: str) -> OwedCard:
        """Sign an answer with the authenticator's present code, which is spent by it.

        Raises
        ------
        Refused
            `conflict` {state}, `conflict` {version}; `factor_wrong`, `slow_down` {retry_ms}.
        Malformed
            `bad_value` {field}.
        Unavailable
            `log_unavailable`, `clock_off`.
        """
        kept = await self._mine(by.person.id, session)
        draft = await self._draft(kept, asked)
        await self._factors.prove(by, code)
        return await self._sign(kept, draft, asked.over)

    async def sign_as_guest(self, guest: GuestLogin, asked: AnswerAsked, code: str, *, address: str) -> OwedCard:
        """Sign an answer with a code of the clinic's; raises as `sign_as_colleague`, and what a code is refused with."""
        kept = await self._mine(guest, guest.session)
        draft = await self._draft(kept, asked)
        await self._proofs.prove_anew(guest, code, address=address)
        return await self._sign(kept, draft, asked.over)

    async def signed_file(self, reader: Reader, session: SessionId, version: int) -> bytes:
        """Give a version of one's own as it was signed; `NotFound`, `Tampered`."""
        return self._keeping.signed_file(await self._mine(reader, session), version)

    async def findings_as_colleague(self, by: SignedIn, session: SessionId, code: str) -> bytes:
        """Give a colleague their own findings as DICOM; raises as `SavedFindings.take_own`, `factor_wrong`, `clock_off`."""
        kept = await self._mine(by.person.id, session)

        async def prove() -> None:
            await self._factors.prove(by, code)

        return await self._findings.take_own(await self._keeping.reading(session), kept.opinion.reader, prove)

    async def findings_as_guest(self, guest: GuestLogin, code: str, *, address: str) -> bytes:
        """Give whoever has only a link theirs, for a code of the clinic's."""
        kept = await self._mine(guest, guest.session)

        async def prove() -> None:
            await self._proofs.prove_anew(guest, code, address=address)

        return await self._findings.take_own(await self._keeping.reading(guest.session), kept.opinion.reader, prove)

    async def _draft(self, kept: KeptOpinion, asked: AnswerAsked) -> Draft:
        """What would be signed; whatever is wrong with it is said before a code is spent."""
        if asked.images:  # how well they were seen is the record's to say, also of what came up a second ago
            await self._keeping.record_seen(kept.session)
        reading = await self._keeping.reading(kept.session)
        draft = Draft(
            position=asked.position,
            confidence=asked.confidence,
            urgency=asked.urgency,
            next_step=asked.next_step,
            text=tidied(asked.text),
            next_step_words=tidied(asked.next_step_words),
            images=await self._images.cited(reading, kept.opinion.reader, asked.images),
            reason=tidied(asked.reason),
            added=reading.stacks[len(kept.opinion.facts.stacks) :],
            live=await self._visits.has_been(kept.opinion, reading.seat_of(kept.opinion.reader)),
        )
        now_ms = self._keeping.clock()
        self._keeping.check(kept, "reader", Sign(kept.opinion.reader, draft, asked.over, now_ms))
        return draft

    async def _sign(self, kept: KeptOpinion, draft: Draft, over: int) -> OwedCard:
        now_ms, reader = self._keeping.clock(), kept.opinion.reader
        answer = version_of(kept.opinion, draft, over, now_ms)
        name = (await self._keeping.reading(kept.session)).seat_of(reader).name
        statement = statement_of(kept.opinion, answer, name)
        said = Sign(reader, draft, over, now_ms, digest_of(statement))
        words = signed(self._keeping.signing, statement)
        return await self._cards.owed(await self._keeping.act(kept, "reader", said, words, now_ms=now_ms))

    async def _mine(self, reader: Reader, session: SessionId) -> KeptOpinion:
        """A request is nobody's but its reader's: to anybody else it does not exist."""
        kept = await self._keeping.of(session)
        if isinstance(reader, GuestLogin):
            is_mine = (reader.session, reader.participant) == (session, kept.opinion.reader) and not reader.is_knocking
        else:
            is_mine = kept.opinion.facts.asked_of == reader
        if not is_mine:
            raise NotFound("no_request")
        return kept
