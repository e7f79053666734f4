"""One request for an opinion as a value: what was asked, how far it came, and every version of the answer."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from server.terms.ids import ParticipantId, SessionId
from server.terms.opinions import Answer, RequestFacts


class State(StrEnum):
    """How far a request has come; declined and withdrawn ones stay so, an answered one can only be amended."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ANSWERED = "answered"


Side = Literal["asker", "reader", "clock"]
"""Who says something: whoever asked, whoever was asked, or time."""
DeclineReason = Literal["not_my_field", "no_time", "too_close", "pictures_unusable", "other"]
"""`too_close`: whoever was asked knows the patient or the one who asked too well to judge."""


@dataclass(frozen=True, slots=True)
class Brought:
    """The reader was asked into a live consult, where the first report may be talked about."""

    consult: SessionId
    at_ms: int


@dataclass(frozen=True, slots=True)
class Opinion:
    """One request and what became of it. All times are Unix epoch ms; None: not yet.

    `reader` is the seat of whoever was asked in the reading. `revision` counts what happened, from 1. `begun_ms` is when
    the reading time began, `revealed_ms` when the first report was given to the reader, `overdue_ms` when both sides were
    told that it is late, `read_ms` when whoever asked read the newest version. `moved_ms` is the due time that it was moved
    to.
    """

    facts: RequestFacts
    reader: ParticipantId
    state: State = State.ASKED
    revision: int = 1
    accepted_ms: int | None = None
    closed_ms: int | None = None
    begun_ms: int | None = None
    revealed_ms: int | None = None
    overdue_ms: int | None = None
    read_ms: int | None = None
    moved_ms: int | None = None
    reason: DeclineReason | Literal[""] = ""
    reason_words: str = field(default="", repr=False)
    answers: tuple[Answer, ...] = ()
    brought: tuple[Brought, ...] = ()

    @property
    def due_ms(self) -> int:
        """Until when an answer is needed now."""
        return self.facts.due_ms if self.moved_ms is None else self.moved_ms

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for an answer."""
        return self.state in {State.ASKED, State.ACCEPTED}

    @property
    def is_committed(self) -> bool:
        """Whether a first answer was signed: from then on nothing has to be hidden from the reader."""
        return bool(self.answers)

    @property
    def is_blind(self) -> bool:
        """Whether the reader must not know yet what was reported before, and what others said."""
        return self.facts.blind and not self.is_committed

    @property
    def falls_due_ms(self) -> int | None:
        """When both sides are to be told that it is late; None when nobody waits, and once they were."""
        return self.due_ms if self.is_open and self.overdue_ms is None else None
