"""What a request can be told: by whoever asked, by whoever was asked, or by time."""

from dataclasses import dataclass, field

from server.opinions.request import DeclineReason
from server.terms.consults import StackRef
from server.terms.ids import SessionId
from server.terms.opinions import CitedImage, Confidence, NextStep, Position, Urgency


@dataclass(frozen=True, slots=True)
class Accept:
    """The reader will answer; the time they were given is theirs from when they begin."""

    actor: str


@dataclass(frozen=True, slots=True)
class Decline:
    """The reader will not answer, and says why."""

    actor: str
    reason: DeclineReason
    words: str = ""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Whoever asked does not need it any more."""

    actor: str


@dataclass(frozen=True, slots=True)
class MoveDue:
    """Whoever asked needs the answer at another time."""

    actor: str
    due_ms: int


@dataclass(frozen=True, slots=True)
class Begin:
    """The reader starts to look: the reading time runs."""

    actor: str


@dataclass(frozen=True, slots=True)
class Reveal:
    """The reader asks for what was reported before, and for what others said."""

    actor: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer as its author means it, before anybody signed it.

    `added` are the stacks that the asker brought into the reading since, behind those that were asked about; `live`: its
    author has been let into a consult they were brought into.
    """

    position: Position
    confidence: Confidence
    urgency: Urgency
    next_step: NextStep
    text: str = field(repr=False)
    next_step_words: str = field(default="", repr=False)
    images: tuple[CitedImage, ...] = ()
    reason: str = field(default="", repr=False)
    added: tuple[StackRef, ...] = ()
    live: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """The reader signs a draft as the next version, having proved themselves at `proved_ms`.

    `over` is the newest version they know (0: none); `digest` is of exactly what is signed (`signing.version_of`).
    """

    actor: str
    draft: Draft
    over: int
    proved_ms: int
    digest: str = ""


@dataclass(frozen=True, slots=True)
class BringLive:
    """Whoever asked brings the reader into a live consult; `told`: they know that a blind reader may hear too much there."""

    actor: str
    consult: SessionId
    told: bool = False


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """The reader reads what is asked."""

    actor: str


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """Whoever asked reads the newest version."""

    actor: str


@dataclass(frozen=True, slots=True)
class Tick:
    """Time passed: whatever is due happens."""


Command = Accept | Decline | Withdraw | MoveDue | Begin | Reveal | Sign | BringLive | ReadRequest | ReadAnswer | Tick
