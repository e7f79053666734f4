"""Earlier pictures for a consult or a reading: which there are of the same patient, and the host's answer to who asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from server.desk.consults import Consults
from server.desk.library import StacksOf
from server.desk.study_views import SeriesView, StudyView
from server.sessions.phases import Phase
from server.sessions.seeing import standing_grant
from server.sessions.session import Basis, Session
from server.terms.consults import StackRef
from server.terms.errors import NotFound, Refused
from server.terms.ids import ParticipantId, PersonId, SeriesId, SessionId, StudyId
from server.terms.people import Person


class EarlierPictures(Protocol):
    """The studies' side of the desk; `Library` is it."""

    async def of_same_patient(self, person: PersonId, study: StudyId) -> list[StudyView]:
        """Give the studies this person may see that are surely of that study's patient; `NotFound` once it is gone."""
        ...

    async def stacks_of(self, person: PersonId, series_ids: Sequence[SeriesId]) -> StacksOf:
        """Give what a consult about these series shows; `NotFound`, or `Refused` `two_patients`."""
        ...


class LivePictures(Protocol):
    """Manifests of running rooms."""

    async def add_stacks(
        self, session: SessionId, by: ParticipantId, stacks: tuple[StackRef, ...], wish: int | None, *, covered: bool
    ) -> None:
        """Put more pictures behind those that are there."""
        ...

    async def deny_prior(self, session: SessionId, by: ParticipantId, wish: int, words: str) -> None:
        """Say no to who asked for some."""
        ...


@dataclass(frozen=True, slots=True)
class EarlierStudy:
    """A study of the same patient, with those of its series that are not in the consult."""

    study: StudyView
    series: tuple[SeriesView, ...]


@dataclass(frozen=True, slots=True)
class PriorsCard:
    """What was asked for and what there is, as the host sees it.

    `may_cover`: a basis of the host's stands, of which they may say that it covers more pictures.
    """

    session: Session
    studies: tuple[EarlierStudy, ...]
    may_cover: bool


class Priors:
    """The host's use cases."""

    def __init__(self, *, consults: Consults, pictures: EarlierPictures, rooms: LivePictures) -> None:
        self._consults = consults
        self._pictures = pictures
        self._rooms = rooms

    async def card(self, person: Person, session: SessionId) -> PriorsCard:
        """Give wishes and earlier studies; raises `NotFound` unless it is this person's consult."""
        mine = await self._consults.mine(person.id, session)
        grant = standing_grant(mine)
        may_cover = grant is not None and grant.basis is not Basis.PATIENT_TAP
        return PriorsCard(mine, await self._earlier(person.id, mine), may_cover)

    async def add(
        self, person: Person, session: SessionId, series: Sequence[SeriesId], wish: int | None, *, covered: bool
    ) -> PriorsCard:
        """Bring series of the same patient in, as the answer to a wish or without one.

        Raises
        ------
        NotFound
            `no_session`; `series`: not of this patient, not this person's to show, or in the consult already.
        Refused
            `locked`, `conflict` when it is ending or nobody waits for that answer; `two_patients` {fields}; `no_grant`.
        Malformed
            `bad_value` {field}.
        """
        mine = await self._consults.mine(person.id, session)
        if mine.phase is Phase.LOCKED:
            raise Refused("locked")
        known = {each.id for earlier in await self._earlier(person.id, mine) for each in earlier.series}
        if not set(series) <= known:
            raise NotFound("series")
        picked = await self._pictures.stacks_of(person.id, series)
        await self._rooms.add_stacks(session, mine.host.id, picked.stacks, wish, covered=covered)
        return await self.card(person, session)

    async def deny(self, person: Person, session: SessionId, wish: int, words: str) -> PriorsCard:
        """Say no; raises `NotFound`, `Refused` `locked`, `conflict` when nobody waits for it, `Malformed` `bad_value` {field}."""
        mine = await self._consults.mine(person.id, session)
        if mine.phase is Phase.LOCKED:
            raise Refused("locked")
        await self._rooms.deny_prior(session, mine.host.id, wish, words)
        return await self.card(person, session)

    async def _earlier(self, person: PersonId, mine: Session) -> tuple[EarlierStudy, ...]:
        """By the patient's id (or name with birth date) as the sealed headers have it: it is compared and goes nowhere."""
        if not mine.stacks or mine.phase is Phase.LOCKED:
            return ()
        here = {ref.series for ref in mine.stacks}
        found = await self._pictures.of_same_patient(person, mine.stacks[0].study)
        studies = (EarlierStudy(each, tuple(one for one in each.series if one.id not in here)) for each in found)
        return tuple(each for each in studies if each.series)
