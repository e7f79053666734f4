"""Measuring without fooling ourselves: the two sides take turns, the median of the turns counts, both figures are told."""

import json
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

ROUNDS = 7
Side = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the report.

    `value` is a ratio or an amount in `unit`, `spread` the middle half of the turns; `ours` and `yardstick` are the two
    figures behind it, in words, from the same run. `verified` says what was compared so that speed was not bought.
    """

    name: str
    value: float
    unit: str
    spread: tuple[float, float]
    floor: str
    goal: str
    ours: str
    yardstick: str
    verified: str

    def __str__(self) -> str:
        low, high = self.spread
        line = {
            "id": self.name,
            "value": round(self.value, 3),
            "unit": self.unit,
            "spread": [round(low, 3), round(high, 3)],
            "floor": self.floor,
            "goal": self.goal,
            "ours": self.ours,
            "yardstick": self.yardstick,
            "verified": self.verified,
        }
        return json.dumps(line, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Judged:
    """By what a measure is judged, as performance targets are written: floor = must, goal = ambition."""

    name: str
    unit: str
    floor: str
    goal: str

    def told(self, values: Sequence[float], *, ours: str, yardstick: str, verified: str) -> Result:
        """The median of several values with the middle half as spread."""
        low, middle, high = statistics.quantiles(values, n=4) if len(values) > 1 else (values[0],) * 3
        spread = (low, high)
        return Result(self.name, middle, self.unit, spread, self.floor, self.goal, ours, yardstick, verified)


async def timed(side: Side, repeats: int) -> float:
    """Milliseconds for one go of `side`, over `repeats` in a row."""
    start = time.perf_counter()
    for _ in range(repeats):
        await side()
    return (time.perf_counter() - start) * 1000 / repeats


async def taking_turns(ours: Side, theirs: Side, repeats: int = 5) -> list[tuple[float, float]]:
    """Milliseconds of both sides, turn by turn, after one go of each to warm up."""
    await ours()
    await theirs()
    return [(await timed(ours, repeats), await timed(theirs, repeats)) for _ in range(ROUNDS)]


def median_ms(values: Sequence[float]) -> str:
    """A median as it is told."""
    return f"{statistics.median(values):.2f} ms"
