"""What must be durable of one running session: its state, its entries, its chat and the receipt of its end."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import structlog

from server.audit.lock_receipt import LOCKED, LockReceipt, lock_receipt
from server.live.clock import Clock
from server.live.holding import Hold
from server.live.ports import ReceiptStore, RecordLog, SessionStore, TranscriptStore
from server.live.renderer import Destroyed
from server.live.watched import Seen, facts_of_sent, facts_of_shown
from server.sessions.chat import Channel, ChatMessage
from server.sessions.session import Session
from server.terms.entries import Entry, EntryFact
from server.terms.errors import LightboxError, Unavailable
from server.terms.ids import ParticipantId, SeriesId, SessionId

_log = structlog.get_logger()
UNPROVEN_MS: Final = 10_000
"""Pictures inside blocks already authorized go on for so long after the last thing that became durable (R6, R12)."""
PROVE_S: Final = 4.0


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
    hold: Hold = field(default_factory=Hold)
    """How surely the session is ours."""
    _authorized: set[tuple[ParticipantId, int, int, int]] = field(default_factory=set)
    _owed: list[Entry] = field(default_factory=list)
    _in_writing: int = 0
    """Owed entries that somebody is writing at this moment."""
    _owed_receipts: list[LockReceipt] = field(default_factory=list)
    _unsaved: Session | None = None
    _saving: asyncio.Lock = field(default_factory=asyncio.Lock)
    _kept_ms: int = 0
    """When something became durable last."""
    _kept: asyncio.Event = field(default_factory=asyncio.Event)
    """Set with the next thing that does."""
    _doubted: bool = False
    """Whether somebody was told that nothing becomes durable, and nobody yet that it does again."""
    _proving: asyncio.Task[None] | None = None
    _newest_lines: dict[Channel, int] = field(default_factory=dict)
    _known_lines: set[Channel] = field(default_factory=set)
    """Of which the number of the newest line is known: nobody else writes any."""
    """The `seq` of the newest line of each channel that this process stored."""

    @property
    def owes(self) -> bool:
        """Whether something still has to become durable."""
        return bool(self._owed or self._in_writing or self._owed_receipts) or self._unsaved is not None

    async def save(self, session: Session) -> None:
        """Make the session durable; one write after the other, so that none is overtaken by an older one."""
        async with self._saving:
            await self.archive.sessions.save(session, fence=self.fence)
            self._unsaved = None
        self._was_kept()

    async def save_latest(self, latest: Callable[[], Session | None]) -> None:
        """Save what `latest` gives once it is this write's turn; nothing when that is None."""
        async with self._saving:
            session = latest()
            if session is not None:
                await self.archive.sessions.save(session, fence=self.fence)
                self._was_kept()

    async def record(self, *entries: Entry) -> int:
        """Append entries; what is owed goes first, so that order holds. Gives the index of the first of `entries`.

        The receipt of an end that was owed is owed from then on: it names its entry, so it comes after it.
        """
        await self._confirm()
        owed, self._owed = self._owed, []
        self._in_writing += len(owed)
        try:
            index = await self.archive.log.append([*owed, *entries])
        except BaseException:
            self._owed = [*owed, *self._owed]
            raise
        finally:
            self._in_writing -= len(owed)
        self._was_kept()
        self._owed_receipts += [lock_receipt(entry, at) for at, entry in enumerate(owed, index) if entry.kind == LOCKED]
        return index + len(owed)

    async def _confirm(self) -> None:
        """What the database does not fence by itself is not written for a session that is somebody else's by now."""
        await self.hold.confirm(self.session, self.fence)

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

    async def receipt_or_owe(self, receipt: LockReceipt) -> None:
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

    async def prove(self, latest: Callable[[], Session | None]) -> bool:
        """Make sure that things still become durable: no log, no image, not even one whose entry was written before.

        `latest` gives the session to save, None while a decision is on its way there. True when something was written now,
        or when it was doubted before.

        Raises
        ------
        Unavailable
            `log_unavailable`: nothing has become durable for too long.
        """
        doubted = self._doubted
        if self.clock.now_ms() - self._kept_ms < UNPROVEN_MS:
            self._doubted = False
            return doubted
        self._doubted = True
        if self._proving is None or self._proving.done():
            self._proving = asyncio.create_task(self._prove(latest))
            # whoever asked may have given up when it fails
            self._proving.add_done_callback(lambda done: done.cancelled() or done.exception())
        done, _ = await asyncio.wait({self._proving}, timeout=PROVE_S)
        if not done:
            raise Unavailable("log_unavailable", because="late")
        failure = self._proving.exception()
        if failure is not None:
            raise Unavailable("log_unavailable", because="storage_unavailable") from failure
        self._doubted = False
        return True

    async def _prove(self, latest: Callable[[], Session | None]) -> None:
        if latest() is None:
            await asyncio.wait_for(self._kept.wait(), PROVE_S)
        else:
            await self.save_latest(latest)

    def _was_kept(self) -> None:
        self._kept_ms = self.clock.now_ms()
        self._kept.set()
        self._kept = asyncio.Event()

    async def seen(self, waiting: Mapping[ParticipantId, Seen], series: Sequence[SeriesId]) -> None:
        """What was sent and what clients say was on their screens, rolled up per person and stack: one write."""
        entries = self._seen(waiting, series)
        if entries:
            await self.record(*entries)

    def owe_seen(self, waiting: Mapping[ParticipantId, Seen], series: Sequence[SeriesId]) -> None:
        """The same, to be written with whatever is recorded next and before it."""
        self._owed += self._seen(waiting, series)

    def _seen(self, waiting: Mapping[ParticipantId, Seen], series: Sequence[SeriesId]) -> list[Entry]:
        entries: list[Entry] = []
        for participant, seen in waiting.items():
            entries += [self._entry("instances.sent", participant, facts) for facts in facts_of_sent(seen, series)]
            entries += [self._entry("instances.shown", participant, facts) for facts in facts_of_shown(seen, series)]
        return entries

    async def say(self, message: ChatMessage) -> tuple[ChatMessage, bool]:
        """Store a chat message: as stored, and whether it is new (not a retry of one that everybody has)."""
        await self._confirm()
        stored = await self.archive.transcript.append(self.session, message)
        self._was_kept()
        newest = self._newest_lines.get(message.channel, 0)
        is_new = stored.at_ms == message.at_ms and stored.seq > newest
        self._newest_lines[message.channel] = max(newest, stored.seq)
        return stored, is_new

    async def newest_lines(self, seq: int, *, limit: int, channel: Channel) -> list[ChatMessage]:
        """The newest lines after `seq`, oldest first; the store is not asked when there are none."""
        if channel in self._known_lines and seq >= self._newest_lines.get(channel, 0):
            return []
        lines = await self.archive.transcript.newest(self.session, seq, limit=limit, channel=channel)
        if lines or not seq:
            newest = lines[-1].seq if lines else 0
            self._newest_lines[channel] = max(newest, self._newest_lines.get(channel, 0))
            self._known_lines.add(channel)
        return lines

    def has_line(self, seq: int, channel: Channel = "talk") -> bool:
        """Whether this process knows that there is a line of this number."""
        return seq <= self._newest_lines.get(channel, 0)

    def _entry(self, kind: str, actor: str, facts: dict[str, EntryFact]) -> Entry:
        return Entry(kind, self.clock.now_ms(), actor, self.session, facts)


def with_destroyed(entry: Entry, destroyed: Destroyed, fingerprints: tuple[str, ...]) -> Entry:
    """The lock entry with the erasure receipt in its facts."""
    facts = {**entry.facts, "frames": destroyed.frames, "size_bytes": destroyed.size_bytes, "keys": fingerprints}
    return replace(entry, facts=facts)
