"""How fast somebody may try: growing delays per name, a token bucket per address; values only, storage keeps them."""

import ipaddress
from dataclasses import dataclass
from typing import Final

LONGEST_DELAY_MS: Final = 60_000
FORGOTTEN_MS: Final = 24 * 3600 * 1000
"""After a day without an attempt a delay starts over."""


@dataclass(frozen=True, slots=True)
class BucketSize:
    """So many attempts per so many milliseconds, refilled evenly."""

    attempts: int
    per_ms: int


SIGN_IN_BUCKET: Final = BucketSize(attempts=30, per_ms=10 * 60 * 1000)
SIGN_INS_BUCKET: Final = BucketSize(attempts=3_000, per_ms=10 * 60 * 1000)
"""Of the whole world: fewer sign-ins than the passwords that two threads can hash."""
STRANGER_BUCKET: Final = BucketSize(attempts=120, per_ms=10 * 60 * 1000)
"""Of one neighborhood, for links that are none: a waiting room behind one address never draws from it."""
STRANGERS_BUCKET: Final = BucketSize(attempts=12_000, per_ms=10 * 60 * 1000)
"""Of the whole world, for links that are none."""
LINK_BUCKET: Final = BucketSize(attempts=60, per_ms=10 * 60 * 1000)
"""Of one link, from anywhere."""
CONSULT_BUCKET: Final = BucketSize(attempts=300, per_ms=10 * 60 * 1000)
"""Of all links of one consult."""
NEIGHBORS_BUCKET: Final = BucketSize(attempts=1_200, per_ms=10 * 60 * 1000)
"""Of one neighborhood, for links that exist."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """A token bucket as kept: milli-tokens left at a time (whole numbers only, so that a row round-trips)."""

    milli: int
    at_ms: int


def delay_ms(failures: int) -> int:
    """Say how long to wait after the n-th failure in a row: 1, 2, 4, … 60 s."""
    if failures <= 0:
        return 0
    return min(LONGEST_DELAY_MS, 1000 << min(failures - 1, 16))


def full(size: BucketSize, now_ms: int) -> Bucket:
    """Give a bucket nobody has drawn from."""
    return Bucket(size.attempts * 1000, now_ms)


def drawn(bucket: Bucket, size: BucketSize, now_ms: int) -> tuple[Bucket, int]:
    """Draw one attempt: the bucket afterwards, and 0 or the milliseconds to wait when there was none.

    A clock that went backwards refills nothing.
    """
    elapsed_ms = max(0, now_ms - bucket.at_ms)
    gained = elapsed_ms * size.attempts * 1000 // size.per_ms
    milli = min(size.attempts * 1000, bucket.milli + gained)
    # Time that was too short for a whole milli-token is not lost: who asks often is not refilled more slowly.
    at_ms = min(bucket.at_ms, now_ms) + gained * size.per_ms // (size.attempts * 1000)
    if milli >= 1000:
        return Bucket(milli - 1000, at_ms), 0
    return Bucket(milli, at_ms), -(-(1000 - milli) * size.per_ms // (size.attempts * 1000))


def neighborhood(address: str) -> str:
    """Give the network an address counts for: IPv4 /24, IPv6 /56; anything else counts as one."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    prefix = 24 if ip.version == 4 else 56
    return str(ipaddress.ip_network(f"{ip}/{prefix}", strict=False))
