"""What a decision asks the running session to do, and in which order.

Within one decision effects stand in this order: keys, dark, record, save, show, tell. A decision that destroys keys
stands in the order of ending instead: stop feeds, destroy keys, make dark, save the phase, record, tell, close.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias

from server.sessions.session import DeadlineRow, Session
from server.terms.entries import Entry
from server.terms.errors import Fact
from server.terms.ids import ParticipantId
from server.terms.marks import Mark
from server.terms.view import View


class LineCode(StrEnum):
    """System lines of the chat; the page words them."""

    INVITED = "invited"
    ADMITTED = "admitted"
    LEFT = "left"
    REMOVED = "removed"
    PRESENTING = "presenting"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    WARNING = "warning"
    CONSENT_GIVEN = "consent_given"
    CONSENT_REFUSED = "consent_refused"
    CONSENT_NARROWED = "consent_narrowed"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    BASIS_RECORDED = "basis_recorded"
    VIEWING_ENDED = "viewing_ended"
    SIGNAL_NOTICED = "signal_noticed"


@dataclass(frozen=True, slots=True)
class StopFeeds:
    """Send no further frame to these participants (None: to nobody)."""

    participants: tuple[ParticipantId, ...] | None = None


@dataclass(frozen=True, slots=True)
class DestroyKeys:
    """Session keys, decoded frames and ciphertext are gone. Idempotent; never waits for the record."""

    reason: str


@dataclass(frozen=True, slots=True)
class MintEpoch:
    """Draw the key of this epoch; the former one dies, the frame cache is sealed anew in memory."""

    epoch: int


@dataclass(frozen=True, slots=True)
class MakeDark:
    """Clients of these participants (None: all) drop key, bitmaps and canvas. Never waits for the record."""

    participants: tuple[ParticipantId, ...] | None
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """Append this entry to the record; what follows waits until it is durable."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class SetDeadline:
    """Sign and store this row; it is the end of viewing from now on."""

    row: DeadlineRow


@dataclass(frozen=True, slots=True)
class Save:
    """Make the session durable."""


@dataclass(frozen=True, slots=True)
class GiveKey:
    """Wrap the frame key of this epoch to each connection of exactly these participants."""

    participants: tuple[ParticipantId, ...]
    epoch: int


@dataclass(frozen=True, slots=True)
class StartFeed:
    """Send these participants the manifest they may see, the view, then frames (the current one first)."""

    participants: tuple[ParticipantId, ...]


@dataclass(frozen=True, slots=True)
class ShowView:
    """Send the view to everybody who may see its stacks; `cseq` goes back to its author only.

    Views are not saved one by one: the running session keeps the newest durable at its own slow pace.
    """

    view: View
    cseq: int | None
    author: ParticipantId


@dataclass(frozen=True, slots=True)
class ShowOwnView:
    """A participant looks around by themselves at this view from now on; None: they follow the shared one."""

    participant: ParticipantId
    view: View | None
    cseq: int | None


@dataclass(frozen=True, slots=True)
class TellBookmarks:
    """Clinicians hear which views are kept."""


@dataclass(frozen=True, slots=True)
class TellMarks:
    """Everybody who sees their pictures hears of marks that were drawn or taken away."""

    put: tuple[Mark, ...] = ()
    dropped: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class TellWishes:
    """Clinicians hear which earlier pictures were asked for, and what became of it."""


@dataclass(frozen=True, slots=True)
class TellBallots:
    """Clinicians hear what the board was asked, and how it stands."""


@dataclass(frozen=True, slots=True)
class AskConsent:
    """Show the consent form to this patient; whoever shows it records its digest."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True)
class SystemLine:
    """A line of the chat said by the system; facts are ids, numbers and codes."""

    code: LineCode
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TellState:
    """Everybody hears phase and times."""


@dataclass(frozen=True, slots=True)
class TellPresence:
    """Everybody hears who is here."""


@dataclass(frozen=True, slots=True)
class TellControl:
    """Everybody hears who steers or asks to."""


@dataclass(frozen=True, slots=True)
class Close:
    """Say goodbye with this code and close every connection of this participant."""

    participant: ParticipantId
    code: str


Effect: TypeAlias = (
    StopFeeds
    | DestroyKeys
    | MintEpoch
    | MakeDark
    | Record
    | SetDeadline
    | Save
    | GiveKey
    | StartFeed
    | ShowView
    | ShowOwnView
    | TellBookmarks
    | TellMarks
    | TellWishes
    | TellBallots
    | AskConsent
    | SystemLine
    | TellState
    | TellPresence
    | TellControl
    | Close
)

ORDER: Final[tuple[type[Effect], ...]] = (
    StopFeeds, MintEpoch, MakeDark, Record, SetDeadline, Save, GiveKey, StartFeed, ShowView, ShowOwnView,
    SystemLine, TellState, TellControl, TellPresence, TellBookmarks, TellMarks, TellWishes, TellBallots, AskConsent, Close,
)  # fmt: skip
"""Ordinary decisions: keys, dark, record, save, show, tell."""

ENDING_ORDER: Final[tuple[type[Effect], ...]] = (
    StopFeeds, DestroyKeys, MakeDark, SetDeadline, Save, Record,
    ShowOwnView, SystemLine, TellState, TellControl, TellPresence, TellBookmarks, TellMarks, TellWishes, TellBallots,
    AskConsent, Close,
)  # fmt: skip
"""Decisions that destroy keys: nothing that can fail or wait stands before the two that must happen at once."""


def in_order(effects: Iterable[Effect]) -> tuple[Effect, ...]:
    """One decision's effects in the order they must happen; equal ones keep theirs, repeated tellings are said once."""
    distinct: list[Effect] = []
    for effect in effects:
        if effect not in distinct:
            distinct.append(effect)
    order = ENDING_ORDER if any(isinstance(effect, DestroyKeys) for effect in distinct) else ORDER
    return tuple(sorted(distinct, key=lambda effect: order.index(type(effect))))


@dataclass(frozen=True, slots=True)
class Stepped:
    """What a decision came to: the session as it is now and what must be done about it."""

    session: Session
    effects: tuple[Effect, ...] = ()

    def plus(self, *effects: Effect) -> "Stepped":
        """The same decision with more to do."""
        return Stepped(self.session, (*self.effects, *effects))

    def then(self, later: "Stepped") -> "Stepped":
        """Both decisions as one, the later made on the session of the earlier."""
        return Stepped(later.session, (*self.effects, *later.effects))
