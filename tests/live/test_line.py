"""What answers tell of a line."""

import pytest

from server.live.line import COALESCED_MS, Line


def answered(line: Line, *, rate: float, trip_ms: int, frames: int, size: int = 20_000, late_ms: int = 0) -> None:
    """`frames` frames of a size over a line of so many bytes per ms, told in one answer."""
    left_ms = line._answered_ms + 5_000
    line.carried(frames * size, frames, left_ms, left_ms + trip_ms + int(frames * size / rate) + late_ms)


@pytest.mark.parametrize("trip_ms", [2, 80, 400])
@pytest.mark.parametrize("rate", [32.0, 500.0, 1250.0])
def test_with_the_round_trip_known_the_rate_is_found(rate: float, trip_ms: int) -> None:
    """256 kbit/s, 4 and 10 Mbit/s: within a few answers it is known to a tenth, whatever the distance."""
    line = Line(round_trip_ms=float(trip_ms))
    for _ in range(8):
        answered(line, rate=rate, trip_ms=trip_ms, frames=2)
    assert line.bytes_per_ms == pytest.approx(rate, rel=0.1)


def test_without_it_a_line_is_not_taken_for_a_thin_one_by_distance() -> None:
    """4 Mbit/s and 80 ms: half of the quickest answer stands for the way there and back."""
    line = Line()
    for _ in range(8):
        answered(line, rate=500.0, trip_ms=80, frames=2)
    assert not line.is_low
    assert line.bytes_per_ms > 300


def test_a_client_that_keeps_an_answer_back_is_not_a_thin_line() -> None:
    """Acknowledgements are coalesced to 100 ms while the window is open: that is no transfer time."""
    line = Line(round_trip_ms=1.0)
    for _ in range(8):
        answered(line, rate=10_000.0, trip_ms=1, frames=1, size=6000, late_ms=COALESCED_MS - 2)
    assert not line.is_low
    assert line.bytes_per_ms >= 1250


def test_small_pictures_say_nothing_of_the_rate() -> None:
    """A picture of 6 KB that took 400 ms went a long way, or met a busy browser."""
    line = Line(round_trip_ms=5.0)
    for _ in range(8):
        answered(line, rate=10_000.0, trip_ms=400, frames=1, size=6_000)
    assert not line.is_low


def test_a_line_is_thin_after_two_answers_that_agree_and_until_two_others() -> None:
    """One hiccup changes nothing; between 1 and 1.5 Mbit/s nothing changes."""
    line = Line(round_trip_ms=20.0)
    said = []
    for rate in (1250.0, 60.0, 60.0, 60.0, 60.0, 60.0, 150.0, 150.0, 400.0, 400.0, 400.0, 400.0):
        answered(line, rate=rate, trip_ms=20, frames=2)
        said.append(line.is_low)
    assert not said[1]
    assert said[5:8] == [True] * 3
    assert not said[-1]


def test_who_comes_back_is_taken_to_be_on_the_same_line_until_it_says_otherwise() -> None:
    """A thin line that broke is a thin one when it is back; one good answer is a better guess than any memory."""
    former = Line(round_trip_ms=200.0)
    for _ in range(3):
        answered(former, rate=32.0, trip_ms=200, frames=2)
    line = Line(round_trip_ms=20.0)
    line.remember(former)
    assert line.is_low
    for _ in range(3):
        answered(line, rate=1250.0, trip_ms=20, frames=2)
    assert not line.is_low


@pytest.mark.parametrize(("trip_ms", "doubtful"), [(None, True), (200.0, True), (40.0, True), (12.0, False)])
def test_a_far_line_is_doubted_until_it_has_answered(trip_ms: float | None, *, doubtful: bool) -> None:
    """C3: on it one small picture goes first; a near one is taken for a good one."""
    line = Line(round_trip_ms=trip_ms)
    assert line.is_doubtful == doubtful
    answered(line, rate=500.0, trip_ms=80, frames=1)
    assert not line.is_doubtful
