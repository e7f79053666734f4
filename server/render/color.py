"""Color models to RGB with eight bits: YBR, palettes, deep RGB. PS3.3 C.7.6.3.1.2, C.7.6.3.1.5."""

import numpy as np
from numpy.typing import NDArray

from server.terms.errors import Malformed
from server.terms.images import LookupTable, Palette

Bytes = NDArray[np.uint8]
Values = NDArray[np.generic]
_BYTE = 255
# Columns Y, Cb, Cr; the inverse of PS3.3 C.7.6.3.1.2 for YBR_FULL and for YBR_PARTIAL (ITU-R BT.601 studio range).
_FULL = np.array(
    [[1, 0, 1.402], [1, -0.114 * 1.772 / 0.587, -0.299 * 1.402 / 0.587], [1, 1.772, 0]],
    np.float32,
)
_PARTIAL = np.array([[1.1644, 0, 1.5960], [1.1644, -0.3917, -0.8130], [1.1644, 2.0173, 0]], np.float32)


def ybr_to_rgb(ybr: Bytes, *, partial: bool = False) -> Bytes:
    """RGB of YBR samples, both `(rows, columns, 3) uint8`."""
    shifted = ybr.astype(np.float32) - np.array([16 if partial else 0, 128, 128], np.float32)
    rgb = shifted @ (_PARTIAL if partial else _FULL).T
    rgb += 0.5  # halves up, as everywhere
    np.floor(rgb, out=rgb)
    return np.clip(rgb, 0, 255, out=rgb).astype(np.uint8)


def expand_422(pairs: Bytes, rows: int, columns: int) -> Bytes:
    """YBR_FULL_422 as written (Y1 Y2 Cb Cr for each two pixels of a row) as `(rows, columns, 3) uint8`."""
    if columns % 2:
        raise Malformed("bad_geometry", rows=rows, columns=columns)
    quads = pairs.reshape(rows, columns // 2, 4)
    ybr = np.empty((rows, columns, 3), np.uint8)
    ybr[:, 0::2, 0], ybr[:, 1::2, 0] = quads[..., 0], quads[..., 1]
    ybr[:, :, 1] = np.repeat(quads[..., 2], 2, axis=1)
    ybr[:, :, 2] = np.repeat(quads[..., 3], 2, axis=1)
    return ybr


def to_eight_bits(samples: Values, bits: int) -> Bytes:
    """Unsigned samples of `bits` bits by their eight most significant; fewer fill the byte."""
    if bits == 8:
        return samples.astype(np.uint8)
    if bits < 8:
        most = (1 << bits) - 1
        within = np.bitwise_and(samples, np.asarray(most, samples.dtype)).astype(np.uint16)
        return (within * _BYTE // most).astype(np.uint8)
    return (samples // np.asarray(1 << (bits - 8), samples.dtype)).astype(np.uint8)


def apply_palette(indices: Values, palette: Palette) -> Bytes:
    """RGB of palette indices: those outside a table take its end entry.

    Parameters
    ----------
    indices
        `(rows, columns)`, in a type that does not wrap when a first mapped value is subtracted (int32).

    Returns
    -------
    `(rows, columns, 3) uint8`.
    """
    rgb = np.empty((*indices.shape, 3), np.uint8)
    wide = is_sixteen_bit(palette)
    for place, table in enumerate((palette.red, palette.green, palette.blue)):
        positions = np.subtract(indices, table.first_value, dtype=np.int32)
        np.take(_entries(table, wide=wide), positions, mode="clip", out=rgb[..., place])
    return rgb


def color_upper_values(gray: Bytes, stored: Values, palette: Palette) -> Bytes:
    """A gray picture whose stored values from the palette's first one on are in its colors.

    Parameters
    ----------
    gray
        `(rows, columns) uint8` display values.
    stored
        `(rows, columns)` stored values they came from.

    Returns
    -------
    `(rows, columns, 3) uint8`; values beyond the table take its last color, the gray window touches no color.

    References
    ----------
    PS3.3 C.7.6.19, C.7.6.3.1.5; PS3.4 N.2 (what gray steps do not apply to).
    """
    rgb = np.repeat(gray[..., np.newaxis], 3, axis=2)
    colored = np.greater_equal(stored, palette.red.first_value)
    rgb[colored] = apply_palette(stored[colored].astype(np.int32)[np.newaxis], palette)[0]
    return rgb


def is_sixteen_bit(palette: Palette) -> bool:
    """Whether entries fill 16 bits; writers that announce 16 but fill 8 in all three tables are taken at their values."""
    return any(
        np.frombuffer(table.entries, "<u2").max(initial=0) > _BYTE
        for table in (palette.red, palette.green, palette.blue)
    )


def _entries(table: LookupTable, *, wide: bool) -> Bytes:
    words = np.frombuffer(table.entries, "<u2")
    return (words >> 8 if wide else words).astype(np.uint8)
