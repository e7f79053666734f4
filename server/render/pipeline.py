"""The whole way of a picture on one screen, one call per step.

    decode → level → modality → voi → presentation → color → overlays → shutters → masks → mark → encode

`decode` (with color conversion to RGB) happens inside a worker, because its input is untrusted; the rest happens in
the server's threads on arrays: numpy's `take`, libjpeg-turbo and libdeflate all release the interpreter's lock.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from server.render.color import color_upper_values
from server.render.encode import Tier, encode
from server.render.level import halve
from server.render.mark import draw_mark
from server.render.masks import Mask, burn_masks
from server.render.modality import apply_modality_lut, slope_and_intercept
from server.render.overlays import draw_overlay
from server.render.presentation import background, shows_inverted
from server.render.segments import draw_segments
from server.render.shutters import close_shutters
from server.render.table import to_display
from server.render.voi import (
    BLACK,
    WHITE,
    WindowSource,
    apply_voi_lut,
    apply_window,
    default_view,
    drawable,
    series_window,
)
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
    window: Window | LookupTable | None,
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
        (`level.reduced`) unless `traits.levels_after_color`: then at full size, reduced here.
    frame
        Number of the frame in its instance, from 0: enhanced images say some things per frame.
    window
        The viewer's window in modality values, or the VOI LUT chosen; None for the image's own.
    auto
        The series' window for images without one (`voi.series_window`).
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
    PS3.4 N.2 (the order of the grayscale steps), PS3.3 C.7.6.3, C.7.6.11, C.9.2, C.11.1, C.11.2.
    """
    display, used, source = display_frame(
        stored, traits, window=window, invert=invert, auto=auto, frame=frame, level=level
    )
    drawn = draw_overlay(display, overlay)
    shut = close_shutters(drawn, traits)
    burnt = burn_masks(shut, masks, level)
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
    window: Window | LookupTable | None,
    invert: bool,
    auto: Window | None,
    frame: int = 0,
    level: int = 0,
) -> tuple[NDArray[np.uint8], Window | None, WindowSource]:
    """Display bytes of a frame, the window used and where it came from; parameters as `render_frame`.

    A chosen window asks for values as gray: masks and supplemental colors are the file's own view, drawn without one.
    """
    if traits.color:
        color = stored.astype(np.uint8, copy=False)
        return (WHITE - color if invert else color), None, "none"
    if traits.segmentation and window is None:
        masks = draw_segments(stored, traits, frame)
        return _at_level(WHITE - masks if invert else masks, traits, level), None, "none"
    voi, source = _voi(stored, traits, window, auto, frame)
    steps = GraySteps(
        slope_and_intercept(traits, frame),
        traits.modality_lut,
        voi,
        shows_inverted(traits, invert=invert),
        background(traits),
    )
    display = to_display(stored, steps)
    if traits.supplemental_palette is not None and window is None:
        display = color_upper_values(display, stored, traits.supplemental_palette)
    return _at_level(display, traits, level), (voi if isinstance(voi, Window) else None), source


@dataclass(frozen=True, slots=True)
class GraySteps:
    """Stored values to display values. Two of them are equal when they do the same, and then share their table."""

    rescale: tuple[float, float]
    modality_lut: LookupTable | None
    voi: Window | LookupTable
    inverted: bool
    background: tuple[float, float] | None = None

    def __call__(self, values: Floats) -> Floats:
        """Display values 0…255 of stored values, both float64."""
        modality = apply_modality_lut(values, self.modality_lut, self.rescale)
        display = (
            apply_window(modality, self.voi) if isinstance(self.voi, Window) else apply_voi_lut(modality, self.voi)
        )
        shown = WHITE - display if self.inverted else display
        if self.background is not None:
            shown[(values >= self.background[0]) & (values <= self.background[1])] = BLACK
        return shown


def _voi(
    stored: Values,
    traits: ImageTraits,
    window: Window | LookupTable | None,
    auto: Window | None,
    frame: int,
) -> tuple[Window | LookupTable, WindowSource]:
    """The viewer's window, else the frame's own, else the file's VOI LUT, else its first window, else AUTO."""
    if window is not None:
        return (drawable(window) if isinstance(window, Window) else window), "chosen"
    default = default_view(traits, auto, frame)
    if default.source == "lut":
        return traits.voi_luts[0], "lut"
    # measured only for images that say nothing and whose series was not measured: it takes longer than the picture
    return default.window or series_window([(stored, traits, frame)]) or _UNUSED, default.source


def _at_level(display: NDArray[np.uint8], traits: ImageTraits, level: int) -> NDArray[np.uint8]:
    """A frame that had to keep its full size until its colors were made, now reduced."""
    rows = -(-traits.rows >> level)
    while traits.levels_after_color and display.shape[0] > rows:
        display = halve(display, None).astype(np.uint8, copy=False)
    return display


_UNUSED = Window(0.5, 1.0, "LINEAR_EXACT")
