"""A segmentation drawn as its masks: each segment in its color on black. PS3.3 A.51, C.8.20.2."""

import numpy as np
from numpy.typing import NDArray

from server.terms.images import ImageTraits, Segment

Values = NDArray[np.generic]
Display = NDArray[np.uint8]
_WHITE = 255
_LABELS = 1 << 16
# Twelve colors that stay apart on black, for color-blind eyes too where it can be had (after Okabe and Ito).
_COLORS = (
    (230, 159, 0), (86, 180, 233), (0, 158, 115), (240, 228, 66), (0, 114, 178), (213, 94, 0),
    (204, 121, 167), (153, 153, 255), (255, 153, 153), (153, 221, 136), (221, 204, 119), (136, 204, 238),
)  # fmt: skip


def draw_segments(stored: Values, traits: ImageTraits, frame: int) -> Display:
    """The masks of a frame in their colors.

    Parameters
    ----------
    stored
        `(rows, columns)`: 0 or 1 (BINARY), 0 … Maximum Fractional Value (FRACTIONAL), segment numbers (LABELMAP).

    Returns
    -------
    `(rows, columns, 3) uint8`; black where no segment is.
    """
    if traits.segmentation == "LABELMAP":
        return _label_colors(traits)[np.minimum(stored.astype(np.int64), _LABELS - 1)]
    color = np.array(color_of(_segment(traits, frame)), np.float64)
    top = traits.windows[0].width if traits.segmentation == "FRACTIONAL" and traits.windows else 1.0
    shares = np.clip(np.arange(_LABELS) / top, 0, 1)[:, np.newaxis]
    shades: Display = np.floor(shares * color + 0.5).astype(np.uint8)
    return shades[stored.astype(np.uint16)]


def color_of(segment: Segment) -> tuple[int, int, int]:
    """The recommended color, else one of twelve by its number; a recommended black could not be seen."""
    if segment.rgb is not None and max(segment.rgb) > 0:
        return segment.rgb
    return _COLORS[(segment.number - 1) % len(_COLORS)]


def _segment(traits: ImageTraits, frame: int) -> Segment:
    """The segment a frame belongs to: the one it names, else the only or first one."""
    number = traits.values_of(frame).segment
    named = next((segment for segment in traits.segments if segment.number == number), None)
    if named is not None:
        return named
    return traits.segments[0] if traits.segments and number is None else Segment(number or 1)


def _label_colors(traits: ImageTraits) -> Display:
    """A color for every label: black for 0 and for padding (background), else its segment's."""
    colors = np.array(_COLORS, np.uint8)[(np.arange(_LABELS) - 1) % len(_COLORS)]
    colors[0] = 0
    for segment in traits.segments:
        if 0 <= segment.number < _LABELS:
            colors[segment.number] = color_of(segment) if segment.number else segment.rgb or (0, 0, 0)
    if traits.padding is not None:
        low, high = (int(min(max(end, 0), _LABELS - 1)) for end in traits.padding)
        colors[low : high + 1] = 0
    return colors
