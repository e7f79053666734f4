"""What proving who somebody of the staff is needs from the walls, as ports of at most six methods; see `ports`."""

from collections.abc import Sequence
from typing import Protocol

from server.desk.people_rows import Failures, NoticeRow, ProvedFactors, RecoveryRow
from server.identity.account_links import AccountLink
from server.terms.ids import PersonId


class AccountChanges(Protocol):
    """Every change of an account is one statement or one transaction."""

    async def prove(self, person: PersonId, proved: ProvedFactors) -> None:
        """Make an account active."""
        ...

    async def end_factor(self, person: PersonId) -> None:
        """Let no authenticator open it."""
        ...

    async def end_factors(self, person: PersonId, asked_by: PersonId, asked_ms: int) -> bool:
        """Let nothing open it, if just this reset is still asked for; False when another was faster."""
        ...

    async def ask_reset(self, person: PersonId, by: PersonId | None, at_ms: int | None) -> None:
        """Write down who asks for a reset, or that nobody does."""
        ...

    async def disable(self, person: PersonId, *, disabled: bool) -> None:
        """Let somebody in no more, or again."""
        ...

    async def change_password(self, person: PersonId, password_hash: str) -> None:
        """Replace a password."""
        ...


class AccountLinkShelf(Protocol):
    """One-time links by the hash of their secret."""

    async def replace(self, link: AccountLink, digest: bytes) -> None:
        """Keep a new link in place of every former one of its person."""
        ...

    async def find(self, digest: bytes) -> AccountLink | None:
        """Give the link of a secret, good or not."""
        ...

    async def take(self, digest: bytes, now_ms: int) -> bool:
        """Use a link up; False when it is used or past its time."""
        ...

    async def give_back(self, digest: bytes) -> None:
        """Let it be used after all."""
        ...

    async def end(self, person: PersonId) -> None:
        """Let no link of this person open anything."""
        ...


class RecoveryShelf(Protocol):
    """Recovery codes by their hashes."""

    async def of(self, person: PersonId) -> Sequence[RecoveryRow]:
        """Give a person's set in order, used ones too."""
        ...

    async def use(self, person: PersonId, kept: RecoveryRow, now_ms: int) -> int | None:
        """Use one up in one statement and say how many are left; None when it was used before."""
        ...

    async def replace(self, person: PersonId, hashes: Sequence[str]) -> None:
        """Keep a new set; the former one is worth nothing."""
        ...


class FailureShelf(Protocol):
    """Failures in a row. A person of None is nobody, who costs the same."""

    async def count(self, person: PersonId | None, now_ms: int) -> Failures:
        """Count a try as failed in advance, and give what was before it."""
        ...

    async def refused(self, person: PersonId | None, now_ms: int, *, half: bool) -> None:
        """Write down that a try was refused, and if so that its password was right."""
        ...

    async def of(self, person: PersonId) -> Failures:
        """Give a person's failures since their last success."""
        ...

    async def told(self, person: PersonId, half_ms: int) -> bool:
        """Take a half sign-in down because its notice is written; False when another was faster."""
        ...

    async def forgive(self, person: PersonId) -> None:
        """Forget all of it after a success."""
        ...


class NoticeShelf(Protocol):
    """What somebody has to hear until they have read it."""

    async def add(self, notice: NoticeRow) -> None:
        """Keep a new notice."""
        ...

    async def unread(self, person: PersonId) -> Sequence[NoticeRow]:
        """Give what a person has not read yet, oldest first."""
        ...

    async def read(self, person: PersonId, notice: str, now_ms: int) -> bool:
        """Write down that somebody read one of their own; False when there is none such unread."""
        ...
