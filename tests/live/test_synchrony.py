"""T-07: whether the machine's clock can be believed."""

import pytest

from server.live.synchrony import Synchrony, kernel_error_ms


class Jumped:
    """A clock that was set since the start."""

    def __init__(self, jump_ms: int) -> None:
        self.jump_ms = jump_ms

    def now_ms(self) -> int:
        return 0

    def wall_jump_ms(self) -> int:
        return self.jump_ms


@pytest.mark.parametrize(
    ("jump_ms", "measured_ms", "verdict", "off"),
    [
        (0, None, "warning: clock_not_measured", False),
        (1_999, None, "warning: clock_not_measured", False),
        (-2_001, None, "warning: clock_uncertain", False),
        (20_000, None, "warning: clock_uncertain", False),
        (20_001, None, "warning: clock_off", True),
        (-3_600_000, None, "warning: clock_off", True),
        (0, 12, "ok", False),
        (3_600_000, 12, "ok", False),
        (0, 2_001, "warning: clock_uncertain", False),
        (0, 20_001, "warning: clock_off", True),
    ],
)
def test_what_is_said_of_a_clock(jump_ms: int, measured_ms: int | None, verdict: str, *, off: bool) -> None:
    """T-07: over 2 s alarms, over 20 s lets no code in; a daemon's word counts more than a jump, which it may have made."""
    synchrony = Synchrony(Jumped(jump_ms), lambda: measured_ms)
    assert (synchrony.verdict(), synchrony.is_off()) == (verdict, off)


def test_the_kernel_answers() -> None:
    """A number of milliseconds, or that nobody disciplines this machine's clock."""
    error_ms = kernel_error_ms()
    assert error_ms is None or error_ms >= 0
