"""What the desk needs to keep studies, as ports: one job each, at most six methods, values of `study_rows`.

Storage, the record and the accounts implement them; `app` puts them together.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from server.desk.study_rows import (
    DeletionRow,
    ImportRow,
    InstanceRow,
    NewInstance,
    NewReport,
    NewStudy,
    ReportRow,
    Space,
    StudyRow,
)
from server.terms.entries import Entry
from server.terms.ids import ImportId, InstanceId, PersonId, SeriesId, StudyId
from server.terms.people import Person


class Blobs(Protocol):
    """Sealed objects under random names of 32 hex digits. Calls block: use them in a thread."""

    def put(self, name: str, pieces: Iterable[bytes]) -> None:
        """Store the pieces as one object, whole and durable on return; raises `Unavailable` and keeps nothing."""
        ...

    def read(self, name: str) -> Iterator[bytes]:
        """Give the object in pieces; raises `NotFound` (`object`)."""
        ...

    def remove(self, name: str) -> bool:
        """Remove an object; False when there was none."""
        ...

    def names(self, *, older_than_s: float = 0.0) -> Iterator[str]:
        """Give the names of all objects that were put so long ago, by the store's own clock."""
        ...

    def space(self) -> Space | None:
        """Give the room there is; None where it is somebody else's care."""
        ...


class StudyShelf(Protocol):
    """Studies and their instances as they lie there; a study being deleted is not there anymore."""

    async def visible_to(self, person: PersonId) -> list[StudyRow]:
        """Give the studies this person owns or was given, newest first."""
        ...

    async def study(self, study: StudyId, *, seen_by: PersonId | None = None) -> StudyRow | None:
        """Give one study; with `seen_by`, only to who owns it or was given it, and no answer's time tells which."""
        ...

    async def study_of_series(self, series_id: SeriesId, *, seen_by: PersonId) -> StudyRow | None:
        """Give the study a series belongs to, as `study` does."""
        ...

    async def instances(self, study: StudyId, after: int = 0) -> list[InstanceRow]:
        """Give the instances that came after the `after`-th, in order."""
        ...

    async def instance(self, study: StudyId, instance: InstanceId) -> InstanceRow | None:
        """Give one instance of a study."""
        ...

    async def keep_summary(self, study: StudyId, summary: bytes, version: int) -> None:
        """Keep the sealed series cards of a version, unless newer ones are kept."""
        ...


class StudyFiling(Protocol):
    """Adding to the shelf."""

    async def study_by_tag(self, owner: PersonId, uid_tag: str) -> StudyRow | None:
        """Give the owner's study of that UID tag."""
        ...

    async def instance_by_tag(self, study: StudyId, sop_tag: str) -> InstanceRow | None:
        """Give the instance of that UID tag in a study."""
        ...

    async def file(self, instance: NewInstance, study: NewStudy | None) -> SeriesId | None:
        """Add an instance (with `study`, its study first) in one step; None when it or its study is in the way."""
        ...

    async def used_bytes(self, owner: PersonId) -> int:
        """Add up an owner's studies."""
        ...

    async def object_names(self) -> set[str]:
        """Give the name of every object a row refers to."""
        ...


class StudyShares(Protocol):
    """Which colleagues may look at a study besides its owner."""

    async def share(self, study: StudyId, person: PersonId, at_ms: int) -> bool:
        """Let a colleague look; False when they may already."""
        ...

    async def unshare(self, study: StudyId, person: PersonId) -> bool:
        """Stop letting a colleague look; False when they could not."""
        ...

    async def shared_with(self, studies: Sequence[StudyId]) -> dict[StudyId, list[PersonId]]:
        """Say for each study who may look besides its owner."""
        ...


class CheckedShelf(Protocol):
    """What was decided about series that were looked through for names."""

    async def checked(self, studies: Sequence[StudyId]) -> dict[SeriesId, bytes]:
        """Give the sealed decisions about the series of these studies."""
        ...

    async def keep_checked(self, study: StudyId, series: SeriesId, decided: bytes) -> bool:
        """Keep a decision in place of the one before; False when the series is gone."""
        ...


class OtherShelf(Protocol):
    """What came in with studies and is no picture: counted by kind, not kept."""

    async def note(self, owner: PersonId, study_tag: str, sop_tag: str, kind: str) -> None:
        """Remember that an object of this kind came in with a study; once, however often it comes."""
        ...

    async def counts(self, studies: Sequence[StudyRow]) -> dict[StudyId, dict[str, int]]:
        """Count by kind what came in with each of these studies; studies without any are left out."""
        ...


class StudyDeletions(Protocol):
    """Taking a study off the shelf for good, in steps that can be resumed."""

    async def intend(self, deletion: DeletionRow) -> bool:
        """Remember that a study is to go; False when that is remembered already."""
        ...

    async def give_up(self, study: StudyId) -> None:
        """Forget an intention that has no entry."""
        ...

    async def destroy_key(self, study: StudyId, entry: int) -> list[str]:
        """Destroy the key, keep the entry index, and name the objects to remove."""
        ...

    async def erase(self, study: StudyId) -> None:
        """Remove the rows; the receipt stays."""
        ...

    async def unfinished(self) -> list[DeletionRow]:
        """Give the deletions a crash cut short."""
        ...


class ThumbnailShelf(Protocol):
    """Where the sealed small picture of a frame lies."""

    async def thumbnail(self, study: StudyId, instance: InstanceId, frame: int, size: str) -> str | None:
        """Name the object of a frame's small picture."""
        ...

    async def keep_thumbnail(
        self, study: StudyId, instance: InstanceId, frame: int, size: str, object_name: str
    ) -> bool:
        """Remember that object; False when one is remembered or the study is gone."""
        ...

    async def forget_thumbnail(self, study: StudyId, object_name: str) -> None:
        """Remember an object no more that would not open; harmless when it is gone."""
        ...


class ImportShelf(Protocol):
    """Imports and what became of their files."""

    async def open(self, import_id: ImportId, person: PersonId, at_ms: int) -> None:
        """Begin an import."""
        ...

    async def find(self, import_id: ImportId) -> ImportRow | None:
        """Give an import with its counts."""
        ...

    async def recent(self, person: PersonId, since_ms: int) -> list[ImportRow]:
        """Give a person's imports begun since then, newest first."""
        ...

    async def report(self, import_id: ImportId, reports: Sequence[NewReport]) -> list[int]:
        """Number, count and keep reports in one step; give their numbers."""
        ...

    async def reports(self, import_id: ImportId, since: int, limit: int) -> list[ReportRow]:
        """Give at most `limit` reports numbered above `since`."""
        ...

    async def finish(self, import_id: ImportId, at_ms: int) -> bool:
        """End an import; False when it had ended."""
        ...


class ArchiveWork(Protocol):
    """Archives that are being read: counted while they are, and named when a restart cut them short."""

    async def begin(self, import_id: ImportId, name: bytes) -> int:
        """Remember that an archive is being read; give its number."""
        ...

    async def end(self, import_id: ImportId, number: int) -> None:
        """Forget an archive that has been read."""
        ...

    async def interrupted(self) -> list[tuple[ImportId, int, bytes]]:
        """Give the archives marked as being read by this process, its own and those it took over."""
        ...


class Record(Protocol):
    """The durable log; see `server.audit.log`."""

    async def append(self, entries: Sequence[Entry]) -> int:
        """Record entries durably; give the index of the first. Raises `Unavailable`."""
        ...


class Colleagues(Protocol):
    """Staff by id."""

    async def person(self, person: PersonId) -> Person | None:
        """Give a member of staff, None when there is none of that id."""
        ...


class LiveRooms(Protocol):
    """Whether a running consult has this study in its manifest."""

    async def uses(self, study: StudyId) -> bool:
        """Say whether it does."""
        ...
