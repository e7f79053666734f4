"""Studies, imports and deletions as rows at rest: values only, and nothing readable in them.

Everything a file says about a person (names, ids, dates, descriptions, UIDs) is inside a sealed header; rows are
found by keyed tags.
"""

from dataclasses import dataclass
from typing import Literal

from server.terms.ids import ImportId, InstanceId, PersonId, SeriesId, StudyId

Outcome = Literal["accepted", "duplicate", "not_an_image", "unreadable"]
"""What became of one file of an intake; a code beside it says why for everything but accepted."""

DeletedWhy = Literal["owner", "lifetime", "asked"]


@dataclass(frozen=True, slots=True)
class StudyRow:
    """One study at rest. `header` and `summary` are sealed under its key, which is wrapped by the deployment key.

    `instances` also serves as the study's version: instances are only ever added, one by one, until all go at once.
    `summary` holds the series cards as they were when the study had `summary_version` instances. `keep_until_ms` is
    until when its owner asked to have it kept (`server.terms.lifetimes` says what that comes to).
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
    keep_until_ms: int | None = None


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
    """A study on its way out, and afterwards its receipt; `entry` is None until the record says so.

    `why`: its owner deleted it, its lifetime was over, or the operator was asked to erase somebody.
    """

    receipt: str
    study: StudyId
    owner: PersonId
    at_ms: int
    objects: int
    size_bytes: int
    key_fingerprint: str
    entry: int | None
    done: bool
    why: DeletedWhy = "owner"


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


@dataclass(frozen=True, slots=True)
class Space:
    """Room on the disk where objects rest, in bytes."""

    free: int
    total: int
