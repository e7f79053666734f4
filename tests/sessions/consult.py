"""A consult for tests: one value that remembers its session, its time and what the last step asked for."""

from dataclasses import dataclass, field, replace
from typing import TypeVar

from server.sessions.commands import (
    Admit,
    Command,
    Drop,
    End,
    GiveConsent,
    HandOver,
    Join,
    Pause,
    RecordBasis,
    SetView,
    Tick,
    Withdraw,
)
from server.sessions.effects import Effect, LineCode, Record, Stepped, SystemLine
from server.sessions.opening import schedule
from server.sessions.phases import Phase
from server.sessions.session import Basis, Presence, Session
from server.sessions.step import step
from server.terms.consults import StackRef, ViewingPolicy
from server.terms.entries import Entry
from server.terms.ids import ParticipantId, PersonId, SeriesId, SessionId, StudyId
from server.terms.people import Role, Seat
from server.terms.view import StackBounds, Viewport

NOW = 1_800_000_000_000
SECOND = 1_000
MINUTE = 60_000

HOST = ParticipantId("aaaaaaaaaaaaaaaa")
PATIENT = ParticipantId("bbbbbbbbbbbbbbbb")
SPECIALIST = ParticipantId("cccccccccccccccc")
OBSERVER = ParticipantId("dddddddddddddddd")
SECOND_SPECIALIST = ParticipantId("eeeeeeeeeeeeeeee")
STRANGER = ParticipantId("ffffffffffffffff")
LATE = ParticipantId("1111111111111111")
GUESTS = (PATIENT, SPECIALIST, OBSERVER, SECOND_SPECIALIST)
ADMINISTRATOR = "9" * 32

DIGEST = "0123456789abcdef" * 4
POLICY = ViewingPolicy()

HOST_SEAT = Seat(HOST, Role.PROVIDER, "Dr Lee", PersonId("1" * 32))
GUEST_SEATS = (
    Seat(PATIENT, Role.PATIENT, "Maria"),
    Seat(SPECIALIST, Role.SPECIALIST, "Dr Stone"),
    Seat(OBSERVER, Role.OBSERVER, "Ann"),
    Seat(SECOND_SPECIALIST, Role.SPECIALIST, "Dr Moor"),
)
LATE_SEAT = Seat(LATE, Role.OBSERVER, "Ana", comes_as="interpreter")
"""Somebody nobody expected at first."""
STACKS = tuple(
    StackRef(StudyId("2" * 32), SeriesId(digit * 32), 0, StackBounds(frames, 512, 256, color))
    for digit, frames, color in (("3", 120, False), ("4", 1, False), ("5", 30, True))
)
PRIOR = StackRef(StudyId("8" * 32), SeriesId("9" * 32), 0, StackBounds(60, 256, 256, color=False))
"""An earlier study of the same patient."""

EffectT = TypeVar("EffectT", bound=Effect)


def scheduled(
    *,
    starts_in_ms: int = 60 * MINUTE,
    minutes: int = 30,
    guests: tuple[Seat, ...] = GUEST_SEATS,
    stacks: tuple[StackRef, ...] = STACKS,
    policy: ViewingPolicy = POLICY,
    basis: Basis = Basis.PATIENT_TAP,
    host: Seat = HOST_SEAT,
    note_ref: str = "",
) -> Stepped:
    """A consult planned for an hour from now, unless said otherwise."""
    return schedule(
        id=SessionId("0" * 32),
        host=host,
        guests=guests,
        stacks=stacks,
        minutes=minutes,
        starts_ms=NOW + starts_in_ms,
        now_ms=NOW,
        policy=policy,
        basis=basis,
        note_ref=note_ref,
    )


@dataclass
class Consult:
    """A session under test; `at` is its clock, `effects` what the last step asked for."""

    session: Session
    at: int = NOW
    effects: tuple[Effect, ...] = field(default=())

    def does(self, command: Command) -> "Consult":
        """Step with a command now."""
        stepped = step(self.session, command, self.at)
        self.session, self.effects = stepped.session, stepped.effects
        return self

    def after(self, elapsed_ms: int) -> "Consult":
        """Let time pass and tick."""
        self.at += elapsed_ms
        return self.does(Tick())

    def joins(self, *people: ParticipantId) -> "Consult":
        """Each opens a connection."""
        for person in people:
            self.does(Join(person, ("link", "code"), word_index=7))
        return self

    def drops(self, *people: ParticipantId) -> "Consult":
        """Each loses a connection."""
        for person in people:
            self.does(Drop(person))
        return self

    def admits(self, *people: ParticipantId) -> "Consult":
        """The host recognizes each and picks the right word."""
        for person in people:
            self.does(Admit(HOST, person, "known", self.presence(person).word))
        return self

    def looks(self, by: ParticipantId = HOST, stack: int = 0, pos: int = 0, cseq: int = 1) -> "Consult":
        """Somebody puts one picture up."""
        viewports = (Viewport("a", stack, pos),)
        return self.does(SetView(by, self.session.token.token_epoch, cseq, (1, 1), "a", viewports))

    def agrees(
        self,
        *,
        stacks: tuple[int, ...] = (0, 1, 2),
        persons: tuple[ParticipantId, ...] | None = None,
        until_ms: int | None = None,
    ) -> "Consult":
        """The patient consents."""
        return self.does(GiveConsent(PATIENT, stacks, DIGEST, "en", "form-1", until_ms, persons))

    def has_basis(self, basis: Basis = Basis.VERBAL_WITNESS, stacks: tuple[int, ...] = (0, 1, 2)) -> "Consult":
        """The host records another basis."""
        return self.does(RecordBasis(HOST, basis, stacks, "note-1"))

    def phase(self) -> Phase:
        """Where the session stands (asked anew each time)."""
        return self.session.phase

    def presence(self, person: ParticipantId) -> Presence:
        """How somebody stands."""
        return self.session.presence_of(person)

    def asked(self, kind: type[EffectT]) -> list[EffectT]:
        """What the last step asked for, of one kind."""
        return [effect for effect in self.effects if isinstance(effect, kind)]

    def entries(self, kind: str) -> list[Entry]:
        """Entries of one kind that the last step recorded."""
        return [effect.entry for effect in self.asked(Record) if effect.entry.kind == kind]

    def lines(self) -> list[LineCode]:
        """System lines of the last step."""
        return [line.code for line in self.asked(SystemLine)]


def planned() -> Consult:
    """Scheduled, doors closed."""
    return Consult(scheduled().session)


def in_lobby(*waiting: ParticipantId) -> Consult:
    """Doors open, the host there, these guests waiting."""
    return Consult(scheduled(starts_in_ms=0).session).joins(HOST, *waiting)


def live(*admitted: ParticipantId) -> Consult:
    """Patient and specialist (or these) in the talk, the host looking at the first stack, nothing granted."""
    people = admitted or (PATIENT, SPECIALIST)
    return in_lobby(*people).looks().admits(*people)


def sharing(*admitted: ParticipantId) -> Consult:
    """Live, and the patient agreed to everything."""
    return live(*admitted).agrees()


def paused() -> Consult:
    """Sharing, then paused by the host."""
    return sharing().does(Pause(HOST))


def holding(consult: Consult, *stacks: int) -> Consult:
    """The same consult with these stacks held back: nobody has looked for names in them."""
    refs = tuple(replace(ref, held=ref.held or number in stacks) for number, ref in enumerate(consult.session.stacks))
    return replace(consult, session=replace(consult.session, stacks=refs))


def withdrawn() -> Consult:
    """Sharing, then withdrawn by the patient."""
    return sharing().does(Withdraw(PATIENT))


def closing() -> Consult:
    """Sharing, then ended by the host."""
    return sharing().does(End(HOST))


def locked() -> Consult:
    """Ended for good."""
    return closing().does(End(HOST))


def presented_by(person: ParticipantId) -> Consult:
    """Sharing, and this guest steers."""
    return sharing(PATIENT, SPECIALIST, SECOND_SPECIALIST).does(HandOver(HOST, person))


def in_phase(phase: Phase) -> Consult:
    """A consult standing in this phase; pictures are granted from live on."""
    match phase:
        case Phase.SCHEDULED:
            return planned()
        case Phase.LOBBY:
            return in_lobby(PATIENT, SPECIALIST)
        case Phase.LIVE:
            return sharing()
        case Phase.PAUSED:
            return paused()
        case Phase.CLOSING:
            return closing()
        case Phase.LOCKED:
            return locked()


def with_policy(consult: Consult, policy: ViewingPolicy) -> Consult:
    """The same consult under other limits."""
    return replace(consult, session=replace(consult.session, policy=policy))
