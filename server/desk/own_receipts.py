"""A receipt for everybody who was in a consult: their own entries, cut from the record as it was signed at its end.

It is made when it is asked for and kept by whoever asked: nothing that was erased meanwhile survives in a copy of ours.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final, Protocol

from server.audit.checkpoint import Head, Signer
from server.audit.heads import Heads
from server.audit.kinds import DAMAGED, ERASED
from server.audit.lock_receipt import LOCKED, LockFacts, lock_facts, number_of
from server.audit.port import Proven
from server.audit.receipt import Destroyed, Receipt, is_for, written
from server.desk.consults import Consults, seat_of
from server.desk.ports import AttemptShelf, Clock, LiveRooms, RecordPort, SessionShelf
from server.desk.receipts import ReceiptReader, last_lock
from server.desk.remaining import Remains
from server.identity.logins import GuestLogin
from server.identity.pace import LINK_BUCKET
from server.sessions.phases import Phase
from server.sessions.session import Session
from server.terms.entries import Entry
from server.terms.errors import Refused
from server.terms.ids import ParticipantId, PersonId, SessionId
from server.terms.people import Person
from server.vault.deployment import DeploymentKey

UNREADABLE: Final = frozenset({ERASED, DAMAGED})
LATER_MS: Final = 1_000
"""When to ask again for a receipt of which entries are still on their way."""


class ProvenLog(Protocol):
    """The record, with proofs."""

    async def extract(self, session: SessionId, size: int, wanted: Callable[[int, Entry], bool]) -> list[Proven]:
        """Give a session's entries that are wanted, of the first `size`, each with its audit path."""
        ...


@dataclass(frozen=True, slots=True)
class OwnReceipt:
    """The file, and the number it is known by."""

    number: str
    content: bytes


class OwnReceipts:
    """Gives participants their receipts; each giving is itself an entry."""

    def __init__(
        self,
        *,
        consults: Consults,
        sessions: SessionShelf,
        receipts: ReceiptReader,
        heads: Heads,
        signer: Signer,
        log: ProvenLog,
        record: RecordPort,
        rooms: LiveRooms,
        attempts: AttemptShelf,
        dep: DeploymentKey,
        clock: Clock,
        remains: Remains,
    ) -> None:
        self._consults = consults
        self._sessions = sessions
        self._receipts = receipts
        self._heads = heads
        self._signer = signer
        self._log = log
        self._record = record
        self._rooms = rooms
        self._attempts = attempts
        self._dep = dep
        self._clock = clock
        self._remains = remains

    async def of_guest(self, guest: GuestLogin) -> OwnReceipt:
        """Give a guest the receipt of their visit.

        Raises
        ------
        Refused
            `knocking` to a device that never had the seat; `receipt_later` {retry_ms} until everything is recorded;
            `slow_down` {retry_ms}.
        """
        if guest.is_knocking:
            raise Refused("knocking")
        await self._take_turn(guest.id)
        session = await self._sessions.load(guest.session)
        return await self._cut(session, guest.participant, guest.participant)

    async def of_staff(self, person: Person, session: SessionId) -> OwnReceipt:
        """Give the host, or a colleague with a seat, the receipt of a consult.

        Raises
        ------
        NotFound
            unless it is this person's or was shared with them.
        Refused
            `removed` to a colleague without a seat; `receipt_later`, `slow_down` as `of_guest`.
        """
        found = await self._consults.seen(person.id, session)
        seat = found.host if found.host.person == person.id else seat_of(found, person.id)
        if seat is None:
            raise Refused("removed")
        await self._take_turn(person.id)
        return await self._cut(found, seat.id, person.id)

    async def _cut(self, session: Session, participant: ParticipantId, actor: ParticipantId | PersonId) -> OwnReceipt:
        if session.phase is not Phase.LOCKED or self._rooms.snapshot(session.id) is not None:
            # what screens showed last may come after the end: a tree signed now would leave it out for ever
            raise Refused("receipt_later", retry_ms=LATER_MS)
        now_ms = self._clock()
        checkpoint = await self._heads.keep(session.id, now_ms)
        head = self._signer.read(checkpoint)
        kept = await last_lock(self._receipts, session.id)
        facts = None if kept is None else kept.facts
        wanted = _wanted({participant, actor}, -1 if facts is None else facts.entry)
        entries = await self._log.extract(session.id, head.size, wanted)
        lock = _lock(entries, facts)
        await self._record.append([_given(actor, session, head, now_ms)])
        receipt = Receipt(
            session=session.id,
            participant=participant,
            given_ms=now_ms,
            destroyed=None if lock is None else _destroyed(lock),
            remains=await self._remains.of(session, lock.remains if lock else ()),
            entries=entries,
            checkpoint=checkpoint,
        )
        return OwnReceipt(number_of(lock.digest) if lock else "", written(receipt, self._signer))

    async def _take_turn(self, whose: str) -> None:
        """Each giving grows the record."""
        wait_ms = await self._attempts.draw(self._dep.tag(whose, purpose="receipt"), LINK_BUCKET, self._clock())
        if wait_ms:
            raise Refused("slow_down", retry_ms=wait_ms)


def _wanted(own: Collection[str], end: int) -> Callable[[int, Entry], bool]:
    """What belongs into a receipt: also the entry about the `end` when it cannot be read any more."""
    return lambda index, entry: is_for(entry, own) or (index == end and entry.kind in UNREADABLE)


def _lock(entries: Collection[Proven], kept: LockFacts | None) -> LockFacts | None:
    """The end as its entry tells it; once that was erased, as the receipt that was kept of it does."""
    ends = [each for each in entries if each.entry.kind == LOCKED]
    if ends:
        return lock_facts(ends[-1].entry, ends[-1].row.index)
    return kept if kept is not None and any(each.row.index == kept.entry for each in entries) else None


def _destroyed(lock: LockFacts) -> Destroyed:
    return Destroyed(
        lock.at_ms, lock.reason, lock.frames, lock.size_bytes, lock.key_fingerprints, lock.entry, lock.digest
    )


def _given(actor: str, session: Session, head: Head, now_ms: int) -> Entry:
    return Entry("receipt.given", now_ms, actor, session.id, {"size": head.size})
