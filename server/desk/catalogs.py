"""The opened headers of studies somebody looks at, grouped and ordered, kept in memory while that is cheap.

A study only grows, so what was opened stays good: new instances are added to it and the order is made anew.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from server.desk.sealed_headers import key_of, open_instance
from server.desk.study_ports import StudyShelf
from server.desk.study_rows import InstanceRow, StudyRow
from server.studies.catalog import Member, Series, one_series, series_of
from server.studies.header import InstanceHeader
from server.terms.ids import InstanceId, SeriesId, StudyId
from server.vault.deployment import DeploymentKey
from server.vault.study_key import StudyKey

KEPT_INSTANCES = 8_000
"""Opened headers kept over all studies (about 4 kB each); the study in hand is always kept."""


@dataclass(frozen=True, slots=True)
class OpenedInstance:
    """An instance with its header; `digest` is SHA-256 of the stored bytes."""

    row: InstanceRow
    header: InstanceHeader


@dataclass(frozen=True, slots=True)
class Catalog:
    """A study as it was with `version` instances: its series, useful ones first, and what their frames refer to."""

    study: StudyId
    version: int
    series: tuple[tuple[SeriesId, Series], ...]
    instances: dict[InstanceId, OpenedInstance]
    earlier: dict[tuple[SeriesId, int], Series] = field(default_factory=dict)
    """Owned by `then`: series as they were, since a consult of many stacks asks for each of them."""

    def find(self, series: SeriesId) -> Series | None:
        """Give one series."""
        return next((found for known, found in self.series if known == series), None)

    def then(self, series: SeriesId, instances: int) -> Series | None:
        """Give one series as it was with its first `instances` instances."""
        members = self.members(series)
        if len(members) == instances:
            return self.find(series)
        if (series, instances) not in self.earlier and 0 < instances < len(members):
            self.earlier[series, instances] = one_series(members[:instances])
        return self.earlier.get((series, instances))

    def members(self, series: SeriesId) -> list[Member]:
        """Give the instances of one series in the order they came in."""
        ordered = sorted(self.instances.values(), key=lambda one: one.row.ordinal)
        return [Member(one.row.id, one.header) for one in ordered if one.row.series == series]


@dataclass(slots=True)
class _Kept:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    catalog: Catalog | None = None


class Catalogs:
    """Opens catalogs, one opening per study at a time, the least used forgotten first."""

    def __init__(self, shelf: StudyShelf, dep: DeploymentKey) -> None:
        self._shelf = shelf
        self._dep = dep
        self._kept: OrderedDict[StudyId, _Kept] = OrderedDict()
        """Owned by `of` and `forget`."""

    async def of(self, study: StudyRow) -> Catalog:
        """Give the catalog of a study, at least as new as the row.

        Raises
        ------
        Tampered
            `wrapped_key`, `sealed_value`.
        """
        kept = self._kept.setdefault(study.id, _Kept())
        self._kept.move_to_end(study.id)
        async with kept.lock:
            known = kept.catalog
            if known is None or known.version < study.instances:
                added = await self._shelf.instances(study.id, after=known.version if known else 0)
                key = key_of(self._dep, study)
                known = await asyncio.to_thread(_grown, study.id, known, added, key)
                kept.catalog = known
        self._let_go()
        return known

    def forget(self, study: StudyId) -> None:
        """Drop what was opened of a study that is deleted."""
        self._kept.pop(study, None)

    def _let_go(self) -> None:
        total = sum(kept.catalog.version for kept in self._kept.values() if kept.catalog)
        while total > KEPT_INSTANCES and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            total -= oldest.catalog.version if oldest.catalog else 0


def _grown(study: StudyId, known: Catalog | None, added: Sequence[InstanceRow], key: StudyKey) -> Catalog:
    instances = dict(known.instances) if known else {}
    for row in added:
        instances[row.id] = OpenedInstance(row, open_instance(key, row))
    series = series_of(Member(one.row.id, one.header) for one in instances.values())
    return Catalog(study, len(instances), tuple((_id_of(found, instances), found) for found in series), instances)


def _id_of(series: Series, instances: dict[InstanceId, OpenedInstance]) -> SeriesId:
    """Only images are stored, so a series has a stack and a first frame."""
    return instances[InstanceId(series.stacks[0].frames[0].key)].row.series
