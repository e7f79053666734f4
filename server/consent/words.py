"""What forms are made of: sentences of one language, single lines, and the time of day as its reader has it."""

from collections.abc import Callable, Mapping
from datetime import datetime

Say = Callable[[str, Mapping[str, str | int | datetime]], str]
"""Gives the sentence of a key in one language, with its facts filled in."""

_DAY_MIN = 24 * 60


def one_line(words: str) -> str:
    """The same words with one space for any run of space or of what cannot be printed."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in words).split())


def as_line(words: str) -> str:
    """One line of a text that is digested: what a name or a description brings along starts no line of its own."""
    return " ".join(words.splitlines())


def clock_words(say: Say, at_ms: int, *, offset_min: int, twelve: bool) -> str:
    """The time of day of a moment (Unix ms) on the reader's clock, to the minute that has begun."""
    hour, minute = divmod((at_ms // 60_000 + offset_min) % _DAY_MIN, 60)
    style = ("am" if hour < 12 else "pm") if twelve else "day"
    shown = f"{(hour + 11) % 12 + 1}" if twelve else f"{hour:02}"
    # one fact: hours and minutes must not change places where people write from right to left
    return say("consent-clock", {"style": style, "time": f"{shown}:{minute:02}"})
