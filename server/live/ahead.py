"""Which positions a viewport comes to next: the neighbors of a still picture, or what a playing clip will show."""

from collections.abc import Iterator
from dataclasses import replace

from server.sessions.views import position_at
from server.terms.view import Cine, Viewport


def neighbors(pos: int, frames: int, span: int) -> Iterator[tuple[int, ...]]:
    """Per step of distance the one or two positions inside the stack, nearest first: on both sides alike."""
    for step in range(1, span + 1):
        yield tuple(each for each in (pos + step, pos - step) if 0 <= each < frames)


def lap(cine: Cine) -> int:
    """How many steps a clip takes until it has shown every position it will ever show."""
    length = cine.last - cine.first + 1
    return max(1, 2 * (length - 1)) if cine.loop == "sweep" else length


def upcoming(cine: Cine, from_ms: float, stride: int = 1) -> Iterator[tuple[int, int]]:
    """(steps from `from_ms` on, position) in the order of play, each position once, over one lap.

    With a `stride` only every such position of the clip: what a thin line can carry in time.
    """
    seen: set[int] = set()
    first = max(0, int((from_ms - cine.anchor_ms) * cine.fps / 1000))
    for step in range(lap(cine)):
        pos = position_at(cine, cine.anchor_ms + int((first + step + 0.5) * 1000 / cine.fps))
        if pos not in seen and (pos - cine.first) % stride == 0:
            seen.add(pos)
            yield step, pos


def ends_ms(cine: Cine) -> float | None:
    """When a clip that plays once comes to its last position; None for the others."""
    if cine.loop != "once":
        return None
    return cine.anchor_ms + (cine.last - cine.anchor_pos) * 1000 / cine.fps


def as_shown(viewport: Viewport, now_ms: int) -> Viewport:
    """The viewport at this moment: a clip that has been played to its end is a still picture."""
    cine = viewport.cine
    over_ms = None if cine is None else ends_ms(cine)
    if cine is None or over_ms is None or now_ms < over_ms:
        return viewport
    return replace(viewport, pos=cine.last, cine=None)
