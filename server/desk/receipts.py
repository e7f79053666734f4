"""The receipt of a lock: what the end destroyed and what remains, with the short number people compare.

Three things tell of one end: the row, its signature, and the entry in the record. The page shows what the entry says and
whether the other two agree with it [AUD-19].
"""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal, Protocol

import msgspec

from server.audit.kinds import DAMAGED, ERASED
from server.audit.lock_receipt import LOCKED, LockFacts, lock_facts, number_of
from server.audit.log import Recorded
from server.desk.erasure_rows import RECEIPT_KIND, Erased
from server.terms.ids import SessionId

Standing = Literal["holds", "unsigned", "changed", "owed"]
"""Signed and as recorded · from a former version · the row is not what was signed or recorded · not written yet."""


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

    @property
    def seal(self) -> Literal["signed", "unsigned", "broken"]:
        """Whether this installation signed exactly this."""
        ...


class ReceiptReader(Protocol):
    """Receipts of what was destroyed."""

    async def of(self, subject: str) -> Sequence[KeptReceipt]:
        """Give the receipts of a session, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class LockReceipt:
    """The receipt of the last end of a session; `facts` is None when its row cannot be believed."""

    number: str
    facts: LockFacts | None
    standing: Standing


CHANGED: Final = LockReceipt("", None, "changed")


async def last_lock(receipts: ReceiptReader, session: SessionId) -> LockReceipt | None:
    """Give the last receipt of a session as its row has it; a row that somebody changed has no number."""
    kept = [each for each in await receipts.of(session) if each.kind == "lock"]
    return _read(kept[-1]) if kept else None


def held_against(kept: LockReceipt | None, entries: Sequence[Recorded]) -> LockReceipt | None:
    """Give the receipt as the record has it, and whether the row says the same.

    Where its entry is not among `entries`, or says nothing any more, the row stands alone with its signature.
    """
    locks = [each for each in entries if each.entry.kind == LOCKED]
    if not locks or (kept is not None and _is_alone(kept, entries)):
        return kept
    facts = lock_facts(locks[-1].entry, locks[-1].index)
    number = number_of(facts.digest)
    if kept is None:
        return LockReceipt(number, facts, "owed")
    if kept.facts is None or not kept.facts.says_the_same(facts):
        return LockReceipt(number, facts, "changed")
    return kept


def _is_alone(kept: LockReceipt, entries: Sequence[Recorded]) -> bool:
    if kept.facts is None:
        return False
    silent = {each.index for each in entries if each.entry.kind in {DAMAGED, ERASED}}
    return kept.facts.entry in silent or kept.facts.entry > entries[-1].index


def _read(kept: KeptReceipt) -> LockReceipt:
    if kept.seal == "broken":
        return CHANGED
    try:
        facts = msgspec.json.decode(kept.receipt, type=LockFacts)
    except msgspec.DecodeError:
        return CHANGED
    if kept.seal == "unsigned" and facts.digest:
        # this version signs what it makes: somebody took the signature off
        return CHANGED
    number = number_of(facts.digest or sha256(kept.receipt).hexdigest())
    return LockReceipt(number, facts, "holds" if kept.seal == "signed" else "unsigned")


@dataclass(frozen=True, slots=True)
class ErasureReceipt:
    """The receipt of an erasure; `is_changed`: its row is not what was signed, so only its entry can be believed."""

    facts: Erased
    is_changed: bool


async def erasures_of(receipts: ReceiptReader, session: SessionId) -> tuple[ErasureReceipt, ...]:
    """Give the receipts of what was erased of a session, oldest first; a row that says nothing any more is left out."""
    read = []
    for kept in await receipts.of(session):
        if kept.kind == RECEIPT_KIND:
            with contextlib.suppress(msgspec.DecodeError):
                read.append(ErasureReceipt(msgspec.json.decode(kept.receipt, type=Erased), kept.seal != "signed"))
    return tuple(read)
