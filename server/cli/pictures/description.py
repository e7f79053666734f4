"""What files contain, as studies, series and stacks: for people as a table, for programs as one JSON object."""

from collections.abc import Iterator

import msgspec

from server.cli.pictures.answers import visible
from server.cli.pictures.reasons import Reasons
from server.studies.describing import DescribedSeries, DescribedStack, DescribedStudy


class LeftOut(msgspec.Struct, frozen=True):
    """A file that is in no study: not DICOM (`kind` says what it is), or refused."""

    file: str
    code: str
    reason: str
    kind: str


class Description(msgspec.Struct, frozen=True):
    """Everything that was found; `files` counts all that were looked at."""

    files: int
    studies: tuple[DescribedStudy, ...]
    left_out: tuple[LeftOut, ...]


def as_json(description: Description) -> bytes:
    """One object on one line."""
    return msgspec.json.encode(description) + b"\n"


def as_text(description: Description, reasons: Reasons) -> str:
    """A table for people, with nothing in it that could move their cursor."""
    return "".join(f"{line}\n" for line in _lines(description, reasons))


def _lines(description: Description, reasons: Reasons) -> Iterator[str]:
    for number, study in enumerate(description.studies, start=1):
        modalities = visible(", ".join(study.modalities))
        yield reasons.study(number, modalities, len(study.series), study.count) + _quoted(study.description)
        for series in study.series:
            yield from _series(series, reasons)
        yield ""
    for left in description.left_out:
        yield f"{visible(left.file)}: {left.reason} ({left.code})"


def _series(series: DescribedSeries, reasons: Reasons) -> Iterator[str]:
    number = "–" if series.number is None else series.number
    others = "".join(f" · {count} × {reasons.word(kind)}" for kind, count in sorted(series.others.items()))
    yield f"  {visible(series.modality) or '–'} {number}{_quoted(series.description)}{others}"
    for stack in series.stacks:
        yield f"    {visible(_stack(stack))}"
        yield from (f"      {reasons.note(note.code, note.facts)}" for note in stack.notes)


def _quoted(words: str) -> str:
    return f" “{visible(words)}”" if words else ""


def _stack(stack: DescribedStack) -> str:
    """The columns of a stack: what it is, how many, how large, how it lies, how it is written."""
    lies = " ".join(part for part in (stack.plane, stack.laterality, _edges(stack), _spacing(stack)) if part)
    moving = f"{stack.frames_per_second:g}/s " if stack.frames_per_second else ""
    size = f"{stack.columns}×{stack.rows}"
    return f"{stack.kind:<10}{stack.count:>5} × {size:<11}{stack.photometric:<16}{moving}{lies}".rstrip()


def _edges(stack: DescribedStack) -> str:
    """Left–right and top–bottom letters."""
    if stack.letters is None:
        return ""
    left, right, top, bottom = stack.letters
    return f"{left}–{right} {top}–{bottom}"


def _spacing(stack: DescribedStack) -> str:
    """Rows, columns and slices in millimeters, and what the first two were measured on."""
    if stack.spacing_mm is None:
        return ""
    lengths = [*stack.spacing_mm, *([stack.step_mm] if stack.step_mm else [])]
    return f"{'×'.join(f'{length:.3g}' for length in lengths)} mm ({stack.spacing_origin})"
