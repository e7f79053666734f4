"""What must be durable of one running session: its state, its entries, its chat and the receipt of its end."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import msgspec
import structlog

from server.live.clock import Clock
from server.live.ports import ReceiptStore, RecordLog, SessionStore, TranscriptStore
from server.live.renderer import Destroyed
from server.sessions.chat import Channel, ChatMessage
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


@dataclass(frozen=True, slots=True)
class Receipt:
    """What people get to keep of an end: JSON without patient data."""

    content: bytes
    at_ms: int


@dataclass(slots=True)
class Keeper:
    """Writes for one session under its fence. What could not be written while ending is owed and tried again."""

    session: SessionId
    archive: Archive
    fence: int
    clock: Clock
    _authorized: set[tuple[ParticipantId, int, int, int]] = field(default_factory=set)
    _owed: list[Entry] = field(default_factory=list)
    _in_writing: int = 0
    """Owed entries that somebody is writing at this moment."""
    _owed_receipts: list[Receipt] = field(default_factory=list)
    _unsaved: Session | None = None
    _newest_lines: dict[Channel, int] = field(default_factory=dict)
    """The `seq` of the newest line of each channel that this process stored."""

    @property
    def owes(self) -> bool:
        """Whether something still has to become durable."""
        return bool(self._owed or self._in_writing or self._owed_receipts) or self._unsaved is not None

    async def save(self, session: Session) -> None:
        """Make the session durable."""
        await self.archive.sessions.save(session, fence=self.fence)
        self._unsaved = None

    async def record(self, *entries: Entry) -> int:
        """Append entries; what is owed goes first, so that order holds. Gives the index of the first of `entries`."""
        owed, self._owed = self._owed, []
        self._in_writing += len(owed)
        try:
            index = await self.archive.log.append([*owed, *entries])
        except BaseException:
            self._owed = [*owed, *self._owed]
            raise
        finally:
            self._in_writing -= len(owed)
        return index + len(owed)

    async def save_or_owe(self, session: Session) -> None:
        """Save if that works now; the end of a session never waits for it."""
        try:
            await self.save(session)
        except LightboxError as error:
            self._unsaved = session
            _log.error("ending_not_saved", code=error.code)
        except Exception as error:  # noqa: BLE001  (an end goes on whatever a wall comes up with)
            self._unsaved = session
            _log.error("ending_not_saved", exc_info=error)

    async def record_or_owe(self, entry: Entry) -> int | None:
        """Record if that works now; gives the index, None when the entry is owed."""
        try:
            return await self.record(entry)
        except LightboxError as error:
            self._owed.append(entry)
            _log.error("ending_not_recorded", code=error.code)
        except Exception as error:  # noqa: BLE001  (as above; but what can never be recorded must not be owed)
            _log.error("ending_not_recorded", exc_info=error)
        return None

    async def receipt_or_owe(self, receipt: Receipt) -> None:
        """Keep a receipt if that works now."""
        self._owed_receipts.append(receipt)
        try:
            await self._keep_receipts()
        except LightboxError as error:
            _log.error("receipt_not_kept", code=error.code)
        except Exception as error:  # noqa: BLE001  (as above)
            _log.error("receipt_not_kept", exc_info=error)

    async def settle(self) -> None:
        """Try again what is owed; raises while it still fails."""
        if self._unsaved is not None:
            await self.save(self._unsaved)
        if self._owed:
            await self.record()
        await self._keep_receipts()

    async def _keep_receipts(self) -> None:
        while self._owed_receipts:
            receipt = self._owed_receipts[0]
            await self.archive.receipts.add("lock", self.session, receipt.content, receipt.at_ms)
            self._owed_receipts.remove(receipt)

    async def authorize(
        self, participant: ParticipantId, epoch: int, stack: int, block: int, *, series: SeriesId, first: int, last: int
    ) -> bool:
        """The entry without which no frame of this block leaves; once per epoch. True when it was written now."""
        key = (participant, epoch, stack, block)
        if key in self._authorized:
            return False
        facts: dict[str, EntryFact] = {
            "epoch": epoch, "stack": stack, "series": series, "block": block, "first": first, "last": last,
        }  # fmt: skip
        await self.record(self._entry("instances.authorized", participant, facts))
        self._authorized.add(key)
        return True

    async def shown(self, participant: ParticipantId, pictures: Iterable[tuple[int, int]]) -> None:
        """What a client says was on its screen, rolled up to ranges of positions per stack."""
        entries = []
        for stack, ranges in _ranges(pictures).items():
            facts: dict[str, EntryFact] = {"stack": stack, "positions": ranges}
            entries.append(self._entry("instances.shown", participant, facts))
        if entries:
            await self.record(*entries)

    async def say(self, message: ChatMessage) -> tuple[ChatMessage, bool]:
        """Store a chat message: as stored, and whether it is new (not a retry of one that everybody has)."""
        stored = await self.archive.transcript.append(self.session, message)
        newest = self._newest_lines.get(message.channel, 0)
        is_new = stored.at_ms == message.at_ms and stored.seq > newest
        self._newest_lines[message.channel] = max(newest, stored.seq)
        return stored, is_new

    def _entry(self, kind: str, actor: str, facts: dict[str, EntryFact]) -> Entry:
        return Entry(kind, self.clock.now_ms(), actor, self.session, facts)


def receipt_of(entry: Entry, index: int | None) -> Receipt:
    """The receipt of an end, from its entry: what was destroyed and what remains."""
    facts = entry.facts
    content = {
        "at_ms": entry.at_ms,
        "reason": facts.get("reason", ""),
        "frames": facts.get("frames", 0),
        "size_bytes": facts.get("size_bytes", 0),
        "key_fingerprints": facts.get("keys", ()),
        "entry": -1 if index is None else index,
        "remains": ["originals", "chat", "record"],
    }
    return Receipt(msgspec.json.encode(content), entry.at_ms)


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
