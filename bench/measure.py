"""Measuring without fooling ourselves: the two sides take turns, the median ratio of the turns counts."""

import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

ROUNDS = 7
Side = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the report: a ratio or an amount, its spread, and what it is judged by."""

    name: str
    value: float
    unit: str
    low: float
    high: float
    goal: str
    what: str

    def __str__(self) -> str:
        spread = f"{self.low:.2f} … {self.high:.2f}"
        return f"{self.name:<8} {self.value:8.2f} {self.unit:<3} ({spread:<17}) goal {self.goal:<8} {self.what}"


async def timed(side: Side, repeats: int) -> float:
    """Milliseconds for one go of `side`, over `repeats` in a row."""
    start = time.perf_counter()
    for _ in range(repeats):
        await side()
    return (time.perf_counter() - start) * 1000 / repeats


async def ratio(name: str, what: str, goal: str, *, ours: Side, theirs: Side, repeats: int = 5) -> Result:
    """How many times faster `ours` is than `theirs`."""
    await ours()
    await theirs()
    pairs = [(await timed(ours, repeats), await timed(theirs, repeats)) for _ in range(ROUNDS)]
    ratios = [slow / fast for fast, slow in pairs]
    speeds = " against ".join(f"{statistics.median(column):.1f} ms" for column in zip(*pairs, strict=True))
    return summary(name, f"{what}: {speeds}", goal, ratios, "×")


def summary(name: str, what: str, goal: str, values: list[float], unit: str) -> Result:
    """The median of several values with the middle half as spread."""
    low, middle, high = statistics.quantiles(values, n=4)
    return Result(name, middle, unit, low, high, goal, what)
