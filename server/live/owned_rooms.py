"""The rooms of one process among several: what is ours is renewed, what has become nobody's is taken over.

Who owns a session is known by `Owners` (Redis, say), who may write to it by the fence in the database. While nobody can
say, pictures freeze and the talk goes on; whatever happens, no session outlives its deadline.
"""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import structlog

from server.live.draining import Draining
from server.live.holding import Holding
from server.live.owning import RENEW_MS, ControlMessage
from server.live.registry import Rooms
from server.live.shares import share_of
from server.terms.errors import LightboxError, Unavailable
from server.terms.ids import SessionId
from server.terms.nodes import NodeId

RETRY_S: Final = 1.0
"""After an answer that did not come."""
WATCH_S: Final = 0.5
"""How soon it is noticed that a session is not surely ours any more; pictures ask before each one."""
LOOK_S: Final = (1.0, 2.0)
"""How often it is looked for sessions that are nobody's: between these."""
BELIEVED_MS: Final = 30_000
"""How long it is believed that a living process runs what it was seen to run."""
AMNESIA_MS: Final = 4_000
"""After whoever knows the owners has forgotten us it has forgotten all: each says again what it has in this time."""
OVERDUE_MS: Final = 15_000
"""So long after its time a session that nobody can own is ended by whoever finds it."""
OVERDUE_EVERY_MS: Final = 3_000
HAND_OVER_S: Final = 3.0
"""A process that stops gives its sessions away over this time, so that not everybody comes back at once."""
APART_S: Final = 0.05
FINISH_S: Final = 2.0
"""How long those in line may still have their turns before their session goes."""
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Seen:
    """Whose a session was when that was asked last."""

    owner: NodeId
    until_ms: int


@dataclass(slots=True)
class OwnedRooms:
    """Keeps what this process owns, and takes its share of what nobody does."""

    rooms: Rooms
    draining: Draining
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _others: dict[SessionId, _Seen] = field(default_factory=dict)
    _orphans: dict[SessionId, int] = field(default_factory=dict)
    """In how many looks a session was nobody's."""
    _alive: frozenset[NodeId] = frozenset()
    _is_known: bool = False
    """Whether the others were told that we are here."""
    _calm_ms: int = 0
    """By the boot clock: nothing is taken over before."""
    _again_ms: int = 0
    """By the boot clock: when it is looked next for what is overdue and cannot be owned."""
    _is_failing: bool = False

    @property
    def holding(self) -> Holding:
        """What is ours."""
        return self.rooms.holding

    async def start(self) -> None:
        """Say that we are here and take our share at once: what is overdue is locked when this returns."""
        if self.holding.is_alone:
            return
        await self.renew()
        await self.look(at_start=True)
        await self.rooms.complete_ends()
        for each in (self._renewing(), self._watching(), self._looking()):
            self._tasks.append(asyncio.create_task(each))

    async def stop(self) -> None:
        """No further round."""
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        self._tasks.clear()

    # --- what is ours ------------------------------------------------------------------------------------------------

    async def _renewing(self) -> None:
        while True:
            rest_s = RENEW_MS / 1000 if await self.renew() else RETRY_S
            await asyncio.sleep(rest_s)

    async def renew(self) -> bool:
        """Say that we are here and what is ours; what turns out not to be goes. False when nobody listened."""
        here = self.holding.here
        self.holding.here = replace(here, load=len(self.rooms.tasks), is_draining=self.draining.is_on)
        try:
            known = {node.id for node in await self.holding.nodes()}
            await self.holding.present()
            lost = await self.holding.renew()
            if self._is_known and here.id not in known:
                self._calm_ms = self.holding.boot_ms() + AMNESIA_MS
                _log.warning("owners_forgotten")
            self._is_known = True
            for session in lost:
                await self._lost(session)
        except LightboxError as error:
            self._failed(error)
            return False
        if self._is_failing:
            self._is_failing = False
            _log.warning("owners_known_again")
        self._thaw()
        return True

    async def _lost(self, session: SessionId) -> None:
        """Forgotten, or somebody else's: dark first, then it is asked which."""
        task = self.rooms.tasks.get(session)
        if task is None:
            await self.holding.release([session])
            return
        task.freeze("owner")
        other = await self.holding.claim(session)
        if other is not None or not await task.is_fence_held():
            _log.warning("session_lost")
            await self.rooms.let_go(session)

    def _thaw(self) -> None:
        for session, task in list(self.rooms.tasks.items()):
            if self.holding.hold_of(session).is_sure:
                task.thaw("owner")

    async def _watching(self) -> None:
        while True:
            await asyncio.sleep(WATCH_S)
            self.freeze()

    def freeze(self) -> None:
        """What may be somebody else's by now goes dark."""
        for session in self.holding.unsure():
            task = self.rooms.tasks.get(session)
            if task is not None:
                task.freeze("owner")

    def _failed(self, error: LightboxError) -> None:
        if not self._is_failing:
            _log.error("owners_not_known", code=error.code)
        self._is_failing = True

    # --- what is nobody's --------------------------------------------------------------------------------------------

    async def _looking(self) -> None:
        while True:
            await asyncio.sleep(random.uniform(*LOOK_S))  # noqa: S311  (so that processes do not look in step)
            try:
                await self.look()
            except LightboxError as error:
                _log.error("sessions_not_looked_for", code=error.code)
            except Exception as error:  # noqa: BLE001  (a bug of ours in one look must not leave out every later one)
                _log.error("sessions_not_looked_for", exc_info=error)

    async def look(self, *, at_start: bool = False) -> None:
        """Take over our share of what nobody owns, and after two more looks also what others should have taken."""
        if self.draining.is_on or (not at_start and self.holding.boot_ms() < self._calm_ms):
            return
        unfinished = [each for each in await self.rooms.archive.sessions.unfinished() if each not in self.rooms.tasks]
        try:
            nodes = [node for node in await self.holding.nodes() if not node.is_draining]
            free = await self._free(unfinished, frozenset(node.id for node in nodes))
        except Unavailable:
            await self._lock_overdue(unfinished)
            return
        self._orphans = {session: self._orphans.get(session, 0) + 1 for session in free}
        for session, looks in self._orphans.items():
            is_ours = looks > 2 or share_of(session, nodes) in {None, self.holding.here.id}
            if is_ours or (at_start and await self.rooms.is_overdue(session, self._now_ms())):
                await self.rooms.take(session)

    async def _free(self, unfinished: Sequence[SessionId], alive: frozenset[NodeId]) -> list[SessionId]:
        """Those that no living process runs, as far as is known; whoever is said to run one is asked for again later."""
        now_ms = self.holding.boot_ms()
        if self._alive - alive:
            await self.rooms.complete_ends()
        self._alive = alive
        free = []
        self._others = {each: seen for each, seen in self._others.items() if each in set(unfinished)}
        for session in unfinished:
            seen = self._others.get(session)
            if seen is not None and seen.owner in alive and now_ms < seen.until_ms:
                continue
            owner = await self.holding.owner(session)
            if owner is None:
                self._others.pop(session, None)
                free.append(session)
            else:
                self._others[session] = _Seen(owner.id, now_ms + random.randrange(BELIEVED_MS // 2, BELIEVED_MS))  # noqa: S311
        return free

    def _now_ms(self) -> int:
        return self.rooms.workshop.clock.now_ms()

    async def _lock_overdue(self, unfinished: Sequence[SessionId]) -> None:
        """Nobody can own anything: what should have ended a while ago, and plainly has no one to end it, is ended."""
        if self.holding.boot_ms() < self._again_ms:
            return
        self._again_ms = self.holding.boot_ms() + OVERDUE_EVERY_MS
        for session in unfinished:
            try:
                if await self.rooms.is_overdue(session, self._now_ms() - OVERDUE_MS):
                    await self.rooms.end_unowned(session)
            except LightboxError as error:
                if error.code != "locked":
                    _log.error("overdue_session_not_locked", code=error.code)

    async def released(self, message: ControlMessage) -> None:
        """Its owner has let it go, and thinks that it should be ours."""
        if message.session is not None and not self.draining.is_on:
            self._others.pop(message.session, None)
            await self.rooms.take(message.session)

    # --- what goes ---------------------------------------------------------------------------------------------------

    async def hand_over(self) -> bool:
        """Give every session to a process that stays, one after the other; nothing is taken any more.

        False when nobody stays.
        """
        self.draining.begin()
        if self.holding.is_alone:
            return False
        await self.renew()
        try:
            stay = [
                each for each in await self.holding.nodes() if each.id != self.holding.here.id and not each.is_draining
            ]
        except LightboxError as error:
            self._failed(error)
            return False
        if not stay:
            return False
        ours = list(self.rooms.tasks)
        random.shuffle(ours)
        apart_s = min(APART_S, HAND_OVER_S / max(1, len(ours)))
        for session in ours:
            await self._hand_over(session, share_of(session, stay))
            await asyncio.sleep(apart_s)
        return True

    async def _hand_over(self, session: SessionId, to: NodeId | None) -> None:
        task = self.rooms.tasks.get(session)
        if task is None:
            return
        await task.finish(FINISH_S)
        await self.rooms.let_go(session)
        await self.holding.tell(to, ControlMessage("released", session))
