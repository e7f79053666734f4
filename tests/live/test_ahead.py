"""What a viewport comes to next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.live.ahead import as_shown, neighbors, upcoming
from server.sessions.cine import lap, position_at
from server.terms.view import Cine, Viewport


def test_neighbors_are_on_both_sides_alike_and_inside_the_stack() -> None:
    """±1, ±2, …; at an edge the other side goes on alone."""
    assert list(neighbors(1, 5, 4)) == [(2, 0), (3,), (4,), ()]


@pytest.mark.parametrize(
    ("loop", "order"),
    [("wrap", [12, 13, 10, 11]), ("sweep", [12, 13, 11, 10]), ("once", [12, 13])],
)
def test_a_clip_is_taken_in_the_order_of_play(loop: str, order: list[int]) -> None:
    """From what it shows at that moment, each position once."""
    cine = Cine(10, 13, 10.0, loop, 10, 1000)  # type: ignore[arg-type]  # one of the three
    assert [pos for _, pos in upcoming(cine, 1200.0)] == order


def test_a_thin_line_takes_every_second_position() -> None:
    """A stride skips the same positions on every lap."""
    cine = Cine(10, 15, 10.0, "wrap", 10, 0)
    assert {pos for _, pos in upcoming(cine, 0.0, 2)} == {pos for _, pos in upcoming(cine, 700.0, 2)} == {10, 12, 14}


@given(
    st.integers(0, 50), st.integers(0, 50), st.floats(0.5, 60), st.sampled_from(["wrap", "sweep"]), st.integers(0, 9999)
)
def test_a_lap_shows_every_position_and_begins_with_the_one_shown_now(
    first: int, more: int, fps: float, loop: str, now_ms: int
) -> None:
    """Whatever the clip: nothing is left out, and nothing is sent twice."""
    cine = Cine(first, first + more, fps, loop, first, 0)  # type: ignore[arg-type]  # one of the three
    steps = list(upcoming(cine, now_ms))
    assert sorted(pos for _, pos in steps) == list(range(first, first + more + 1))
    assert steps[0] == (0.0, position_at(cine, now_ms))
    assert all(due_ms <= (lap(cine) - 1) * 1000 / fps * 1.001 for due_ms, _ in steps)


def test_what_comes_next_is_due_by_its_own_frame_times() -> None:
    """C11: frames that last differently are due as they last, at the speed that is played."""
    cine = Cine(0, 3, 20.0, "wrap", 0, 0)
    assert list(upcoming(cine, 0.0, 1, (10.0, 30.0, 40.0, 20.0))) == [(0.0, 0), (20.0, 1), (80.0, 2), (160.0, 3)]


def test_a_clip_played_once_to_its_end_is_a_still_picture() -> None:
    """From then on it is sharpened and has neighbors."""
    playing = Viewport("a", 0, 3, cine=Cine(3, 7, 10.0, "once", 3, 1000))
    assert as_shown(playing, 1399) is playing
    assert (as_shown(playing, 1400).pos, as_shown(playing, 1400).cine) == (7, None)
