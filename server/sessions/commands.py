"""What a session can be told: by a person (`by`), by a connection, by time or by the process that owns it."""

from dataclasses import dataclass

from server.sessions.phases import LockReason
from server.sessions.session import Basis, Recognized
from server.terms.consults import Mask
from server.terms.ids import ParticipantId
from server.terms.marks import Mark, Measured
from server.terms.people import Role
from server.terms.view import Link, Viewport

# --- connections, time and the owning process ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Join:
    """A connection of this participant opened. `word_index` is random and picks the number-and-word of who waits."""

    participant: ParticipantId
    factors: tuple[str, ...] = ()
    word_index: int = 0


@dataclass(frozen=True, slots=True)
class Drop:
    """A connection of this participant closed."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True)
class Reclaim:
    """The link of this participant was proven on another device: whoever was here under it must be recognized anew."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True)
class Tick:
    """Time passed: whatever is due happens."""


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
    """The host recognized somebody who waits and picked the word they said."""

    by: ParticipantId
    participant: ParticipantId
    recognized: Recognized
    word: str


@dataclass(frozen=True, slots=True)
class Deny:
    """The host does not know who waits."""

    by: ParticipantId
    participant: ParticipantId


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
    """Viewing ends now; a second one while closing locks."""

    by: ParticipantId


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
class TakeControl:
    """The host steers again, at once."""

    by: ParticipantId


# --- patient ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GiveConsent:
    """The patient agrees to exactly the text of this digest, for these stacks. `persons` None: every guest."""

    by: ParticipantId
    stacks: tuple[int, ...]
    digest: str
    language: str
    text_ref: str
    until_ms: int | None = None
    persons: tuple[ParticipantId, ...] | None = None


@dataclass(frozen=True, slots=True)
class RefuseConsent:
    """The patient says not now to exactly the text of this digest."""

    by: ParticipantId
    digest: str
    language: str
    text_ref: str


@dataclass(frozen=True, slots=True)
class Narrow:
    """Fewer stacks or fewer people than the standing grant. `persons` None: the same people."""

    by: ParticipantId
    stacks: tuple[int, ...]
    persons: tuple[ParticipantId, ...] | None = None


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
class SetView:
    """The presenter's whole view. `cseq` is the sender's own number, echoed with the view."""

    by: ParticipantId
    token_epoch: int
    cseq: int
    layout: tuple[int, int]
    active: str
    viewports: tuple[Viewport, ...]
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class LookAround:
    """Somebody's own whole view, beside the shared one, for their screen alone. `cseq` is their own number."""

    by: ParticipantId
    cseq: int
    layout: tuple[int, int]
    active: str
    viewports: tuple[Viewport, ...]
    link: Link | None = None


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
    """Name the shared view to come back to it, star it as a key view; with `number` an earlier one is named anew."""

    by: ParticipantId
    name: str
    star: bool = False
    number: int | None = None


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
    | Remove
    | Pause
    | Resume
    | Extend
    | End
    | AskAgain
    | RecordBasis
    | ReleaseStack
    | TakeControl
    | GiveConsent
    | RefuseConsent
    | Narrow
    | Withdraw
    | Leave
    | SetView
    | LookAround
    | Follow
    | AllowLooking
    | Blank
    | KeepView
    | DropView
    | PutMark
    | DropMark
    | RequestControl
    | HandOver
    | ReleaseControl
)
"""What a seated person may send; each has a row in `roles.MAY`."""

Command = PersonCommand | Join | Drop | Reclaim | Tick | Recover | Kill
