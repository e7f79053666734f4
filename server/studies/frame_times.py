"""How long the frames of a clip last, from when they were taken. Knows no file: the catalog uses it too."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

SHORTEST_MS: Final = 1.0
LONGEST_MS: Final = 60_000.0
"""Frames that follow each other faster or slower are no clip that somebody watches frame by frame in its own time."""
ALIKE: Final = 0.01
"""Increments that differ by less than this share of their mean are the rounding of one frame time."""


def lasting(moments_ms: Sequence[float]) -> tuple[float, ...]:
    """How long each frame lasts that begins at these moments; empty when they are alike, or no order of time.

    When the last frame ended nobody says: it lasts as long as the others on average.
    """
    steps = [after - before for before, after in pairwise(moments_ms)]
    if not steps or not all(SHORTEST_MS <= step <= LONGEST_MS for step in steps):
        return ()
    mean = sum(steps) / len(steps)
    if all(abs(step - mean) <= ALIKE * mean for step in steps):
        return ()
    return tuple(round(step, 3) for step in (*steps, mean))
