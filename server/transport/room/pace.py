"""How fast one connection may talk: a bucket for everything and one per event; slots keep the newest, others strike."""

from dataclasses import dataclass, field
from typing import Final

from server.transport.wire.room_in import Said

ALL_RATE: Final = 200.0
ALL_BURST: Final = 300
STRIKES: Final = 3


@dataclass(slots=True)
class Bucket:
    """A token bucket; times are monotonic seconds handed in."""

    rate: float
    burst: float
    level: float
    at_s: float

    def draw(self, now_s: float) -> float:
        """Take one token: 0 when there was one, else the seconds until there is."""
        self.level = min(self.burst, self.level + (now_s - self.at_s) * self.rate)
        self.at_s = now_s
        if self.level >= 1:
            self.level -= 1
            return 0.0
        return (1 - self.level) / self.rate


@dataclass(slots=True)
class Pace:
    """The buckets of one connection."""

    started_s: float
    strikes: int = 0
    _all: Bucket = field(init=False)
    _events: dict[str, Bucket] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """A full bucket for everything."""
        self._all = Bucket(ALL_RATE, ALL_BURST, ALL_BURST, self.started_s)

    def wait_s(self, kind: type[Said], now_s: float) -> float:
        """0 when this event may be handled now, else how long it is too early."""
        bucket = self._events.get(kind.event)
        if bucket is None:
            rate, burst = kind.rate
            bucket = self._events[kind.event] = Bucket(rate, burst, burst, now_s)
        return max(self._all.draw(now_s), bucket.draw(now_s))

    def strike(self) -> bool:
        """Count a strike; True when it was one too many."""
        self.strikes += 1
        return self.strikes >= STRIKES
