"""A study as its people may see it: who it is about, what it is called, and its series, useful ones first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

import msgspec

from server.desk.catalogs import Catalog
from server.desk.sealed_headers import StudyHead
from server.desk.study_rows import StudyRow
from server.studies.burned_in import suspicion_among
from server.studies.catalog import Series, Stack
from server.studies.notes import StackNote
from server.terms.consults import Mask
from server.terms.errors import Tampered
from server.terms.ids import InstanceId, SeriesId
from server.terms.people import Person
from server.vault.study_key import StudyKey


@dataclass(frozen=True, slots=True)
class StackView:
    """One stack of a series, as it has to be looked through for names.

    `suspicion` says why somebody should (`kind`, `stated`, empty: no reason), `frames` names exactly these frames;
    `checked` that somebody has, and which `masks` they drew. Unchecked, masks are those of a decision about fewer
    frames: where to begin.
    """

    count: int
    columns: int
    rows: int
    aspect: float
    suspicion: str
    frames: str
    checked: bool = False
    masks: tuple[Mask, ...] = ()

    @property
    def held(self) -> bool:
        """Whether guests are shown none of it before somebody has looked."""
        return bool(self.suspicion) and not self.checked


@dataclass(frozen=True, slots=True)
class SeriesView:
    """One series; `kind` is volume, cine, images, localizer, capture, dose or other.

    `notes` say what is odd about its most useful stack (`server.studies.notes`).
    """

    id: SeriesId
    number: int | None
    modality: str
    description: str
    count: int
    columns: int
    rows: int
    kind: str
    useful: bool
    color: bool
    stacks: tuple[StackView, ...] = ()
    notes: tuple[StackNote, ...] = ()


@dataclass(frozen=True, slots=True)
class StudyView:
    """One study; `is_mine` says whether the asker owns it. `shared_with` is only told to the owner.

    `others` counts by kind what came in with it and is no picture (`server.studies.header.Kind`). `until_ms` is when it
    goes by itself, `longest_ms` until when its owner may have it kept; None: never by itself.
    """

    row: StudyRow
    head: StudyHead
    series: tuple[SeriesView, ...]
    owner: Person
    is_mine: bool
    shared_with: tuple[Person, ...]
    others: tuple[tuple[str, int], ...] = ()
    until_ms: int | None = None
    longest_ms: int | None = None


def series_views(catalog: Catalog) -> tuple[SeriesView, ...]:
    """Give the series of a catalog as they are shown."""
    return tuple(series_view(series_id, series, catalog) for series_id, series in catalog.series)


def series_view(series_id: SeriesId, series: Series, catalog: Catalog) -> SeriesView:
    """Give one series as it is shown; its size is that of its most useful stack."""
    first = series.stacks[0]
    return SeriesView(
        id=series_id,
        number=series.header.number,
        modality=series.header.modality,
        description=series.header.description,
        count=series.count,
        columns=first.traits.columns,
        rows=first.traits.rows,
        kind=series.kind.value,
        useful=series.kind.useful,
        color=first.traits.color,
        stacks=tuple(_stack_view(stack, catalog) for stack in series.stacks),
        notes=tuple(note for note in first.notes if note.code != "mixed"),
    )


def frames_named(stack: Stack) -> str:
    """Name the frames of a stack, in any order: SHA-256 of what refers to them, 64 hex digits."""
    return sha256("\n".join(sorted(f"{frame.key} {frame.frame}" for frame in stack.frames)).encode()).hexdigest()


def _stack_view(stack: Stack, catalog: Catalog) -> StackView:
    instances = {InstanceId(frame.key) for frame in stack.frames}
    return StackView(
        count=len(stack.frames),
        columns=stack.traits.columns,
        rows=stack.traits.rows,
        aspect=stack.traits.aspect,
        suspicion=suspicion_among(catalog.instances[instance].header for instance in instances).value,
        frames=frames_named(stack),
    )


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[SeriesView, ...]).decode


def seal_summary(key: StudyKey, row: StudyRow, views: Sequence[SeriesView]) -> bytes:
    """Seal series views for the study's row, so that a list need not open every instance."""
    return key.seal_value(_encode(views), bound_to=f"study summary {row.id}")


def open_summary(key: StudyKey, row: StudyRow) -> tuple[SeriesView, ...]:
    """Open the series views of a row; raises `Tampered` (`sealed_value`)."""
    try:
        return _decode(key.open_value(row.summary, bound_to=f"study summary {row.id}"))
    except msgspec.DecodeError as error:
        raise Tampered("sealed_value") from error


def matches(words: Sequence[str], head: StudyHead, series: Iterable[SeriesView]) -> bool:
    """Whether every (casefolded) word is found in what a clinician knows a study by."""
    known = [
        head.patient.name.replace("^", " "),
        head.patient.id,
        head.patient.birth_date,
        head.study.description,
        head.study.date,
        head.study.accession,
        *(text for one in series for text in (one.description, one.modality)),
    ]
    text = " ".join(known).casefold()
    return all(word in text for word in words)
