"""When what is due goes: after the start and at three at night, batch by batch, whatever fails in between."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from server.live.retention_rounds import RetentionRounds, night_between
from server.terms.errors import Unavailable

MADRID = ZoneInfo("Europe/Madrid")


def at(*moment: int) -> int:
    """A moment of Madrid, in ms."""
    return int(datetime(*moment, tzinfo=MADRID).timestamp() * 1000)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("since", "now", "is_due"),
    [
        ((2026, 1, 5, 12), (2026, 1, 5, 23, 59), False),
        ((2026, 1, 5, 12), (2026, 1, 6, 2, 59), False),
        ((2026, 1, 5, 12), (2026, 1, 6, 3), True),
        ((2026, 1, 6, 3), (2026, 1, 6, 3, 5), False),
        ((2026, 1, 6, 3), (2026, 1, 7, 2), False),
        ((2026, 1, 5, 12), (2026, 1, 9, 1), True),
        ((2026, 3, 28, 12), (2026, 3, 29, 5), True),
    ],
)
def test_a_night_is_at_three_by_the_clinics_clock(
    since: tuple[int, ...], now: tuple[int, ...], *, is_due: bool
) -> None:
    """[SES-238]: once a night, also after nights that the machine slept through or that have no three o'clock."""
    assert night_between(at(*since), at(*now), MADRID) is is_due


@dataclass
class Nights:
    """Which nights were taken, over all processes."""

    taken: set[int] = field(default_factory=set)
    is_away: bool = False

    async def claim_round(self, name: str, number: int) -> bool:
        if self.is_away:
            raise Unavailable("storage_unavailable")
        is_new = number not in self.taken
        self.taken.add(number)
        return is_new


@dataclass
class Desk:
    """Has so many batches to do; the n-th call fails."""

    batches: list[int]
    fails_at: int = -1
    calls: int = 0
    done: asyncio.Event = field(default_factory=asyncio.Event)

    async def sweep(self) -> int:
        self.calls += 1
        if self.calls == self.fails_at:
            raise Unavailable("log_unavailable")
        batch = self.batches.pop(0) if self.batches else 0
        if not self.batches and not batch:
            self.done.set()
        return batch


@pytest.mark.parametrize("fails_at", [-1, 2])
async def test_everything_due_goes_after_the_start_and_at_night(fails_at: int) -> None:
    """[SES-238]: batch after batch until none is left; a night that fails leaves the rest to the next one."""
    now = [datetime(2026, 1, 5, 12, tzinfo=UTC).timestamp() * 1000]
    desk = Desk([50, 50, 3], fails_at)
    rounds = RetentionRounds(desk, Nights(), UTC, lambda: int(now[0]), look_s=0.01)
    rounds.start()
    if fails_at > 0:
        async with asyncio.timeout(10):
            while desk.calls < fails_at:
                await asyncio.sleep(0.01)
        now[0] += 24 * 3600 * 1000
    async with asyncio.timeout(10):
        await desk.done.wait()
    await rounds.stop()
    assert desk.batches == []
    assert desk.calls == (4 if fails_at < 0 else 5)


@pytest.mark.parametrize(("is_away", "sweeps"), [(False, [1, 2]), (True, [2, 2])])
async def test_one_of_several_processes_sweeps_in_a_night(*, is_away: bool, sweeps: list[int]) -> None:
    """[SES-238]: each sweeps when it starts, one of them at night; while nobody can say which, every one does."""
    now = [datetime(2026, 1, 5, 12, tzinfo=UTC).timestamp() * 1000]
    nights, desks = Nights(is_away=is_away), [Desk([]), Desk([])]
    both = [RetentionRounds(desk, nights, UTC, lambda: int(now[0]), look_s=0.01) for desk in desks]
    for each in both:
        each.start()
    async with asyncio.timeout(10):
        while any(desk.calls < 1 for desk in desks):
            await asyncio.sleep(0.01)
    now[0] += 24 * 3600 * 1000
    async with asyncio.timeout(10):
        while sorted(desk.calls for desk in desks) != sweeps:
            await asyncio.sleep(0.01)
    for each in both:
        await each.stop()

    assert sorted(desk.calls for desk in desks) == sweeps
