"""What is saved of a consult or a second opinion: pictures with what was drawn on them, and what was answered."""

from dataclasses import dataclass
from datetime import datetime

from server.reports.references import Reference
from server.terms.ids import ParticipantId
from server.terms.marks import MEASURED, Mark
from server.terms.opinions import UNDECLARED, Answer, DeclaredDisplay
from server.terms.people import Role
from server.terms.view import Quality, Window


@dataclass(frozen=True, slots=True)
class FoundOn:
    """One picture and what was found on it.

    `series_number` and `image_number` are as reports cite them, `window` is what it was seen through (None: color, or
    nobody knows), `quality` the best in which it was seen, `display` what its reader said they looked at, `caption` what
    was said of it. `presentation` is the presentation state that says how to look at it, where one was made.
    """

    picture: Reference
    series_number: int | None
    image_number: int
    marks: tuple[Mark, ...] = ()
    window: Window | None = None
    quality: Quality = ""
    display: DeclaredDisplay = UNDECLARED
    caption: str = ""
    presentation: Reference | None = None

    @property
    def measured(self) -> tuple[Mark, ...]:
        """The drawings on it that measure something."""
        return tuple(mark for mark in self.marks if mark.kind in MEASURED and mark.measured is not None)


@dataclass(frozen=True, slots=True)
class Observer:
    """Who is responsible for what is said: the name and the organization they go by; never a patient's."""

    name: str
    organization: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What a report says.

    `source` names what it comes from (a consult or a reading): marks are traced by it from one report to the next.
    `answer` is a signed opinion with the moment it was signed, as the clock of `NewObject` has it; without one this is
    what was drawn in a consult, and nobody stands for it. `earlier` is the report of the version this one amends.
    """

    source: str
    modality: str
    pictures: tuple[FoundOn, ...]
    observer: Observer
    roles: tuple[tuple[ParticipantId, Role], ...] = ()
    answer: Answer | None = None
    signed: datetime | None = None
    key_objects: Reference | None = None
    earlier: Reference | None = None
