"""What the log needs from storage (`storage.database.entries`, proven by `tests/contract`) and from its witness."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from server.audit.leaf import Committed
from server.terms.entries import Entry
from server.terms.ids import SessionId


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry as it came back: `salt` and `payload` are None when it was erased, and when what is kept does not open."""

    index: int
    at_ms: int
    session: SessionId | None
    commitment: bytes
    salt: bytes | None
    payload: bytes | None
    is_damaged: bool = False
    """Something is kept, and it does not open: it was changed behind our back."""


@dataclass(frozen=True, slots=True)
class Proven:
    """An entry with the row it was read from and its audit path in a tree, nearest sibling first."""

    row: Stored
    entry: Entry
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Entries before an index and between two moments (ms, both included), of one session if given; None is no limit."""

    before: int | None = None
    from_ms: int | None = None
    until_ms: int | None = None
    session: SessionId | None = None


class LogStore(Protocol):
    """Rows in order, numbered from 0 without a gap, never changed."""

    async def append(self, rows: Sequence[Committed]) -> int:
        """Store all rows or none, durably on return; give the index of the first. Raises `Unavailable`."""
        ...

    async def read(self, *, since: int, session: SessionId | None, limit: int) -> list[Stored]:
        """Give rows from index `since` on, in order, at most `limit`, of one session when it is given."""
        ...

    async def back(self, stretch: Stretch, *, limit: int) -> list[Stored]:
        """Give the rows of a stretch, the last one first, at most `limit`."""
        ...

    async def commitments(self, *, since: int, limit: int) -> list[bytes]:
        """Give the commitments from index `since` on, in order: all that the tree is made of."""
        ...

    async def size(self) -> int:
        """Give how many rows there are."""
        ...

    async def erase(self, session: SessionId) -> int:
        """Remove salt and payload of a session's rows for good; give how many."""
        ...


class Witness(Protocol):
    """Remembers the newest checkpoint somewhere that a restored backup of the record does not reach."""

    async def last(self) -> str | None:
        """Give the checkpoint it was given last, None when it never got one; raises `Unavailable`."""
        ...

    async def keep(self, checkpoint: str) -> None:
        """Remember a checkpoint instead of the one before, durably on return; raises `Unavailable`."""
        ...
