"""A consult on paper: headed parts of sentences, facts and tables, in words already, for a page and for a PDF alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

PartId = Literal["note", "images", "measures", "opinion", "board", "people", "consent"]


@dataclass(frozen=True, slots=True)
class Fact:
    """What something is called, and what it is."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Text with what is said of it beside (who signed it, and when); `text` keeps its lines."""

    said: str
    text: str
    small: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below their heads, all of one width."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part: what it says first, then passages, then facts, then a table; `empty` when there is nothing of these."""

    id: PartId
    heading: str
    passages: tuple[Passage, ...] = ()
    facts: tuple[Fact, ...] = ()
    table: Table | None = None
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole, in one language; `foot` stands below every page of print."""

    language: str
    is_rtl: bool
    title: str
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]
    foot: str

    def said(self) -> Iterator[str]:
        """Every text on it, in the order in which it is read."""
        yield self.title
        for fact in self.facts:
            yield from (fact.label, fact.words)
        for part in self.parts:
            yield part.heading
            for passage in part.passages:
                yield from (passage.said, passage.text, passage.small)
            for fact in part.facts:
                yield from (fact.label, fact.words)
            if part.table is not None:
                yield from part.table.heads
                for row in part.table.rows:
                    yield from row
            yield part.empty
        yield self.foot
