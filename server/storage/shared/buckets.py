"""Rate limits by key (an address, an invite): token buckets in this process, at most so many of them."""

from collections import OrderedDict

from server.identity.pace import Bucket, BucketSize, drawn, full

BUCKETS_MAX = 50_000
"""Keys remembered; beyond, the one that asked longest ago is forgotten (and starts full again)."""


class Buckets:
    """Keeps a bucket per key. Owned by the event loop."""

    def __init__(self, buckets_max: int = BUCKETS_MAX) -> None:
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()
        self._buckets_max = buckets_max

    async def draw(self, key: str, size: BucketSize, *, now_ms: int) -> int:
        """Draw one attempt from the key's bucket: 0 when there was one, else the milliseconds to wait."""
        bucket, wait_ms = drawn(self._buckets.get(key) or full(size, now_ms), size, now_ms)
        self._buckets[key] = bucket
        self._buckets.move_to_end(key)
        if len(self._buckets) > self._buckets_max:
            self._buckets.popitem(last=False)
        return wait_ms
