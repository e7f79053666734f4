"""Which positions a viewport comes to next: the neighbors of a still picture, or what a playing clip will show."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from server.sessions.cine import ends_ms, lap, position_of, stay_ms, step_at
from server.terms.view import Cine, Viewport


def neighbors(pos: int, frames: int, span: int) -> Iterator[tuple[int, ...]]:
    """Per step of distance the one or two positions inside the stack, nearest first: on both sides alike."""
    for step in range(1, span + 1):
        yield tuple(each for each in (pos + step, pos - step) if 0 <= each < frames)


def upcoming(cine: Cine, from_ms: float, stride: int = 1, times: Sequence[float] = ()) -> Iterator[tuple[float, int]]:
    """(ms until it is due, position) in the order of play from `from_ms` on, each position once, over one lap.

    With a `stride` only every such position of the clip: what a thin line can carry in time.
    """
    seen: set[int] = set()
    now, due_ms = step_at(cine, from_ms, times), 0.0
    for step in range(now, now + lap(cine)):
        pos = position_of(cine, step)
        if pos not in seen and (pos - cine.first) % stride == 0:
            seen.add(pos)
            yield due_ms, pos
        due_ms += stay_ms(cine, pos, times)


def as_shown(viewport: Viewport, now_ms: int, times: Sequence[float] = ()) -> Viewport:
    """The viewport at this moment: a clip that has been played to its end is a still picture."""
    cine = viewport.cine
    over_ms = None if cine is None else ends_ms(cine, times)
    if cine is None or over_ms is None or now_ms < over_ms:
        return viewport
    return replace(viewport, pos=cine.last, cine=None)
