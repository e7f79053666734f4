"""The whole way of a picture on one screen, one call per step.

    decode → level → modality → voi → presentation → color → mark → encode

`decode` (with color conversion to RGB) happens inside a worker, because its input is untrusted; the rest happens in
the server's threads on arrays: numpy's `take`, libjpeg-turbo and libdeflate all release the interpreter's lock.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from server.render.encode import Tier, encode
from server.render.mark import draw_mark
from server.render.modality import apply_modality
from server.render.presentation import shows_inverted
from server.render.table import to_display
from server.render.voi import WHITE, apply_voi_lut, apply_window, auto_window, window_of
from server.terms.images import ImageTraits, LookupTable
from server.terms.view import Window

__all__ = ["EncodedFrame", "Tier", "WindowSource", "display_frame", "render_frame"]

Values = NDArray[np.generic]
Floats = NDArray[np.float64]
WindowSource = Literal["file", "auto", "chosen", "lut", "none"]
"""Where the window came from; "lut" is the file's VOI LUT, "none" color."""


@dataclass(frozen=True, slots=True)
class EncodedFrame:
    """A picture ready to be sealed, and what was done to make it."""

    mime: str
    content: bytes
    width: int
    height: int
    window_used: Window | None
    window_source: WindowSource
    tier: Tier
    level: int


def render_frame(
    stored: Values,
    traits: ImageTraits,
    *,
    window: Window | None,
    invert: bool,
    level: int,
    tier: Tier,
    mark: str | None,
    auto: Window | None,
    frame: int = 0,
) -> EncodedFrame:
    """Render one frame.

    Parameters
    ----------
    stored
        `(rows, columns)` stored values or `(rows, columns, 3) uint8` RGB, already reduced `level` times
        (`level.reduced`).
    window
        The viewer's window; None for the image's own.
    auto
        The series' window for images without one (`voi.auto_window`).
    frame
        Number of the frame in its instance, from 0: enhanced images say some things per frame.

    Raises
    ------
    Malformed
        `window_width`.

    References
    ----------
    PS3.4 N.2 (the order of the grayscale steps), PS3.3 C.7.6.3, C.11.1, C.11.2.
    """
    display, used, source = display_frame(stored, traits, window=window, invert=invert, auto=auto, frame=frame)
    if mark:
        display = draw_mark(display, mark)
    mime, content = encode(display, tier)
    height, width = display.shape[:2]
    return EncodedFrame(mime, content, width, height, used, source, tier, level)


def display_frame(
    stored: Values,
    traits: ImageTraits,
    *,
    window: Window | None,
    invert: bool,
    auto: Window | None,
    frame: int = 0,
) -> tuple[NDArray[np.uint8], Window | None, WindowSource]:
    """Display bytes of a frame, the window used and where it came from; parameters as `render_frame`."""
    if traits.color:
        color = stored.astype(np.uint8, copy=False)
        return (WHITE - color if invert else color), None, "none"
    used, table, source = _choose_window(stored, traits, window, auto, frame)
    inverted = shows_inverted(traits, invert=invert)

    def steps(values: Floats) -> Floats:
        modality = apply_modality(values, traits, frame)
        display = apply_window(modality, used) if table is None else apply_voi_lut(modality, table)
        return WHITE - display if inverted else display

    return to_display(stored, traits, steps), (used if table is None else None), source


def _choose_window(
    stored: Values,
    traits: ImageTraits,
    window: Window | None,
    auto: Window | None,
    frame: int,
) -> tuple[Window, LookupTable | None, WindowSource]:
    """The viewer's window, else the frame's own, else the file's VOI LUT, else its first window, else AUTO."""
    if window is not None:
        return window, None, "chosen"
    own = traits.values_of(frame).windows
    if own:
        return window_of(own[0]), None, "file"
    if traits.voi_luts:
        return _UNUSED, traits.voi_luts[0], "lut"
    if traits.windows:
        return window_of(traits.windows[0]), None, "file"
    return auto or auto_window([stored], traits) or _UNUSED, None, "auto"


_UNUSED = Window(0.5, 1.0, "LINEAR_EXACT")
