"""A study as stacks, in plain values for a terminal or JSON: what is there, how it lies, and what is odd about it.

Nothing in it names a patient: no name, id, date or UID. Descriptions are free text of the file and can be left out.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from server.studies.catalog import Member, Series, Stack, series_of


@dataclass(frozen=True, slots=True)
class DescribedNote:
    """Something to know about a stack: `code` with its facts (`server.studies.notes` lists them)."""

    code: str
    facts: dict[str, int | float | str]


@dataclass(frozen=True, slots=True)
class DescribedStack:
    """One stack. Millimetres; `plane` is axial, coronal, sagittal or oblique, empty when the file gives no direction.

    `letters` are what lies at the left, right, top and bottom edge of the first frame; `step_mm` is the distance from
    slice to slice; `spacing_origin` is patient, detector, calibrated, region or none; `pixel_aspect` is height ÷ width
    of a pixel.
    """

    kind: str
    count: int
    columns: int
    rows: int
    color: bool
    photometric: str
    transfer_syntax: str
    plane: str
    letters: tuple[str, str, str, str] | None
    laterality: str
    spacing_mm: tuple[float, float] | None
    spacing_origin: str
    step_mm: float | None
    pixel_aspect: float
    frames_per_second: float | None
    notes: tuple[DescribedNote, ...]


@dataclass(frozen=True, slots=True)
class DescribedSeries:
    """One series: `count` displayable frames in its stacks; `others` counts what is no image, by kind."""

    number: int | None
    modality: str
    description: str
    kind: str
    count: int
    stacks: tuple[DescribedStack, ...]
    others: dict[str, int]


@dataclass(frozen=True, slots=True)
class DescribedStudy:
    """One study, useful series first; `others` counts what is no image in all its series."""

    description: str
    modalities: tuple[str, ...]
    count: int
    series: tuple[DescribedSeries, ...]
    others: dict[str, int]


def described(members: Iterable[Member], *, words: bool = True) -> tuple[DescribedStudy, ...]:
    """The studies of these instances, in the order they first appear; without the file's own words unless `words`.

    The values are plain: `msgspec.to_builtins` or `dataclasses.asdict` make JSON of them.
    """
    grouped: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        grouped[member.header.study.uid].append(member)
    return tuple(_study(group, words=words) for group in grouped.values())


def _study(members: list[Member], *, words: bool) -> DescribedStudy:
    series = tuple(_series(one, words=words) for one in series_of(members))
    others: dict[str, int] = defaultdict(int)
    for one in series:
        for kind, count in one.others.items():
            others[kind] += count
    return DescribedStudy(
        description=members[0].header.study.description if words else "",
        modalities=tuple(sorted({one.modality for one in series if one.modality})),
        count=sum(one.count for one in series),
        series=series,
        others=dict(sorted(others.items())),
    )


def _series(series: Series, *, words: bool) -> DescribedSeries:
    return DescribedSeries(
        number=series.header.number,
        modality=series.header.modality,
        description=series.header.description if words else "",
        kind=series.kind.value,
        count=series.count,
        stacks=tuple(_stack(stack) for stack in series.stacks),
        others={kind.value: count for kind, count in series.others},
    )


def _stack(stack: Stack) -> DescribedStack:
    traits, first = stack.traits, stack.frames[0]
    spacing, letters = first.spacing, first.letters
    return DescribedStack(
        kind=stack.kind.value,
        count=len(stack.frames),
        columns=traits.columns,
        rows=traits.rows,
        color=traits.color,
        photometric=traits.photometric_interpretation,
        transfer_syntax=traits.transfer_syntax,
        plane=stack.plane,
        letters=None if letters is None else (letters.left, letters.right, letters.top, letters.bottom),
        laterality=first.laterality,
        spacing_mm=None if spacing is None else (spacing.row_mm, spacing.column_mm),
        spacing_origin="none" if spacing is None else spacing.origin,
        step_mm=None if stack.step_mm is None else round(stack.step_mm, 4),
        pixel_aspect=_aspect(traits.pixel_aspect),
        frames_per_second=round(1000 / stack.frame_ms, 3) if stack.frame_ms else None,
        notes=tuple(DescribedNote(note.code, dict(note.facts)) for note in stack.notes),
    )


def _aspect(stated: tuple[int, int] | None) -> float:
    return 1.0 if stated is None else stated[0] / stated[1]
