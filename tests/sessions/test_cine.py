"""A clip as a function of time: the same on the server and on every page, by vectors that both sides' tests read (C11)."""

import json
from fractions import Fraction
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.sessions.cine import ends_ms, lap, position_at, position_of, speed, stay_ms, step_at
from server.terms.view import Cine

NOW = 1_700_000_000_000
VECTORS = Path(__file__).with_name("cine_vectors.json")
"""Clips with moments and positions; `web/tests/store/cine.test.ts` reads the same file."""
CLIPS: list[dict[str, Any]] = json.loads(VECTORS.read_text())


@pytest.mark.parametrize("clip", CLIPS, ids=lambda clip: str(clip["name"]))
def test_every_vector_holds(clip: dict[str, Any]) -> None:
    """[SES-69] C11: server and page find the position that the file says."""
    cine = Cine(**clip["cine"])
    assert [[at, position_at(cine, at, clip["times_ms"])] for at, _ in clip["shown"]] == clip["shown"]


@pytest.mark.parametrize(
    ("loop", "positions"),
    [("wrap", [4, 5, 6, 3, 4, 5, 6]), ("once", [4, 5, 6, 6, 6, 6, 6]), ("sweep", [4, 5, 6, 5, 4, 3, 4])],
)
def test_a_cine_is_a_function_of_time(loop: str, positions: list[int]) -> None:
    """[SES-69] Everybody finds the same position."""
    cine = Cine(3, 6, 10.0, loop, 4, NOW)  # type: ignore[arg-type]  # parametrized
    assert [position_at(cine, NOW + 100 * step) for step in range(7)] == positions
    assert position_at(cine, NOW - 5000) == 4


@pytest.mark.parametrize("times", [(), (40.0,) * 6])
def test_a_clip_of_one_frame_stands_still(times: tuple[float, ...]) -> None:
    """[SES-69] Sweeping over nothing."""
    assert position_at(Cine(5, 5, 30.0, "sweep", 5, NOW), NOW + 12_345, times) == 5


def walked(cine: Cine, times: list[Fraction], elapsed_ms: Fraction) -> int:
    """The slow way: step after step, each for as long as it lasts at the speed that is played."""
    faster = Fraction(cine.fps) * sum(times) / len(times) / 1000
    step, left = cine.anchor_pos - cine.first, elapsed_ms * faster
    lap_ms = sum((times[position_of(cine, each)] for each in range(lap(cine))), Fraction(0))
    left = min(left, lap_ms) if cine.loop == "once" else left % lap_ms
    while left >= times[position_of(cine, step)] and (cine.loop != "once" or position_of(cine, step) < cine.last):
        left -= times[position_of(cine, step)]
        step += 1
    return position_of(cine, step)


LOOPS = st.sampled_from(["wrap", "sweep", "once"])
UNEVEN = st.lists(st.integers(1, 400), min_size=1, max_size=40)


@given(UNEVEN, LOOPS, st.data())
def test_uneven_frames_last_as_long_as_they_last(stays: list[int], loop: str, data: st.DataObject) -> None:
    """C11: position after any time and at any speed is where one comes by staying at every frame for its own time."""
    first = data.draw(st.integers(0, len(stays) - 1))
    last = data.draw(st.integers(first, len(stays) - 1))
    anchor = data.draw(st.integers(first, last))
    mean = Fraction(sum(stays), len(stays))
    faster = data.draw(st.sampled_from([Fraction(1, 4), Fraction(1, 2), Fraction(1), Fraction(2)]))
    cine = Cine(first, last, float(1000 * faster / mean), loop, anchor, NOW)  # type: ignore[arg-type]  # of LOOPS
    times = [float(stay) for stay in stays]
    elapsed = data.draw(st.integers(0, 5000))
    # a quarter of a millisecond from any change: what rounding does at the change itself is nobody's matter
    exact = [
        walked(cine, [Fraction(stay) for stay in stays], elapsed + nudge) for nudge in (Fraction(-1, 4), Fraction(1, 4))
    ]
    if elapsed and exact[0] == exact[1]:
        assert position_at(cine, NOW + elapsed, times) == exact[0]
    assert cine.first <= position_at(cine, NOW + elapsed, times) <= cine.last


@given(UNEVEN, LOOPS, st.floats(0.5, 60), st.integers(0, 10**9), st.integers(0, 10**6))
def test_a_clip_never_goes_back_in_its_order(stays: list[int], loop: str, fps: float, at: int, later: int) -> None:
    """[SES-69] Steps only ever grow, over hours and at any speed."""
    cine = Cine(0, len(stays) - 1, fps, loop, 0, NOW)  # type: ignore[arg-type]  # of LOOPS
    times = [float(stay) for stay in stays]
    assert 0 <= step_at(cine, NOW + at, times) <= step_at(cine, NOW + at + later, times)


@given(st.integers(1, 60), LOOPS, st.sampled_from([5.0, 12.5, 25.0, 50.0]), st.integers(0, 100_000))
def test_equal_times_are_as_no_times(frames: int, loop: str, fps: float, at: int) -> None:
    """C11: a vector whose increments are all alike plays as the one frame time it is."""
    cine = Cine(0, frames - 1, fps, loop, 0, NOW)  # type: ignore[arg-type]  # of LOOPS
    # between two changes, where a rounding of the sums decides nothing
    moment = NOW + at + 0.37
    assert position_at(cine, moment, (40.0,) * frames) == position_at(cine, moment)


def test_a_clip_played_once_ends_when_its_frames_have_lasted() -> None:
    """C11: with even and with uneven frame times."""
    cine = Cine(1, 3, 10.0, "once", 1, NOW)
    assert ends_ms(cine) == NOW + 200
    times = (100.0, 50.0, 150.0, 100.0)
    assert ends_ms(cine, times) == NOW + 200
    assert (position_at(cine, NOW + 199, times), position_at(cine, NOW + 200, times)) == (2, 3)
    assert ends_ms(Cine(1, 3, 10.0, "wrap", 1, NOW)) is None


def test_speed_is_told_against_the_frames_own_times() -> None:
    """C11: 1 is as it was taken; frames last accordingly."""
    times = (20.0, 60.0)
    assert speed(Cine(0, 1, 25.0, "wrap", 0, NOW), times) == 1
    assert stay_ms(Cine(0, 1, 12.5, "wrap", 0, NOW), 1, times) == 120
    assert stay_ms(Cine(0, 1, 12.5, "wrap", 0, NOW), 1) == 80


def test_the_vectors_are_worth_reading() -> None:
    """Every way of playing is in them, even and uneven, and every one comes round."""
    told = {(clip["cine"]["loop"], bool(clip["times_ms"])) for clip in CLIPS}
    assert told == {(loop, uneven) for loop in ("wrap", "sweep", "once") for uneven in (False, True)}
    assert all(len(clip["shown"]) >= 20 for clip in CLIPS)
    assert all(list(accumulate(clip["times_ms"]))[-1] > 0 for clip in CLIPS if clip["times_ms"])
