"""Deleting a study: its key is destroyed, then what the key closed; a receipt stays, and the entries outlive it.

Order: intention (durable) → entry → key → objects → rows. A crash anywhere is finished at the next start. Without
the entry nothing is destroyed; once the key is gone the objects are noise, however long they lie around.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from server.desk.catalogs import Catalogs
from server.desk.library import Library
from server.desk.sealed_headers import key_of
from server.desk.sealed_objects import SealedObjects
from server.desk.study_ports import LiveRooms, Record, StudyDeletions, StudyFiling
from server.desk.study_rows import DeletedWhy, DeletionRow, StudyRow
from server.terms.entries import Entry, EntryFact
from server.terms.errors import LightboxError, Refused
from server.terms.ids import PersonId, StudyId
from server.vault.deployment import DeploymentKey
from server.vault.sealing import Random

ACTORS: Final[dict[DeletedWhy, str]] = {"lifetime": "system", "asked": "operator"}
STRAY_S: Final = 3600.0
"""An object without a row is only removed when it is so old: another process may be about to write its row."""
REMAINS = ("entries", "receipt", "backups")
"""What a deletion does not reach: the record, this receipt, and copies made of the data folder before."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """The receipt of a destroyed study."""

    receipt: str
    at_ms: int
    objects: int
    size_bytes: int
    key_fingerprint: str
    entry: int
    remains: tuple[str, ...] = REMAINS


class Deletion:
    """The use case; `resume` finishes what a crash cut short and removes objects that no row refers to."""

    def __init__(
        self,
        *,
        library: Library,
        catalogs: Catalogs,
        deletions: StudyDeletions,
        filing: StudyFiling,
        objects: SealedObjects,
        rooms: LiveRooms,
        record: Record,
        dep: DeploymentKey,
        random: Random,
        now_ms: Callable[[], int],
    ) -> None:
        self._library = library
        self._catalogs = catalogs
        self._deletions = deletions
        self._filing = filing
        self._objects = objects
        self._rooms = rooms
        self._record = record
        self._dep = dep
        self._random = random
        self._now_ms = now_ms
        self._going: set[StudyId] = set()
        """What this process destroys at this moment; owned by `destroy`."""

    async def delete(self, person: PersonId, study: StudyId) -> Deleted:
        """Destroy a study for good.

        Raises
        ------
        NotFound
            `study`: not there, not theirs, or being deleted.
        Refused
            `not_owner`; `in_use` while a running consult shows it; `being_deleted`.
        Unavailable
            `log_unavailable`: nothing was destroyed.
        """
        row = await self._library.visible(person, study)
        if row.owner != person:
            raise Refused("not_owner")
        return await self.destroy(row, why="owner")

    async def destroy(self, row: StudyRow, *, why: DeletedWhy) -> Deleted:
        """Destroy a study for good: as its owner, because its lifetime is over, or because the operator was asked to.

        Raises
        ------
        Refused
            `in_use` while a running consult shows it; `being_deleted`.
        Unavailable
            `log_unavailable`: nothing was destroyed.
        """
        study = row.id
        if await self._rooms.uses(study):
            raise Refused("in_use")
        intended = DeletionRow(
            receipt=self._random(16).hex(),
            study=study,
            owner=row.owner,
            at_ms=self._now_ms(),
            objects=row.instances,
            size_bytes=row.size_bytes,
            key_fingerprint=key_of(self._dep, row).fingerprint(),
            entry=None,
            done=False,
            why=why,
        )
        if study in self._going:
            raise Refused("being_deleted")
        self._going.add(study)
        try:
            if not await self._deletions.intend(intended):
                raise Refused("being_deleted")
            try:
                entry = await self._note(intended)
            except LightboxError:
                await self._deletions.give_up(study)
                raise
            await self._destroy(replace(intended, entry=entry))
        finally:
            self._going.discard(study)
        return Deleted(intended.receipt, intended.at_ms, row.instances, row.size_bytes, intended.key_fingerprint, entry)

    async def resume(self) -> int:
        """Finish deletions cut short and remove old objects without a row; give how many objects went.

        Only what is this process's own or was taken over: what another one is about is left to it.

        Raises
        ------
        Unavailable
            The record, the database or the store is away; the next time goes on.
        """
        removed = 0
        for unfinished in await self._deletions.unfinished():
            if unfinished.study in self._going:
                continue
            entry = await self._note(unfinished) if unfinished.entry is None else unfinished.entry
            removed += await self._destroy(replace(unfinished, entry=entry))
        # first the objects, then the rows: what gets its row in between is not a stray
        stray = await self._objects.names(older_than_s=STRAY_S) - await self._filing.object_names()
        return removed + await self._objects.remove(stray)

    async def _note(self, deletion: DeletionRow) -> int:
        facts: dict[str, EntryFact] = {
            "study": deletion.study,
            "receipt": deletion.receipt,
            "objects": deletion.objects,
            "size_bytes": deletion.size_bytes,
            "key": deletion.key_fingerprint,
            "why": deletion.why,
        }
        actor = ACTORS.get(deletion.why, deletion.owner)
        return await self._record.append([Entry("study.deleted", self._now_ms(), actor, facts=facts)])

    async def _destroy(self, deletion: DeletionRow) -> int:
        names = await self._deletions.destroy_key(deletion.study, deletion.entry or 0)
        self._catalogs.forget(deletion.study)
        removed = await self._objects.remove(names)
        await self._deletions.erase(deletion.study)
        return removed
