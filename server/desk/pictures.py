"""Pictures as consults need them: which stacks a person may pick, whose they are, what they are called."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from server.terms.consults import StackRef
from server.terms.ids import PersonId, SeriesId


@dataclass(frozen=True, slots=True)
class PatientFacts:
    """Whom a study is about, as its file says; readable, so never kept or logged here. Dates are YYYYMMDD or empty."""

    name: str
    id: str
    birth_date: str
    sex: str


@dataclass(frozen=True, slots=True)
class SeriesFacts:
    """One series as staff see it on cards. `kind` is volume, images, cine, localizer, dose, capture or other."""

    id: SeriesId
    number: int | None
    modality: str
    description: str
    date: str
    count: int
    columns: int
    rows: int
    kind: str
    useful: bool
    color: bool


@dataclass(frozen=True, slots=True)
class PickedSeries:
    """One series somebody may show: its stacks in order, and whose it is."""

    series: SeriesFacts
    stacks: tuple[StackRef, ...]
    patient: PatientFacts


class Pictures(Protocol):
    """The studies' side of the desk, as consults see it."""

    async def picked(self, person: PersonId, series: Sequence[SeriesId]) -> list[PickedSeries]:
        """Give series this person owns or was given, in the order asked; `NotFound` when one of them is not."""
        ...

    async def of_stacks(self, stacks: Sequence[StackRef]) -> list[PickedSeries]:
        """Give the series of a consult's stacks, each once, in order; those deleted since are left out."""
        ...
