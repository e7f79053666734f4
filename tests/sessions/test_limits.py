"""Buckets and strikes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.sessions.limits import Bucket, Strikes

NOW = 1_000_000


def test_a_burst_passes_and_then_the_rate() -> None:
    """[SES-95] Three at once, then two a second."""
    bucket = Bucket.full(2.0, 3, NOW)
    passed = []
    for now in (NOW, NOW, NOW, NOW, NOW + 499, NOW + 500, NOW + 501):
        bucket, ok = bucket.take(now)
        passed.append(ok)
    assert passed == [True, True, True, False, False, True, False]


def test_a_bucket_never_holds_more_than_its_burst() -> None:
    """[SES-95] Silence saves nothing up."""
    bucket, _ = Bucket.full(10.0, 2, NOW).take(NOW + 3_600_000)
    assert bucket.tokens == pytest.approx(1.0)


def test_time_that_steps_back_fills_nothing() -> None:
    """[SES-95] And loses nothing."""
    bucket = Bucket(1.0, 1, 0.0, NOW)
    bucket, ok = bucket.take(NOW - 5_000)
    assert not ok
    assert bucket.at_ms == NOW


def test_retry_says_when() -> None:
    """[SES-95] At that moment it passes."""
    bucket, _ = Bucket.full(3.0, 1, NOW).take(NOW)
    assert not bucket.take(NOW + bucket.retry_ms() - 2)[1]
    assert bucket.take(NOW + bucket.retry_ms())[1]
    assert Bucket.full(3.0, 1, NOW).retry_ms() == 0


@given(st.lists(st.integers(0, 400), max_size=200))
def test_never_more_than_burst_plus_rate(gaps: list[int]) -> None:
    """[SES-95] T-17 in the small: handled ≤ burst + rate · t."""
    bucket, now, passed = Bucket.full(5.0, 10, NOW), NOW, 0
    for gap in gaps:
        now += gap
        bucket, ok = bucket.take(now)
        passed += ok
    assert passed <= 10 + 5 * (now - NOW) / 1000 + 1e-6


def test_the_third_strike_is_out() -> None:
    """[SES-95] Two are not."""
    two = Strikes().another().another()
    assert not two.is_out
    assert two.another().is_out
