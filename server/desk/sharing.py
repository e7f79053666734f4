"""Letting a colleague look at a study, and stopping that; only its owner may."""

from collections.abc import Callable

from server.desk.library import Library
from server.desk.study_ports import Colleagues, Record, StudyShares
from server.desk.study_views import StudyView
from server.terms.entries import Entry
from server.terms.errors import NotFound, Refused
from server.terms.ids import PersonId, StudyId
from server.terms.people import StaffRole

CLINICIANS = {StaffRole.PROVIDER, StaffRole.SPECIALIST}


class Sharing:
    """The use case. A colleague may look and use the study in consults, never share it on or delete it."""

    def __init__(
        self,
        *,
        library: Library,
        shares: StudyShares,
        colleagues: Colleagues,
        record: Record,
        now_ms: Callable[[], int],
    ) -> None:
        self._library = library
        self._shares = shares
        self._colleagues = colleagues
        self._record = record
        self._now_ms = now_ms

    async def share(self, person: PersonId, study: StudyId, colleague: PersonId) -> StudyView:
        """Let a colleague look; harmless when they may already.

        Raises
        ------
        NotFound
            `study`; `person`.
        Refused
            `not_owner`; `not_a_clinician`: administrators and auditors see no pictures.
        """
        await owned(self._library, person, study)
        other = await self._colleagues.person(colleague)
        if other is None:
            raise NotFound("person")
        if other.role not in CLINICIANS:
            raise Refused("not_a_clinician")
        already = (await self._shares.shared_with([study]))[study]
        if colleague != person and colleague not in already:
            await self._note("study.shared", person, study, colleague)
            await self._shares.share(study, colleague, self._now_ms())
        return await self._library.study(person, study)

    async def unshare(self, person: PersonId, study: StudyId, colleague: PersonId) -> StudyView:
        """Stop letting a colleague look; harmless when they could not. A consult already running is not touched.

        Raises
        ------
        NotFound, Refused
            `study`; `not_owner`.
        """
        await owned(self._library, person, study)
        if colleague in (await self._shares.shared_with([study]))[study]:
            await self._note("study.unshared", person, study, colleague)
            await self._shares.unshare(study, colleague)
        return await self._library.study(person, study)

    async def _note(self, kind: str, person: PersonId, study: StudyId, colleague: PersonId) -> None:
        facts = {"study": study, "person": colleague}
        await self._record.append([Entry(kind, self._now_ms(), person, facts=facts)])


async def owned(library: Library, person: PersonId, study: StudyId) -> None:
    """Pass for the owner; raises `NotFound` (`study`) for strangers and `Refused` (`not_owner`) for colleagues."""
    if (await library.visible(person, study)).owner != person:
        raise Refused("not_owner")
