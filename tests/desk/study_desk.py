"""The desk's studies put together as `app` does it, on a fresh SQLite file, a fresh folder and real workers."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from server.desk.import_states import FileState, ImportState
from server.desk.intake import Intake
from server.desk.library import Library
from server.desk.storage_room import IntakeLimits
from server.desk.studies import Studies, StudyPorts
from server.storage.blobs.objects import ObjectBlobs
from server.storage.database.checked_names import CheckedNamesRepository
from server.storage.database.engine import Database
from server.storage.database.imports import ImportRepository
from server.storage.database.other_objects import OtherObjectRepository
from server.storage.database.studies import StudyRepository
from server.storage.database.study_deletions import StudyDeletionRepository
from server.storage.database.study_shares import StudyShareRepository
from server.storage.database.thumbnails import ThumbnailRepository
from server.terms.entries import Entry
from server.terms.errors import Unavailable
from server.terms.ids import ImportId, PersonId, SeriesId, StudyId
from server.terms.lifetimes import FOR_EVER, Lifetimes
from server.terms.nodes import NOBODY, NodeId
from server.terms.people import Person, StaffRole
from server.vault.deployment import DeploymentKey
from server.workers.pool import WorkerPool
from tests.databases import desk_url, make_tables

ME = Person(PersonId("a" * 32), "Dr Lee", StaffRole.PROVIDER)
COLLEAGUE = Person(PersonId("b" * 32), "Dr Sands", StaffRole.SPECIALIST)
STRANGER = Person(PersonId("c" * 32), "Dr Nobody", StaffRole.PROVIDER)
ADMINISTRATOR = Person(PersonId("d" * 32), "Ada", StaffRole.ADMINISTRATOR)
NOW_MS = 1_700_000_000_000
NO_LIMITS = IntakeLimits(free_share=0.0)


@dataclass
class Seen:
    """A record in memory that can be out of order, and remembers who was there when each entry came."""

    entries: list[Entry] = field(default_factory=list)
    is_broken: bool = False

    async def append(self, entries: Sequence[Entry]) -> int:
        """Keep entries, or fail as a full disk would."""
        if self.is_broken:
            raise Unavailable("log_unavailable")
        self.entries.extend(entries)
        return len(self.entries) - len(entries)

    def kinds(self) -> list[str]:
        """Give the kinds in order."""
        return [entry.kind for entry in self.entries]


class Staff:
    """The people of these tests."""

    async def person(self, person: PersonId) -> Person | None:
        """Give one of them."""
        return next((one for one in (ME, COLLEAGUE, STRANGER, ADMINISTRATOR) if one.id == person), None)


class Rooms:
    """Running consults, as a set of the studies they show."""

    def __init__(self) -> None:
        self.showing: set[StudyId] = set()

    async def uses(self, study: StudyId) -> bool:
        """Say whether one shows the study."""
        return study in self.showing


class StudyDesk:
    """Everything a test needs to bring studies in and look at them."""

    def __init__(self, folder: Path, workers: WorkerPool, limits: IntakeLimits = NO_LIMITS) -> None:
        self.database = Database(desk_url(folder))
        self.blobs = ObjectBlobs.in_folder(folder / "blobs")
        self.workers = workers
        self.dep = DeploymentKey(bytes(range(32)))
        self.record = Seen()
        self.staff = Staff()
        self.rooms = Rooms()
        self.shelf = StudyRepository(self.database)
        self.imports = ImportRepository(self.database)
        self.folder = folder
        self.now_ms = NOW_MS
        self.studies = self.make_studies(limits)

    def make_studies(
        self, limits: IntakeLimits = NO_LIMITS, lifetimes: Lifetimes = FOR_EVER, process: NodeId = NOBODY
    ) -> Studies:
        """All use cases over the same shelf; a second time, as after a restart, or as another `process`."""
        ports = StudyPorts(
            shelf=self.shelf,
            shares=StudyShareRepository(self.database),
            deletions=StudyDeletionRepository(self.database, process),
            thumbnails=ThumbnailRepository(self.database),
            checked=CheckedNamesRepository(self.database),
            others=OtherObjectRepository(self.database),
            imports=ImportRepository(self.database, process),
            blobs=self.blobs,
            workers=self.workers,
            record=self.record,
            colleagues=self.staff,
            rooms=self.rooms,
        )
        return Studies(ports, self.dep, os.urandom, lambda: self.now_ms, limits, lifetimes)

    @property
    def intake(self) -> Intake:
        """The intake in use."""
        return self.studies.intake

    @property
    def library(self) -> Library:
        """The library in use."""
        return self.studies.library

    async def __aenter__(self) -> Self:
        make_tables(self.folder / "lightbox.db")
        await self.database.start()
        return self

    async def __aexit__(self, *raised: object) -> None:
        await self.studies.stop()
        await self.database.stop()

    async def begin(self, person: Person = ME) -> ImportId:
        """Open an import."""
        return (await self.intake.begin(person.id)).row.id

    async def bring(self, import_id: ImportId, content: bytes, name: str = "IM1", person: Person = ME) -> FileState:
        """Bring one file in, in pieces; what became of it."""
        state = await self.intake.receive(person.id, import_id, name, len(content), pieces(content))
        return state.files[0]

    async def bring_all(self, contents: Iterable[bytes]) -> tuple[StudyId, SeriesId]:
        """Bring files in that must be accepted; the study and series of the last."""
        import_id = await self.begin()
        files = [await self.bring(import_id, content) for content in contents]
        assert [file.code for file in files if file.outcome != "accepted"] == []
        assert files[-1].study is not None
        assert files[-1].series is not None
        return files[-1].study, files[-1].series

    async def bring_zip(self, import_id: ImportId, content: bytes, name: str = "cd.zip") -> ImportState:
        """Bring a zip in and wait until its members are reported."""
        await self.intake.receive(ME.id, import_id, name, len(content), pieces(content))
        async with asyncio.timeout(20):
            await asyncio.gather(*self.intake.reading)
        return await self.intake.state(ME.id, import_id)


async def pieces(content: bytes, size: int = 60_000) -> AsyncIterator[bytes]:
    """A body as it comes from a socket."""
    for at in range(0, len(content), size):
        yield content[at : at + size]
