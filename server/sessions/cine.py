"""A clip as a function of server time: which position is shown when, on the server and on every page alike (C11).

Speeds are in frames a second of the clip's mean; frames that last differently (`times`, ms at true speed, one per
position of the stack; empty when all last alike) keep their proportions at any speed. PS3.3 C.7.6.5.1.2.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from server.terms.view import Cine


def position_at(cine: Cine, now_ms: float, times: Sequence[float] = ()) -> int:
    """The position a clip shows at `now_ms`: at its anchor before it starts, then a function of time alone."""
    return position_of(cine, step_at(cine, now_ms, times))


def step_at(cine: Cine, now_ms: float, times: Sequence[float] = ()) -> int:
    """How many steps after its first position a clip is at `now_ms`; laps add up."""
    start = cine.anchor_pos - cine.first
    elapsed_ms = now_ms - cine.anchor_ms
    if elapsed_ms <= 0:
        return start
    if not times:
        return start + math.floor(elapsed_ms * cine.fps / 1000)
    # the same sums in the same order as on the page, so that both agree to the last bit
    due = [0.0, *accumulate(times[position_of(cine, step)] for step in range(lap(cine)))]
    at = due[start] + elapsed_ms * speed(cine, times)
    laps = math.floor(at / due[-1])
    return laps * lap(cine) + min(lap(cine), bisect_right(due, at - laps * due[-1])) - 1


def position_of(cine: Cine, step: int) -> int:
    """The position a clip shows so many steps after its first one."""
    last_step = cine.last - cine.first
    match cine.loop:
        case "wrap":
            return cine.first + step % (last_step + 1)
        case "once":
            return min(cine.first + step, cine.last)
        case "sweep":
            turn = step % max(1, 2 * last_step)
            return cine.first + min(turn, 2 * last_step - turn)


def lap(cine: Cine) -> int:
    """How many steps a clip takes until it has shown every position it will ever show."""
    length = cine.last - cine.first + 1
    return max(1, 2 * (length - 1)) if cine.loop == "sweep" else length


def speed(cine: Cine, times: Sequence[float]) -> float:
    """How much faster than it was taken a clip of uneven times plays: 1 is true, 0.5 half as fast."""
    *_, whole_ms = accumulate(times)
    return cine.fps * (whole_ms / len(times)) / 1000


def stay_ms(cine: Cine, pos: int, times: Sequence[float] = ()) -> float:
    """How long a clip stays at a position, in milliseconds of the wall clock."""
    return times[pos] / speed(cine, times) if times else 1000 / cine.fps


def ends_ms(cine: Cine, times: Sequence[float] = ()) -> float | None:
    """When a clip that plays once comes to its last position; None for the others."""
    if cine.loop != "once":
        return None
    if not times:
        return cine.anchor_ms + (cine.last - cine.anchor_pos) * 1000 / cine.fps
    return cine.anchor_ms + sum(times[cine.anchor_pos : cine.last]) / speed(cine, times)
