"""Directions of a picture: valid planes, letters at its edges, and what people call its plane.

Letters come only from what the file says about directions. PS3.3 C.7.6.1.1.1, C.7.6.2.1.1.
"""

import math
from dataclasses import dataclass

from server.studies.header import Placement
from server.terms.geometry import Vector

# The patient's axes: x grows to the left, y to the back, z to the head.
_LETTERS = (("L", "R"), ("P", "A"), ("H", "F"))
_OPPOSITE = {"L": "R", "R": "L", "P": "A", "A": "P", "H": "F", "F": "H"}
_PLANES = ("sagittal", "coronal", "axial")
_OBLIQUE = 0.34  # a second letter from about 20 degrees
_UNIT_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class EdgeLetters:
    """What lies at each edge of the unrotated picture: one or two of L R A P H F."""

    left: str
    right: str
    top: str
    bottom: str


def plane_of(values: tuple[float, ...]) -> tuple[Vector, Vector] | None:
    """Direction cosines of a row and a column, when they are two perpendicular unit vectors. PS3.3 C.7.6.2.1.1."""
    if len(values) != 6:
        return None
    row, column = (values[0], values[1], values[2]), (values[3], values[4], values[5])
    dot = sum(a * b for a, b in zip(row, column, strict=True))
    if abs(math.hypot(*row) - 1) > _UNIT_TOLERANCE or abs(math.hypot(*column) - 1) > _UNIT_TOLERANCE:
        return None
    return (row, column) if abs(dot) <= _UNIT_TOLERANCE else None


def edge_letters(placement: Placement) -> EdgeLetters | None:
    """The letters of an image; None when the file gives no direction, which is then said, never guessed."""
    if not placement.biped:
        return None
    if placement.orientation is not None:
        row, column = placement.orientation
        return _edges(direction_letters(row), direction_letters(column))
    if placement.patient_orientation is not None:
        row_letters, column_letters = placement.patient_orientation
        if _plausible(row_letters) and _plausible(column_letters) and _differ(row_letters, column_letters):
            return _edges(row_letters, column_letters)
    return None


def direction_letters(direction: Vector) -> str:
    """Where a unit vector points: its main axis, and a second one when it is clearly oblique."""
    ranked = sorted(range(3), key=lambda axis: -abs(direction[axis]))
    named = [axis for place, axis in enumerate(ranked[:2]) if place == 0 or abs(direction[axis]) >= _OBLIQUE]
    return "".join(_LETTERS[axis][direction[axis] < 0] for axis in named)


def plane_name(orientation: tuple[Vector, Vector]) -> str:
    """What the plane is called: axial, coronal or sagittal, or oblique from about 20 degrees off all of them."""
    normal = cross(*orientation)
    main = max(range(3), key=lambda axis: abs(normal[axis]))
    others = math.hypot(*(normal[axis] for axis in range(3) if axis != main))
    return "oblique" if others >= _OBLIQUE else _PLANES[main]


def cross(row: Vector, column: Vector) -> Vector:
    """The normal of a plane: row cross column."""
    return (
        row[1] * column[2] - row[2] * column[1],
        row[2] * column[0] - row[0] * column[2],
        row[0] * column[1] - row[1] * column[0],
    )


def _edges(right: str, bottom: str) -> EdgeLetters:
    return EdgeLetters(left=_opposite(right), right=right, top=_opposite(bottom), bottom=bottom)


def _opposite(letters: str) -> str:
    return "".join(_OPPOSITE[letter] for letter in letters)


def _plausible(letters: str) -> bool:
    """Human directions, no axis twice (veterinary and foot-sole codes are not ours to translate)."""
    known = all(letter in _OPPOSITE for letter in letters)
    return known and 0 < len(letters) <= 3 and len({frozenset({c, _OPPOSITE[c]}) for c in letters}) == len(letters)


def _differ(row_letters: str, column_letters: str) -> bool:
    """Whether the two can be perpendicular: their main axes differ."""
    return column_letters[0] not in {row_letters[0], _OPPOSITE[row_letters[0]]}
