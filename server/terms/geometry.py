"""Planes in the patient: where the slices of a stack lie, and which slices of two stacks lie in the same place.

Only slices of one frame of reference can be compared (PS3.3 C.7.4.1), and only those cut the same way: of planes that
cross, a place in one is no slice of the other.
"""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

Vector = tuple[float, float, float]

PARALLEL_DEG: Final = 0.5
"""How far a stack may be tilted against the first of its space: 1.1 mm at the edge of a field of 250 mm, so that two
members are never 2.2 mm apart there, less than half of a slice of 5 mm. Of 45 pairs of real pictures in one frame of
reference and of two series, those set alike were 0 to 0.36° apart, the next ones 8°."""
GAP: Final = 1.5
"""A distance that many times the usual one means that slices are missing between."""
DECIMALS: Final = 3


@dataclass(frozen=True, slots=True)
class Slices:
    """Where the frames of a stack lie.

    `center` is the middle of each picture, not its first pixel: of planes that are not quite parallel the middles differ
    least. Millimetres of the frame of reference; `normal` is a unit vector all frames share.
    """

    frame_of_reference: str
    normal: Vector
    centers: tuple[Vector, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """The slices of a stack along the normal that all stacks of the same `space` share.

    `space` is 0 for a stack that does not lie in space, else a number that means something within one session only.
    `mm` rises or falls strictly, one per frame, and rises the way the patient's axis does (left, back, head); `step_mm`
    is the usual distance from slice to slice.
    """

    space: int = 0
    mm: tuple[float, ...] = ()
    step_mm: float = 0.0

    def is_with(self, other: "Places") -> bool:
        """Whether a place in one of them means the same in the other."""
        return self.space != 0 and self.space == other.space

    def nearest(self, at_mm: float) -> int | None:
        """The slice at a place, the lower position of two that are equally near; None where the stack has none.

        A slice reaches half the way to its neighbor, and half the usual distance where it has none: at the ends, and
        at a gap.
        """
        rising = 1.0 if self.mm[-1] > self.mm[0] else -1.0
        after = bisect_left(self.mm, rising * at_mm, key=lambda mm: rising * mm)
        around = [position for position in (after - 1, after) if 0 <= position < len(self.mm)]
        position = min(around, key=lambda one: abs(self.mm[one] - at_mm))
        if len(around) == 2 and abs(self.mm[after] - self.mm[after - 1]) <= GAP * self.step_mm:
            return position
        inner = position - 1 if position < after else position + 1
        return position if abs(self.mm[position] - at_mm) <= self._reach_mm(position, inner) else None

    def _reach_mm(self, position: int, inner: int) -> float:
        """Half the usual distance; less where the neighbor on the other side is nearer than that."""
        if not 0 <= inner < len(self.mm):
            return self.step_mm / 2
        return min(self.step_mm, abs(self.mm[inner] - self.mm[position])) / 2


NOWHERE: Final = Places()


def in_spaces(stacks: Sequence[tuple[str, Slices | None]]) -> tuple[Places, ...]:
    """The places of every stack, comparable where the stacks share a space.

    Each stack comes with a name for the visit it was made in: two visits never share a space, whatever their files call
    their frames of reference. Distances within a stack hold for one that shares its space with nobody too.
    """
    groups: list[list[int]] = []
    for index, (visit, slices) in enumerate(stacks):
        if slices is None or not slices.frame_of_reference:
            continue
        for group in groups:
            first_visit, first = stacks[group[0]]
            if first is not None and first_visit == visit and _share(first, slices):
                group.append(index)
                break
        else:
            groups.append([index])
    placed = [NOWHERE] * len(stacks)
    for group in groups:
        first = stacks[group[0]][1]
        members = {index: _along(stacks[index][1], first) for index in group}
        useful = {index: mm for index, mm in members.items() if mm}
        space = 1 + max(places.space for places in placed)
        for index, mm in useful.items():
            placed[index] = Places(space, mm, _usual_mm(mm))
    return tuple(placed)


def _share(one: Slices, other: Slices) -> bool:
    """Whether two stacks of one visit can be compared. Which side they are looked at from does not matter."""
    if one.frame_of_reference != other.frame_of_reference:
        return False
    across = math.hypot(*_cross(one.normal, other.normal))
    return math.degrees(math.atan2(across, abs(_dot(one.normal, other.normal)))) <= PARALLEL_DEG


def _along(slices: Slices | None, first: Slices | None) -> tuple[float, ...]:
    """Millimetres along the normal of the first stack, from its first slice; nothing where they do not go one way."""
    if slices is None or first is None:
        return ()
    up = math.copysign(1.0, max(first.normal, key=abs))
    start = _dot(first.normal, first.centers[0])
    mm = tuple(round(up * (_dot(first.normal, center) - start), DECIMALS) for center in slices.centers)
    steps = [after - before for before, after in pairwise(mm)]
    goes_one_way = bool(steps) and (min(steps) > 0 or max(steps) < 0)
    return mm if goes_one_way else ()


def _usual_mm(mm: tuple[float, ...]) -> float:
    """The widest distance that at least a fifth of the slices keep, and more than two of them where there are so many.

    A few missing slices do not make it wider, a stack that was taken in two steps (2.5 mm, then 5 mm) has the wider one.
    """
    widest_first = sorted((abs(after - before) for before, after in pairwise(mm)), reverse=True)
    return round(widest_first[min(max(len(widest_first) // 5, 2), len(widest_first) - 1)], DECIMALS)


def _dot(one: Vector, other: Vector) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _cross(one: Vector, other: Vector) -> Vector:
    return (
        one[1] * other[2] - one[2] * other[1],
        one[2] * other[0] - one[0] * other[2],
        one[0] * other[1] - one[1] * other[0],
    )
