"""Smaller levels of a frame by exact halves of stored values, so that every viewer shares the same few sizes."""

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.generic]
Sums = NDArray[np.int64] | NDArray[np.int32] | NDArray[np.float64]


def halve(stored: Values, padding: tuple[int, int] | None) -> Values:
    """Half the rows and columns, each value the rounded mean of its 2 by 2 neighbors.

    Parameters
    ----------
    stored
        `(rows, columns)` stored values or `(rows, columns, 3)` RGB; an odd last row or column is kept by itself.
    padding
        Closed range of stored values that are no image; they do not enter a mean, and a place with nothing but
        padding stays padding.

    Returns
    -------
    The same type, `(ceil(rows / 2), ceil(columns / 2)[, 3])`.
    """
    quads = _quads(stored)
    total = _sum(quads, stored.dtype)
    halved = _mean(total, stored.dtype)
    if padding is not None and stored.ndim == 2:
        _leave_out_padding(halved, quads, padding)
    return halved


def reduced(stored: Values, level: int, padding: tuple[int, int] | None) -> Values:
    """The frame after `level` halvings; level 0 is the frame itself."""
    for _ in range(level):
        stored = halve(stored, padding)
    return stored


def _quads(stored: Values) -> tuple[Values, Values, Values, Values]:
    """The four neighbors of every place of the half; odd edges repeat their last row or column."""
    odd_rows, odd_columns = stored.shape[0] % 2, stored.shape[1] % 2
    if odd_rows or odd_columns:
        stored = np.pad(stored, ((0, odd_rows), (0, odd_columns), *((0, 0),) * (stored.ndim - 2)), mode="edge")
    return stored[0::2, 0::2], stored[0::2, 1::2], stored[1::2, 0::2], stored[1::2, 1::2]


def _sum(quads: tuple[Values, Values, Values, Values], dtype: np.dtype[np.generic]) -> Sums:
    """Sums in a type that holds four of them."""
    total = _widened(quads[0], dtype)
    for quad in quads[1:]:
        np.add(total, quad, out=total)
    return total


def _widened(values: Values, dtype: np.dtype[np.generic]) -> Sums:
    if dtype.kind == "f":
        return values.astype(np.float64)
    return values.astype(np.int32) if dtype.itemsize <= 2 else values.astype(np.int64)


def _mean(total: Sums, dtype: np.dtype[np.generic]) -> Values:
    """A quarter of the sums, halves rounded up, in the type of the frame."""
    if dtype.kind == "f":
        return np.divide(total, 4).astype(dtype)
    np.add(total, 2, out=total)
    np.right_shift(total, 2, out=total)
    return total.astype(dtype)


def _leave_out_padding(halved: Values, quads: tuple[Values, Values, Values, Values], padding: tuple[int, int]) -> None:
    """Mend the places where image meets padding: the mean of what is image. Means of pure padding are padding."""
    low, high = padding
    image = [np.greater(quad, high) | np.less(quad, low) for quad in quads]
    count = sum((part.astype(np.uint8) for part in image), np.zeros(halved.shape, np.uint8))
    places = np.nonzero((count > 0) & (count < 4))
    total = np.zeros(places[0].size, np.float64)
    for quad, part in zip(quads, image, strict=True):
        total += np.where(part[places], quad[places].astype(np.float64), 0.0)
    mean = total / count[places]
    halved[places] = (mean if halved.dtype.kind == "f" else np.floor(mean + 0.5)).astype(halved.dtype)
