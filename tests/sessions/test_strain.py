"""What is given up in which order, and when it is taken back [SES-270, SES-271]."""

from dataclasses import replace

import pytest

from server.sessions.strain import FALLS_MS, RISES_MS, Load, Reading, Strain, weigh

CALM = Reading(1, 0, 0.1)
BETWEEN = Reading(60, 200, 0.85)
MUCH = Reading(500, 0, 0.5)
STEP_MS = 500


def after(load: Load, reading: Reading, lasted_ms: int, now_ms: int = 0) -> Load:
    """The same reading twice a second for so long."""
    for at_ms in range(now_ms, now_ms + lasted_ms + 1, STEP_MS):
        load = weigh(load, reading, at_ms)
    return load


@pytest.mark.parametrize(
    "reading",
    [replace(CALM, late_ms=100), replace(CALM, render_wait_ms=400), replace(CALM, busy=0.95)],
    ids=["late", "waiting", "busy"],
)
def test_any_of_three_is_too_much(reading: Reading) -> None:
    """[SES-271]: a late loop, a picture that waits, or a loop that never rests."""
    assert after(Load(), reading, RISES_MS).strain is Strain.QUALITY


def test_quality_goes_first_then_rate_then_new_guests() -> None:
    """[SES-270]: one step after the other, and none beyond the last."""
    steps = [after(Load(), MUCH, number * RISES_MS).strain for number in range(6)]
    assert steps == [Strain.NONE, Strain.QUALITY, Strain.RATE, Strain.FULL, Strain.FULL, Strain.FULL]


def test_a_hiccup_costs_nothing() -> None:
    """[SES-271]: too much for less than two seconds, again and again, is no step."""
    load = Load()
    for round_ms in range(0, 60_000, 2 * RISES_MS):
        load = after(load, MUCH, RISES_MS - STEP_MS, round_ms)
        load = weigh(load, BETWEEN, round_ms + RISES_MS)
    assert load.strain is Strain.NONE


def test_calm_takes_back_one_step_at_a_time() -> None:
    """[SES-271]: each after ten seconds of calm of its own."""
    load = Load(Strain.FULL)
    steps = [after(load, CALM, number * FALLS_MS).strain for number in range(5)]
    assert steps == [Strain.FULL, Strain.RATE, Strain.QUALITY, Strain.NONE, Strain.NONE]


@pytest.mark.parametrize("strain", Strain)
def test_between_the_two_nothing_changes(strain: Strain) -> None:
    """[SES-271]: what is neither too much nor calm leaves things as they are, for however long."""
    assert after(Load(strain), BETWEEN, 10 * FALLS_MS).strain is strain


def test_a_clock_set_back_takes_no_step() -> None:
    """[SES-271]: time that goes backwards is neither two seconds nor ten."""
    load = weigh(Load(), MUCH, 100_000)
    assert weigh(load, MUCH, 0).strain is Strain.NONE
    assert weigh(weigh(Load(Strain.RATE), CALM, 100_000), CALM, 0).strain is Strain.RATE


def test_words_are_those_of_the_wire() -> None:
    """[SES-274]: nothing is said while nothing is given up."""
    assert [each.word for each in Strain] == ["", "quality", "rate", "full"]
