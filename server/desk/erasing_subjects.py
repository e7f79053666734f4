"""Erasing what is about somebody: a study, and the record of every consult that showed it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from server.desk.deletion import Deleted
from server.desk.erasing import Erasing
from server.desk.erasure_rows import Erased
from server.desk.retention import StudyEnd
from server.desk.study_rows import StudyRow
from server.sessions.session import Session
from server.terms.errors import NotFound, Refused
from server.terms.ids import SessionId, StudyId

OPERATOR: Final = "operator"
ALL: Final = 1_000_000_000


class KeptConsults(Protocol):
    """Consults, whoever they belong to."""

    async def unfinished(self) -> Sequence[SessionId]:
        """Give every session that is not locked."""
        ...

    async def ended(self, *, limit: int) -> Sequence[SessionId]:
        """Give sessions of which viewing is over."""
        ...

    async def load_unverified(self, session: SessionId) -> Session:
        """Give a session; `NotFound` (`no_session`), `Tampered`."""
        ...


class StudiesById(Protocol):
    """Studies, whoever they belong to."""

    async def study(self, study: StudyId) -> StudyRow | None:
        """Give one study, None when it is gone."""
        ...


@dataclass(frozen=True, slots=True)
class SubjectErased:
    """The receipts: of the study (None when it was gone before) and of each consult that showed it."""

    study: Deleted | None
    consults: tuple[Erased, ...]


class ErasingSubjects:
    """The use case, for the operator alone: whoever has the deployment key and the data can do it anyway."""

    def __init__(self, *, consults: KeptConsults, studies: StudiesById, deletion: StudyEnd, erasing: Erasing) -> None:
        self._consults = consults
        self._studies = studies
        self._deletion = deletion
        self._erasing = erasing

    async def erase(self, study: StudyId) -> SubjectErased:
        """Destroy a study and erase the record of every consult that showed it; again after a crash, the rest.

        Raises
        ------
        NotFound
            `study`: neither it nor such a consult is there.
        Refused
            `in_use`: a consult that is not over shows it; nothing was erased.
        Unavailable
            `log_unavailable`: what has not gone yet stays.
        """
        if await self._about(study, await self._consults.unfinished()):
            raise Refused("in_use")
        row = await self._studies.study(study)
        about = await self._about(study, await self._consults.ended(limit=ALL))
        if row is None and not about:
            raise NotFound("study")
        deleted = None if row is None else await self._deletion.destroy(row, why="asked")
        erased = [await self._erasing.erase(each, "record", why="asked", actor=OPERATOR) for each in about]
        return SubjectErased(deleted, tuple(erased))

    async def _about(self, study: StudyId, sessions: Sequence[SessionId]) -> list[SessionId]:
        loaded = [await self._consults.load_unverified(each) for each in sessions]
        return [each.id for each in loaded if any(stack.study == study for stack in each.stacks)]
