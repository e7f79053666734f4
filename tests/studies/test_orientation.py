from itertools import permutations, product

import pytest

from server.studies.header import Placement
from server.studies.orientation import EdgeLetters, direction_letters, edge_letters, plane_name
from server.terms.geometry import Vector

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


@pytest.mark.parametrize(
    ("row", "column", "letters"),
    [("A", "FR", EdgeLetters("P", "A", "HL", "FR")), ("AL", "F", EdgeLetters("PR", "AL", "H", "F"))],
)
def test_oblique_projections_have_two_letters(row: str, column: str, letters: EdgeLetters) -> None:
    """A mediolateral oblique view of the breast."""
    assert edge_letters(Placement(patient_orientation=(row, column))) == letters


@pytest.mark.parametrize("letters", [("L", "R"), ("HF", "L"), ("AL", "PF")])
def test_directions_that_cannot_be_perpendicular_are_not_shown(letters: tuple[str, str]) -> None:
    """Rows and columns along one axis contradict each other."""
    assert edge_letters(Placement(patient_orientation=letters)) is None


def test_animals_on_four_legs_get_no_human_letters() -> None:
    """PS3.3 C.7.6.1.1.1: their directions have names of their own."""
    lying = Placement(orientation=(AXES[0], AXES[1]), patient_orientation=("L", "F"), biped=False)
    assert edge_letters(lying) is None


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [
        (AXES[0], AXES[1], "axial"),
        ((-1.0, 0.0, 0.0), AXES[1], "axial"),
        (AXES[1], (0.0, 0.0, -1.0), "sagittal"),
        (AXES[0], (0.0, 0.0, -1.0), "coronal"),
        (AXES[0], (0.0, 0.98, -0.199), "axial"),
        (AXES[0], (0.0, 0.8, -0.6), "oblique"),
    ],
)
def test_a_plane_is_named_by_its_normal(row: Vector, column: Vector, name: str) -> None:
    """Oblique from about twenty degrees."""
    assert plane_name((row, column)) == name
