"""Looking through a series for names: what is to be black, and for whom, or that nothing identifies anybody.

Remembered with the study for the next consult; a consult keeps what was decided when it was made.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from server.desk.checked_names import CheckedStack, open_checked, seal_checked
from server.desk.library import Library
from server.desk.opened_stacks import frames_as_they_were
from server.desk.sealed_headers import key_of
from server.desk.study_ports import CheckedShelf, Record
from server.desk.study_rows import StudyRow
from server.desk.study_views import SeriesView, frames_named
from server.sessions.releasing import check_masks
from server.terms.consults import Mask, StackRef
from server.terms.entries import Entry, EntryFact
from server.terms.errors import NotFound, Refused
from server.terms.ids import PersonId, SeriesId, StudyId
from server.vault.deployment import DeploymentKey

KEPT = 1024
"""Decisions kept of one series, the newest first: former ones are about stacks that have grown since."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What somebody decided about one stack: `frames` names exactly what they looked at."""

    frames: str
    masks: tuple[Mask, ...]


class Checking:
    """The use case: whoever may see a study may decide, and each decision is recorded before it counts."""

    def __init__(
        self,
        *,
        library: Library,
        shelf: CheckedShelf,
        record: Record,
        dep: DeploymentKey,
        now_ms: Callable[[], int],
    ) -> None:
        self._library = library
        self._shelf = shelf
        self._record = record
        self._dep = dep
        self._now_ms = now_ms

    async def check(self, person: PersonId, study: StudyId, series: SeriesId, looked: Sequence[Looked]) -> SeriesView:
        """Keep what was decided about some stacks of a series; give the series as it stands then.

        Raises
        ------
        NotFound
            `study`, `series`.
        Refused
            `conflict`: the series is not what was looked at any more.
        Malformed
            `bad_value` {field} for masks that are none.
        Unavailable
            `log_unavailable`: what cannot be recorded does not count.
        """
        row = await self._library.visible(person, study)
        found = (await self._library.catalog(row)).find(series)
        if found is None:
            raise NotFound("series")
        stacks = {frames_named(stack): (part, stack) for part, stack in enumerate(found.stacks)}
        decided: dict[str, CheckedStack] = {}
        entries: list[Entry] = []
        for one in looked:
            if one.frames not in stacks:
                raise Refused("conflict")
            part, stack = stacks[one.frames]
            bounds = stack.bounds
            check_masks(one.masks, bounds)
            now_ms = self._now_ms()
            decided[one.frames] = CheckedStack(one.frames, one.masks, person, now_ms, bounds.columns, bounds.rows)
            kind = "pictures.masked" if one.masks else "pictures.cleared"
            facts: dict[str, EntryFact] = {
                "study": study,
                "series": series,
                "stack": part,
                "rectangles": len(one.masks),
            }
            entries.append(Entry(kind, now_ms, person, facts=facts))
        if entries:
            await self._record.append(entries)
            await self._keep(row, series, decided)
        return await self._series(person, study, series)

    async def decided(self, ref: StackRef) -> tuple[Mask, ...] | None:
        """Give what was decided about a stack of a consult since, None when nobody has looked at all its frames."""
        row = await self._library.row(ref.study)
        catalog = await self._library.catalog(row)
        found = catalog.find(ref.series)
        if found is None:
            raise NotFound("series")
        known = open_checked(key_of(self._dep, row), ref.series, (await self._shelf.checked([row.id])).get(ref.series))
        wanted = frames_as_they_were(ref, catalog)
        for stack in found.stacks:
            # a stack that has grown since the consult was made was looked through with its newer frames
            if wanted <= {(frame.key, frame.frame) for frame in stack.frames}:
                named = frames_named(stack)
                return next((one.masks for one in known if one.frames == named), None)
        return None

    async def _keep(self, row: StudyRow, series: SeriesId, decided: dict[str, CheckedStack]) -> None:
        key = key_of(self._dep, row)
        before = open_checked(key, series, (await self._shelf.checked([row.id])).get(series))
        kept = (*decided.values(), *(one for one in before if one.frames not in decided))
        if not await self._shelf.keep_checked(row.id, series, seal_checked(key, series, kept[:KEPT])):
            raise NotFound("series")

    async def _series(self, person: PersonId, study: StudyId, series: SeriesId) -> SeriesView:
        view = await self._library.study(person, study)
        return next(one for one in view.series if one.id == series)
