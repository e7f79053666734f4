"""What a consult left behind, for its host: what happened, what was said, and the receipt of what was destroyed."""

from dataclasses import dataclass
from typing import Protocol

from server.audit.kinds import DAMAGED
from server.audit.log import Recorded
from server.audit.receipt import Remaining
from server.desk.consults import ConsultCard, Consults
from server.desk.damage import Alarms, TranscriptReader, readable
from server.desk.ports import Clock, RecordPort
from server.desk.receipts import (
    ErasureReceipt,
    LockReceipt,
    ReceiptReader,
    erasures_of,
    held_against,
    last_lock,
)
from server.desk.remaining import Remains
from server.desk.seen import ABOUT_PICTURES, SeenLine, roll_up
from server.sessions.chat import ChatMessage
from server.sessions.session import Session
from server.terms.entries import Entry
from server.terms.ids import SessionId
from server.terms.people import Person

READ_AT_ONCE = 10_000
PICTURE_ENTRIES_MAX = 2_000
"""Entries about pictures that are told one by one; all of them are in the roll-up."""
LINES_MAX = 5_000


class RecordReader(Protocol):
    """The log, read back."""

    async def read(self, *, since: int = 0, session: SessionId | None = None, limit: int = 10_000) -> list[Recorded]:
        """Give entries in order, each proven against its commitment."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """One entry or chat line with whoever it is from in readable words ("" for the system)."""

    actor_name: str
    recorded: Recorded


@dataclass(frozen=True, slots=True)
class ConsultRecord:
    """Everything the record page shows; `left_out` entries about pictures are in `seen` and not in `entries`."""

    card: ConsultCard
    entries: tuple[Line, ...]
    left_out: int
    seen: tuple[SeenLine, ...]
    transcript: tuple[tuple[str, ChatMessage], ...]
    receipt: LockReceipt | None
    damaged_lines: int = 0
    """Lines of the chat that were changed and are left out."""
    erased: tuple[ErasureReceipt, ...] = ()
    kept: tuple[Remaining, ...] = ()
    """What is still there of what the end left, each with until when; None: until the clinic deletes it."""


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
        remains: Remains,
    ) -> None:
        self._consults = consults
        self._log = log
        self._record = record
        self._alarms = Alarms(record, clock)
        self._transcript = transcript
        self._receipts = receipts
        self._clock = clock
        self._remains = remains

    async def record(self, person: Person, session: SessionId) -> ConsultRecord:
        """Give a consult's record to its host; what was changed in it is named, and the rest is there all the same.

        Raises
        ------
        NotFound
            unless it is this person's.
        """
        card = await self._consults.card(person, session)
        await self._record.append([Entry("log.used", self._clock(), person.id, session, {})])
        names = _names(card.session, card.host)
        entries = await self._entries(session)
        told = _shortened(entries)
        channels = [
            await readable(self._transcript, session, limit=LINES_MAX, channel="talk"),
            await readable(self._transcript, session, limit=LINES_MAX, channel="clinicians"),
        ]
        receipt = held_against(await last_lock(self._receipts, session), entries)
        damaged_lines = [seq for channel in channels for seq in channel.damaged]
        erased = await erasures_of(self._receipts, session)
        is_changed = receipt is not None and receipt.standing == "changed"
        is_changed = is_changed or any(each.is_changed for each in erased)
        await self._alarms.raise_for(
            "tampered_entry", session, [each.index for each in entries if each.entry.kind == DAMAGED]
        )
        await self._alarms.raise_for("tampered_chat", session, damaged_lines)
        await self._alarms.raise_for("tampered_receipt", session, [0] if is_changed else [])
        lines = sorted((line for channel in channels for line in channel.lines), key=lambda line: line.at_ms)
        return ConsultRecord(
            card=card,
            entries=tuple(Line(names.get(each.entry.actor, ""), each) for each in told),
            left_out=len(entries) - len(told),
            seen=tuple(roll_up(each.entry for each in entries)),
            transcript=tuple((names.get(line.author, ""), line) for line in lines),
            receipt=receipt,
            damaged_lines=len(damaged_lines),
            erased=erased,
            kept=await self._kept(card.session, receipt),
        )

    async def _kept(self, session: Session, receipt: LockReceipt | None) -> tuple[Remaining, ...]:
        if receipt is None or receipt.facts is None:
            return ()
        return tuple(await self._remains.of(session, receipt.facts.remains))

    async def _entries(self, session: SessionId) -> list[Recorded]:
        found: list[Recorded] = []
        while rows := await self._log.read(
            since=found[-1].index + 1 if found else 0, session=session, limit=READ_AT_ONCE
        ):
            found += rows
        return found


def _shortened(entries: list[Recorded]) -> list[Recorded]:
    """All but the oldest entries about pictures, where there are very many."""
    about = [each.index for each in entries if each.entry.kind in ABOUT_PICTURES]
    dropped = set(about[: max(0, len(about) - PICTURE_ENTRIES_MAX)])
    return [each for each in entries if each.index not in dropped]


def _names(session: Session, host: Person) -> dict[str, str]:
    seats: dict[str, str] = {seat.id: seat.name for seat in session.seats}
    staff: dict[str, str] = {seat.person: seat.name for seat in session.seats if seat.person is not None}
    return {**seats, **staff, host.id: host.name}
