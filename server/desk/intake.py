"""Bringing studies in: files arrive as streams, are examined in workers, and each gets its outcome; none stops the rest.

A file rests in anonymous memory while it is examined, is stored sealed, and is forgotten. One owner brings files in
one *import*, which can be left and returned to; a zip is one upload whose members are reported as they are read.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable

from server.desk.archives import ArchiveReader
from server.desk.examining import Examiner, FileWorkers
from server.desk.import_record import ImportRecord
from server.desk.import_states import FileNames, ImportState
from server.desk.memory_budget import MemoryBudget
from server.desk.sealed_objects import PREAMBLE_BYTES
from server.desk.storage_room import StorageRoom
from server.desk.study_ports import ArchiveWork, Colleagues, ImportShelf
from server.desk.study_rows import ImportRow, NewReport
from server.terms.errors import LightboxError, Malformed, NotFound, Refused, Unavailable
from server.terms.ids import ImportId, PersonId
from server.terms.people import StaffRole
from server.vault.deployment import DeploymentKey
from server.vault.sealing import Random
from server.workers.shared_frame import InputFile

CLINICIANS = {StaffRole.PROVIDER, StaffRole.SPECIALIST}
RECENT_MS = 24 * 3600 * 1000
FILES_SHOWN = 500
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")


class Intake:
    """The use case; `resume` names what was cut short, `stop` ends archives that are being read."""

    def __init__(
        self,
        *,
        imports: ImportShelf,
        archive_work: ArchiveWork,
        room: StorageRoom,
        workers: FileWorkers,
        examiner: Examiner,
        record: ImportRecord,
        colleagues: Colleagues,
        dep: DeploymentKey,
        random: Random,
        now_ms: Callable[[], int],
    ) -> None:
        self._imports = imports
        self._archive_work = archive_work
        self.room = room
        self._examiner = examiner
        self._record = record
        self._colleagues = colleagues
        self._dep = dep
        self._random = random
        self._now_ms = now_ms
        self._budget = MemoryBudget(room.limits.memory_bytes)
        self._archives = ArchiveReader(workers, examiner, room)
        self.reading: set[asyncio.Task[None]] = set()
        """Owned by `receive` and `stop`: one task per archive."""
        self._at_work: set[tuple[ImportId, int]] = set()
        """The archives of those tasks; owned by `_read_archive`."""

    async def resume(self) -> None:
        """Say of archives that were cut short, here before or in a process that is gone, that they were interrupted."""
        for import_id, number, name in await self._archive_work.interrupted():
            if (import_id, number) in self._at_work:
                continue
            await self._imports.report(import_id, [NewReport(name, "unreadable", "interrupted", "zip")])
            await self._archive_work.end(import_id, number)

    async def stop(self) -> None:
        """End the archives that are being read; the next start names them."""
        for task in self.reading:
            task.cancel()
        await asyncio.gather(*self.reading, return_exceptions=True)

    async def begin(self, person: PersonId) -> ImportState:
        """Open an import for a clinician.

        Raises
        ------
        Refused
            `forbidden`: administrators and auditors see no pictures.
        """
        who = await self._colleagues.person(person)
        if who is None or who.role not in CLINICIANS:
            raise Refused("forbidden")
        import_id = ImportId(self._random(16).hex())
        await self._record.begun(import_id, person)
        await self._imports.open(import_id, person, self._now_ms())
        return ImportState(await self._mine(person, import_id), ())

    async def state(self, person: PersonId, import_id: ImportId, since: int = 0) -> ImportState:
        """Give an import with its files numbered above `since` (at most 500); raises `NotFound` (`import`)."""
        row = await self._mine(person, import_id)
        names = FileNames(self._dep, import_id)
        reports = await self._imports.reports(import_id, since, FILES_SHOWN)
        return ImportState(row, tuple(names.open_state(report) for report in reports))

    async def recent(self, person: PersonId) -> list[ImportState]:
        """Give a person's imports of the last day, newest first, without files."""
        rows = await self._imports.recent(person, self._now_ms() - RECENT_MS)
        return [ImportState(row, ()) for row in rows]

    async def receive(
        self, person: PersonId, import_id: ImportId, name: str, size: int, chunks: AsyncIterator[bytes]
    ) -> ImportState:
        """Take one file of exactly `size` bytes; give the import with that file's reports (none yet for a zip).

        Raises
        ------
        NotFound
            `import`: not there or not theirs.
        Refused
            `import_finished`; `quota_reached` {most, used} in bytes.
        Malformed
            `too_large` {most}; `body_incomplete`, `body_too_long` when the stream is not as announced.
        Unavailable
            `storage_full`, `storage_unavailable`, `log_unavailable`, `workers_down`, `busy`: nothing was kept.
        """
        row = await self._mine(person, import_id)
        if row.finished_ms is not None:
            raise Refused("import_finished")
        await self.room.check(person, size)
        await self._budget.take(size)
        file = InputFile()
        handed_over = False
        try:
            is_archive = await _fill(file, size, chunks)
            if is_archive:
                await self._begin_archive(person, import_id, name, file)
                handed_over = True
                return ImportState(await self._mine(person, import_id), ())
            return await self._examine(person, import_id, name, file)
        finally:
            if not handed_over:
                file.close()
                self._budget.give_back(size)

    async def finish(self, person: PersonId, import_id: ImportId) -> ImportState:
        """Say that no more files will come; archives still being read go on to their end. Idempotent."""
        await self._mine(person, import_id)
        if await self._imports.finish(import_id, self._now_ms()):
            await self._record.ended(import_id)
        return ImportState(await self._mine(person, import_id), ())

    async def _examine(self, person: PersonId, import_id: ImportId, name: str, file: InputFile) -> ImportState:
        names = FileNames(self._dep, import_id)
        report = await self._examiner.examine(
            person, names.seal(name), file, before_visible=self._record.before_visible(import_id, person)
        )
        seq = (await self._imports.report(import_id, [report]))[0]
        reports = await self._imports.reports(import_id, seq - 1, 1)
        return ImportState(await self._mine(person, import_id), tuple(names.open_state(one) for one in reports))

    async def _begin_archive(self, person: PersonId, import_id: ImportId, name: str, file: InputFile) -> None:
        number = await self._archive_work.begin(import_id, FileNames(self._dep, import_id).seal(name))
        self._at_work.add((import_id, number))
        task = asyncio.create_task(self._read_archive(person, import_id, name, file, number), name="archive")
        self.reading.add(task)
        task.add_done_callback(self.reading.discard)

    async def _read_archive(
        self, person: PersonId, import_id: ImportId, name: str, file: InputFile, number: int
    ) -> None:
        names = FileNames(self._dep, import_id)
        note = self._record.before_visible(import_id, person)
        try:
            try:
                async for report in self._archives.read(person, file, name, names, note):
                    await self._imports.report(import_id, [report])
            except LightboxError as stopped:
                # The disk is full or the record cannot be written: the rest of the archive is not tried.
                await self._imports.report(import_id, [NewReport(names.seal(name), "unreadable", stopped.code, "zip")])
            await self._archive_work.end(import_id, number)
            await self._record.ended(import_id)
        except Unavailable:
            # Not even the report can be written: the next start finds the archive and names it.
            return
        finally:
            self._at_work.discard((import_id, number))
            file.close()
            self._budget.give_back(file.byte_count)

    async def _mine(self, person: PersonId, import_id: ImportId) -> ImportRow:
        row = await self._imports.find(import_id)
        if row is None or row.person != person:
            raise NotFound("import")
        return row


async def _fill(file: InputFile, size: int, chunks: AsyncIterator[bytes]) -> bool:
    """Write a stream into the file and seal it; says whether it starts as a zip does (and is no DICOM file)."""
    async for chunk in chunks:
        if file.byte_count + len(chunk) > size:
            raise Malformed("body_too_long")
        file.write(chunk)
    if file.byte_count != size:
        raise Malformed("body_incomplete")
    file.seal()
    head = os.pread(file.descriptor, PREAMBLE_BYTES + 4, 0)
    return head.startswith(ZIP_STARTS) and head[PREAMBLE_BYTES:] != b"DICM"
