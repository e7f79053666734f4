"""What a session can be told: by a person (`by`), by a connection, by time or by the process that owns it."""

from dataclasses import dataclass

from server.sessions.phases import LockReason
from server.sessions.session import Basis, LinkTrouble, Recognized
from server.terms.consults import Mask, StackRef
from server.terms.ids import ParticipantId
from server.terms.marks import Mark, Measured
from server.terms.people import NO_LINK, Arrival, Role, Seat
from server.terms.view import Bearings, Cited, Link, Viewport

# --- connections, time and the owning process ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Join:
    """A connection of this participant opened. `word_index` is random and picks the number-and-word of who waits.

    `seen`: its page is in sight; `proven_ms`: when this browser last proved whose it is.
    """

    participant: ParticipantId
    factors: tuple[str, ...] = ()
    word_index: int = 0
    seen: bool = True
    proven_ms: int = 0
    arrival: Arrival = NO_LINK


@dataclass(frozen=True, slots=True)
class Drop:
    """A connection of this participant closed."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True)
class PageSeen:
    """The page of this participant went out of sight, or is in sight again."""

    participant: ParticipantId
    seen: bool


@dataclass(frozen=True, slots=True)
class NeedCode:
    """Nobody is at the machine of this participant: no picture before they prove themselves."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True)
class Proved:
    """A participant proved themselves anew."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True)
class KnockAgain:
    """The link of this participant was proven on a second device: it asks for the seat that another device has."""

    participant: ParticipantId
    word_index: int = 0


@dataclass(frozen=True, slots=True)
class LinkTroubled:
    """A guest's link was stopped, its guest asked the clinic for help, or (empty) neither is so any more."""

    participant: ParticipantId
    trouble: LinkTrouble


@dataclass(frozen=True, slots=True)
class BeginReading:
    """Who was asked for an opinion, and said they would give one, starts to look alone or comes back to it."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True)
class Tick:
    """Time passed: whatever is due happens."""


@dataclass(frozen=True, slots=True)
class StartClips:
    """Enough people hold the frames of the clips that wait."""


@dataclass(frozen=True, slots=True)
class Recover:
    """A new process owns the session: every connection and every key of the former one is gone."""


@dataclass(frozen=True, slots=True)
class Kill:
    """Lock at once, keys first: an administrator revoked it (`by` is a person id), or it cannot go on (`failed`)."""

    by: str
    reason: LockReason = LockReason.REVOKED


# --- host ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenDoors:
    """The host lets people into the lobby before its time."""

    by: ParticipantId


@dataclass(frozen=True, slots=True)
class Admit:
    """The host recognized somebody who waits and picked the word they said; `knock`: on a second device, see `Knock`."""

    by: ParticipantId
    participant: ParticipantId
    recognized: Recognized
    word: str
    knock: bool = False


@dataclass(frozen=True, slots=True)
class Deny:
    """The host does not know who waits, or (`knock`) who asks for a seat on a second device."""

    by: ParticipantId
    participant: ParticipantId
    knock: bool = False


@dataclass(frozen=True, slots=True)
class AddGuest:
    """The host gives a seat to one more guest: an interpreter, a relative, another specialist; never a patient."""

    by: ParticipantId
    seat: Seat


@dataclass(frozen=True, slots=True)
class CallGuest:
    """The host rings somebody who waits."""

    by: ParticipantId
    participant: ParticipantId


@dataclass(frozen=True, slots=True)
class OverrideBirth:
    """The host vouches for a patient whose birth date did not match, for a reason that was kept."""

    by: ParticipantId
    participant: ParticipantId
    note_ref: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Out of the session for good."""

    by: ParticipantId
    participant: ParticipantId


@dataclass(frozen=True, slots=True)
class Pause:
    """Screens blank, keys dead, the clock keeps running."""

    by: ParticipantId


@dataclass(frozen=True, slots=True)
class Resume:
    """Pictures again, under a new epoch."""

    by: ParticipantId


@dataclass(frozen=True, slots=True)
class Extend:
    """More minutes, inside the policy and the consent."""

    by: ParticipantId
    minutes: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """Viewing ends now; a second one while closing locks. `at_once`: locked from any phase, with no time for goodbyes."""

    by: ParticipantId
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class AskAgain:
    """The host shows the consent to the patient once more."""

    by: ParticipantId
    participant: ParticipantId


@dataclass(frozen=True, slots=True)
class RecordBasis:
    """The host records on what other basis people may see pictures. `persons` None: every guest."""

    by: ParticipantId
    basis: Basis
    stacks: tuple[int, ...]
    note_ref: str
    until_ms: int | None = None
    persons: tuple[ParticipantId, ...] | None = None


@dataclass(frozen=True, slots=True)
class ReleaseStack:
    """Somebody looked for names: guests may see this stack, with these areas black. No masks: nothing identifying."""

    by: ParticipantId
    stack: int
    masks: tuple[Mask, ...] = ()


@dataclass(frozen=True, slots=True)
class AddStacks:
    """The host brings in more pictures of the same patient, as the answer to a `wish` or on their own.

    `covered`: they say that the basis they recorded before covers these, too.
    """

    by: ParticipantId
    stacks: tuple[StackRef, ...]
    wish: int | None = None
    covered: bool = False


@dataclass(frozen=True, slots=True)
class DenyPrior:
    """The host will not show earlier pictures somebody asked for, and may say why."""

    by: ParticipantId
    wish: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class TakeControl:
    """The host steers again, at once."""

    by: ParticipantId


# --- patient ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GiveConsent:
    """The patient agrees to exactly the text of this digest, for these stacks. `persons` None: every guest.

    `purpose` is the code of what the text says the pictures are shown for.
    """

    by: ParticipantId
    stacks: tuple[int, ...]
    digest: str
    language: str
    text_ref: str
    until_ms: int | None = None
    persons: tuple[ParticipantId, ...] | None = None
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class RefuseConsent:
    """The patient says not now to exactly the text of this digest."""

    by: ParticipantId
    digest: str
    language: str
    text_ref: str


@dataclass(frozen=True, slots=True)
class Narrow:
    """Fewer stacks, fewer people or a nearer end than the standing grant. `persons`, `until_ms` None: the same as there."""

    by: ParticipantId
    stacks: tuple[int, ...]
    persons: tuple[ParticipantId, ...] | None = None
    until_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Stop sharing: pictures are gone, the talk goes on."""

    by: ParticipantId


# --- everybody in the talk -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Leave:
    """A guest goes; coming back leads through the lobby again."""

    by: ParticipantId


@dataclass(frozen=True, slots=True)
class ObjectTo:
    """Somebody would rather not have this added person here, or (not `objects`) minds no more."""

    by: ParticipantId
    participant: ParticipantId
    objects: bool = True


@dataclass(frozen=True, slots=True)
class SetView:
    """The presenter's whole view. `cseq` is the sender's own number, echoed with the view.

    `bearings` are what the session knows of its stacks, none while they are not open; no client says them.
    """

    by: ParticipantId
    token_epoch: int
    cseq: int
    layout: tuple[int, int]
    active: str
    viewports: tuple[Viewport, ...]
    link: Link | None = None
    bearings: tuple[Bearings, ...] = ()


@dataclass(frozen=True, slots=True)
class LookAround:
    """Somebody's own whole view, beside the shared one, for their screen alone. `cseq` and `bearings` as above."""

    by: ParticipantId
    cseq: int
    layout: tuple[int, int]
    active: str
    viewports: tuple[Viewport, ...]
    link: Link | None = None
    bearings: tuple[Bearings, ...] = ()


@dataclass(frozen=True, slots=True)
class Follow:
    """Back to the shared view."""

    by: ParticipantId


@dataclass(frozen=True, slots=True)
class AllowLooking:
    """The host: people of this role may (not) look around by themselves."""

    by: ParticipantId
    role: Role
    allowed: bool


@dataclass(frozen=True, slots=True)
class Blank:
    """The host: patients and observers see no picture while one is prepared; specialists go on seeing."""

    by: ParticipantId
    blank: bool


@dataclass(frozen=True, slots=True)
class KeepView:
    """Name the shared view to come back to it, star it as a key view; with `number` an earlier one is named anew.

    `cited` are the pictures of a new one as reports name them.
    """

    by: ParticipantId
    name: str
    star: bool = False
    number: int | None = None
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class DropView:
    """Forget a kept view."""

    by: ParticipantId
    number: int


@dataclass(frozen=True, slots=True)
class PutMark:
    """Draw or change a mark; `base_rev` is the one it changes (0: new), `measured` what the server found under it."""

    by: ParticipantId
    mark: Mark
    base_rev: int
    measured: Measured | None = None


@dataclass(frozen=True, slots=True)
class DropMark:
    """Take a mark away."""

    by: ParticipantId
    id: str
    base_rev: int


@dataclass(frozen=True, slots=True)
class AskPrior:
    """May I see earlier pictures? `modality` empty: any."""

    by: ParticipantId
    words: str
    modality: str = ""


@dataclass(frozen=True, slots=True)
class PutQuestion:
    """The host puts a question to these people; without a `quorum` more than half of them have to vote."""

    by: ParticipantId
    question: str
    board: tuple[ParticipantId, ...]
    positions: tuple[str, ...] = ()
    quorum: int | None = None


@dataclass(frozen=True, slots=True)
class CastVote:
    """Where somebody of the board stands, for the first time or anew."""

    by: ParticipantId
    number: int
    position: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CloseVote:
    """The host counts the votes: no more of them."""

    by: ParticipantId
    number: int


@dataclass(frozen=True, slots=True)
class RequestControl:
    """May I steer? Asks presenter and host; lapses after 20 s."""

    by: ParticipantId


@dataclass(frozen=True, slots=True)
class HandOver:
    """Presenter or host: `to` steers from now on."""

    by: ParticipantId
    to: ParticipantId


@dataclass(frozen=True, slots=True)
class ReleaseControl:
    """The presenter gives control back to the host."""

    by: ParticipantId


PersonCommand = (
    OpenDoors
    | Admit
    | Deny
    | AddGuest
    | CallGuest
    | OverrideBirth
    | Remove
    | Pause
    | Resume
    | Extend
    | End
    | AskAgain
    | RecordBasis
    | ReleaseStack
    | AddStacks
    | DenyPrior
    | TakeControl
    | GiveConsent
    | RefuseConsent
    | Narrow
    | Withdraw
    | Leave
    | ObjectTo
    | SetView
    | LookAround
    | Follow
    | AllowLooking
    | Blank
    | KeepView
    | DropView
    | PutMark
    | DropMark
    | AskPrior
    | PutQuestion
    | CastVote
    | CloseVote
    | RequestControl
    | HandOver
    | ReleaseControl
)
"""What a seated person may send; each has a row in `roles.MAY`."""

Command = (
    PersonCommand
    | Join
    | Drop
    | PageSeen
    | NeedCode
    | Proved
    | KnockAgain
    | LinkTroubled
    | BeginReading
    | Tick
    | StartClips
    | Recover
    | Kill
)
