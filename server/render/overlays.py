"""Overlay planes of the file (60xx): made from its bits inside a worker, drawn over a picture in the server.

PS3.3 C.9.2, C.9.3.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from server.terms.images import ImageTraits, Overlay

Display = NDArray[np.uint8]
Plane = NDArray[np.uint8]
Bits = NDArray[np.bool_]
Cells = NDArray[np.generic]
DRAWN = 255
_ROWS_AT_ONCE_BITS = 1 << 23


def overlay_plane(traits: ImageTraits, frame: int, data: Mapping[int, bytes], cells: Cells | None = None) -> Plane:
    """Everything the file draws over one frame.

    Parameters
    ----------
    frame
        From 0.
    data
        Overlay Data by group, as little-endian words; a group that is missing or too short draws what it has.
    cells
        `(rows, columns)` pixel cells as they are allocated, with every bit; None where pixels were compressed, so that
        old overlays in unused bits are lost (the standard forbids them there, PS3.5 8.1.2).

    Returns
    -------
    `(rows, columns) uint8`, 255 where anything is drawn; what lies outside the image is cut off.
    """
    drawn = np.zeros((traits.rows, traits.columns), np.bool_)
    for overlay in traits.overlays:
        if overlay.packed_bit is None:
            _place(drawn, overlay, frame, data.get(overlay.group, b""))
        elif cells is not None:
            bits = (cells >> np.asarray(overlay.packed_bit, cells.dtype)) & np.asarray(1, cells.dtype) != 0
            _add(drawn, bits[: overlay.rows, : overlay.columns], overlay)
    plane = drawn.view(np.uint8)
    plane *= np.uint8(DRAWN)
    return plane


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
    drawn = _fitted(plane, display.shape[0], display.shape[1])
    if not drawn.any():
        return display
    drawn = np.not_equal(drawn, 0).view(np.uint8) * np.uint8(DRAWN)
    around = _around(drawn)
    if display.ndim == 3:
        drawn, around = drawn[..., np.newaxis], around[..., np.newaxis]
    # every bit set or none: masks of bytes go through a large picture several times faster than places of booleans
    return (display & ~around) | drawn


def halve_overlay(plane: Plane) -> Plane:
    """Half the rows and columns (rounded up); a place is drawn when any of its four is, so that no line is lost."""
    odd_rows, odd_columns = plane.shape[0] % 2, plane.shape[1] % 2
    even = np.pad(plane, ((0, odd_rows), (0, odd_columns))) if odd_rows or odd_columns else plane
    above = np.maximum(even[0::2, 0::2], even[0::2, 1::2])
    return np.maximum(above, np.maximum(even[1::2, 0::2], even[1::2, 1::2]))


def _place(drawn: Bits, overlay: Overlay, frame: int, data: bytes) -> None:
    """Add a plane of Overlay Data, a band of rows at a time: planes may be far larger than the image (BI-80)."""
    index = frame - overlay.first_frame
    if not 0 <= index < overlay.frames:
        return
    first = max(0, -overlay.top)
    last = min(overlay.rows, drawn.shape[0] - overlay.top)
    band = max(1, _ROWS_AT_ONCE_BITS // overlay.columns)
    offset = 0 if overlay.repeated else index * overlay.rows * overlay.columns
    border = 1 if overlay.region else 0
    for top in range(first, last, band):
        start, stop = max(0, top - border), min(overlay.rows, top + band + border)
        if offset + start * overlay.columns >= len(data) * 8:
            return
        bits = _bits(data, offset + start * overlay.columns, (stop - start) * overlay.columns)
        rows = bits.reshape(stop - start, overlay.columns)
        shape = outline(rows) if overlay.region else rows
        _add(drawn, shape[top - start : top - start + min(band, last - top)], overlay, top)


def outline(region: Bits) -> Bits:
    """The inner edge of a region: a filled one would hide what it marks."""
    inside = np.pad(region, 1, mode="edge")
    return region & ~(inside[:-2, 1:-1] & inside[2:, 1:-1] & inside[1:-1, :-2] & inside[1:-1, 2:])


def _bits(data: bytes, first: int, count: int) -> Bits:
    """`count` bits from bit `first`, least significant first; what the data do not have is not drawn."""
    octets = np.frombuffer(data[first // 8 : -(-(first + count) // 8)], np.uint8)
    bits = np.unpackbits(octets, bitorder="little")[first % 8 : first % 8 + count]
    return np.pad(bits, (0, count - bits.size)).astype(np.bool_)


def _add(drawn: Bits, bits: Bits, overlay: Overlay, first: int = 0) -> None:
    """Draw rows `first`… of an overlay where they fall on the image."""
    top, left = overlay.top + first, overlay.left
    rows, columns = drawn.shape
    down = slice(max(top, 0), min(top + bits.shape[0], rows))
    across = slice(max(left, 0), min(left + bits.shape[1], columns))
    if down.start < down.stop and across.start < across.stop:
        drawn[down, across] |= bits[down.start - top : down.stop - top, across.start - left : across.stop - left]


def _fitted(plane: Plane, rows: int, columns: int) -> Plane:
    while plane.shape[0] > rows or plane.shape[1] > columns:
        plane = halve_overlay(plane)
    return plane


def _around(drawn: Plane) -> Plane:
    """255 where something is drawn here or at one of the four neighbors."""
    wide = drawn.copy()
    wide[1:] |= drawn[:-1]
    wide[:-1] |= drawn[1:]
    wide[:, 1:] |= drawn[:, :-1]
    wide[:, :-1] |= drawn[:, 1:]
    return wide
