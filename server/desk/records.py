"""What a consult left behind, for its host: what happened, what was said, and the receipt of what was destroyed."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

import msgspec

from server.audit.log import Recorded
from server.desk.consults import ConsultCard, Consults
from server.desk.ports import Clock, RecordPort
from server.sessions.chat import ChatMessage
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

    async def since(self, session: SessionId, seq: int, *, limit: int) -> list[ChatMessage]:
        """Give lines after `seq`, oldest first."""
        ...


class KeptReceipt(Protocol):
    """A receipt as storage gives it."""

    @property
    def kind(self) -> str:
        """What kind of destruction."""
        ...

    @property
    def receipt(self) -> bytes:
        """Its JSON."""
        ...


class ReceiptReader(Protocol):
    """Receipts of what was destroyed."""

    async def of(self, subject: str) -> Sequence[KeptReceipt]:
        """Give the receipts of a session, oldest first."""
        ...


class LockFacts(msgspec.Struct, frozen=True):
    """A lock's receipt as it was kept by `live`; `entry` is -1 when the record could not be written at that moment."""

    at_ms: int
    reason: str
    frames: int
    size_bytes: int
    key_fingerprints: tuple[str, ...]
    entry: int
    remains: tuple[str, ...]


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
        lines = await self._transcript.since(session, 0, limit=LINES_MAX)
        return ConsultRecord(
            card=card,
            entries=tuple(Line(names.get(each.entry.actor, ""), each) for each in entries),
            transcript=tuple((names.get(line.author, ""), line) for line in lines),
            receipt=await self._receipt(session),
        )

    async def _receipt(self, session: SessionId) -> tuple[str, LockFacts] | None:
        """Give the last receipt with the number people compare: eight characters of its digest."""
        kept = await self._receipts.of(session)
        if not kept:
            return None
        content = kept[-1].receipt
        digest = sha256(content).hexdigest().upper()
        return f"{digest[:4]}-{digest[4:8]}", msgspec.json.decode(content, type=LockFacts)


def _names(session: Session, host: Person) -> dict[str, str]:
    return {seat.id: seat.name for seat in session.seats} | {host.id: host.name}
