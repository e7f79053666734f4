"""A zip, member by member: each is extracted by a worker into memory of its own and examined like any other file."""

from collections.abc import AsyncIterator

from server.desk.examining import Examiner, FileWorkers
from server.desk.filing import BeforeVisible
from server.desk.import_states import FileNames
from server.desk.memory_budget import MemoryBudget
from server.desk.storage_room import StorageRoom
from server.desk.study_rows import NewReport
from server.terms.errors import Malformed
from server.terms.ids import PersonId
from server.workers.shared_frame import InputFile
from server.workers.wire import ArchiveMember


class ArchiveReader:
    """Reads archives; no name in one ever names a place, and a bad member spoils only itself."""

    def __init__(self, workers: FileWorkers, examiner: Examiner, room: StorageRoom) -> None:
        self._workers = workers
        self._examiner = examiner
        self._room = room
        # Members have memory of their own: archives that fill the uploads' share could otherwise wait for themselves.
        self._budget = MemoryBudget(room.limits.file_bytes)

    async def read(
        self, owner: PersonId, archive: InputFile, archive_name: str, names: FileNames, before_visible: BeforeVisible
    ) -> AsyncIterator[NewReport]:
        """Give what became of each member, one after the other; of the archive itself when it cannot be read.

        Raises
        ------
        Unavailable
            A disk or a limit stands in the way; what was reported before stays.
        """
        try:
            members = await self._workers.list_archive(archive.descriptor)
        except Malformed as refusal:
            yield NewReport(names.seal(archive_name), "unreadable", refusal.code, "zip")
            return
        if not members:
            yield NewReport(names.seal(archive_name), "unreadable", "archive_empty", "zip")
        for member in members:
            yield await self._examine(owner, archive, member, names.seal(member.name), before_visible)

    async def _examine(
        self, owner: PersonId, archive: InputFile, member: ArchiveMember, name: bytes, before_visible: BeforeVisible
    ) -> NewReport:
        if member.refused:
            return NewReport(name, "unreadable", member.refused)
        if member.byte_count > self._room.limits.file_bytes:
            return NewReport(name, "unreadable", "too_large")
        await self._room.check(owner, member.byte_count)
        async with self._budget.hold(member.byte_count):
            file = InputFile()
            try:
                await self._extract(archive, member, file)
                return await self._examiner.examine(owner, name, file, before_visible=before_visible)
            except Malformed as refusal:
                return NewReport(name, "unreadable", refusal.code)
            finally:
                file.close()

    async def _extract(self, archive: InputFile, member: ArchiveMember, file: InputFile) -> None:
        count = await self._workers.extract(archive.descriptor, member.index, file.descriptor, member.byte_count)
        try:
            file.seal()
        except OSError as error:
            # The worker still maps what it was lent: it is not to be trusted with this file.
            raise Malformed("decoder_crashed") from error
        file.byte_count = count
