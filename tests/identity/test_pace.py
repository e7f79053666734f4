"""Growing delays and token buckets as plain values."""

import pytest

from server.identity.pace import BucketSize, delay_ms, drawn, full, neighborhood

SIZE = BucketSize(attempts=3, per_ms=60_000)


def test_delays_double_up_to_a_minute() -> None:
    """T-05: 1, 2, 4, … 60 s."""
    assert [delay_ms(failures) // 1000 for failures in range(9)] == [0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert delay_ms(10_000) == 60_000


def test_a_bucket_gives_its_tokens_then_says_how_long() -> None:
    bucket = full(SIZE, 0)
    for _ in range(3):
        bucket, wait = drawn(bucket, SIZE, 0)
        assert wait == 0
    bucket, wait = drawn(bucket, SIZE, 0)
    assert wait == 20_000
    assert 0 < drawn(bucket, SIZE, 19_999)[1] <= 20
    assert drawn(bucket, SIZE, 20_000)[1] == 0


def test_asking_often_refills_no_slower() -> None:
    bucket = full(SIZE, 0)
    for now_ms in range(0, 20_000, 7):
        bucket, _wait = drawn(bucket, SIZE, now_ms)
    assert drawn(bucket, SIZE, 20_020)[1] == 0


def test_a_clock_set_back_refills_nothing() -> None:
    """T-44: neither does it take tokens away."""
    bucket = full(SIZE, 1_000_000)
    for _ in range(3):
        bucket, _wait = drawn(bucket, SIZE, 1_000_000)
    assert drawn(bucket, SIZE, 0)[1] == 20_000


@pytest.mark.parametrize(
    ("address", "counts_as"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.9", "192.0.2.0/24"),
        ("2001:db8:1:2345::1", "2001:db8:1:2300::/56"),
        ("", "unknown"),
        ("not an address", "unknown"),
    ],
)
def test_neighbors_share_a_bucket(address: str, counts_as: str) -> None:
    """T-05: per IPv4 /24 or IPv6 /56."""
    assert neighborhood(address) == counts_as
