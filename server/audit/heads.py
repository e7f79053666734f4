"""The record as it stood at the end of each consult, signed once: the tree in which all its receipts end [AUD-23]."""

from collections.abc import Sequence
from typing import Final, Protocol

from server.audit.checkpoint import Head, Signer
from server.terms.errors import Tampered
from server.terms.ids import SessionId

KIND: Final = "head"
"""Of the rows that keep a checkpoint, beside the receipts of what was destroyed."""


class HeadLog(Protocol):
    """The record."""

    async def head(self) -> Head:
        """Give the tree as it is now."""
        ...


class KeptNote(Protocol):
    """A row as storage gives it."""

    @property
    def kind(self) -> str:
        """What is kept."""
        ...

    @property
    def receipt(self) -> bytes:
        """Its bytes."""
        ...


class NoteStore(Protocol):
    """Where the checkpoints rest."""

    async def add(self, kind: str, subject: str, receipt: bytes, at_ms: int) -> None:
        """Keep one, durable on return."""
        ...

    async def of(self, subject: str) -> Sequence[KeptNote]:
        """Give what is kept of a session, oldest first."""
        ...


class Heads:
    """Signs the tree once nothing about a consult is still to be written; who asks later is given the same one."""

    def __init__(self, log: HeadLog, signer: Signer, store: NoteStore) -> None:
        self._log = log
        self._signer = signer
        self._store = store

    async def keep(self, session: SessionId, now_ms: int) -> str:
        """Give the checkpoint of a consult that is over, taken now unless it was before.

        Raises
        ------
        Unavailable
            The storage cannot be read or written.
        """
        kept = await self._first(session)
        if kept is not None:
            return kept
        note = self._signer.sign(await self._log.head())
        await self._store.add(KIND, session, note.encode(), now_ms)
        return await self._first(session) or note

    async def _first(self, session: SessionId) -> str | None:
        """The oldest that is ours counts: when two take it at the same moment, both give the same."""
        kept = [each.receipt.decode("utf-8", "replace") for each in await self._store.of(session) if each.kind == KIND]
        return next((note for note in kept if self._is_ours(note)), None)

    def _is_ours(self, note: str) -> bool:
        try:
            self._signer.read(note)
        except Tampered:
            return False
        return True
