"""The order of frames in a stack, and the convention for its direction.

Frames with a place are sorted along the normal of their planes. The stack runs the way its numbers rise: In-Stack
Position (or the dimension index of the position) in enhanced images, Instance Number in others. Where those do not rise
or fall steadily it runs the way the patient's coordinates rise: from right to left, from front to back, from the feet to
the head, whichever axis the normal is nearest to. Frames of one place follow time, then number; frames without a place
follow the dimension index, the tiles of a slide its rows, everything else its number.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

from server.studies.cells import Cell
from server.studies.orientation import cross
from server.terms.geometry import Vector

PLACES = {
    "InStackPositionNumber", "ImagePositionPatient", "ImagePositionVolume", "SliceLocation", "SliceLocationVector",
    "RowPositionInTotalImagePixelMatrix", "ColumnPositionInTotalImagePixelMatrix", "XOffsetInSlideCoordinateSystem",
    "YOffsetInSlideCoordinateSystem", "PlanePositionSequence", "PlanePositionVolumeSequence",
    "PlanePositionSlideSequence", "PositionerPrimaryAngle", "PositionerSecondaryAngle", "AngularPosition",
}  # fmt: skip
"""Dimensions that say where a frame lies, by their keywords; all others say of what kind or time it is. C.7.6.17."""
SAME_PLACE_MM = 0.01
SAME_DIRECTION = 0.005
"""How far a direction cosine may be off between slices that are parallel to people (0.3 degrees)."""


def in_order(cells: Sequence[Cell]) -> list[Cell]:
    """The cells (at least one) in the order people scroll through them; the same whatever order they came in."""
    if all(cell.own.tile is not None for cell in cells):
        return sorted(cells, key=lambda cell: (cell.own.tile or (0, 0), cell.arrival))
    normal = normal_of(cells)
    if normal is None:
        return sorted(cells, key=_place_number(cells))
    if is_one_place(cells):
        return sorted(cells, key=_moment(cells))
    along = _along(cells, normal)
    rising = _direction(cells, along, normal)
    moment = _moment(cells)
    return sorted(cells, key=lambda cell: (rising * along[id(cell)], moment(cell)))


def normal_of(cells: Sequence[Cell]) -> Vector | None:
    """The common normal of the planes; None when a cell has no place or the planes are not parallel."""
    planes = {cell.orientation for cell in cells}
    if None in planes or any(cell.position is None for cell in cells):
        return None
    first = min(cells, key=lambda cell: cell.arrival).orientation
    if first is None or not all(plane is not None and is_parallel(first, plane) for plane in planes):
        return None
    return cross(*first)


def is_parallel(one: tuple[Vector, Vector], other: tuple[Vector, Vector]) -> bool:
    """Whether two pictures lie the same way, turned and mirrored the same too."""
    return all(
        abs(a - b) <= SAME_DIRECTION
        for ours, theirs in zip(one, other, strict=True)
        for a, b in zip(ours, theirs, strict=True)
    )


def places_of(cells: Sequence[Cell]) -> list[int]:
    """A number for the place of each cell: equal for cells of one place (to a hundredth of a millimetre).

    Neighbors in the order of any coordinate are compared, so that no grid line can part two equal places.
    """
    numbers: list[int] = [0] * len(cells)
    for axis in range(3):
        here = [cell.position[axis] if cell.position else 0.0 for cell in cells]
        if max(here) - min(here) <= SAME_PLACE_MM:
            continue
        parts: dict[int, int] = {}
        ranks: list[int] = [0] * len(cells)
        last, group = min(here), 0
        for at in sorted(range(len(cells)), key=here.__getitem__):
            group += here[at] - last > SAME_PLACE_MM
            ranks[at], last = group, here[at]
        for at, rank in enumerate(ranks):
            numbers[at] = parts.setdefault(numbers[at] * (len(cells) + 1) + rank, len(parts))
    return numbers


def is_one_place(cells: Sequence[Cell]) -> bool:
    """Whether several cells all lie in the same place: what changes is time or the way they were made."""
    return len(cells) > 1 and len(set(places_of(cells))) == 1


def number_along(cell: Cell) -> int | None:
    """The number that says where the file itself counts this frame along its stack."""
    if cell.own.in_stack is not None:
        return cell.own.in_stack
    spatial = spatial_index(cell)
    return spatial[0] if len(spatial) == 1 else cell.number


def spatial_index(cell: Cell) -> tuple[int, ...]:
    """The part of the dimension index that says where the frame lies; empty when there is none."""
    names, index = cell.header.dimensions, cell.own.dimension_index
    if len(names) != len(index):
        return ()
    return tuple(value for name, value in zip(names, index, strict=True) if name in PLACES)


def _along(cells: Sequence[Cell], normal: Vector) -> dict[int, float]:
    """Millimetres of each cell along the normal, the same for all of one place."""
    nearest: dict[int, float] = {}
    places = places_of(cells)
    for place, cell in zip(places, cells, strict=True):
        nearest[place] = min(nearest.get(place, float("inf")), distance_of(cell, normal))
    return {id(cell): nearest[place] for place, cell in zip(places, cells, strict=True)}


def distance_of(cell: Cell, normal: Vector) -> float:
    """Millimetres of a cell's place along a normal."""
    return sum(a * b for a, b in zip(normal, cell.position or (0.0, 0.0, 0.0), strict=True))


def _direction(cells: Sequence[Cell], along: dict[int, float], normal: Vector) -> int:
    """1 along the normal, -1 against it."""
    ranked = sorted(cells, key=lambda cell: (along[id(cell)], cell.arrival))
    numbers = [number for cell in ranked if (number := number_along(cell)) is not None]
    steps = [later - earlier for earlier, later in pairwise(numbers)]
    if any(steps) and all(step >= 0 for step in steps):
        return 1
    if any(steps) and all(step <= 0 for step in _steps_down(cells, along)):
        return -1
    main = max(normal, key=abs)
    return 1 if main > 0 else -1


def _steps_down(cells: Sequence[Cell], along: dict[int, float]) -> list[int]:
    """Steps of the numbers along the normal, with cells of one place taken from the other end."""
    ranked = sorted(cells, key=lambda cell: (-along[id(cell)], cell.arrival))
    numbers = [number for cell in ranked if (number := number_along(cell)) is not None]
    return [earlier - later for earlier, later in pairwise(numbers)]


def _moment(cells: Sequence[Cell]) -> Callable[[Cell], tuple[float, tuple[int, int, str, str]]]:
    """Order in time, as far as all cells tell it; else by number."""
    if all(cell.time is not None for cell in cells):
        return lambda cell: (float(cell.time or 0), cell.arrival)
    if all(cell.nature.trigger_ms is not None for cell in cells):
        return lambda cell: (cell.nature.trigger_ms or 0.0, cell.arrival)
    return lambda cell: (0.0, cell.arrival)


def _place_number(cells: Sequence[Cell]) -> Callable[[Cell], tuple[tuple[int, ...], tuple[int, int, str, str]]]:
    """Order by dimension index where every cell has one of the same dimensions; else by number."""
    if len({cell.unit for cell in cells}) == 1 and all(spatial_index(cell) for cell in cells):
        return lambda cell: (spatial_index(cell), cell.arrival)
    if cells[0].unit and all(cell.own.in_stack is not None for cell in cells):
        return lambda cell: ((cell.own.in_stack or 0,), cell.arrival)
    return lambda cell: ((), cell.arrival)
