"""The whole way of a picture on one screen, one call per step.

    decode → level → modality → voi → presentation → color → overlays → masks → mark → encode

`decode` (with color conversion to RGB) happens inside a worker, because its input is untrusted; the rest happens in
the server's threads on arrays: numpy's `take`, libjpeg-turbo and libdeflate all release the interpreter's lock.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from server.render.encode import Tier, encode
from server.render.mark import draw_mark
from server.render.masks import Mask, burn_masks
from server.render.modality import apply_modality, slope_and_intercept
from server.render.overlays import draw_overlay
from server.render.presentation import shows_inverted
from server.render.table import to_display
from server.render.voi import WHITE, WindowSource, apply_voi_lut, apply_window, auto_window, default_view
from server.terms.images import ImageTraits, LookupTable
from server.terms.view import Window

__all__ = ["EncodedFrame", "Tier", "WindowSource", "display_frame", "render_frame"]

Values = NDArray[np.generic]
Floats = NDArray[np.float64]


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
    masked: bool = False
    overlaid: bool = False


def render_frame(
    stored: Values,
    traits: ImageTraits,
    *,
    frame: int = 0,
    window: Window | None,
    auto: Window | None,
    invert: bool,
    level: int,
    tier: Tier,
    overlay: NDArray[np.uint8] | None = None,
    masks: Sequence[Mask] = (),
    mark: str | None = None,
) -> EncodedFrame:
    """Render one frame.

    Parameters
    ----------
    stored
        `(rows, columns)` stored values or `(rows, columns, 3) uint8` RGB, already reduced `level` times
        (`level.reduced`).
    frame
        Number of the frame in its instance, from 0: enhanced images say some things per frame.
    window
        The viewer's window, in modality values; None for the image's own.
    auto
        The series' window for images without one (`voi.auto_window`).
    overlay
        `(rows, columns) uint8`, not 0 where the file draws over its image; None draws nothing.
    masks
        What is burnt black, in pixels of the full image; rounded outward at a level.
    mark
        The visible mark of the role it is made for.

    Raises
    ------
    Malformed
        `window_width`.

    References
    ----------
    PS3.4 N.2 (the order of the grayscale steps), PS3.3 C.7.6.3, C.11.1, C.11.2.
    """
    display, used, source = display_frame(stored, traits, window=window, invert=invert, auto=auto, frame=frame)
    drawn = draw_overlay(display, overlay)
    burnt = burn_masks(drawn, masks, level)
    marked = draw_mark(burnt, mark) if mark else burnt
    mime, content = encode(marked, tier, traits.aspect)
    height, width = marked.shape[:2]
    return EncodedFrame(
        mime, content, width, height, used, source, tier, level, masked=bool(masks), overlaid=drawn is not display
    )


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

    steps = _GraySteps(slope_and_intercept(traits, frame), traits.modality_lut, used, table, inverted, traits, frame)
    return to_display(stored, steps), (used if table is None else None), source


@dataclass(frozen=True, slots=True)
class _GraySteps:
    """Stored values to display values. Two of them are equal when they do the same, and then share their table."""

    rescale: tuple[float, float]
    modality_lut: LookupTable | None
    window: Window
    voi_lut: LookupTable | None
    inverted: bool
    traits: ImageTraits = field(compare=False)
    frame: int = field(compare=False)

    def __call__(self, values: Floats) -> Floats:
        modality = apply_modality(values, self.traits, self.frame)
        display = apply_window(modality, self.window) if self.voi_lut is None else apply_voi_lut(modality, self.voi_lut)
        return WHITE - display if self.inverted else display


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
    default = default_view(traits, auto, frame)
    if default.source == "lut":
        return _UNUSED, traits.voi_luts[0], "lut"
    # measured only for images that say nothing and whose series was not measured: it takes longer than the picture
    return default.window or auto_window([stored], traits) or _UNUSED, None, default.source


_UNUSED = Window(0.5, 1.0, "LINEAR_EXACT")
