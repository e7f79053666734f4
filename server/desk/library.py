"""Looking at studies: the list, one study, the stacks of a consult, and the bytes of one instance for one decode.

Whoever neither owns a study nor was given it learns nothing, not even that it exists.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from server.desk.catalogs import Catalog, Catalogs
from server.desk.checked_names import with_checked
from server.desk.opened_stacks import OpenedStack, open_stack
from server.desk.sealed_headers import StudyHead, key_of, open_head
from server.desk.sealed_objects import SealedObjects
from server.desk.study_ports import CheckedShelf, Colleagues, OtherShelf, StudyShares, StudyShelf
from server.desk.study_rows import StudyRow
from server.desk.study_views import (
    SeriesView,
    StudyView,
    matches,
    open_summary,
    seal_summary,
    series_view,
    series_views,
)
from server.studies.catalog import Series
from server.studies.header import PatientHeader
from server.studies.patients import differing_fields, patient_mismatch, same_patient
from server.terms.consults import StackRef
from server.terms.errors import NotFound, Refused
from server.terms.ids import InstanceId, PersonId, SeriesId, SessionId, StudyId
from server.terms.lifetimes import FOR_EVER, Lifetimes
from server.terms.people import Person, StaffRole
from server.vault.deployment import DeploymentKey

LISTED = 200
WORDS = 8
NOBODY = Person(PersonId("0" * 32), "", StaffRole.PROVIDER)
"""Stands for an owner whose account is gone."""


@dataclass(frozen=True, slots=True)
class StacksOf:
    """What a consult about some series shows: their stacks in the asked order, all of one patient."""

    stacks: tuple[StackRef, ...]
    series: tuple[SeriesView, ...]
    patient: PatientHeader


class Library:
    """The use case; it also is `live`'s source of pictures (`open_stack`, `open_object`)."""

    def __init__(
        self,
        *,
        shelf: StudyShelf,
        shares: StudyShares,
        checked: CheckedShelf,
        others: OtherShelf,
        objects: SealedObjects,
        catalogs: Catalogs,
        colleagues: Colleagues,
        dep: DeploymentKey,
        lifetimes: Lifetimes = FOR_EVER,
    ) -> None:
        self._shelf = shelf
        self._shares = shares
        self._checked = checked
        self._others = others
        self._objects = objects
        self._catalogs = catalogs
        self._colleagues = colleagues
        self._dep = dep
        self._lifetimes = lifetimes

    async def search(self, person: PersonId, asked: str = "") -> tuple[list[StudyView], int]:
        """Give the studies a person may see, newest first, at most 200, and how many there are in all.

        With `asked`, only those in which every word of it (at most 8) is found, in names, ids, dates or descriptions.
        """
        words = asked.casefold().split()[:WORDS]
        rows = await self._shelf.visible_to(person)
        found: list[tuple[StudyRow, StudyHead, tuple[SeriesView, ...]]] = []
        total = 0
        for row in rows:
            if not words and len(found) == LISTED:
                total = len(rows)
                break
            head, series = await self._opened(row)
            if matches(words, head, series):
                total += 1
                found += [(row, head, series)] * (len(found) < LISTED)
        return await self._views(person, found), total

    async def study(self, person: PersonId, study: StudyId) -> StudyView:
        """Give one study; raises `NotFound` (`study`)."""
        row = await self.visible(person, study)
        head, series = await self._opened(row)
        return (await self._views(person, [(row, head, series)]))[0]

    async def of_same_patient(self, person: PersonId, study: StudyId) -> list[StudyView]:
        """Give the studies this person may see that are surely of the patient of this one, the newest visit first.

        Raises
        ------
        NotFound
            `study` once it is gone.
        """
        row = await self.row(study)
        patient = open_head(key_of(self._dep, row), row).patient
        rows = await self._shelf.visible_to(person)
        theirs = [each for each in rows if same_patient(patient, open_head(key_of(self._dep, each), each).patient)]
        found = [(each, *await self._opened(each)) for each in theirs]
        found.sort(key=lambda one: one[1].study.date, reverse=True)
        return await self._views(person, found[:LISTED])

    async def visible(self, person: PersonId, study: StudyId) -> StudyRow:
        """Give the row of a study this person may look at; raises `NotFound` (`study`)."""
        row = await self._shelf.study(study, seen_by=person)
        if row is None:
            raise NotFound("study")
        return row

    async def stacks_of(self, person: PersonId, series_ids: Sequence[SeriesId]) -> StacksOf:
        """Give what a consult about these series shows.

        Raises
        ------
        NotFound
            `series`: one is not there, or not this person's to see.
        Refused
            `two_patients` {fields}: they are not surely all of one patient (T-32); the fields that differ.
        """
        stacks: list[StackRef] = []
        series: list[SeriesView] = []
        patients: dict[StudyId, PatientHeader] = {}
        for series_id in dict.fromkeys(series_ids):
            row = await self._row_of(person, series_id)
            catalog = await self._catalogs.of(row)
            found = catalog.find(series_id)
            if found is None:
                raise NotFound("series")
            key = key_of(self._dep, row)
            patients[row.id] = open_head(key, row).patient
            view = with_checked(key, series_view(series_id, found, catalog), await self._checked.checked([row.id]))
            series.append(view)
            stacks += _refs(row.id, view, found, len(catalog.members(series_id)))
        if not patients:
            raise NotFound("series")
        if patient_mismatch(patients.values()):
            raise Refused("two_patients", fields=",".join(differing_fields(patients.values())))
        return StacksOf(tuple(stacks), tuple(series), next(iter(patients.values())))

    async def series_of_stacks(self, stacks: Sequence[StackRef]) -> list[SeriesView]:
        """Give the series of a consult as they are shown; those of a deleted study are left out."""
        views: list[SeriesView] = []
        checked = await self._checked.checked([*{ref.study for ref in stacks}])
        for study in dict.fromkeys(ref.study for ref in stacks):
            row = await self._shelf.study(study)
            known = {} if row is None else {view.id: view for view in (await self._opened(row))[1]}
            shown = dict.fromkeys(ref.series for ref in stacks if ref.study == study)
            if row is not None:
                key = key_of(self._dep, row)
                views += [with_checked(key, known[series], checked) for series in shown if series in known]
        return views

    async def head_of(self, study: StudyId) -> StudyHead | None:
        """Give whose study it is and what it is called, for cards and consents of a consult; None once it is gone."""
        row = await self._shelf.study(study)
        return None if row is None else open_head(key_of(self._dep, row), row)

    async def kept_until_ms(self, study: StudyId) -> int | None:
        """Give until when a study is kept, None without end; raises `NotFound` once it is gone."""
        row = await self._shelf.study(study)
        if row is None:
            raise NotFound("study")
        return self._lifetimes.study_until_ms(row.added_ms, row.keep_until_ms)

    async def catalog(self, study: StudyRow) -> Catalog:
        """Give the opened catalog of a study."""
        return await self._catalogs.of(study)

    async def open_stack(self, ref: StackRef) -> OpenedStack:
        """Give a stack of a consult's manifest; who may see it was decided when the consult was made.

        Raises
        ------
        NotFound
            `study` when it was deleted, `stack`.
        """
        row = await self.row(ref.study)
        catalog = await self._catalogs.of(row)
        patient = open_head(key_of(self._dep, row), row).patient
        return await asyncio.to_thread(open_stack, ref, catalog, patient)

    async def open_object(self, study: StudyId, instance: InstanceId) -> int:
        """Give the descriptor of a sealed anonymous file with the instance's bytes; the caller closes it.

        Raises
        ------
        NotFound
            `study`, `instance`, `object`.
        Tampered
            `sealed_object`: the stored bytes were changed.
        """
        row = await self.row(study)
        found = await self._shelf.instance(study, instance)
        if found is None:
            raise NotFound("instance")
        return (await self._objects.open_file(key_of(self._dep, row), found.object_name)).descriptor

    @property
    def is_away(self) -> bool:
        """Whether the store of pictures did not answer when it was asked last."""
        return self._objects.held.is_away

    async def keep_at_hand(self, session: SessionId, study: StudyId, instances: Sequence[InstanceId]) -> None:
        """Fetch what these consist of, one after the other, and hold it until `let_go`, as far as there is room.

        Raises
        ------
        Unavailable
            The store or the database is away; what was fetched stays.
        """
        if not self._objects.held.holds:
            return
        wanted = dict.fromkeys(instances)
        names = {row.id: row.object_name for row in await self._shelf.instances(study) if row.id in wanted}
        for name in self._objects.held.want(session, [names[each] for each in wanted if each in names]):
            if not self._objects.held.has_room():
                return
            with suppress(NotFound):  # what is lost is said when it is to be shown
                await self._objects.fetch(name)

    def let_go(self, session: SessionId) -> None:
        """What was held for a consult may go."""
        self._objects.held.let_go(session)

    async def look(self, every_s: float) -> None:
        """Ask the store whether it answers, unless it did so lately; raises `Unavailable`."""
        await self._objects.look(every_s)

    async def row(self, study: StudyId) -> StudyRow:
        """Give the row of a study that is there, whoever asks; raises `NotFound` (`study`)."""
        row = await self._shelf.study(study)
        if row is None:
            raise NotFound("study")
        return row

    async def _row_of(self, person: PersonId, series_id: SeriesId) -> StudyRow:
        row = await self._shelf.study_of_series(series_id, seen_by=person)
        if row is None:
            raise NotFound("series")
        return row

    async def _opened(self, row: StudyRow) -> tuple[StudyHead, tuple[SeriesView, ...]]:
        """Open head and series of a study, from its summary where that is up to date."""
        key = key_of(self._dep, row)
        head = open_head(key, row)
        if row.summary_version == row.instances:
            kept = open_summary(key, row)
            # one that an earlier version of this program kept does not say which stacks to look through for names
            if all(view.stacks for view in kept):
                return head, kept
        catalog = await self._catalogs.of(row)
        series = series_views(catalog)
        await self._shelf.keep_summary(row.id, seal_summary(key, row, series), catalog.version)
        return head, series

    async def _views(
        self, person: PersonId, found: Sequence[tuple[StudyRow, StudyHead, tuple[SeriesView, ...]]]
    ) -> list[StudyView]:
        shared = await self._shares.shared_with([row.id for row, _, _ in found])
        checked = await self._checked.checked([row.id for row, _, _ in found])
        others = await self._others.counts([row for row, _, _ in found])
        everybody = {row.owner for row, _, _ in found}.union(*shared.values())
        people = {one: await self._colleagues.person(one) or NOBODY for one in everybody}
        return [
            StudyView(
                row=row,
                head=head,
                series=tuple(with_checked(key_of(self._dep, row), one, checked) for one in series),
                owner=people[row.owner],
                is_mine=row.owner == person,
                shared_with=tuple(people[one] for one in shared[row.id]) if row.owner == person else (),
                others=tuple(sorted(others.get(row.id, {}).items())),
                until_ms=self._lifetimes.study_until_ms(row.added_ms, row.keep_until_ms),
                longest_ms=self._lifetimes.study_longest_ms(row.added_ms),
            )
            for row, head, series in found
        ]


def _refs(study: StudyId, view: SeriesView, series: Series, instances: int) -> list[StackRef]:
    """What a consult made now keeps of a series: which stacks wait for somebody to look for names, what was masked."""
    return [
        StackRef(
            study,
            view.id,
            part,
            stack.bounds,
            held=shown.held,
            masks=shown.masks if shown.checked else (),
            instances=instances,
        )
        for part, (stack, shown) in enumerate(zip(series.stacks, view.stacks, strict=True))
    ]
