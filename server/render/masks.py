"""Names in pictures hidden: rectangles burnt black on the server, so that no client ever holds what lay under them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Display = NDArray[np.uint8]
Mask = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the full image; right and bottom are exclusive."""


def burn_masks(display: Display, masks: Sequence[Mask], level: int) -> Display:
    """The picture with every mask black.

    Parameters
    ----------
    display
        `(rows, columns) uint8` or `(rows, columns, 3) uint8`, `level` halvings below the full image; not changed.
    masks
        A place of a level that has any part in a mask is black: rounded outward, never inward. Edges in any order;
        what lies outside the image is ignored.

    Returns
    -------
    The same array without masks, else a new one.
    """
    if not masks:
        return display
    burnt = display.copy()
    rows, columns = display.shape[:2]
    for left, top, right, bottom in masks:
        across, down = _covered(left, right, level, columns), _covered(top, bottom, level, rows)
        burnt[down, across] = 0
    return burnt


def _covered(first: int, last: int, level: int, size: int) -> slice:
    """The places of a level that hold any of the pixels `first` … `last` - 1."""
    low, high = min(first, last), max(first, last)
    start, stop = low >> level, -(-high >> level)
    return slice(min(max(start, 0), size), min(max(stop, 0), size))
