"""At which pace people come in [SES-275, SES-276]."""

import random

import pytest

from server.sessions.arrivals import (
    AT_ONCE,
    FIRST_A_SECOND,
    JITTER,
    LATEST_MS,
    LEAST_A_SECOND,
    MOST_A_SECOND,
    NEW_LATER_MS,
    SOONEST_MS,
    Arrivals,
    arrive,
    later_ms,
    paced,
)
from server.sessions.strain import Reading


def test_a_few_come_in_at_once() -> None:
    """[SES-275]: nobody waits where few come."""
    arrivals = Arrivals()
    for _ in range(int(AT_ONCE)):
        arrivals, retry_ms = arrive(arrivals, 1_000, a_second=MOST_A_SECOND, chance=0.5)
        assert retry_ms == 0
    assert arrive(arrivals, 1_000, a_second=MOST_A_SECOND, chance=0.5)[1] >= SOONEST_MS


def test_moments_follow_each_other() -> None:
    """[SES-276]: whoever is sent away later comes later; nobody is sent away for more than two minutes, nor all for as long."""
    arrivals, told_ms = Arrivals(places=0, at_ms=1_000), []
    for _ in range(30_000):
        arrivals, retry_ms = arrive(arrivals, 1_000, a_second=MOST_A_SECOND, chance=0.0)
        told_ms.append(retry_ms)
    assert told_ms == sorted(told_ms)
    assert told_ms[-1] == LATEST_MS
    assert arrive(arrivals, 1_000, a_second=MOST_A_SECOND, chance=1.0)[1] == LATEST_MS * (1 - JITTER)


def test_a_storm_of_thousands_is_in_within_a_minute_where_a_machine_takes_it() -> None:
    """R15 [SES-275]: 4 000 guests within ten seconds, each comes again when told, no second has more than the pace."""
    chance = random.Random(15).random
    coming = sorted((chance() * 10_000, number) for number in range(4_000))
    arrivals, entered = Arrivals(), list[float]()
    while coming:
        now_ms, number = coming.pop(0)
        arrivals, retry_ms = arrive(arrivals, int(now_ms), a_second=MOST_A_SECOND, chance=chance())
        if retry_ms:
            coming.append((now_ms + retry_ms, number))
            coming.sort()
        else:
            entered.append(now_ms)
    busiest = max(sum(1 for each in entered if start <= each < start + 1000) for start in range(0, 60_000, 500))
    assert busiest <= MOST_A_SECOND + AT_ONCE
    assert entered[-1] < 60_000


@pytest.mark.parametrize("takes", [8, 35, 100])
def test_the_pace_is_what_the_machine_takes(takes: int) -> None:
    """R15 [SES-275]: 3 000 come at once; the loop is never buried, and never idle for long while people wait."""
    chance = random.Random(16).random
    coming = [(chance() * 10_000, number) for number in range(3_000)]
    arrivals, a_second, buried, waits, now_ms, most = Arrivals(), FIRST_A_SECOND, 0.0, False, 0.0, 0.0
    while coming or buried:
        now_ms += 500
        for at_ms, number in sorted(each for each in coming if each[0] <= now_ms):
            coming.remove((at_ms, number))
            arrivals, retry_ms = arrive(arrivals, int(at_ms), a_second=a_second, chance=chance())
            waits |= retry_ms > 0
            coming += [(at_ms + retry_ms, number)] if retry_ms else []
            buried += not retry_ms
        busy = min(1.0, buried / (takes / 2))
        buried = max(0.0, buried - takes / 2)
        a_second, waits = paced(a_second, Reading(0.0, 0.0, busy), has_turned_away=waits), False
        most = max(most, buried / takes)
    assert most <= 10, "seconds that somebody who was let in waits for the loop"
    assert now_ms <= 1_000 * (3_000 / takes) * 1.4 + 10_000


def test_nobody_comes_faster_because_nobody_comes() -> None:
    """[SES-275]: a quiet night raises no pace; too much lowers it to a few, never to none."""
    a_second = FIRST_A_SECOND
    for _ in range(1_000):
        a_second = paced(a_second, Reading(0.0, 0.0, 0.1), has_turned_away=False)
    assert a_second == FIRST_A_SECOND
    for _ in range(1_000):
        a_second = paced(a_second, Reading(500.0, 0.0, 0.5), has_turned_away=True)
    assert a_second == LEAST_A_SECOND
    for _ in range(1_000):
        a_second = paced(a_second, Reading(1.0, 0.0, 0.5), has_turned_away=True)
    assert a_second == MOST_A_SECOND


def test_new_guests_are_spread_too() -> None:
    """[SES-273]: whoever finds no room is not sent back in step with everybody else."""
    assert later_ms(0.0) == NEW_LATER_MS
    assert later_ms(1.0) > later_ms(0.5) > later_ms(0.0)
