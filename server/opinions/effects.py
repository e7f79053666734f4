"""What a decision makes happen, in the order in which it has to: recorded, kept, then done and told."""

from dataclasses import dataclass
from typing import Literal

from server.opinions.request import Opinion, Side
from server.terms.entries import Entry

News = Literal["asked", "accepted", "declined", "withdrawn", "answered", "amended", "overdue", "moved", "brought"]


@dataclass(frozen=True, slots=True)
class Record:
    """One entry, durable before anything that follows."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Save:
    """The request as it is now, durable."""


@dataclass(frozen=True, slots=True)
class StartReading:
    """Let the reader into the reading: its clock starts."""


@dataclass(frozen=True, slots=True)
class EndReading:
    """End the reading: its pictures are locked."""


@dataclass(frozen=True, slots=True)
class Tell:
    """Say it to one side, once."""

    side: Side
    news: News


Effect = Record | Save | StartReading | EndReading | Tell


@dataclass(frozen=True, slots=True)
class Stepped:
    """The request after a decision, and what follows from it; no effects: nothing changed."""

    opinion: Opinion
    effects: tuple[Effect, ...] = ()
