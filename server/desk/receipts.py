"""The receipt of a lock: what the end destroyed and what remains, with the short number people compare."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Protocol

import msgspec

from server.terms.ids import SessionId


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


async def last_lock(receipts: ReceiptReader, session: SessionId) -> tuple[str, LockFacts] | None:
    """Give the last receipt of a session with its number: eight characters of its digest, in two groups."""
    kept = await receipts.of(session)
    if not kept:
        return None
    content = kept[-1].receipt
    digest = sha256(content).hexdigest().upper()
    return f"{digest[:4]}-{digest[4:8]}", msgspec.json.decode(content, type=LockFacts)
