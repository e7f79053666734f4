"""Text set in lines of a width: shaped, measured, broken where words end, and turned where it runs to the left."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from server.reports.arabic_letters import joined, parted
from server.reports.bidi import levels, runs_left, seen, visual

ROUNDING: Final = 0.01
"""Points that sums of widths may be off by."""
Measure = Callable[[str], float]
"""Gives the width of a text in points."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `drawn` from the left as a printer draws it, `said` as it is read and searched; `width` in points."""

    drawn: str
    said: str
    width: float
    is_rtl: bool


def set_in_lines(text: str, width: float, measure: Measure, *, is_rtl: bool, is_free: bool = False) -> Iterator[Line]:
    """Lines no wider than `width`, for each paragraph of the text (an empty one is an empty line).

    Paragraphs of a text that `is_free` run as each of them is written, all others as the paper does.
    """
    to_left = is_rtl
    for paragraph in text.split("\n"):
        said = joined(paragraph)
        to_left = runs_left(said, otherwise=to_left) if is_free else is_rtl
        deep = levels(said, is_rtl=to_left)
        for first, end in _broken(said, width, measure):
            drawn = visual(said[first:end], deep[first:end], is_rtl=to_left)
            yield Line(drawn, seen(parted(said[first:end])), measure(drawn), to_left)


def _broken(text: str, width: float, measure: Measure) -> Iterator[tuple[int, int]]:
    """Where lines begin and end; a word that is wider than a line is broken inside."""
    first, last_blank, at = 0, -1, 0
    while at < len(text):
        if text[at] == " ":
            last_blank = at
        if measure(seen(text[first : at + 1].rstrip())) <= width + ROUNDING or at == first:
            at += 1
            continue
        end = last_blank if last_blank > first else at
        yield first, end
        first = end + (text[end] == " ")
        last_blank, at = -1, first
    yield first, len(text)
