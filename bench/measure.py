"""Measuring without fooling ourselves: the two sides take turns, the median of the turns counts, both figures are told."""

import json
import os
import statistics
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

ROUNDS = 7
"""Interleaved pairs of a measure."""
Side = Callable[[], Awaitable[None]]


Figures = Mapping[str, float | str]


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the report.

    `value` is a ratio or an amount in `unit`, the median of `pairs` turns; `spread` is their middle half. `figures` are
    the raw ones of both sides from the same run, their units in their names. `verified` says what was compared so that
    speed was not bought.
    """

    judged: "Judged"
    value: float
    spread: tuple[float, float]
    pairs: int
    figures: Figures
    verified: str

    @property
    def ok(self) -> bool:
        """Whether the floor holds."""
        return self.judged.holds(self.value)

    def __str__(self) -> str:
        judged = self.judged
        line: dict[str, object] = {
            "id": judged.name,
            "value": _told(self.value),
            "unit": judged.unit,
            "better": "less" if judged.less else "more",
            "floor": judged.floor,
            "goal": judged.goal,
            "ok": self.ok,
            "spread": [_told(edge) for edge in self.spread],
            "pairs": self.pairs,
            **{name: _told(figure) for name, figure in self.figures.items()},
            "verified": self.verified,
            "load": _told(os.getloadavg()[0]),
        }
        return json.dumps(line, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Judged:
    """By what a measure is judged, as performance targets are written: floor = must, goal = ambition.

    `less` says that smaller values are better: the floor is then the most it may be.
    """

    name: str
    unit: str
    floor: float
    goal: float
    less: bool = False

    def holds(self, value: float) -> bool:
        """Whether a value meets the floor."""
        return value <= self.floor if self.less else value >= self.floor

    def told(self, values: Sequence[float], *, verified: str, **figures: float | str) -> Result:
        """The median of several values with the middle half as spread."""
        low, middle, high = statistics.quantiles(values, n=4) if len(values) > 1 else (values[0],) * 3
        return Result(self, middle, (low, high), len(values), figures, verified)


def _told(figure: float | str) -> float | str:
    return figure if isinstance(figure, str) else float(f"{figure:.4g}")


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
