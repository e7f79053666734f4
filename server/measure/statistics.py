"""Mean, deviation and extremes of the values under a shape: those of pixels whose centers lie inside it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from server.measure.geometry import box
from server.terms.marks import Point

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Of `count` values; `sd` is over all of them (not a sample's), all are nan when there are none."""

    count: int
    mean: float
    sd: float
    low: float
    high: float


def bounding_pixels(points: Sequence[Point], rows: int, columns: int) -> tuple[int, int, int, int]:
    """The pixels that a box of two corners can touch: first row, end row, first column, end column (ends exclusive)."""
    left, top, right, bottom = box(points)
    first_row, end_row = max(0, math.floor(top)), min(rows, math.ceil(bottom))
    first_column, end_column = max(0, math.floor(left)), min(columns, math.ceil(right))
    return first_row, max(first_row, end_row), first_column, max(first_column, end_column)


def inside(
    kind: Literal["ellipse", "rectangle"],
    points: Sequence[Point],
    first_row: int,
    first_column: int,
    shape: tuple[int, int],
) -> NDArray[np.bool_]:
    """Which pixels of a part of the image have their centers inside the shape of two corners.

    Parameters
    ----------
    first_row, first_column
        Where the part begins on the image.
    shape
        Its rows and columns.
    """
    left, top, right, bottom = box(points)
    rows = np.arange(first_row, first_row + shape[0], dtype=np.float64)[:, np.newaxis] + 0.5
    columns = np.arange(first_column, first_column + shape[1], dtype=np.float64)[np.newaxis, :] + 0.5
    if kind == "rectangle":
        return (rows >= top) & (rows <= bottom) & (columns >= left) & (columns <= right)
    if right <= left or bottom <= top:
        return np.zeros(shape, np.bool_)
    across = (2 * columns - left - right) / (right - left)
    down = (2 * rows - top - bottom) / (bottom - top)
    return across**2 + down**2 <= 1.0


def statistics(values: Values, chosen: NDArray[np.bool_]) -> Statistics:
    """Statistics of the chosen finite values, `(rows, columns) float64` in modality units."""
    some = values[chosen]
    some = some[np.isfinite(some)]
    if some.size == 0:
        return Statistics(0, math.nan, math.nan, math.nan, math.nan)
    return Statistics(int(some.size), float(some.mean()), float(some.std()), float(some.min()), float(some.max()))
