"""What a process counts for its operators: plain numbers owned by whoever counts them, read when somebody asks.

A label is a word of a closed list (a tier, a kind, an error's code): never a name, an id, an address or a number.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

OTHER: Final = "other"
WORDS_MAX: Final = 200
"""A list that grows beyond this is not closed: a bug of ours must not fill an operator's disk."""
SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass(slots=True)
class Tally:
    """How much of what: words → a number that only grows."""

    counts: dict[tuple[str, ...], float] = field(default_factory=dict)

    def add(self, *words: str, by: float = 1) -> None:
        """Count so much more of this."""
        if words not in self.counts and len(self.counts) >= WORDS_MAX:
            words = (OTHER,) * len(words)
        self.counts[words] = self.counts.get(words, 0) + by


@dataclass(slots=True)
class Spread:
    """How a measure (seconds mostly) was spread: how often up to each bound, and the sum."""

    bounds: Sequence[float] = SECONDS
    counts: list[int] = field(init=False)
    """One for each bound, not added up, and one for what lies above them all."""
    total: float = 0.0

    def __post_init__(self) -> None:
        """Nothing was measured yet."""
        self.counts = [0] * (len(self.bounds) + 1)

    def add(self, value: float) -> None:
        """One more measure."""
        self.counts[bisect_left(self.bounds, value)] += 1
        self.total += value
