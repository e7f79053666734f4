"""What the record says of an import: that it began, which studies it brings before any is visible, and the sums."""

from collections.abc import Callable
from typing import Protocol

from server.desk.filing import BeforeVisible
from server.desk.study_ports import Record
from server.desk.study_rows import ImportRow
from server.terms.entries import Entry
from server.terms.ids import ImportId, PersonId, StudyId


class SummedImports(Protocol):
    """Imports, as far as their end is recorded."""

    async def find(self, import_id: ImportId) -> ImportRow | None:
        """Give an import with its counts."""
        ...

    async def take_sums(self, import_id: ImportId) -> bool:
        """Say once, to one process, that an import is finished and nothing of it is at work."""
        ...


class ImportRecord:
    """Writes the entries of imports."""

    def __init__(self, record: Record, imports: SummedImports, now_ms: Callable[[], int]) -> None:
        self._record = record
        self._imports = imports
        self._now_ms = now_ms
        self._noted: dict[ImportId, set[StudyId]] = {}
        """Which studies of an import have their entry; forgotten with the import's end."""

    async def begun(self, import_id: ImportId, person: PersonId) -> None:
        """Record that an import begins."""
        await self._record.append([Entry("import.started", self._now_ms(), person, facts={"import": import_id})])

    def before_visible(self, import_id: ImportId, person: PersonId) -> BeforeVisible:
        """Give what records, once per study and before its first instance is visible, that this import brings it."""

        async def note(study: StudyId) -> None:
            noted = self._noted.setdefault(import_id, set())
            if study not in noted:
                facts = {"import": import_id, "study": study}
                await self._record.append([Entry("instances.imported", self._now_ms(), person, facts=facts)])
                noted.add(study)

        return note

    async def ended(self, import_id: ImportId) -> None:
        """Record the sums, if the import is finished and nothing of it is at work."""
        if not await self._imports.take_sums(import_id):
            return
        row = await self._imports.find(import_id)
        if row is None:
            return
        self._noted.pop(import_id, None)
        await self._record.append([*_per_study(row, self._now_ms()), _in_all(row, self._now_ms())])


def _per_study(row: ImportRow, at_ms: int) -> list[Entry]:
    return [
        Entry(
            "instances.imported",
            at_ms,
            row.person,
            facts={"import": row.id, "study": one.study, "objects": one.objects, "size_bytes": one.size_bytes},
        )
        for one in row.studies
    ]


def _in_all(row: ImportRow, at_ms: int) -> Entry:
    return Entry(
        "import.finished",
        at_ms,
        row.person,
        facts={
            "import": row.id,
            "accepted": row.accepted,
            "duplicate": row.duplicate,
            "not_an_image": row.not_an_image,
            "unreadable": row.unreadable,
        },
    )
