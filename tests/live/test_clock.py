"""The time a session lives by, over clocks that are set, machines that sleep, and processes that are killed (T-44, R13)."""

from dataclasses import dataclass

import pytest

from server.live.clock import IDLE_MS, DestroyingTime, KnownTime, SystemClock, not_before

HOUR = 3_600_000
WALL, BOOT = 1_800_000_000_000, 86_400_000


@dataclass
class Machine:
    """Two clocks."""

    wall: int = WALL
    boot: int = BOOT

    def clock(self, least_ms: int = 0) -> SystemClock:
        """Those of a process that starts now."""
        return SystemClock(least_ms, lambda: self.wall, lambda: self.boot)

    def later(self, ms: int) -> None:
        """Time goes on."""
        self.wall += ms
        self.boot += ms


def test_a_wall_clock_set_back_takes_nothing_back() -> None:
    """T-44: the boot clock goes on."""
    machine = Machine()
    clock = machine.clock()
    machine.later(1_000)
    machine.wall -= HOUR
    assert (clock.now_ms(), clock.wall_jump_ms()) == (WALL + 1_000, -HOUR)


def test_a_wall_clock_set_forward_counts() -> None:
    """R13: a session ends early rather than late."""
    machine = Machine()
    clock = machine.clock()
    machine.wall += HOUR
    assert (clock.now_ms(), clock.wall_jump_ms()) == (WALL + HOUR, HOUR)


def test_a_killed_process_and_a_wall_clock_set_back_meanwhile_take_nothing_back() -> None:
    """LK-6, R13: what the former process left says what time it is, to the millisecond, in the same boot."""
    machine = Machine()
    left = machine.clock().known("boot")
    machine.later(20_000)
    machine.wall -= HOUR
    least = not_before(left, "boot", machine.boot, WALL + 5_000)
    clock = machine.clock(least)
    machine.later(500)
    assert clock.now_ms() == WALL + 20_500
    assert machine.clock(not_before(clock.known("boot"), "boot", machine.boot, 0)).now_ms() == WALL + 20_500


@pytest.mark.parametrize(
    ("known", "boot"),
    [(None, "boot"), (KnownTime("other", WALL), "boot"), (KnownTime("", WALL), "")],
    ids=["nothing left", "another boot", "a machine that names no boot"],
)
def test_otherwise_it_is_no_earlier_than_the_record(known: KnownTime | None, boot: str) -> None:
    """R13: a machine that was started anew with a wrong clock."""
    assert not_before(known, boot, BOOT, WALL + 5_000) == WALL + 5_000


def test_a_clock_that_is_ahead_of_all_that_counts() -> None:
    """The floor takes nothing away from a wall clock that went on."""
    machine = Machine()
    assert machine.clock(WALL - HOUR).now_ms() == WALL


def test_a_clock_that_leaps_ahead_makes_nothing_due() -> None:
    """SES-238: sessions end early then, but nothing is erased; with the boot clock time goes on."""
    machine = Machine()
    clock = machine.clock()
    believed = DestroyingTime.of(clock, WALL - HOUR)
    machine.wall += 73 * 365 * 24 * HOUR
    machine.later(HOUR)
    assert believed.now_ms() == WALL + HOUR < clock.now_ms()


@pytest.mark.parametrize(
    ("newest", "begins"),
    [(WALL - IDLE_MS, WALL), (WALL - IDLE_MS - HOUR, WALL - HOUR), (0, WALL), (WALL + HOUR, WALL)],
    ids=["closed for a month", "closed for longer", "an empty record", "a record ahead of the clock"],
)
def test_time_to_destroy_begins_a_month_after_the_record_at_most(newest: int, begins: int) -> None:
    """SES-238: a machine that starts with a clock years ahead erases nothing."""
    assert DestroyingTime.of(Machine().clock(), newest).now_ms() == begins
