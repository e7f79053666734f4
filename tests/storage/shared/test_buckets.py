"""Rate limits by key."""

from server.identity.pace import BucketSize
from server.storage.shared.buckets import Buckets

TWO_A_SECOND = BucketSize(attempts=2, per_ms=1000)


async def test_each_key_has_its_own_bucket() -> None:
    """T-05: one address spending its attempts leaves another's untouched, and time gives them back."""
    buckets = Buckets()
    assert [await buckets.draw("a", TWO_A_SECOND, now_ms=0) for _ in range(3)] == [0, 0, 500]
    assert await buckets.draw("b", TWO_A_SECOND, now_ms=0) == 0
    assert await buckets.draw("a", TWO_A_SECOND, now_ms=500) == 0


async def test_keys_are_bounded() -> None:
    """Beyond the limit the key that asked longest ago is forgotten, and no other."""
    buckets = Buckets(2)
    for key in ("a", "a", "b", "a", "c"):
        await buckets.draw(key, TWO_A_SECOND, now_ms=0)
    assert len(buckets._buckets) == 2
    assert await buckets.draw("a", TWO_A_SECOND, now_ms=0) == 500
