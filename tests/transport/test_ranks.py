"""The rank test itself: known values, and what it must and must not tell apart."""

import random

import pytest

from tests.transport.ranks import Comparison, superiority


@pytest.mark.parametrize(
    ("first", "second", "chance"),
    [
        ([1], [2], 0.0),
        ([2], [1], 1.0),
        ([1], [1], 0.5),
        ([1, 2, 3], [1, 2, 3], 0.5),
        # the tortoises and hares of the textbook: U is 25 of 36 for who came in later
        ([2, 3, 4, 5, 6, 12], [1, 7, 8, 9, 10, 11], 11 / 36),
        ([1, 7, 8, 9, 10, 11], [2, 3, 4, 5, 6, 12], 25 / 36),
    ],
)
def test_the_statistic_is_what_counting_all_pairs_gives(first: list[float], second: list[float], chance: float) -> None:
    """T-04: U / (n · m), ties half."""
    assert superiority(first, second) == pytest.approx(chance)


def test_same_times_tell_nothing_however_wild_they_are() -> None:
    """T-04: a loaded machine makes answers slow, not different."""
    chance = random.Random(5)
    slow = [[chance.lognormvariate(1.5, 1.0) for _ in range(100)] for _ in range(2)]
    assert not Comparison(slow[0], slow[1]).tells


def test_one_statement_more_is_told_apart() -> None:
    """T-04: a millisecond on answers that scatter by as much."""
    chance = random.Random(5)
    shorter = [chance.gauss(4.0, 0.8) for _ in range(100)]
    longer = [chance.gauss(5.0, 0.8) for _ in range(100)]
    assert Comparison(longer, shorter).tells
    assert Comparison(shorter, longer).tells


def test_a_hair_is_no_difference() -> None:
    """Sharply apart on a quiet loopback, and lost in any network."""
    assert not Comparison([4.1] * 50, [4.0] * 50).tells
