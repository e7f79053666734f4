"""A second opinion as values: what is asked, of whom, on what basis, and what was answered; nothing here decides."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from server.terms.consults import StackRef
from server.terms.ids import InstanceId, PersonId, SeriesId, SessionId, StudyId
from server.terms.marks import Mark
from server.terms.view import Quality, Window


class Position(StrEnum):
    """How the answer stands to what was asked, or to what was reported before."""

    AGREE = "agree"
    DIFFER = "differ"
    NEED_MORE = "need_more"
    CANNOT_SAY = "cannot_say"


class Confidence(StrEnum):
    """How sure whoever answers is."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Urgency(StrEnum):
    """How soon somebody has to act: to answer what is asked, or on what was answered."""

    ROUTINE = "routine"
    SOON = "soon"
    URGENT = "urgent"


class NextStep(StrEnum):
    """What should be done now; words of their own may say more."""

    NONE = "none"
    FOLLOW_UP = "follow_up"
    MORE_IMAGING = "more_imaging"
    TISSUE = "tissue"
    TREAT = "treat"
    REFER = "refer"
    DISCUSS = "discuss"
    OTHER = "other"


DisplayKind = Literal["", "phone", "tablet", "laptop", "desktop", "medical"]
"""What whoever answers says they looked at; empty: they did not say. Nobody can measure it from here."""


@dataclass(frozen=True, slots=True)
class DeclaredDisplay:
    """A screen as its owner describes it. `calibrated`: they say it is calibrated to the grayscale standard (PS3.14)."""

    kind: DisplayKind = ""
    calibrated: bool = False


UNDECLARED = DeclaredDisplay()


@dataclass(frozen=True, slots=True)
class CitedImage:
    """A picture an answer rests on, named so that it can be found in the archive, and cited when it is gone.

    `stack` and `pos` (0-based) are its place in the reading's manifest; `instance` holds it as frame `frame` (from 1, as
    DICOM counts). `series_number` and `image_number` are as reports cite them (`Se 4 · Im 57`). `window` is what it was
    seen through (None: color, or nobody knows), `quality` the best that the author's screen said it had shown of it.
    `marks` are the author's drawings on it as they were when the answer was signed: geometry in image pixel edges.
    """

    stack: int
    pos: int
    study: StudyId
    series: SeriesId
    instance: InstanceId
    frame: int
    series_number: int | None
    image_number: int
    window: Window | None = None
    quality: Quality = ""
    display: DeclaredDisplay = UNDECLARED
    caption: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """The patient as a request shows them: nothing that names them. `age` is DICOM's (`054Y`), `sex` M, F, O or empty."""

    age: str = ""
    sex: str = ""


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What is asked, fixed when it is asked.

    `session` is the reading: the viewing session made for the request, whose manifest is `stacks`; `consult` is the
    running consult it was asked out of (None: from a study). `basis` is why somebody else may see the pictures (a code of
    the session's own: documented, verbal_witness, guardian, emergency), what it names is sealed with the grant.
    `asked_of` is None for an outside specialist, who comes by link. `minutes` is the reading time granted, inside
    `due_ms`. `first_report` is what was reported before (empty: nothing); `blind`: it is not given before the answer.
    `others_shown`: then the reader is also given what others answered about the same pictures.
    """

    session: SessionId
    asked_by: PersonId
    asked_of: PersonId | None
    question: str
    urgency: Urgency
    asked_ms: int
    due_ms: int
    minutes: int
    stacks: tuple[StackRef, ...]
    basis: str
    subject: Subject = Subject()
    consult: SessionId | None = None
    first_report: str = ""
    blind: bool = False
    others_shown: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One signed version of an opinion. Versions are never edited; a later one amends the one before it.

    `version` counts from 1. `revealed`: whoever answered had been given the first report by then; `live`: they had been in
    a consult about it, where it may have been talked about. `reason` is why it was amended (empty for the first). Times are
    Unix epoch ms.
    """

    version: int
    position: Position
    confidence: Confidence
    urgency: Urgency
    next_step: NextStep
    text: str
    signed_ms: int
    next_step_words: str = ""
    images: tuple[CitedImage, ...] = ()
    revealed: bool = False
    reason: str = ""
    live: bool = False

    def changes_mind(self, before: "Answer") -> bool:
        """Whether this version stands otherwise than the one before it, not merely in other words."""
        return (self.position, self.urgency, self.next_step) != (before.position, before.urgency, before.next_step)
