"""What must be durable of one running session: its state, its entries, its chat and the receipt of its end."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import msgspec
import structlog

from server.live.clock import Clock
from server.live.ports import ReceiptStore, RecordLog, SessionStore, TranscriptStore
from server.live.renderer import Destroyed
from server.sessions.chat import ChatMessage
from server.sessions.session import Session
from server.terms.entries import Entry, EntryFact
from server.terms.errors import LightboxError
from server.terms.ids import ParticipantId, SeriesId, SessionId

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Archive:
    """The walls where things become durable."""

    sessions: SessionStore
    transcript: TranscriptStore
    log: RecordLog
    receipts: ReceiptStore


@dataclass(slots=True)
class Keeper:
    """Writes for one session under its fence. What could not be written while ending is owed and tried again."""

    session: SessionId
    archive: Archive
    fence: int
    clock: Clock
    _authorized: set[tuple[ParticipantId, int, int, int]] = field(default_factory=set)
    _owed: list[Entry] = field(default_factory=list)
    _unsaved: Session | None = None

    @property
    def owes(self) -> bool:
        """Whether something still has to become durable."""
        return bool(self._owed) or self._unsaved is not None

    async def save(self, session: Session) -> None:
        """Make the session durable."""
        await self.archive.sessions.save(session, fence=self.fence)
        self._unsaved = None

    async def record(self, *entries: Entry) -> int:
        """Append entries; what is owed goes first, so that order holds."""
        waiting = [*self._owed, *entries]
        index = await self.archive.log.append(waiting)
        self._owed.clear()
        return index + len(waiting) - len(entries)

    async def save_or_owe(self, session: Session) -> None:
        """Save if that works now; the end of a session never waits for it."""
        try:
            await self.save(session)
        except LightboxError as error:
            self._unsaved = session
            _log.error("ending_not_saved", code=error.code)

    async def record_or_owe(self, entry: Entry) -> int | None:
        """Record if that works now; gives the index, None when the entry is owed."""
        try:
            return await self.record(entry)
        except LightboxError as error:
            self._owed.append(entry)
            _log.error("ending_not_recorded", code=error.code)
            return None

    async def settle(self) -> None:
        """Try again what is owed; raises while it still fails."""
        if self._unsaved is not None:
            await self.save(self._unsaved)
        if self._owed:
            await self.record()

    async def authorize(
        self, participant: ParticipantId, epoch: int, stack: int, block: int, *, series: SeriesId, first: int, last: int
    ) -> None:
        """The entry without which no frame of this block leaves; once per epoch."""
        key = (participant, epoch, stack, block)
        if key in self._authorized:
            return
        facts: dict[str, EntryFact] = {
            "epoch": epoch, "stack": stack, "series": series, "block": block, "first": first, "last": last,
        }  # fmt: skip
        await self.record(self._entry("instances.authorized", participant, facts))
        self._authorized.add(key)

    async def shown(self, participant: ParticipantId, pictures: Iterable[tuple[int, int]]) -> None:
        """What a client says was on its screen, rolled up to ranges of positions per stack."""
        entries = []
        for stack, ranges in _ranges(pictures).items():
            facts: dict[str, EntryFact] = {"stack": stack, "positions": ranges}
            entries.append(self._entry("instances.shown", participant, facts))
        if entries:
            await self.record(*entries)

    async def say(self, message: ChatMessage) -> ChatMessage:
        """Store a chat message; its `seq` comes back."""
        return await self.archive.transcript.append(self.session, message)

    async def receipt(
        self, kind: str, destroyed: Destroyed, fingerprints: tuple[str, ...], entry: Entry, index: int | None
    ) -> None:
        """Keep the receipt of the end: what was destroyed and what remains."""
        content = msgspec.json.encode(
            {
                "at_ms": entry.at_ms,
                "reason": entry.facts.get("reason", ""),
                "frames": destroyed.frames,
                "size_bytes": destroyed.size_bytes,
                "key_fingerprints": fingerprints,
                "entry": -1 if index is None else index,
                "remains": ["originals", "chat", "record"],
            }
        )
        try:
            await self.archive.receipts.add(kind, self.session, content, entry.at_ms)
        except LightboxError as error:
            _log.error("receipt_not_kept", code=error.code)

    def _entry(self, kind: str, actor: str, facts: dict[str, EntryFact]) -> Entry:
        return Entry(kind, self.clock.now_ms(), actor, self.session, facts)


def receipt_number(content: bytes) -> str:
    """What people compare: eight characters of the receipt's digest, in two groups."""
    digest = hashlib.sha256(content).hexdigest().upper()
    return f"{digest[:4]}-{digest[4:8]}"


def with_destroyed(entry: Entry, destroyed: Destroyed, fingerprints: tuple[str, ...]) -> Entry:
    """The lock entry with the erasure receipt in its facts."""
    facts = {**entry.facts, "frames": destroyed.frames, "size_bytes": destroyed.size_bytes, "keys": fingerprints}
    return replace(entry, facts=facts)


def _ranges(pictures: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    """Positions per stack as (first, last, first, last, …), counted from 1."""
    by_stack: dict[int, list[int]] = {}
    for stack, pos in sorted(set(pictures)):
        ranges = by_stack.setdefault(stack, [])
        if ranges and ranges[-1] == pos:
            ranges[-1] = pos + 1
        else:
            ranges += [pos + 1, pos + 1]
    return {stack: tuple(ranges) for stack, ranges in by_stack.items()}
