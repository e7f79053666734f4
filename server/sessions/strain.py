"""What a process that has too much to do gives up, in which order, and when it takes it back [SES-270 … SES-274].

Readings come in twice a second; nothing here measures. Steps are taken one at a time, up soon, down late, so that what
people see does not flicker.
"""

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final, Literal

LATE_MS: Final = 100.0
"""Everybody in every room waits so long for everything."""
RENDER_WAIT_MS: Final = 400.0
"""A picture somebody looks at waits so long for a place to be made."""
BUSY: Final = 0.95
"""Of the time, the loop is at work."""
CALM_LATE_MS: Final = 30.0
CALM_RENDER_WAIT_MS: Final = 100.0
CALM_BUSY: Final = 0.75
RISES_MS: Final = 2_000
"""Too much for so long is one step up …"""
FALLS_MS: Final = 10_000
"""… and calm for so long one step down."""


StrainWord = Literal["", "quality", "rate", "full"]


class Strain(IntEnum):
    """What is given up; each step with those before it."""

    NONE = 0
    QUALITY = 1
    RATE = 2
    FULL = 3

    @property
    def word(self) -> StrainWord:
        """As it is told and counted; empty while nothing is given up."""
        return _WORDS[self]


_WORDS: Final[tuple[StrainWord, ...]] = ("", "quality", "rate", "full")


@dataclass(frozen=True, slots=True)
class Reading:
    """How it went in the last half second."""

    late_ms: float
    """How late the loop came back, as a rule."""
    render_wait_ms: float
    """How long the picture that waits longest has been waiting, of those people look at."""
    busy: float
    """The share of the time that the loop was at work, 0 … 1."""

    @property
    def is_too_much(self) -> bool:
        """Whether any of them is beyond what is promised."""
        return self.late_ms >= LATE_MS or self.render_wait_ms >= RENDER_WAIT_MS or self.busy >= BUSY

    @property
    def is_calm(self) -> bool:
        """Whether all of them leave room for what was given up."""
        is_quick = self.late_ms < CALM_LATE_MS and self.render_wait_ms < CALM_RENDER_WAIT_MS
        return is_quick and self.busy < CALM_BUSY


@dataclass(frozen=True, slots=True)
class Load:
    """What is given up at present, and since when it has been too much, or calm (session milliseconds)."""

    strain: Strain = Strain.NONE
    much_ms: int | None = None
    calm_ms: int | None = None


def weigh(load: Load, reading: Reading, now_ms: int) -> Load:
    """Give what follows from one more reading [SES-271]."""
    if reading.is_too_much:
        since_ms = now_ms if load.much_ms is None else min(load.much_ms, now_ms)
        if now_ms - since_ms < RISES_MS or load.strain is Strain.FULL:
            return replace(load, much_ms=since_ms, calm_ms=None)
        return Load(Strain(load.strain + 1), much_ms=now_ms)
    if reading.is_calm:
        since_ms = now_ms if load.calm_ms is None else min(load.calm_ms, now_ms)
        if now_ms - since_ms < FALLS_MS or load.strain is Strain.NONE:
            return replace(load, much_ms=None, calm_ms=since_ms)
        return Load(Strain(load.strain - 1), calm_ms=now_ms)
    return Load(load.strain)
