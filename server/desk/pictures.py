"""Pictures as consults need them: which stacks a person may pick, whose they are, what they are called."""

from collections.abc import Sequence
from typing import Protocol

from server.desk.library import StacksOf
from server.desk.sealed_headers import StudyHead
from server.desk.study_views import SeriesView
from server.terms.consults import Mask, StackRef
from server.terms.ids import PersonId, SeriesId, StudyId


class Pictures(Protocol):
    """The studies' side of the desk, as consults see it; `library` is it."""

    async def stacks_of(self, person: PersonId, series_ids: Sequence[SeriesId]) -> StacksOf:
        """Give what a consult about these series shows; `NotFound`, or `Refused` `two_patients`."""
        ...

    async def series_of_stacks(self, stacks: Sequence[StackRef]) -> list[SeriesView]:
        """Give the series of a consult, those of a deleted study left out."""
        ...

    async def head_of(self, study: StudyId) -> StudyHead | None:
        """Give whose study it is and what it is called; None once it is gone."""
        ...


class Checks(Protocol):
    """What was decided about names in pictures; `checking` is it."""

    async def decided(self, ref: StackRef) -> tuple[Mask, ...] | None:
        """Give what is to be black on a stack, None when nobody has looked at it."""
        ...
