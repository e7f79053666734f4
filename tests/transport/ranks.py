"""Whether two kinds of samples could be told apart: a rank test (Mann and Whitney 1947), and when its answer counts."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

TELLS_NOTHING: Final = 0.2
"""How far from 0.5 the chance that one kind is the slower may lie: who guesses by one answer is right seven times in ten
at most. A p-value alone would call any difference at all significant, given enough samples."""
LEAST_GAP_MS: Final = 0.5
"""Medians nearer than this are lost in any network, however sharply a loopback tells them apart."""


def superiority(first: Sequence[float], second: Sequence[float]) -> float:
    """The chance that a random sample of `first` is larger than one of `second`, ties counted half: U / (n · m), 0…1."""
    ordered = sorted(second)
    wins = sum(bisect_left(ordered, each) + bisect_right(ordered, each) for each in first)
    return wins / (2 * len(first) * len(second))


@dataclass(frozen=True)
class Comparison:
    """What two kinds of answers took, in ms, sampled in turn."""

    first_ms: Sequence[float]
    second_ms: Sequence[float]

    @property
    def chance(self) -> float:
        """The chance that an answer of the first kind is the slower one."""
        return superiority(self.first_ms, self.second_ms)

    @property
    def gap_ms(self) -> float:
        """How far the medians lie apart."""
        return abs(median(self.first_ms) - median(self.second_ms))

    @property
    def tells(self) -> bool:
        """Whether somebody outside could say from the time of an answer which kind it was."""
        return abs(self.chance - 0.5) > TELLS_NOTHING and self.gap_ms > LEAST_GAP_MS

    def __str__(self) -> str:
        """Figures for a failed test."""
        first, second = median(self.first_ms), median(self.second_ms)
        return f"{first:.2f} against {second:.2f} ms, the first is slower with chance {self.chance:.2f}"
