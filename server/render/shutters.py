"""What of a picture is to be seen: everything outside the file's shutters gets their gray. PS3.3 C.7.6.11."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from server.terms.images import ImageTraits, Shutter

Display = NDArray[np.uint8]
Visible = NDArray[np.bool_]


def close_shutters(display: Display, traits: ImageTraits) -> Display:
    """The picture with everything outside its shutters at their gray; several shutters intersect.

    Parameters
    ----------
    display
        `(rows, columns) uint8` or `(rows, columns, 3) uint8` at any level; not changed.

    Returns
    -------
    The same array without shutters, else a new one.
    """
    seen = visible(traits, display.shape[0], display.shape[1])
    if seen is None:
        return display
    shut = display.copy()
    shut[~seen] = traits.shutter_value >> 8
    return shut


def visible(traits: ImageTraits, rows: int, columns: int) -> Visible | None:
    """Which places of a level with that many rows and columns are to be seen, None when all are.

    A place is seen when its middle lies inside; edges and circles count as inside.
    """
    if not traits.shutters:
        return None
    return _visible(traits.shutters, rows, columns, level_of(traits, rows))


def level_of(traits: ImageTraits, rows: int) -> int:
    """How often an image was halved to have that many rows."""
    level = 0
    while -(-traits.rows >> level) > rows:
        level += 1
    return level


@lru_cache(maxsize=8)  # the frames of a series share their shutters; what is kept are edges, not pixels
def _visible(shutters: tuple[Shutter, ...], rows: int, columns: int, level: int) -> Visible:
    step = 1 << level
    down = ((np.arange(rows) + 0.5) * step - 0.5)[:, np.newaxis]
    across = ((np.arange(columns) + 0.5) * step - 0.5)[np.newaxis, :]
    seen = np.ones((rows, columns), np.bool_)
    for shutter in shutters:
        if shutter.shape == "rectangular":
            left, top, right, bottom = shutter.values
            seen &= (across >= left) & (across <= right) & (down >= top) & (down <= bottom)
        elif shutter.shape == "circular":
            row, column, radius = shutter.values
            seen &= (down - row) ** 2 + (across - column) ** 2 <= radius**2
        else:
            seen &= _inside_polygon(shutter.values, rows, columns, step)
    seen.flags.writeable = False
    return seen


def _inside_polygon(values: tuple[float, ...], rows: int, columns: int, step: int) -> Visible:
    """Which places lie inside a polygon of (row, column) vertices in full pixels, its border included."""
    sheet = Image.new("1", (columns, rows))
    corners = [
        ((column + 0.5) / step - 0.5, (row + 0.5) / step - 0.5)
        for row, column in zip(values[0::2], values[1::2], strict=True)
    ]
    ImageDraw.Draw(sheet).polygon(corners, fill=1, outline=1)
    return np.array(sheet, dtype=np.bool_)
