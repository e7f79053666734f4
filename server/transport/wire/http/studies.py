"""Studies on the list and on their own page."""

from typing import Annotated

from msgspec import Meta

from server.transport.wire.http.bodies import Answer, Asked, Id32
from server.transport.wire.http.names import StackNames
from server.transport.wire.http.staff import PersonCard


class NoteCard(Answer, frozen=True):
    """Something odd about a series: a code with facts, as `StackNote` in a room."""

    code: str
    facts: dict[str, str | int | float]


class SeriesCard(Answer, frozen=True):
    """One series of a study, useful ones first. `kind` is volume, images, cine, localizer, dose, capture or other.

    Positions count through its stacks in order.
    """

    id: str
    number: int | None
    modality: str
    description: str
    count: int
    columns: int
    rows: int
    kind: str
    useful: bool
    color: bool
    stacks: list[StackNames] = []
    notes: list[NoteCard] = []


class PatientCard(Answer, frozen=True):
    """Whose pictures: clinicians only. `birth_date` and dates are DICOM's YYYYMMDD or empty."""

    name: str
    id: str
    birth_date: str
    sex: str


class OtherCard(Answer, frozen=True):
    """How many objects of a kind (ecg, report, pdf …) came in with a study and cannot be shown yet."""

    kind: str
    count: int


class StudyCard(Answer, frozen=True):
    """A study on the list and on its own page.

    `until_ms` is when it goes by itself, `longest_ms` until when its owner may have it kept; null: never by itself.
    """

    id: str
    patient: PatientCard
    description: str
    date: str
    series: list[SeriesCard]
    instances: int
    size_bytes: int
    synthetic: bool
    owner: PersonCard
    mine: bool
    shared_with: list[PersonCard]
    added_ms: int
    others: list[OtherCard] = []
    until_ms: int | None = None
    longest_ms: int | None = None


class KeepStudy(Asked, frozen=True):
    """POST /api/studies/{id}/keep → `StudyCard`: later than it would go, not later than its `longest_ms`."""

    until_ms: Annotated[int, Meta(ge=0)]


class SearchStudies(Asked, frozen=True):
    """POST /api/studies/search → `Studies`: the words go in a body, since they may be a name and URLs are logged."""

    words: Annotated[str, Meta(max_length=200)]


class Studies(Answer, frozen=True):
    """GET /api/studies: newest first; `total` counts all matches, the list is capped at 200."""

    studies: list[StudyCard]
    total: int


class ShareStudy(Asked, frozen=True):
    """POST /api/studies/{id}/shares → `StudyCard`; DELETE /api/studies/{id}/shares/{person} → `StudyCard`."""

    person_id: Id32


class DeletionReceipt(Answer, frozen=True):
    """DELETE /api/studies/{id}: what was destroyed and what remains."""

    receipt: str
    at_ms: int
    objects: int
    size_bytes: int
    key_fingerprint: str
    entry: int
    remains: list[str]
