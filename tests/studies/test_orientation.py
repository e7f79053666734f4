from itertools import permutations, product

import pytest

from server.studies.header import Placement, Vector
from server.studies.orientation import EdgeLetters, direction_letters, edge_letters

AXES: list[Vector] = [(1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)]
TOWARDS = {0: ("R", "L"), 1: ("A", "P"), 2: ("F", "H")}


def signed(axis: int, sign: int) -> Vector:
    x, y, z = AXES[axis]
    return (sign * x, sign * y, sign * z)


@pytest.mark.parametrize(
    ("row", "column", "signs"),
    [(row, column, signs) for row, column in permutations(range(3), 2) for signs in product((-1, 1), repeat=2)],
)
def test_letters_follow_all_24_orientations(row: int, column: int, signs: tuple[int, int]) -> None:
    """The letter at each edge is the side of the patient that lies there."""
    letters = edge_letters(Placement(orientation=(signed(row, signs[0]), signed(column, signs[1]))))
    right, bottom = TOWARDS[row][signs[0] > 0], TOWARDS[column][signs[1] > 0]
    left, top = TOWARDS[row][signs[0] < 0], TOWARDS[column][signs[1] < 0]
    assert letters == EdgeLetters(left, right, top, bottom)


@pytest.mark.parametrize(
    ("direction", "letters"),
    [((0.8, 0.6, 0.0), "LP"), ((0.98, 0.2, 0.0), "L"), ((0.0, -0.6, -0.8), "FA"), ((-0.6, 0.0, 0.8), "HR")],
)
def test_clearly_oblique_directions_have_two_letters(direction: Vector, letters: str) -> None:
    """The main axis first, a second letter from about twenty degrees."""
    assert direction_letters(direction) == letters


def test_letters_of_a_projection_come_from_patient_orientation() -> None:
    """PS3.3 C.7.6.1.1.1: rows point to the patient's left, columns to the feet."""
    assert edge_letters(Placement(patient_orientation=("L", "F"))) == EdgeLetters("R", "L", "H", "F")


@pytest.mark.parametrize(
    "placement",
    [
        Placement(),
        Placement(position=(0.0, 0.0, 0.0)),
        Placement(patient_orientation=("X", "F")),
        Placement(patient_orientation=("L", "L")),
        Placement(patient_orientation=("LR", "F")),
        Placement(patient_orientation=("", "F")),
    ],
)
def test_unknown_orientation_is_never_invented(placement: Placement) -> None:
    """Without a stated direction there are no letters."""
    assert edge_letters(placement) is None
