"""Overlay planes of the file (60xx) drawn over a picture. PS3.3 C.9.2, PS3.4 N.2.4.4 for where in the order."""

import numpy as np
from numpy.typing import NDArray

Display = NDArray[np.uint8]
Plane = NDArray[np.uint8]
DRAWN, EDGE = 255, 0


def draw_overlay(display: Display, plane: Plane | None) -> Display:
    """The picture with the overlay white, and a dark edge around it where the picture is bright.

    Graphics stay legible on black and on white, gray and color alike; on a dark picture nothing but white is added.

    Parameters
    ----------
    display
        `(rows, columns) uint8` or `(rows, columns, 3) uint8`; not changed.
    plane
        `(rows, columns) uint8`, not 0 where something is drawn; a plane of the full image is halved to the picture's
        size first. None draws nothing.

    Returns
    -------
    The same array when nothing is drawn, else a new one.
    """
    if plane is None:
        return display
    drawn = _fitted(plane, display.shape[0], display.shape[1]) != 0
    if not drawn.any():
        return display
    shown = display.copy()
    shown[_around(drawn) & ~drawn] = EDGE
    shown[drawn] = DRAWN
    return shown


def halve_overlay(plane: Plane) -> Plane:
    """Half the rows and columns (rounded up); a place is drawn when any of its four is, so that no line is lost."""
    odd_rows, odd_columns = plane.shape[0] % 2, plane.shape[1] % 2
    even = np.pad(plane, ((0, odd_rows), (0, odd_columns))) if odd_rows or odd_columns else plane
    above = np.maximum(even[0::2, 0::2], even[0::2, 1::2])
    return np.maximum(above, np.maximum(even[1::2, 0::2], even[1::2, 1::2]))


def _fitted(plane: Plane, rows: int, columns: int) -> Plane:
    while plane.shape[0] > rows or plane.shape[1] > columns:
        plane = halve_overlay(plane)
    return plane


def _around(drawn: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where something is drawn here or at one of the four neighbors."""
    wide = drawn.copy()
    wide[1:] |= drawn[:-1]
    wide[:-1] |= drawn[1:]
    wide[:, 1:] |= drawn[:, :-1]
    wide[:, :-1] |= drawn[:, 1:]
    return wide
