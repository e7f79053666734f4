"""Until when a study is kept: as the clinic's policy says, longer inside it when its owner asks for that."""

from typing import Protocol

from server.desk.library import Library
from server.desk.ports import Clock
from server.desk.sharing import owned
from server.desk.study_ports import Record
from server.desk.study_views import StudyView
from server.terms.entries import Entry, EntryFact
from server.terms.errors import Malformed, NotFound
from server.terms.ids import PersonId, StudyId
from server.terms.lifetimes import Lifetimes


class KeptStudies(Protocol):
    """Until when owners want their studies kept."""

    async def keep_until(self, study: StudyId, until_ms: int) -> bool:
        """Remember until when; False when the study is gone."""
        ...


class KeepingStudies:
    """The use case."""

    def __init__(
        self, *, library: Library, shelf: KeptStudies, lifetimes: Lifetimes, record: Record, now_ms: Clock
    ) -> None:
        self._library = library
        self._shelf = shelf
        self._lifetimes = lifetimes
        self._record = record
        self._now_ms = now_ms

    async def keep(self, person: PersonId, study: StudyId, until_ms: int) -> StudyView:
        """Keep a study until then instead of as long as all others.

        Raises
        ------
        NotFound
            `study`.
        Refused
            `not_owner`.
        Malformed
            `bad_value` (`until_ms`): sooner than it would go anyway, or longer than the policy allows.
        Unavailable
            `log_unavailable`: it is kept as long as before.
        """
        await owned(self._library, person, study)
        row = await self._library.visible(person, study)
        if self._lifetimes.study_until_ms(row.added_ms, until_ms) != until_ms:
            raise Malformed("bad_value", field="until_ms")
        facts: dict[str, EntryFact] = {"study": study, "until_ms": until_ms}
        await self._record.append([Entry("study.kept", self._now_ms(), person, facts=facts)])
        if not await self._shelf.keep_until(study, until_ms):
            raise NotFound("study")
        return await self._library.study(person, study)
