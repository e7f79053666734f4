"""Smaller levels of a frame by exact halves of stored values, so that every viewer shares the same few sizes."""

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.generic]


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
    even = _evened(stored)
    rows, columns = even.shape[0] // 2, even.shape[1] // 2
    blocks = even.reshape(rows, 2, columns, 2, *even.shape[2:])
    if padding is None or even.ndim == 3 or not _holds_padding(even, padding):
        return _rounded(_quad_sum(blocks, stored.dtype), 4, stored.dtype)
    return _halve_around(blocks, padding, stored.dtype)


def reduced(stored: Values, level: int, padding: tuple[int, int] | None) -> Values:
    """The frame after `level` halvings; level 0 is the frame itself."""
    for _ in range(level):
        stored = halve(stored, padding)
    return stored


def _evened(stored: Values) -> Values:
    """Rows and columns made even by repeating the last one."""
    odd_rows, odd_columns = stored.shape[0] % 2, stored.shape[1] % 2
    if not (odd_rows or odd_columns):
        return stored
    return np.pad(stored, ((0, odd_rows), (0, odd_columns), *((0, 0),) * (stored.ndim - 2)), mode="edge")


def _wide(dtype: np.dtype[np.generic]) -> type[np.generic]:
    """A type that holds the sum of four values."""
    if dtype.kind == "f":
        return np.float64
    return np.int32 if dtype.itemsize <= 2 else np.int64


def _quad_sum(blocks: Values, dtype: np.dtype[np.generic]) -> Values:
    wide = _wide(dtype)
    total = np.add(blocks[:, 0, :, 0], blocks[:, 0, :, 1], dtype=wide)
    total += blocks[:, 1, :, 0]
    total += blocks[:, 1, :, 1]
    return total


def _rounded(total: Values, count: int, dtype: np.dtype[np.generic]) -> Values:
    """Means, halves rounded up, in the type of the frame."""
    if dtype.kind == "f":
        return (total / count).astype(dtype)
    return ((total + count // 2) // count if count != 4 else (total + 2) >> 2).astype(dtype)


def _holds_padding(stored: Values, padding: tuple[int, int]) -> bool:
    return bool(((stored >= padding[0]) & (stored <= padding[1])).any())


def _halve_around(blocks: Values, padding: tuple[int, int], dtype: np.dtype[np.generic]) -> Values:
    """Means of what is image; the first value of a block where nothing is."""
    image = (blocks < padding[0]) | (blocks > padding[1])
    count = image.sum(axis=(1, 3), dtype=np.int64)
    total = np.where(image, blocks, 0).sum(axis=(1, 3), dtype=_wide(dtype))
    safe = np.maximum(count, 1)
    mean = total / safe if dtype.kind == "f" else (2 * total.astype(np.int64) + safe) // (2 * safe)
    return np.where(count > 0, mean, blocks[:, 0, :, 0]).astype(dtype)
