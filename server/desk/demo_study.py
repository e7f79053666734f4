"""The study a demonstration starts with, brought in like any other, in the background and only once per person."""

import asyncio
import hashlib
from collections.abc import Callable, Iterable, Iterator

from server.desk.examining import Examiner
from server.desk.import_record import ImportRecord
from server.desk.import_states import FileNames
from server.desk.study_ports import ImportShelf
from server.terms.ids import ImportId, PersonId
from server.vault.deployment import DeploymentKey
from server.workers.shared_frame import InputFile


class DemoStudy:
    """The use case: an import under an id of its own, whose end is the mark that it was done."""

    def __init__(
        self,
        *,
        imports: ImportShelf,
        examiner: Examiner,
        record: ImportRecord,
        dep: DeploymentKey,
        now_ms: Callable[[], int],
    ) -> None:
        self._imports = imports
        self._examiner = examiner
        self._record = record
        self._dep = dep
        self._now_ms = now_ms

    async def load(self, person: PersonId, files: Iterable[tuple[str, bytes]]) -> bool:
        """Bring the files (name, Part 10 bytes) in for a person, marked synthetic; False when that was done before.

        Making a file may take a while: each is asked for in a thread. What an earlier start left undone is
        completed: files that are there already are duplicates.
        """
        import_id = _import_id(person)
        known = await self._imports.find(import_id)
        if known is not None and known.finished_ms is not None:
            return False
        if known is None:
            await self._record.begun(import_id, person)
            await self._imports.open(import_id, person, self._now_ms())
        names, coming = FileNames(self._dep, import_id), iter(files)
        while (made := await asyncio.to_thread(_next, coming)) is not None:
            await self._bring(person, import_id, names.seal(made[0]), made[1])
        await self._imports.finish(import_id, self._now_ms())
        await self._record.ended(import_id)
        return True

    async def _bring(self, person: PersonId, import_id: ImportId, name: bytes, content: bytes) -> None:
        file = InputFile.holding(content)
        try:
            note = self._record.before_visible(import_id, person)
            report = await self._examiner.examine(person, name, file, before_visible=note, synthetic=True)
            await self._imports.report(import_id, [report])
        finally:
            file.close()


def _import_id(person: PersonId) -> ImportId:
    return ImportId(hashlib.sha256(f"lightbox demo study {person}".encode()).hexdigest()[:32])


def _next(coming: Iterator[tuple[str, bytes]]) -> tuple[str, bytes] | None:
    return next(coming, None)
