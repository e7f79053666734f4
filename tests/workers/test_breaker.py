import pytest

from server.terms.errors import Malformed
from server.workers.breaker import Breaker


def test_three_lost_workers_open_the_breaker() -> None:
    """R19: twice is bad luck, three times is the file."""
    breaker = Breaker()
    for _ in range(2):
        breaker.note("a", "decoder_crashed")
    breaker.check("a")
    breaker.note("a", "decoder_timed_out")
    with pytest.raises(Malformed, match="instance_given_up"):
        breaker.check("a")
    breaker.check("b")


def test_an_instance_is_tried_again_after_a_rest() -> None:
    """R19: ten minutes later once more; a fourth failure closes it for another ten."""
    now = 1000.0
    breaker = Breaker(now_s=lambda: now)
    for _ in range(3):
        breaker.note("a", "decoder_out_of_memory")
    now += 599
    with pytest.raises(Malformed, match="instance_given_up"):
        breaker.check("a")
    now += 2
    breaker.check("a")
    breaker.note("a", "decoder_crashed")
    with pytest.raises(Malformed, match="instance_given_up"):
        breaker.check("a")


def test_ordinary_refusals_do_not_count() -> None:
    """A file that is refused politely costs no worker."""
    breaker = Breaker()
    for _ in range(9):
        breaker.note("a", "bad_rle")
        breaker.note("", "decoder_crashed")
    breaker.check("a")
    breaker.check("")


def test_memory_of_failures_is_bounded() -> None:
    """Old failures are forgotten before they fill memory."""
    breaker = Breaker(remembered=2)
    for instance in ("a", "a", "a", "b", "c"):
        breaker.note(instance, "decoder_crashed")
    breaker.check("a")
