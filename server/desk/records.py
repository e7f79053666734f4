"""What a consult left behind, for its host: what happened, what was said, and the receipt of what was destroyed."""

from dataclasses import dataclass
from typing import Protocol

from server.audit.log import Recorded
from server.desk.consults import ConsultCard, Consults
from server.desk.ports import Clock, RecordPort
from server.desk.receipts import LockFacts, ReceiptReader, last_lock
from server.sessions.chat import Channel, ChatMessage
from server.sessions.session import Session
from server.terms.entries import Entry
from server.terms.ids import SessionId
from server.terms.people import Person

ENTRIES_MAX = 5_000
LINES_MAX = 5_000


class RecordReader(Protocol):
    """The log, read back."""

    async def read(self, *, since: int = 0, session: SessionId | None = None, limit: int = 10_000) -> list[Recorded]:
        """Give entries in order, each proven against its commitment."""
        ...


class TranscriptReader(Protocol):
    """The chat, opened."""

    async def since(self, session: SessionId, seq: int, *, limit: int, channel: Channel = "talk") -> list[ChatMessage]:
        """Give lines of a channel after `seq`, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """One entry or chat line with whoever it is from in readable words ("" for the system)."""

    actor_name: str
    recorded: Recorded


@dataclass(frozen=True, slots=True)
class ConsultRecord:
    """Everything the record page shows."""

    card: ConsultCard
    entries: tuple[Line, ...]
    transcript: tuple[tuple[str, ChatMessage], ...]
    receipt: tuple[str, LockFacts] | None


class Records:
    """Opens the record of a consult; looking at it is itself an entry."""

    def __init__(
        self,
        *,
        consults: Consults,
        log: RecordReader,
        record: RecordPort,
        transcript: TranscriptReader,
        receipts: ReceiptReader,
        clock: Clock,
    ) -> None:
        self._consults = consults
        self._log = log
        self._record = record
        self._transcript = transcript
        self._receipts = receipts
        self._clock = clock

    async def record(self, person: Person, session: SessionId) -> ConsultRecord:
        """Give a consult's record to its host.

        Raises
        ------
        NotFound
            unless it is this person's.
        Tampered
            `entry`, `chat`: something kept was changed.
        """
        card = await self._consults.card(person, session)
        await self._record.append([Entry("log.used", self._clock(), person.id, session, {})])
        names = _names(card.session, person)
        entries = await self._log.read(session=session, limit=ENTRIES_MAX)
        lines = [
            *await self._transcript.since(session, 0, limit=LINES_MAX),
            *await self._transcript.since(session, 0, limit=LINES_MAX, channel="clinicians"),
        ]
        return ConsultRecord(
            card=card,
            entries=tuple(Line(names.get(each.entry.actor, ""), each) for each in entries),
            transcript=tuple((names.get(line.author, ""), line) for line in sorted(lines, key=lambda line: line.at_ms)),
            receipt=await last_lock(self._receipts, session),
        )


def _names(session: Session, host: Person) -> dict[str, str]:
    return {seat.id: seat.name for seat in session.seats} | {host.id: host.name}
