"""Erasures as they rest: an intention first, then the receipt of what was destroyed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol

import msgspec

from server.terms.ids import SessionId
from server.terms.lifetimes import Part

Why = Literal["lifetime", "asked"]
"""Because the policy's lifetime is over, or because somebody may ask for it and the operator did it."""
RECEIPT_KIND: Final = "erasure"
REMAINS: Final[dict[Part, tuple[str, ...]]] = {
    "chat": ("record", "receipt", "backups"),
    "note": ("record", "receipt", "backups"),
    "record": ("proofs", "receipt", "backups"),
}
"""What an erasure does not reach; the receipt says it."""


@dataclass(frozen=True, slots=True)
class ErasureRow:
    """A part of a consult on its way out, and afterwards that it went; `entry` is None until the record says so."""

    receipt: str
    session: SessionId
    part: Part
    why: Why
    at_ms: int
    entry: int | None = None
    done: bool = False


class Erased(msgspec.Struct, frozen=True):
    """The receipt of an erasure, as JSON in the table of receipts.

    `items` and `size_bytes` count the sealed rows that went, `key_fingerprint` names the record key that was destroyed.
    """

    receipt: str
    part: Part
    why: Why
    at_ms: int
    items: int
    size_bytes: int
    key_fingerprint: str
    entry: int
    remains: tuple[str, ...]


class ErasureShelf(Protocol):
    """Consults' parts going for good, in steps that can be resumed."""

    async def due(self, part: Part, *, locked_before_ms: int, limit: int) -> Sequence[tuple[SessionId, int]]:
        """Give consults that still have this part and were locked by then, with when that was, oldest first."""
        ...

    async def intend(self, erasure: ErasureRow) -> bool:
        """Remember that this part is to go; False when that is remembered already. `NotFound`, `Refused` (`conflict`)."""
        ...

    async def give_up(self, receipt: str) -> None:
        """Forget an intention that has no entry."""
        ...

    async def carry_out(self, erasure: ErasureRow) -> Erased:
        """Destroy the record key and the rows, keep the receipt: all of it or nothing."""
        ...

    async def unfinished(self) -> list[ErasureRow]:
        """Give the erasures a crash cut short."""
        ...

    async def overwrite(self) -> bool:
        """Overwrite what was destroyed in the database's own files; False when somebody was still reading them."""
        ...
