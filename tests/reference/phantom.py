"""A patient whose six sides are written into the voxels: what lies to the left is gray 40, to the right 80, and so on."""

from itertools import permutations, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.reference.files import grayscale

Direction = tuple[int, int, int]
SIDES = {"L": 40, "R": 80, "P": 120, "A": 160, "H": 200, "F": 240}
NAMES = {gray: letter for letter, gray in SIDES.items()}
HALF = 10
"""Voxels from the middle to a side; each is a millimetre. A side is three voxels thick."""
# PS3.3 C.7.6.2.1.1: x grows to the patient's left, y to the back, z to the head.
_TOWARDS = (("L", "R"), ("P", "A"), ("H", "F"))


def axis_aligned() -> list[tuple[Direction, Direction]]:
    """The 24 planes whose rows and columns run along an axis of the patient."""
    found = []
    for (first, second), (way, other) in product(permutations(range(3), 2), product((1, -1), repeat=2)):
        row, column = [0, 0, 0], [0, 0, 0]
        row[first], column[second] = way, other
        found.append(((row[0], row[1], row[2]), (column[0], column[1], column[2])))
    return found


def voxel(place: NDArray[np.float64]) -> int:
    """The gray at a place of the patient, millimetres from the middle: a side's own, or 0 inside."""
    axis = int(np.abs(place).argmax())
    if abs(place[axis]) < HALF - 3:
        return 0
    return SIDES[_TOWARDS[axis][0 if place[axis] > 0 else 1]]


def plane(row: NDArray[np.float64], column: NDArray[np.float64]) -> NDArray[np.uint8]:
    """The voxels of the plane through the middle, a row's pixels along `row` and the rows along `column`."""
    steps = np.arange(-HALF, HALF + 1)
    return np.array([[voxel(across * row + down * column) for across in steps] for down in steps], np.uint8)


def slice_file(row: Direction, column: Direction, **elements: Any) -> bytes:
    """That plane as a CT file, its position that of the first pixel."""
    along, down = np.array(row, float), np.array(column, float)
    first = -HALF * (along + down)
    described = {
        "Modality": "CT",
        "ImageOrientationPatient": [str(value) for value in (*row, *column)],
        "ImagePositionPatient": [str(value) for value in first],
        "PixelSpacing": ["1", "1"],
        "WindowCenter": "128",
        "WindowWidth": "256",
    }
    return grayscale(plane(along, down), **described | elements)


def at_edges(picture: NDArray[np.uint8]) -> tuple[str, str, str, str]:
    """The letters written in the voxels nearest to the middle of the left, right, top and bottom edge."""
    rows, columns = picture.shape
    nearest = picture[rows // 2, 0], picture[rows // 2, -1], picture[0, columns // 2], picture[-1, columns // 2]
    left, right, top, bottom = (NAMES[int(gray)] for gray in nearest)
    return left, right, top, bottom
