"""Walls that stall or break on command: what a running session must live with. Each stands before the real one."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from server.live.ports import KeptReceipt, ReceiptStore, Recorded, RecordLog, SessionStore, TranscriptStore
from server.live.task import SessionTask
from server.sessions.chat import Channel, ChatMessage
from server.sessions.session import Session
from server.terms.entries import Entry
from server.terms.errors import Unavailable
from server.terms.ids import SessionId


@dataclass
class Gate:
    """Open unless closed; `broken` refuses instead of waiting."""

    broken: bool = False
    waiting: int = 0
    inside: int = 0
    """Who went through and is not back."""
    _open: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._open.set()

    def close(self) -> None:
        """Whoever comes now waits."""
        self._open.clear()

    def open(self) -> None:
        """Everybody goes on."""
        self._open.set()

    async def passed(self) -> None:
        """Wait here, or be refused."""
        if self.broken:
            raise Unavailable("storage_unavailable")
        self.waiting += 1
        await self._open.wait()
        self.waiting -= 1

    @asynccontextmanager
    async def through(self) -> AsyncIterator[None]:
        """Pass, do something behind it, and come back."""
        await self.passed()
        self.inside += 1
        try:
            yield
        finally:
            self.inside -= 1

    async def shut(self) -> None:
        """Refuse everybody from now on; whoever is behind it comes back first, as a transaction is whole or not at all."""
        self.broken = True
        while self.inside:
            await asyncio.sleep(0.005)


@dataclass
class GatedLog:
    """The record, whose entries of some kinds (none: of all) become durable only when the gate is open."""

    log: RecordLog
    gate: Gate = field(default_factory=Gate)
    kinds: tuple[str, ...] = ()

    async def append(self, entries: Sequence[Entry]) -> int:
        """Wait at the gate, then append."""
        if self.kinds and not any(entry.kind in self.kinds for entry in entries):
            return await self.log.append(entries)
        async with self.gate.through():
            return await self.log.append(entries)

    async def read(self, *, session: SessionId, since: int = 0) -> Sequence[Recorded]:
        """As the record."""
        return await self.log.read(session=session, since=since)


@dataclass
class GatedSessions:
    """Sessions whose saving waits or fails."""

    rows: SessionStore
    gate: Gate = field(default_factory=Gate)

    async def load(self, session: SessionId) -> Session:
        """As the rows."""
        return await self.rows.load(session)

    async def load_unverified(self, session: SessionId) -> Session:
        """As the rows."""
        return await self.rows.load_unverified(session)

    async def claim(self, session: SessionId) -> int:
        """As the rows."""
        return await self.rows.claim(session)

    async def save(self, session: Session, *, fence: int) -> None:
        """Wait at the gate, then save."""
        async with self.gate.through():
            await self.rows.save(session, fence=fence)

    async def unfinished(self) -> list[SessionId]:
        """As the rows."""
        return await self.rows.unfinished()

    async def ended(self, *, limit: int) -> list[SessionId]:
        """As the rows."""
        return await self.rows.ended(limit=limit)


@dataclass
class GatedChat:
    """A transcript whose appending waits or fails."""

    chat: TranscriptStore
    gate: Gate = field(default_factory=Gate)

    async def append(self, session: SessionId, message: ChatMessage) -> ChatMessage:
        """Wait at the gate, then append."""
        async with self.gate.through():
            return await self.chat.append(session, message)

    async def since(self, session: SessionId, seq: int, *, limit: int, channel: Channel = "talk") -> list[ChatMessage]:
        """As the transcript."""
        return await self.chat.since(session, seq, limit=limit, channel=channel)

    async def newest(self, session: SessionId, seq: int, *, limit: int, channel: Channel = "talk") -> list[ChatMessage]:
        """As the transcript."""
        return await self.chat.newest(session, seq, limit=limit, channel=channel)


@dataclass
class GatedReceipts:
    """Receipts whose keeping waits or fails."""

    rows: ReceiptStore
    gate: Gate = field(default_factory=Gate)

    async def add(self, kind: str, subject: str, receipt: bytes, at_ms: int) -> None:
        """Wait at the gate, then keep."""
        async with self.gate.through():
            await self.rows.add(kind, subject, receipt, at_ms)

    async def of(self, subject: str) -> Sequence[KeptReceipt]:
        """As the rows."""
        return await self.rows.of(subject)


def gated_log(room: SessionTask, *kinds: str) -> GatedLog:
    """Put a gate before the record of a running session."""
    keeper = room.performer.keeper
    log = GatedLog(keeper.archive.log, kinds=kinds)
    keeper.archive = replace(keeper.archive, log=log)
    return log


def gated_sessions(room: SessionTask) -> Gate:
    """Put a gate before the saving of a running session."""
    keeper = room.performer.keeper
    rows = GatedSessions(keeper.archive.sessions)
    keeper.archive = replace(keeper.archive, sessions=rows)
    return rows.gate


def gated_chat(room: SessionTask) -> Gate:
    """Put a gate before the chat of a running session."""
    keeper = room.performer.keeper
    chat = GatedChat(keeper.archive.transcript)
    keeper.archive = replace(keeper.archive, transcript=chat)
    return chat.gate
