"""The time a session lives by: expired when either the wall clock or the boot clock says so."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Protocol


class Clock(Protocol):
    """Where `live` reads time; tests move it by hand."""

    def now_ms(self) -> int:
        """Session time, Unix epoch milliseconds: never behind the boot clock, never behind the wall clock."""
        ...

    def wall_jump_ms(self) -> int:
        """How far the wall clock now stands from where the boot clock expects it (negative: stepped back)."""
        ...


@dataclass(frozen=True, slots=True)
class KnownTime:
    """What one process leaves for the next: in this boot of the machine time is so far ahead of the boot clock."""

    boot: str
    ahead_ms: int


def not_before(known: KnownTime | None, boot: str, boot_ms: int, newest_entry_ms: int) -> int:
    """What time it is at least, though the wall clock may have been set back while no process ran.

    The boot clock goes on over a killed process, so in the same boot it is exact; after another boot no consult begins
    before the newest entry of the record. For a start at which a consult is under way: at every other one the wall
    clock is believed, so that one that was wrong and is right now counts again.
    """
    if known is not None and boot and known.boot == boot:
        return max(newest_entry_ms, boot_ms + known.ahead_ms)
    return newest_entry_ms


IDLE_MS: Final = 31 * 24 * 3_600_000
"""So long a clinic may have been closed without anybody doubting the clock."""


@dataclass(frozen=True, slots=True)
class DestroyingTime:
    """What time it is for what destroys by itself: a clock that leapt ahead makes nothing due.

    Ending a consult too early costs a minute, erasing a record too early costs the record. So here time goes on with
    the boot clock, and begins at most `IDLE_MS` after the newest entry of the record.
    """

    clock: Clock
    behind_ms: int

    @classmethod
    def of(cls, clock: Clock, newest_entry_ms: int) -> "DestroyingTime":
        """From a start on; `newest_entry_ms` is of the time before it, 0 in an empty record."""
        lead_ms = clock.now_ms() - newest_entry_ms - IDLE_MS
        return cls(clock, max(0, lead_ms) if newest_entry_ms else 0)

    def now_ms(self) -> int:
        """Session time without what it leapt ahead, at the start or since."""
        return self.clock.now_ms() - max(0, self.clock.wall_jump_ms()) - self.behind_ms


def _wall_ms() -> int:
    return time.time_ns() // 1_000_000


def boot_ms_now() -> int:
    """CLOCK_BOOTTIME: it counts sleep, and nobody sets it."""
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000


@dataclass(slots=True)
class SystemClock:
    """Wall clock and CLOCK_BOOTTIME, anchored to each other when this process started.

    Whoever steps the wall clock back cannot lengthen a session, because the boot clock goes on; whoever suspends the
    machine cannot either, because CLOCK_BOOTTIME counts sleep. A step forward ends sessions early and is said.
    """

    not_before_ms: int = 0
    """What time it was at least when this process started; see `not_before`."""
    wall_ms: Callable[[], int] = _wall_ms
    boot_ms: Callable[[], int] = boot_ms_now
    _wall_anchor_ms: int = field(init=False)
    _boot_anchor_ms: int = field(init=False)

    def __post_init__(self) -> None:
        """Tie the two clocks together."""
        self._wall_anchor_ms = max(self.wall_ms(), self.not_before_ms)
        self._boot_anchor_ms = self.boot_ms()

    def now_ms(self) -> int:
        """The later of the two clocks."""
        return max(self.wall_ms(), self._expected_ms())

    def wall_jump_ms(self) -> int:
        """Wall time minus what the boot clock expects since the start."""
        return self.wall_ms() - self._expected_ms()

    def known(self, boot: str) -> "KnownTime":
        """What to leave for the next process."""
        return KnownTime(boot, self._wall_anchor_ms - self._boot_anchor_ms)

    def _expected_ms(self) -> int:
        return self._wall_anchor_ms + self.boot_ms() - self._boot_anchor_ms
