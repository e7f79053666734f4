"""One figure: its name, what it is, and how it is read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from server.app.metrics.measured import Measured
from server.terms.figures import Spread, Tally

Kind = Literal["counter", "gauge", "histogram"]
Reading = tuple[tuple[str, ...], float | Spread]
"""The labels' words in order, and the value."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric as Prometheus reads it: `lightbox_<name>`, in base units (seconds, bytes); counters end in `_total`."""

    name: str
    kind: Kind
    meaning: str
    read: Callable[[Measured], Iterable[Reading]]
    labels: tuple[str, ...] = ()


def one(look: Callable[[Measured], float | Spread]) -> Callable[[Measured], Iterable[Reading]]:
    """A figure without labels."""
    return lambda measured: [((), look(measured))]


def tallied(look: Callable[[Measured], Tally]) -> Callable[[Measured], Iterable[Reading]]:
    """A tally with its words as labels."""
    return lambda measured: list(look(measured).counts.items())


def by_word(
    look: Callable[[Measured], Mapping[str, float] | Mapping[str, Spread]],
) -> Callable[[Measured], Iterable[Reading]]:
    """One label, whose words are the mapping's keys."""
    return lambda measured: [((word,), value) for word, value in look(measured).items()]
