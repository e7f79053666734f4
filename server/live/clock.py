"""The time a session lives by: expired when either the wall clock or the boot clock says so."""

import time
from dataclasses import dataclass
from typing import Protocol


class Clock(Protocol):
    """Where `live` reads time; tests move it by hand."""

    def now_ms(self) -> int:
        """Session time, Unix epoch milliseconds: never behind the boot clock, never behind the wall clock."""
        ...

    def wall_jump_ms(self) -> int:
        """How far the wall clock now stands from where the boot clock expects it (negative: stepped back)."""
        ...


@dataclass(slots=True)
class SystemClock:
    """Wall clock and CLOCK_BOOTTIME, anchored to each other when this process started.

    Whoever steps the wall clock back cannot lengthen a session, because the boot clock goes on; whoever suspends the
    machine cannot either, because CLOCK_BOOTTIME counts sleep. A step forward ends sessions early and is said.
    """

    _wall_anchor_ms: int = 0
    _boot_anchor_ms: int = 0

    def __post_init__(self) -> None:
        """Tie the two clocks together."""
        self._wall_anchor_ms = time.time_ns() // 1_000_000
        self._boot_anchor_ms = _boot_ms()

    def now_ms(self) -> int:
        """The later of the two clocks."""
        return max(time.time_ns() // 1_000_000, self._wall_anchor_ms + _boot_ms() - self._boot_anchor_ms)

    def wall_jump_ms(self) -> int:
        """Wall time minus what the boot clock expects; after asking, a jump is the new normal for the next question."""
        boot = _boot_ms()
        wall = time.time_ns() // 1_000_000
        return wall - (self._wall_anchor_ms + boot - self._boot_anchor_ms)


def _boot_ms() -> int:
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
