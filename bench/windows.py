"""Q1, Q7: a fixed window of three frames or one and a quarter of what the line holds; answered when stored or painted."""

import random
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.line_model import Road, Seen, Trip
from bench.measure import Judged, Result
from server.live.feed import Feed
from server.live.line import Line
from server.live.underway import NEAR_PLACES, WINDOW_BYTES, WINDOW_FRAMES, UnderWay

NAMES = ("Q1.rate", "Q1.larger", "Q7")
RUNS = 20
MBITS = (1, 4, 10, 50)
TRIPS_MS = (20, 80, 200)
LOSSES = (0.0, 0.02)
SLACK = 1.25
PHONE_MS = 25.0
"""A middling phone decodes a 512² JPEG in so long, beside other work."""
BETTER = 0.8
"""Twenty per cent."""
LEAST_MS = 50.0
"""A difference of less than this is nobody's concern: below it two delays count as the same."""


@dataclass(slots=True)
class ByRate(UnderWay):
    """As much as the line holds by its own figures, and a quarter more; one frame always."""

    line: Line = field(default_factory=Line)

    @property
    def _limit(self) -> float:
        return min(float(WINDOW_BYTES), SLACK * self.line.bytes_per_ms * self.line.base_ms)

    @property
    def _bytes(self) -> int:
        return sum(frame.size_bytes for frame in self.frames)

    def is_open(self, now_ms: int, places: int) -> bool:
        """Whether the line is not full yet."""
        within = len(self.frames) < places if places < WINDOW_FRAMES else not self.frames or self._bytes < self._limit
        return within and not self.is_stalled(now_ms)

    @property
    def has_room_for_neighbor(self) -> bool:
        """Two thirds of it are for neighbors."""
        near = sum(frame.size_bytes for frame in self.frames if frame.near)
        return not near or near < self._limit * NEAR_PLACES / WINDOW_FRAMES


@dataclass(slots=True)
class Larger(ByRate):
    """Three frames, or more where the line holds more."""

    def is_open(self, now_ms: int, places: int) -> bool:
        """Whether either window is."""
        return UnderWay.is_open(self, now_ms, places) or ByRate.is_open(self, now_ms, places)

    @property
    def has_room_for_neighbor(self) -> bool:
        """As in either."""
        return sum(1 for frame in self.frames if frame.near) < NEAR_PLACES or ByRate.has_room_for_neighbor.__get__(self)


def larger(feed: Feed) -> UnderWay:
    """Both windows for a feed."""
    return Larger(line=feed.line)


def by_rate(feed: Feed) -> UnderWay:
    """The other window for a feed."""
    return ByRate(line=feed.line)


async def measure(names: list[str]) -> list[Result]:
    """The alternative by what is built: how late the last picture of a scroll is, over all roads and runs."""
    built = {road: _seen(road) for road in _roads()}
    results = []
    if "Q1.rate" in names:
        other = {road: _seen(road, window=by_rate) for road in _roads()}
        results.append(_compared("Q1.rate", built, other, "a window of 1.25 times what the line holds"))
    if "Q1.larger" in names:
        other = {road: _seen(road, window=larger) for road in _roads()}
        results.append(_compared("Q1.larger", built, other, "three frames, or more where the line holds more"))
    if "Q7" in names:
        other = {road: _seen(road, decode_ms=PHONE_MS) for road in _roads()}
        results.append(_compared("Q7", built, other, "answers once a picture is decoded and painted, on a phone"))
    return results


def _roads() -> list[Road]:
    return [Road(mbit * 125.0, float(trip), loss) for mbit in MBITS for trip in TRIPS_MS for loss in LOSSES]


def _seen(
    road: Road, *, window: Callable[[Feed], UnderWay] | None = None, decode_ms: float | None = None
) -> list[Seen]:
    return [Trip(road, random.Random(run), decode_ms, window).go() for run in range(RUNS if road.loss else 1)]


def _compared(name: str, built: dict[Road, list[Seen]], other: dict[Road, list[Seen]], what: str) -> Result:
    figures: dict[str, float | str] = {"other": what}
    for road, mine in built.items():
        mbit, trip, loss = round(road.bytes_per_ms / 125), round(road.trip_ms), round(road.loss * 100)
        figures[f"{mbit} Mbit/s, {trip} ms, {loss} %"] = " against ".join(
            f"{_p95(seen):.0f} ms at {statistics.mean(one.per_second for one in seen):.1f}/s"
            for seen in (mine, other[road])
        )
    ratios = [max(LEAST_MS, _p95(other[road])) / max(LEAST_MS, _p95(mine)) for road, mine in built.items()]
    judged = Judged(name, "×", BETTER, 1.0)
    return judged.told(ratios, verified="the last picture came on every road in every run", **figures)


def _p95(seen: list[Seen]) -> float:
    late = sorted(one.late_ms for one in seen)
    return late[min(len(late) - 1, int(0.95 * len(late)))]
