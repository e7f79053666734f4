"""All use cases of studies put together over their ports, so that what they must share is shared."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from server.desk.catalogs import Catalogs
from server.desk.checking import Checking
from server.desk.deletion import Deletion
from server.desk.demo_study import DemoStudy
from server.desk.examining import Examiner, FileWorkers
from server.desk.filing import Filing
from server.desk.import_record import ImportRecord, SummedImports
from server.desk.intake import Intake
from server.desk.keeping_studies import KeepingStudies, KeptStudies
from server.desk.library import Library
from server.desk.other_objects import OtherObjects
from server.desk.sealed_objects import SealedObjects
from server.desk.sharing import Sharing
from server.desk.storage_room import IntakeLimits, StorageRoom
from server.desk.study_ports import (
    ArchiveWork,
    Blobs,
    CheckedShelf,
    Colleagues,
    ImportShelf,
    LiveRooms,
    OtherShelf,
    Record,
    StudyDeletions,
    StudyFiling,
    StudyShares,
    StudyShelf,
    ThumbnailShelf,
)
from server.desk.thumbnails import Thumbnails
from server.terms.lifetimes import FOR_EVER, Lifetimes
from server.vault.deployment import DeploymentKey
from server.vault.sealing import Random


class Shelf(StudyShelf, StudyFiling, KeptStudies, Protocol):
    """Studies to look at and to add to."""


class Imports(ImportShelf, ArchiveWork, SummedImports, Protocol):
    """Imports and the archives in them."""


@dataclass(frozen=True, slots=True)
class StudyPorts:
    """What the walls and the other desks bring."""

    shelf: Shelf
    shares: StudyShares
    deletions: StudyDeletions
    thumbnails: ThumbnailShelf
    checked: CheckedShelf
    others: OtherShelf
    imports: Imports
    blobs: Blobs
    workers: FileWorkers
    record: Record
    colleagues: Colleagues
    rooms: LiveRooms


class Studies:
    """The use cases; `resume` before the listener opens and whenever something was taken over, `stop` after it closed."""

    def __init__(
        self,
        ports: StudyPorts,
        dep: DeploymentKey,
        random: Random,
        now_ms: Callable[[], int],
        limits: IntakeLimits = IntakeLimits(),  # noqa: B008  (frozen value)
        lifetimes: Lifetimes = FOR_EVER,
        held_bytes: int = 0,
    ) -> None:
        self._objects = SealedObjects(ports.blobs, held_bytes)
        catalogs = Catalogs(ports.shelf, dep)
        filing = Filing(ports.shelf, self._objects, dep, random, now_ms)
        examiner = Examiner(ports.workers, filing, OtherObjects(ports.others, dep))
        import_record = ImportRecord(ports.record, ports.imports, now_ms)
        self.library = Library(
            shelf=ports.shelf,
            shares=ports.shares,
            checked=ports.checked,
            others=ports.others,
            objects=self._objects,
            catalogs=catalogs,
            colleagues=ports.colleagues,
            dep=dep,
            lifetimes=lifetimes,
        )
        self.intake = Intake(
            imports=ports.imports,
            archive_work=ports.imports,
            room=StorageRoom(ports.shelf, self._objects, limits),
            workers=ports.workers,
            examiner=examiner,
            record=import_record,
            colleagues=ports.colleagues,
            dep=dep,
            random=random,
            now_ms=now_ms,
        )
        self.thumbnails = Thumbnails(
            library=self.library,
            shelf=ports.thumbnails,
            objects=self._objects,
            decoder=ports.workers,
            record=ports.record,
            dep=dep,
            random=random,
            now_ms=now_ms,
        )
        self.checking = Checking(library=self.library, shelf=ports.checked, record=ports.record, dep=dep, now_ms=now_ms)
        self.sharing = Sharing(
            library=self.library,
            shares=ports.shares,
            colleagues=ports.colleagues,
            record=ports.record,
            now_ms=now_ms,
        )
        self.keeping = KeepingStudies(
            library=self.library, shelf=ports.shelf, lifetimes=lifetimes, record=ports.record, now_ms=now_ms
        )
        self.deletion = Deletion(
            library=self.library,
            catalogs=catalogs,
            deletions=ports.deletions,
            filing=ports.shelf,
            objects=self._objects,
            rooms=ports.rooms,
            record=ports.record,
            dep=dep,
            random=random,
            now_ms=now_ms,
        )
        self.demo = DemoStudy(imports=ports.imports, examiner=examiner, record=import_record, dep=dep, now_ms=now_ms)

    async def resume(self) -> None:
        """Finish what a crash cut short, here before or in a process that is gone; raises `Unavailable`."""
        await self.intake.resume()
        await self.deletion.resume()

    async def has_room(self) -> bool:
        """Whether the store answers (else `Unavailable`) and takes uploads."""
        await self._objects.check()
        return await self.intake.room.is_free()

    async def stop(self) -> None:
        """End what is under way."""
        await self.intake.stop()
        self._objects.stop()
