"""One consult as a value: everything that must survive a restart, and nothing that only the process knows."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Literal

from server.sessions.phases import LockReason, PauseReason, Phase
from server.terms.consults import StackRef, ViewingPolicy
from server.terms.errors import Refused
from server.terms.ids import ParticipantId, SessionId
from server.terms.marks import Mark
from server.terms.people import NO_LINK, Arrival, Role, Seat
from server.terms.view import Cited, View

Recognized = Literal["known", "name_and_birth_date", "other"]
UNSEEN_MS: Final = 5 * 60_000
"""How long somebody in the talk may have no page in sight before a code is due (decisions 6)."""
LinkTrouble = Literal["", "suspended", "asked"]
"""What stands between a guest and the door: too many wrong codes, or a call for help nobody has answered yet."""
WishState = Literal["open", "given", "denied"]
"""What became of a wish for earlier pictures."""
Outcome = Literal["open", "decided", "no_majority", "no_quorum"]
"""What a board came to."""


class PresenceState(StrEnum):
    """How far a participant has come."""

    EXPECTED = "expected"
    WAITING = "waiting"
    ADMITTED = "admitted"
    REMOVED = "removed"
    LEFT = "left"


class ConsentState(StrEnum):
    """How a patient stands to the consent; everybody else stays at `none`."""

    NONE = "none"
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Basis(StrEnum):
    """Why others than the host may see pictures."""

    PATIENT_TAP = "patient_tap"
    VERBAL_WITNESS = "verbal_witness"
    GUARDIAN = "guardian"
    DOCUMENTED = "documented"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class Presence:
    """One participant here and now.

    `connected` counts open sockets; `last_seen_ms` is when the last of them opened or, once none is left, closed.
    `word` is the number-and-word of somebody who waits, empty otherwise. Who was added to a consult that existed is
    `announced` to everybody in the talk before they can be let in; `objections` are of those who would rather not.
    `unseen_ms`: since when no page of theirs is known to be in sight, None while one is; `code_due_ms`: a code is due
    before pictures, and a proof made later is one.
    `arrival` is what is known of the device that came last, `vouched_claim` the device of theirs for which the host
    vouched; `called_ms` is when the host rang them while they waited.
    """

    participant: ParticipantId
    state: PresenceState = PresenceState.EXPECTED
    connected: int = 0
    last_seen_ms: int | None = None
    factors: tuple[str, ...] = ()
    word: str = ""
    recognized: Recognized | None = None
    consent: ConsentState = ConsentState.NONE
    trouble: LinkTrouble = ""
    announced: bool = False
    objections: tuple[ParticipantId, ...] = ()
    arrival: Arrival = NO_LINK
    vouched_claim: int | None = None
    called_ms: int | None = None
    unseen_ms: int | None = None
    code_due_ms: int | None = None

    @property
    def code_falls_due_ms(self) -> int | None:
        """When a code will be due before pictures; None while the page is in sight, and once it is due."""
        if self.unseen_ms is None or self.code_due_ms is not None or not self.is_admitted:
            return None
        return self.unseen_ms + UNSEEN_MS

    @property
    def is_doubted(self) -> bool:
        """Whether this may be somebody else than the patient of the pictures, and the host has not vouched for them."""
        return self.arrival.is_doubted and self.vouched_claim != self.arrival.claim

    @property
    def is_online(self) -> bool:
        """Whether at least one socket is open."""
        return self.connected > 0

    @property
    def is_admitted(self) -> bool:
        """Whether this participant is in the talk."""
        return self.state is PresenceState.ADMITTED


@dataclass(frozen=True, slots=True)
class Knock:
    """A second device that proved the link of somebody whose seat another device has; `word` is its own."""

    participant: ParticipantId
    word: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Grant:
    """A recorded consent with its scope: who may see which stacks until when, and on what basis.

    `by` gave it (the patient) or recorded it (the host); `stacks` are handles of the manifest, ascending; `digest`,
    `language` and `text_ref` name exactly the text a patient agreed to, `purpose` what it said they are for; `note_ref`
    the host's words for another basis. A narrower grant keeps whose it is: `by` does not change with who took some away.
    """

    number: int
    basis: Basis
    by: ParticipantId
    at_ms: int
    persons: tuple[ParticipantId, ...]
    stacks: tuple[int, ...]
    until_ms: int | None = None
    digest: str = ""
    language: str = ""
    text_ref: str = ""
    note_ref: str = ""
    withdrawn_ms: int | None = None
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class ControlRequest:
    """Somebody asks to steer; unanswered it lapses at `until_ms`."""

    by: ParticipantId
    until_ms: int


@dataclass(frozen=True, slots=True)
class Token:
    """Who steers; every hand-over gives it a new `token_epoch`, so what the former holder still sends fails."""

    holder: ParticipantId
    token_epoch: int = 1
    request: ControlRequest | None = None


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A kept view: `number` counts from 1 and is never used twice, `star` makes it a key view of the consult.

    `cited` are its pictures as reports name them, in the order of its viewports.
    """

    number: int
    by: ParticipantId
    at_ms: int
    name: str
    star: bool
    view: View
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class PriorWish:
    """Earlier pictures a specialist asked the host for; `number` counts from 1, `modality` empty: any.

    It is answered once: with the `stacks` that were added for it, or with no and the host's word, which may be empty.
    """

    number: int
    by: ParticipantId
    at_ms: int
    modality: str
    words: str
    state: WishState = "open"
    reply: str = ""
    stacks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Vote:
    """Where somebody of a board stands: `position` counts from 0, `times` how often they have said where they stand."""

    by: ParticipantId
    at_ms: int
    position: int
    reason: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Ballot:
    """A question put to a board; `number` counts from 1. `board` are those who have a seat on it.

    The first of the `positions` is what is proposed; none are named: agree, differ, need more. `votes` has the newest of
    each, in the order in which they first voted. `absent` are those who had left when it was closed.
    """

    number: int
    at_ms: int
    question: str
    positions: tuple[str, ...]
    board: tuple[ParticipantId, ...]
    quorum: int
    votes: tuple[Vote, ...] = ()
    closed_ms: int | None = None
    absent: tuple[ParticipantId, ...] = ()


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One granted end of viewing; rows are never edited, the newest one holds. `number` counts from 1."""

    number: int
    until_ms: int
    at_ms: int
    by: ParticipantId
    minutes: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """One consult. All times are Unix epoch milliseconds (UTC).

    `epoch` counts key reigns and never falls (0: none yet); `keyed` says whether the key of `epoch` is alive.
    `latest_end_ms` is fixed at creation. `warned_until_ms`: warnings due up to then have been said.
    `withdrawn`: the patient withdrew while viewing and nobody has granted anew. `lookers` are the roles that may look
    around by themselves, `blank` says that patients and observers are shown nothing for now;
    `bookmarks_made` is the highest number a kept view ever had.
    """

    id: SessionId
    host: Seat
    guests: tuple[Seat, ...]
    policy: ViewingPolicy
    basis: Basis
    minutes: int
    created_ms: int
    starts_ms: int
    lobby_until_ms: int
    latest_end_ms: int
    stacks: tuple[StackRef, ...]
    presence: tuple[Presence, ...]
    token: Token
    phase: Phase = Phase.SCHEDULED
    pause_reason: PauseReason | None = None
    lock_reason: LockReason | None = None
    deadlines: tuple[DeadlineRow, ...] = ()
    extensions: int = 0
    viewing_started_ms: int | None = None
    paused_since_ms: int | None = None
    closing_until_ms: int | None = None
    locked_ms: int | None = None
    warned_until_ms: int = 0
    grants: tuple[Grant, ...] = ()
    withdrawn: bool = False
    epoch: int = 0
    keyed: bool = False
    view: View | None = None
    lookers: tuple[Role, ...] = (Role.SPECIALIST,)
    blank: bool = False
    bookmarks: tuple[Bookmark, ...] = ()
    bookmarks_made: int = 0
    marks: tuple[Mark, ...] = ()
    knocks: tuple[Knock, ...] = ()
    wishes: tuple[PriorWish, ...] = ()
    ballots: tuple[Ballot, ...] = ()

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Everybody this session expects, host first."""
        return (self.host, *self.guests)

    @property
    def deadline_ms(self) -> int | None:
        """The granted end of viewing (D); None until the first admission."""
        return self.deadlines[-1].until_ms if self.deadlines else None

    def seat_of(self, participant: ParticipantId) -> Seat:
        """The seat of a participant.

        Raises
        ------
        Refused
            `forbidden` when nobody of that id has a seat here.
        """
        for seat in self.seats:
            if seat.id == participant:
                return seat
        raise Refused("forbidden")

    def role_of(self, participant: ParticipantId) -> Role:
        """The role of a participant; `forbidden` for a stranger."""
        return self.seat_of(participant).role

    def presence_of(self, participant: ParticipantId) -> Presence:
        """How a participant stands here and now; `forbidden` for a stranger."""
        for presence in self.presence:
            if presence.participant == participant:
                return presence
        raise Refused("forbidden")

    def knock_of(self, participant: ParticipantId) -> Knock | None:
        """The second device that asks for this participant's seat, if there is one."""
        return next((knock for knock in self.knocks if knock.participant == participant), None)

    def with_presence(self, changed: Presence) -> "Session":
        """The same session with one participant's presence replaced."""
        return replace(
            self,
            presence=tuple(changed if kept.participant == changed.participant else kept for kept in self.presence),
        )
