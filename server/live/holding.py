"""Which sessions this process holds, and how surely: renewed every 3 s, and after 8 s without an answer not ours to show.

What may be *written* is decided by the fence in the database; whoever is not sure asks there first.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final, Protocol

import structlog

from server.live.clock import boot_ms_now
from server.live.owning import Control, ControlMessage, Owners
from server.terms.errors import LightboxError, Refused, Unavailable
from server.terms.figures import Tally
from server.terms.ids import SessionId
from server.terms.nodes import Node, NodeId

SURE_MS: Final = 8_000
"""So long after a claim or renewal was asked for a session is shown: before the 10 s after which others may have it."""
FENCED: Final = "fenced"
ANSWER_S: Final = 2.5
"""An answer that takes longer is none; the port promises 2 s."""
_log = structlog.get_logger()


class Fences(Protocol):
    """Who claimed a session last, as the database knows it."""

    async def is_held(self, session: SessionId, fence: int) -> bool:
        """Whether nobody has claimed it since this fence was given."""
        ...


@dataclass(slots=True)
class Hold:
    """What one session knows of being ours. Owned by `Holding`; the session's task only reads."""

    boot_ms: Callable[[], int] = boot_ms_now
    until_ms: int | None = None
    """By the boot clock; None: for ever, there is no other process."""
    fences: Fences | None = None

    @property
    def is_sure(self) -> bool:
        """Whether nobody else can have it: pictures may be shown, and what is written needs no look at the fence."""
        return self.until_ms is None or self.boot_ms() < self.until_ms

    async def confirm(self, session: SessionId, fence: int) -> None:
        """Before anything is written: raises `Refused` (`fenced`) when it is somebody else's by now [SES-252]."""
        if not self.is_sure and self.fences is not None and not await self.fences.is_held(session, fence):
            raise Refused(FENCED)


@dataclass(slots=True)
class Holding:
    """The sessions of this process as `Owners` knows them. One that is `alone` asks nobody and is always sure."""

    owners: Owners | None = None
    fences: Fences | None = None
    boot_ms: Callable[[], int] = boot_ms_now
    here: Node = field(default_factory=lambda: Node(NodeId("0" * 16), ""))
    """This process as the others are told."""
    control: Control | None = None
    changes: Tally = field(default_factory=Tally)
    """Sessions that were `taken`, `lost` to somebody or forgotten, `released`; for counting."""
    is_dead: Callable[[NodeId], bool] = lambda _: False
    """Whether a process is known to have ended; once said is remembered here."""
    _gone: set[NodeId] = field(default_factory=set)
    _held: dict[SessionId, Hold] = field(default_factory=dict)

    @property
    def is_alone(self) -> bool:
        """Whether this is the only process by its settings."""
        return self.owners is None

    @property
    def held(self) -> frozenset[SessionId]:
        """What we think is ours."""
        return frozenset(self._held)

    def hold_of(self, session: SessionId) -> Hold:
        """What a session's task looks at; never sure before it was claimed."""
        if self.owners is None:
            return Hold()
        return self._held.get(session) or Hold(self.boot_ms, 0, self.fences)

    async def claim(self, session: SessionId) -> Node | None:
        """Make a session ours, and say None; or say whose it is. Raises `Unavailable` when nobody knows."""
        if self.owners is None:
            return None
        asked_ms = self.boot_ms()
        async with _answered():
            other = await self.owners.claim(session)
            if other is not None and self._is_gone(other.id):
                other = await self.owners.claim(session, other.id)
        if other is None:
            if session not in self._held:
                self.changes.add("taken")
            hold = self._held.setdefault(session, Hold(self.boot_ms, 0, self.fences))
            hold.until_ms = asked_ms + SURE_MS
        return other

    async def renew(self) -> frozenset[SessionId]:
        """Hold what is ours for longer; gives what is not (any more). Raises `Unavailable` when nobody knows."""
        held = self.held
        if self.owners is None or not held:
            return frozenset()
        asked_ms = self.boot_ms()
        async with _answered():
            ours = await self.owners.renew(held)
        for session in ours & self.held:
            self._held[session].until_ms = asked_ms + SURE_MS
        lost = held - ours
        for session in lost & self.held:
            self.changes.add("lost")
            self._held[session].until_ms = 0
        return lost

    def unsure(self) -> list[SessionId]:
        """What is held and may be somebody else's by now."""
        return [session for session, hold in self._held.items() if not hold.is_sure]

    async def release(self, sessions: Iterable[SessionId]) -> None:
        """Let go; whoever cannot be told finds out by time."""
        gone = []
        for session in sessions:
            hold = self._held.pop(session, None)
            if hold is not None:
                # whoever still looks at it is sure of nothing
                hold.until_ms = 0
                gone.append(session)
        if self.owners is None or not gone:
            return
        self.changes.add("released", by=len(gone))
        async with _answered():
            await self.owners.release(gone)

    async def owner(self, session: SessionId) -> Node | None:
        """The other process that runs a session, None when it is ours or nobody's."""
        if self.owners is None:
            return None
        async with _answered():
            owner = await self.owners.owner(session)
        if owner is None or owner.id == self.here.id or self._is_gone(owner.id):
            return None
        return owner

    async def tell(self, to: NodeId | None, message: ControlMessage) -> None:
        """A hint for another process, or for all: one that cannot be told finds out by time."""
        if self.control is None:
            return
        try:
            async with _answered():
                await self.control.tell(to, message)
        except LightboxError as error:
            _log.warning("others_not_told", kind=message.kind, code=error.code)

    async def tell_owner(self, message: ControlMessage) -> None:
        """A hint for the process that runs the session it is about, if another does."""
        if message.session is None:
            return
        try:
            owner = await self.owner(message.session)
        except LightboxError as error:
            _log.warning("others_not_told", kind=message.kind, code=error.code)
        else:
            if owner is not None:
                await self.tell(owner.id, message)

    async def present(self) -> None:
        """Say that this process is here."""
        if self.owners is not None:
            async with _answered():
                await self.owners.present(self.here)

    async def nodes(self) -> Sequence[Node]:
        """Every process that is here."""
        if self.owners is None:
            return [self.here]
        async with _answered():
            return [node for node in await self.owners.nodes() if not self._is_gone(node.id)]

    def _is_gone(self, node: NodeId) -> bool:
        """Whether a process of this machine is known to have ended; of others it is known by time alone."""
        if node not in self._gone and node != self.here.id and self.is_dead(node):
            self._gone.add(node)
        return node in self._gone


@asynccontextmanager
async def _answered() -> AsyncIterator[None]:
    """An answer within its time, or `Unavailable`."""
    try:
        async with asyncio.timeout(ANSWER_S):
            yield
    except TimeoutError as error:
        raise Unavailable("shared_unavailable") from error
