"""What is odd about a stack, as codes with facts; the words are in `texts`. Found, never guessed.

Codes and their facts (image numbers are those that reports cite; `at` is the position of the first, from 1):

- `gap` {missing, after, before, at}: slices are missing between two images
- `more_gaps` {count, missing}: further ones
- `uneven_spacing` {least_mm, most_mm}: the distance from slice to slice is not the same throughout
- `duplicate_positions` {places, images, first}: several images of one place that nothing sets apart
- `duplicate_instances` {count}: files that repeat an instance; one of each is shown
- `not_in_space` {count}: images that do not say where they lie, so that the order is that of their numbers
- `mixed` {by, number, count, value?}: one of several stacks that a series was split into, and by what
- `one_place` {count}: all images are of one place, one after another
- `rotating` {count}: the direction changes from image to image
- `tiles` {across, down}: pieces of one larger picture, row by row
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from server.studies.cells import Cell
from server.studies.header import InstanceHeader
from server.studies.ordering import distance_of, normal_of, places_of

GAPS_NAMED = 5
_EVEN, _WRITTEN_MM, _MOST = 0.1, 0.11, 0.3
"""Distances are the same within a tenth; positions written with one decimal may be off by one of it, thin slices less."""
_ROUNDING_MM = 0.02
_PLACED = {"CT", "MR", "PT"}
_SPARSE = {"SEG"}
"""Segmentations leave out frames without any of their segment: nothing is missing."""
Fact = int | float | str


@dataclass(frozen=True, slots=True)
class StackNote:
    """A code with its facts."""

    code: str
    facts: tuple[tuple[str, Fact], ...] = ()

    @classmethod
    def of(cls, code: str, **facts: Fact) -> "StackNote":
        """Make one from keywords."""
        return cls(code, tuple(facts.items()))


@dataclass(frozen=True, slots=True)
class Step:
    """From one slice of an ordered stack to the next place: `at` is the index of the slice before it."""

    at: int
    mm: float
    numbers: int | None


def notes_of(ordered: Sequence[Cell], steps: Sequence[Step]) -> tuple[StackNote, ...]:
    """What is odd about these cells (at least one) in their order; `steps` are theirs (`steps_of`)."""
    if ordered[0].header.tiling is not None or normal_of(ordered) is None:
        lost = sum(cell.position is None or cell.orientation is None for cell in ordered)
        return notes_without_places(ordered[0].header, len(ordered), lost)
    places = places_of(ordered)
    if len(ordered) > 1 and len(set(places)) == 1:
        return (StackNote.of("one_place", count=len(ordered)),)
    if ordered[0].header.series.modality in _SPARSE:
        return _repeated(ordered, places)
    return (*_repeated(ordered, places), *_spacing(ordered, steps))


def notes_without_places(header: InstanceHeader, count: int, lost: int) -> tuple[StackNote, ...]:
    """What is odd about `count` frames of which `lost` do not say where they lie; `header` is that of the first."""
    if count < 2:
        return ()
    if header.tiling is not None:
        return (StackNote.of("tiles", across=header.tiling.across, down=header.tiling.down),)
    expected = lost < count or header.series.modality in _PLACED
    return (StackNote.of("not_in_space", count=lost),) if lost and expected else ()


def steps_of(ordered: Sequence[Cell]) -> list[Step]:
    """The distances between neighboring places along the normal."""
    normal = normal_of(ordered)
    if normal is None:
        return []
    places = places_of(ordered)
    found = []
    for at, (before, after) in enumerate(pairwise(range(len(ordered)))):
        mm = abs(distance_of(ordered[after], normal) - distance_of(ordered[before], normal))
        if places[before] != places[after] and mm > _ROUNDING_MM:
            found.append(Step(at, mm, _apart(ordered[before].number, ordered[after].number)))
    return found


def usual_mm(steps: Sequence[Step]) -> float:
    """The distance that most steps have, or the shortest, whichever agrees better with the numbers of the images.

    A step of three distances between images 41 and 44 means two missing slices; between 41 and 42 it means little.
    """
    sizes = sorted(step.mm for step in steps)
    most = _most_frequent(sizes)
    return max((most, sizes[0]), key=lambda size: _agreeing(steps, size))


def _repeated(ordered: Sequence[Cell], places: Sequence[int]) -> tuple[StackNote, ...]:
    counts = Counter(places)
    several = [place for place, count in counts.items() if count > 1]
    if not several:
        return ()
    first = ordered[places.index(several[0])]
    images = sum(counts[place] for place in several)
    return (StackNote.of("duplicate_positions", places=len(several), images=images, first=first.number or 0),)


def _spacing(ordered: Sequence[Cell], steps: Sequence[Step]) -> tuple[StackNote, ...]:
    if len(steps) < 2:
        return ()
    usual = usual_mm(steps)
    wide = [step for step in steps if round(step.mm / usual) > 1 and _is_multiple(step.mm, usual)]
    if _only_renumbered(wide, steps):
        wide = []
    even = [step for step in steps if _is_same(step.mm, usual)]
    uneven: tuple[StackNote, ...] = ()
    if len(even) + len(wide) < len(steps):
        sizes = [step.mm for step in steps if step not in wide]
        uneven = (StackNote.of("uneven_spacing", least_mm=round(min(sizes), 2), most_mm=round(max(sizes), 2)),)
    gaps = [_gap(ordered, step, round(step.mm / usual) - 1) for step in wide[:GAPS_NAMED]]
    rest = wide[GAPS_NAMED:]
    missing = sum(round(step.mm / usual) - 1 for step in rest)
    more = (StackNote.of("more_gaps", count=len(rest), missing=missing),) if rest else ()
    return (*gaps, *more, *uneven)


def _gap(ordered: Sequence[Cell], step: Step, missing: int) -> StackNote:
    before, after = ordered[step.at].number, ordered[step.at + 1].number
    if before is None or after is None:
        return StackNote.of("gap", missing=missing, after=step.at + 1, before=step.at + 2, at=step.at + 1)
    return StackNote.of("gap", missing=missing, after=before, before=after, at=step.at + 1)


def _only_renumbered(wide: Sequence[Step], steps: Sequence[Step]) -> bool:
    """Whether wide steps are how it was taken (base 2.5 mm, then 5 mm): many, and the numbers go on without a hole."""
    return len(wide) > 2 and len(wide) * 5 > len(steps) and all(step.numbers == 1 for step in wide)


def _apart(before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else abs(after - before)


def _is_same(mm: float, other: float) -> bool:
    return abs(mm - other) <= _tolerance(min(mm, other))


def _is_multiple(mm: float, usual: float) -> bool:
    return abs(mm - round(mm / usual) * usual) <= _tolerance(usual)


def _tolerance(mm: float) -> float:
    return max(_EVEN * mm, min(_WRITTEN_MM, _MOST * mm))


def _agreeing(steps: Sequence[Step], size: float) -> int:
    return sum(step.numbers == round(step.mm / size) and _is_multiple(step.mm, size) for step in steps)


def _most_frequent(ordered_sizes: Sequence[float]) -> float:
    """The size with most others within a tenth of it, in one pass over sorted sizes."""
    best, best_count, end = ordered_sizes[0], 0, 0
    for start, size in enumerate(ordered_sizes):
        end = max(end, start)
        while end < len(ordered_sizes) and _is_same(size, ordered_sizes[end]):
            end += 1
        if end - start > best_count:
            best, best_count = ordered_sizes[start + (end - start) // 2], end - start
    return best
