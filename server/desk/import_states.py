"""An import as its owner may see it: counts, and what became of each file, names opened again."""

import unicodedata
from dataclasses import dataclass

from server.desk.study_rows import ImportRow, Outcome, ReportRow
from server.terms.ids import ImportId, SeriesId, StudyId
from server.vault.deployment import DeploymentKey

NAME_CHARACTERS = 255


@dataclass(frozen=True, slots=True)
class FileState:
    """What became of one file or archive member; `name` is what it was called there, for its owner only."""

    seq: int
    name: str
    outcome: Outcome
    code: str
    kind: str
    study: StudyId | None
    series: SeriesId | None


@dataclass(frozen=True, slots=True)
class ImportState:
    """An import and some of its files."""

    row: ImportRow
    files: tuple[FileState, ...]

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will come of it."""
        return self.row.finished_ms is not None and self.row.working == 0


class FileNames:
    """Seals and opens the file names of one import."""

    def __init__(self, dep: DeploymentKey, import_id: ImportId) -> None:
        self._dep = dep
        self._bound_to = f"import file name {import_id}"

    def seal(self, name: str) -> bytes:
        """Seal a name without what cannot be seen (controls, direction marks), cut from the left: its end says more."""
        visible = "".join(character for character in name if unicodedata.category(character)[0] != "C")
        return self._dep.seal(visible[-NAME_CHARACTERS:].encode(), bound_to=self._bound_to)

    def open_state(self, row: ReportRow) -> FileState:
        """Give a report with its name opened; raises `Tampered` (`sealed_value`)."""
        # the name goes with the study it was a file of
        name = self._dep.open_sealed(row.name, bound_to=self._bound_to).decode() if row.name else ""
        return FileState(row.seq, name, row.outcome, row.code, row.kind, row.study, row.series)
