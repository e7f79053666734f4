"""At which pace people may come into the rooms of one process, and when whoever comes too soon is to come again.

A line that broke for everybody brings everybody back at once. A bucket lets them in as fast as this machine takes them
without anybody in a room noticing, which is found out while they come; the others are given moments one after the other, so
that they come back spread [SES-275 … SES-277].
"""

from dataclasses import dataclass, replace
from typing import Final

from server.sessions.strain import CALM_LATE_MS, LATE_MS, Reading

FIRST_A_SECOND: Final = 30.0
"""What a loop of two slow cores takes (`docs/scale.md`); what this one takes is found out from there."""
LEAST_A_SECOND: Final = 4.0
MOST_A_SECOND: Final = 150.0
FULL: Final = 0.95
"""The loop was at work for so much of the time: fewer …"""
ROOM: Final = 0.9
"""… for less than this: more, if more were there."""
SLOWER: Final = 0.85
FASTER: Final = 1.25
AT_ONCE: Final = 30.0
PROMISED: Final = 1.6
"""So many are given a moment for each who can be let in: chance spreads them, and the pace grows while people wait."""
SOONEST_MS: Final = 500
LATEST_MS: Final = 120_000
JITTER: Final = 0.5
NEW_LATER_MS: Final = 15_000
"""When a guest who has not been in the talk yet is to try again while the process is full."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Places that are free now, and until when those who were sent away have been given moments (milliseconds)."""

    places: float = AT_ONCE
    at_ms: int = 0
    promised_ms: float = 0.0


def paced(a_second: float, reading: Reading, *, has_turned_away: bool) -> float:
    """Give how many people may come in a second from now on, after half a second that went like this [SES-275]."""
    if reading.busy >= FULL or reading.late_ms >= LATE_MS:
        return max(LEAST_A_SECOND, a_second * SLOWER)
    if has_turned_away and reading.busy < ROOM and reading.late_ms < CALM_LATE_MS:
        return min(MOST_A_SECOND, a_second * FASTER)
    return a_second


def arrive(arrivals: Arrivals, now_ms: int, *, a_second: float, chance: float) -> tuple[Arrivals, int]:
    """Give 0 when somebody may come in now, else in how many ms they are to try again.

    Parameters
    ----------
    chance
        0 … 1, drawn anew for everybody.
    """
    passed_ms = max(0, now_ms - arrivals.at_ms)
    places = min(AT_ONCE, arrivals.places + passed_ms * a_second / 1000)
    refilled = replace(arrivals, places=places, at_ms=now_ms)
    if places >= 1:
        return replace(refilled, places=places - 1), 0
    # a line longer than anybody is sent away for is no longer one: those are spread over the time there is
    promised_ms = min(
        max(arrivals.promised_ms, float(now_ms)) + 1000 / (PROMISED * a_second), float(now_ms + LATEST_MS)
    )
    wait_ms = SOONEST_MS + (promised_ms - now_ms) * (1 + JITTER * chance)
    if wait_ms > LATEST_MS:
        wait_ms = LATEST_MS * (1 - JITTER * chance)
    return replace(refilled, promised_ms=promised_ms), int(wait_ms)


def later_ms(chance: float) -> int:
    """When a new guest is to try again who finds no room."""
    return int(NEW_LATER_MS * (1 + JITTER * chance))
