"""What the desk needs to keep studies: the rows at rest, and the ports that keep them. Rows hold nothing readable.

Everything a file says about a person (names, ids, dates, descriptions, UIDs) is inside a sealed header; rows are
found by keyed tags. Each port is one job of at most six methods; storage implements them, `app` puts them together.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from server.terms.entries import Entry
from server.terms.ids import ImportId, InstanceId, PersonId, SeriesId, StudyId
from server.terms.people import Person

Outcome = Literal["accepted", "duplicate", "not_an_image", "unreadable"]
"""What became of one file of an intake; a code beside it says why for everything but accepted."""


@dataclass(frozen=True, slots=True)
class StudyRow:
    """One study at rest. `header` and `summary` are sealed under its key, which is wrapped by the deployment key.

    `instances` also serves as the study's version: instances are only ever added, one by one, until all go at once.
    `summary` holds the series cards as they were when the study had `summary_version` instances.
    """

    id: StudyId
    owner: PersonId
    uid_tag: str
    wrapped_key: bytes
    header: bytes
    synthetic: bool
    added_ms: int
    instances: int
    size_bytes: int
    summary: bytes
    summary_version: int


@dataclass(frozen=True, slots=True)
class InstanceRow:
    """One stored instance. `ordinal` counts from 1 in the order of arrival; `digest` is SHA-256 of the stored bytes."""

    id: InstanceId
    study: StudyId
    series: SeriesId
    ordinal: int
    sop_tag: str
    digest: bytes
    object_name: str
    size_bytes: int
    header: bytes


@dataclass(frozen=True, slots=True)
class NewStudy:
    """A study about to be filed with its first instance."""

    id: StudyId
    owner: PersonId
    uid_tag: str
    wrapped_key: bytes
    header: bytes
    synthetic: bool
    added_ms: int


@dataclass(frozen=True, slots=True)
class NewInstance:
    """An instance whose sealed object is already durable; `series_id` is used only when its series is new."""

    id: InstanceId
    study: StudyId
    series_id: SeriesId
    series_tag: str
    sop_tag: str
    digest: bytes
    object_name: str
    size_bytes: int
    header: bytes


@dataclass(frozen=True, slots=True)
class DeletionRow:
    """A study on its way out, and afterwards its receipt; `entry` is None until the record says so."""

    receipt: str
    study: StudyId
    owner: PersonId
    at_ms: int
    objects: int
    size_bytes: int
    key_fingerprint: str
    entry: int | None
    done: bool


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What became of one file; `name` is sealed under the deployment key."""

    seq: int
    name: bytes
    outcome: Outcome
    code: str
    kind: str
    study: StudyId | None
    series: SeriesId | None


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report about to get its number. `size_bytes` counts for accepted files."""

    name: bytes
    outcome: Outcome
    code: str = ""
    kind: str = ""
    study: StudyId | None = None
    series: SeriesId | None = None
    size_bytes: int = 0


@dataclass(frozen=True, slots=True)
class ImportedStudy:
    """How much of one study came in with one import."""

    study: StudyId
    objects: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One intake: `received` files came in whole, `working` archives are still being read."""

    id: ImportId
    person: PersonId
    started_ms: int
    finished_ms: int | None
    received: int
    working: int
    accepted: int
    duplicate: int
    not_an_image: int
    unreadable: int
    studies: tuple[ImportedStudy, ...]


class Blobs(Protocol):
    """Sealed objects under random names of 32 hex digits. Calls block: use them in a thread."""

    def put(self, name: str, pieces: Iterable[bytes]) -> None: ...
    def read(self, name: str) -> Iterator[bytes]: ...
    def remove(self, name: str) -> bool: ...
    def names(self) -> Iterator[str]: ...
    def free_share(self) -> float: ...
    def free_bytes(self) -> int | None: ...


class StudyShelf(Protocol):
    """Studies and their instances as they lie there; a study being deleted is not there anymore."""

    async def visible_to(self, person: PersonId) -> list[StudyRow]: ...
    async def study(self, study: StudyId) -> StudyRow | None: ...
    async def study_of_series(self, series: SeriesId) -> StudyId | None: ...
    async def instances(self, study: StudyId, after: int = 0) -> list[InstanceRow]: ...
    async def instance(self, study: StudyId, instance: InstanceId) -> InstanceRow | None: ...
    async def keep_summary(self, study: StudyId, summary: bytes, version: int) -> None: ...


class StudyFiling(Protocol):
    """Adding to the shelf."""

    async def study_by_tag(self, owner: PersonId, uid_tag: str) -> StudyRow | None: ...
    async def instance_by_tag(self, study: StudyId, sop_tag: str) -> InstanceRow | None: ...
    async def file(self, instance: NewInstance, study: NewStudy | None) -> SeriesId | None: ...
    async def used_bytes(self, owner: PersonId) -> int: ...
    async def object_names(self) -> set[str]: ...


class StudyShares(Protocol):
    """Which colleagues may look at a study besides its owner."""

    async def share(self, study: StudyId, person: PersonId, at_ms: int) -> bool: ...
    async def unshare(self, study: StudyId, person: PersonId) -> bool: ...
    async def shared_with(self, studies: Sequence[StudyId]) -> dict[StudyId, list[PersonId]]: ...


class StudyDeletions(Protocol):
    """Taking a study off the shelf for good, in steps that can be resumed."""

    async def intend(self, deletion: DeletionRow) -> bool: ...
    async def give_up(self, study: StudyId) -> None: ...
    async def destroy_key(self, study: StudyId, entry: int) -> list[str]: ...
    async def erase(self, study: StudyId) -> None: ...
    async def unfinished(self) -> list[DeletionRow]: ...


class ThumbnailShelf(Protocol):
    """Where the sealed small picture of a frame lies."""

    async def thumbnail(self, study: StudyId, instance: InstanceId, frame: int, size: str) -> str | None: ...
    async def keep_thumbnail(
        self, study: StudyId, instance: InstanceId, frame: int, size: str, object_name: str
    ) -> bool: ...


class ImportShelf(Protocol):
    """Imports and what became of their files."""

    async def open(self, import_id: ImportId, person: PersonId, at_ms: int) -> None: ...
    async def find(self, import_id: ImportId) -> ImportRow | None: ...
    async def recent(self, person: PersonId, since_ms: int) -> list[ImportRow]: ...
    async def report(self, import_id: ImportId, reports: Sequence[NewReport]) -> list[int]: ...
    async def reports(self, import_id: ImportId, since: int, limit: int) -> list[ReportRow]: ...
    async def finish(self, import_id: ImportId, at_ms: int) -> bool: ...


class ArchiveWork(Protocol):
    """Archives that are being read: counted while they are, and named when a restart cut them short."""

    async def begin(self, import_id: ImportId, name: bytes) -> int: ...
    async def end(self, import_id: ImportId, number: int) -> None: ...
    async def interrupted(self) -> list[tuple[ImportId, int, bytes]]: ...


class Record(Protocol):
    """The durable log; see `server.audit.log`."""

    async def append(self, entries: Sequence[Entry]) -> int: ...


class Colleagues(Protocol):
    """Staff by id."""

    async def person(self, person: PersonId) -> Person | None: ...


class LiveRooms(Protocol):
    """Whether a running consult has this study in its manifest."""

    async def uses(self, study: StudyId) -> bool: ...
