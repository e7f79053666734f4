"""Whether the machine's clock can be believed when a code depends on it (T-07).

The kernel keeps what a time daemon last told it (`adjtimex`): then its error is known. Where no daemon says anything
there is no reference, and what can be seen is only whether the clock was set since this process started.
"""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from server.live.clock import Clock

ALARM_MS: Final = 2_000
OFF_MS: Final = 20_000
"""Further off, a code of an authenticator is no proof: one of yesterday could be shown today."""

_UNSYNCHRONIZED: Final = 0x40
_US_PER_MS: Final = 1000


class _Timex(ctypes.Structure):
    """`struct timex` up to what is read of it; the rest is room for the kernel to write into."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long),
        ("status", ctypes.c_int),
        ("rest", ctypes.c_char * 256),
    )


def kernel_error_ms() -> int | None:
    """Give the largest error of the wall clock as the kernel knows it; None when no daemon disciplines it."""
    asked = _Timex()
    try:
        answered = ctypes.CDLL(None).adjtimex(ctypes.byref(asked))
    except (OSError, AttributeError):
        return None
    if answered < 0 or asked.status & _UNSYNCHRONIZED:
        return None
    return int(asked.maxerror) // _US_PER_MS


@dataclass(frozen=True, slots=True)
class Synchrony:
    """Holds the kernel's word and the boot clock beside the wall clock."""

    clock: Clock
    kernel: Callable[[], int | None] = kernel_error_ms

    def is_off(self) -> bool:
        """Say whether the clock is wrong by so much that a time-based code proves nothing."""
        return self._error_ms()[0] > OFF_MS

    def verdict(self) -> str:
        """Say it for `/readyz`: `ok`, or a warning."""
        error_ms, is_measured = self._error_ms()
        if error_ms > OFF_MS:
            return "warning: clock_off"
        if error_ms > ALARM_MS:
            return "warning: clock_uncertain"
        return "ok" if is_measured else "warning: clock_not_measured"

    def _error_ms(self) -> tuple[int, bool]:
        """How wrong the clock may be, and whether anybody measured that.

        A jump counts only without a daemon: with one it was the daemon who set the clock right.
        """
        measured = self.kernel()
        return (abs(self.clock.wall_jump_ms()), False) if measured is None else (measured, True)
