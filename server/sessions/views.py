"""What a view can be: always inside the manifest, whatever was asked for."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from server.sessions.linking import linked
from server.terms.errors import Malformed
from server.terms.view import Bearings, Cine, StackBounds, View, Viewport, Window

LAYOUTS: Final[tuple[tuple[int, int], ...]] = ((1, 1), (1, 2), (2, 1), (2, 2))
VIEWPORT_IDS: Final = ("a", "b", "c", "d")
CENTER_MAX: Final = 1e6
WIDTH_MAX: Final = 2e6
WIDTH_MIN: Final = 1e-6
AREA_MIN_PX: Final = 8.0
AREA_MAX_IMAGES: Final = 4.0
FPS_MIN: Final = 0.5
FPS_MAX: Final = 60.0

Area = tuple[float, float, float, float]


def clamp(view: View, stacks: Sequence[StackBounds], bearings: Sequence[Bearings] = ()) -> View:
    """The nearest view that can be shown: positions, windows, areas and cine inside their bounds.

    Clamping twice is clamping once. What has no nearest meaning is refused, so a picture outside the manifest cannot
    even be named. Without `bearings` (of every stack) nothing is known that a link by position could rest on.

    Raises
    ------
    Malformed
        `bad_value` {field} for a stack outside the manifest, numbers that are none, or a layout without its viewports.
    """
    ids = tuple(viewport.id for viewport in view.viewports)
    if view.layout not in LAYOUTS:
        raise Malformed("bad_value", field="layout")
    if len(ids) != view.layout[0] * view.layout[1] or len(set(ids)) != len(ids) or not set(ids) <= set(VIEWPORT_IDS):
        raise Malformed("bad_value", field="viewports")
    if view.active not in ids:
        raise Malformed("bad_value", field="active")
    viewports = tuple(clamp_viewport(viewport, stacks) for viewport in view.viewports)
    return linked(replace(view, viewports=viewports), bearings)


def clamp_viewport(viewport: Viewport, stacks: Sequence[StackBounds]) -> Viewport:
    """One viewport inside its bounds; raises as `clamp`."""
    if viewport.rot not in (0, 90, 180, 270):
        raise Malformed("bad_value", field="rot")
    if viewport.stack is None:
        return Viewport(id=viewport.id)
    if not 0 <= viewport.stack < len(stacks):
        raise Malformed("bad_value", field="stack")
    bounds = stacks[viewport.stack]
    return replace(
        viewport,
        pos=_between(viewport.pos, 0, bounds.frames - 1),
        voi=None if bounds.color or viewport.voi is None else _clamp_window(viewport.voi),
        area=None if viewport.area is None else _clamp_area(viewport.area, bounds),
        cine=None if bounds.frames == 1 or viewport.cine is None else _clamp_cine(viewport.cine, bounds),
        palette=None if bounds.color else viewport.palette,
    )


def _clamp_window(window: Window) -> Window:
    """PS3.3 C.11.2.1.2: a LINEAR window is at least 1 wide, the others wider than 0."""
    if not math.isfinite(window.center) or not math.isfinite(window.width):
        raise Malformed("bad_value", field="voi")
    width_min = 1.0 if window.function == "LINEAR" else WIDTH_MIN
    return replace(
        window,
        center=min(max(window.center, -CENTER_MAX), CENTER_MAX),
        width=min(max(window.width, width_min), WIDTH_MAX),
    )


def _clamp_area(area: Area, bounds: StackBounds) -> Area:
    """At least 8 px and at most 4 images a side, and somewhere on the image; image pixel edges."""
    if not all(math.isfinite(edge) for edge in area) or area[0] >= area[2] or area[1] >= area[3]:
        raise Malformed("bad_value", field="area")
    x0, x1 = _clamp_span(area[0], area[2], bounds.columns)
    y0, y1 = _clamp_span(area[1], area[3], bounds.rows)
    return (x0, y0, x1, y1)


def _clamp_span(low: float, high: float, length: int) -> tuple[float, float]:
    """One side of an area: the size about its center, then shifted until it touches at least a pixel of the image."""
    largest = max(AREA_MIN_PX, AREA_MAX_IMAGES * length)
    size = min(max(high - low, AREA_MIN_PX), largest)
    if size != high - low:
        middle = min(max((low + high) / 2, -largest), largest + length)
        # whole quarters of a pixel, so that clamping a clamped span finds nothing to round
        low = math.floor((middle - size / 2) * 4) / 4
        high = low + math.ceil(size * 4) / 4
    touch = min(1.0, float(length))
    if high < touch:
        return touch - math.ceil(high - low), touch
    if low > length - touch:
        return length - touch, length - touch + math.ceil(high - low)
    return low, high


def _clamp_cine(cine: Cine, bounds: StackBounds) -> Cine:
    if not math.isfinite(cine.fps):
        raise Malformed("bad_value", field="cine")
    first = _between(cine.first, 0, bounds.frames - 1)
    last = _between(cine.last, first, bounds.frames - 1)
    return replace(
        cine,
        first=first,
        last=last,
        fps=min(max(cine.fps, FPS_MIN), FPS_MAX),
        anchor_pos=_between(cine.anchor_pos, first, last),
    )


def _between(value: int, low: int, high: int) -> int:
    return min(max(value, low), high)
