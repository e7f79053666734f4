"""Letters at the edges of a picture, only from what the file says about directions. PS3.3 C.7.6.1.1.1, C.7.6.2.1.1."""

from dataclasses import dataclass

from server.studies.header import Placement, Vector

# The patient's axes: x grows to the left, y to the back, z to the head.
_LETTERS = (("L", "R"), ("P", "A"), ("H", "F"))
_OPPOSITE = {"L": "R", "R": "L", "P": "A", "A": "P", "H": "F", "F": "H"}
_OBLIQUE = 0.34  # a second letter from about 20 degrees


@dataclass(frozen=True, slots=True)
class EdgeLetters:
    """What lies at each edge of the unrotated picture: one or two of L R A P H F."""

    left: str
    right: str
    top: str
    bottom: str


def edge_letters(placement: Placement) -> EdgeLetters | None:
    """The letters of an image; None when the file gives no direction, which is then said, never guessed."""
    if placement.orientation is not None:
        row, column = placement.orientation
        return _edges(direction_letters(row), direction_letters(column))
    if placement.patient_orientation is not None:
        row_letters, column_letters = placement.patient_orientation
        if _plausible(row_letters) and _plausible(column_letters) and not set(row_letters) & set(column_letters):
            return _edges(row_letters, column_letters)
    return None


def direction_letters(direction: Vector) -> str:
    """Where a unit vector points: its main axis, and a second one when it is clearly oblique."""
    ranked = sorted(range(3), key=lambda axis: -abs(direction[axis]))
    named = [axis for place, axis in enumerate(ranked[:2]) if place == 0 or abs(direction[axis]) >= _OBLIQUE]
    return "".join(_LETTERS[axis][direction[axis] < 0] for axis in named)


def _edges(right: str, bottom: str) -> EdgeLetters:
    return EdgeLetters(left=_opposite(right), right=right, top=_opposite(bottom), bottom=bottom)


def _opposite(letters: str) -> str:
    return "".join(_OPPOSITE[letter] for letter in letters)


def _plausible(letters: str) -> bool:
    """Human directions, no axis twice (veterinary and foot-sole codes are not ours to translate)."""
    known = all(letter in _OPPOSITE for letter in letters)
    return known and 0 < len(letters) <= 3 and len({frozenset({c, _OPPOSITE[c]}) for c in letters}) == len(letters)
