"""The running sessions of this process: found or started here, swept once a second, locked before anybody is let in."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal

import structlog

from server.live.aftermath import complete_ends
from server.live.keeping import Archive
from server.live.ports import ConsentDesk, GuestDesk
from server.live.stage import Workshop
from server.live.task import SessionTask
from server.sessions.commands import End, Kill, OpenDoors, Reclaim, Recover, ReleaseStack, Remove
from server.sessions.phases import LockReason, Phase
from server.sessions.session import PresenceState, Session
from server.terms.consults import Mask
from server.terms.entries import Entry
from server.terms.errors import LightboxError, Refused, Tampered, Unavailable
from server.terms.ids import ParticipantId, SessionId, StudyId

SWEEP_S: Final = 1.0
CLOCK_JUMP_MS: Final = 5_000
_log = structlog.get_logger()


@dataclass(slots=True)
class Directory:
    """Which sessions run here: all that others may ask before there is anything to run them with."""

    tasks: dict[SessionId, SessionTask] = field(default_factory=dict)

    def snapshot(self, session: SessionId) -> Session | None:
        """A running session as it stands now."""
        task = self.tasks.get(session)
        return None if task is None else task.session

    async def uses(self, study: StudyId) -> bool:
        """Whether a session that is not locked shows pictures of this study."""
        return any(
            ref.study == study
            for task in self.tasks.values()
            if task.session.phase is not Phase.LOCKED
            for ref in task.session.stacks
        )


@dataclass(slots=True)
class Rooms:
    """Every session of this process that is not locked has a task here, so that its timers run."""

    workshop: Workshop
    archive: Archive
    consent: ConsentDesk
    random_index: Callable[[], int]
    directory: Directory
    _guests: GuestDesk | None = None
    _starting: asyncio.Lock = field(default_factory=asyncio.Lock)
    _sweep: asyncio.Task[None] | None = None
    _wall_jump_ms: int = 0

    @property
    def tasks(self) -> dict[SessionId, SessionTask]:
        """The running sessions."""
        return self.directory.tasks

    async def start(self, guests: GuestDesk) -> None:
        """Take over every unfinished session: what is overdue is locked when this returns, the rest keeps time.

        `guests` comes with the start because inviting needs the rooms and the rooms need it: a circle with one knot.
        """
        self._guests = guests
        for session in await self.archive.sessions.unfinished():
            await self._open_if_possible(session)
        try:
            if missing := await complete_ends(self.archive, self.workshop.clock.now_ms()):
                _log.warning("ends_completed", count=missing)
        except LightboxError as error:
            _log.error("ends_not_completed", code=error.code)
        self._sweep = asyncio.create_task(self._sweeping())

    async def stop(self) -> None:
        """End every task; keys die with this process, sessions go on after the next start."""
        if self._sweep is not None:
            self._sweep.cancel()
            await asyncio.wait({self._sweep})
        self._guests = None  # nothing is opened any more
        await asyncio.gather(*(task.stop("draining") for task in self.tasks.values()))
        self.tasks.clear()

    async def room(self, session: SessionId) -> SessionTask:
        """The task of a running session.

        Raises
        ------
        Refused
            `locked`.
        NotFound
            `no_session`.
        """
        task = self.tasks.get(session)
        if task is None:
            async with self._starting:
                task = self.tasks.get(session) or await self._open(session)
        if task.session.phase is Phase.LOCKED:
            raise Refused("locked")
        return task

    async def opened_by_host(self, session: SessionId, host: ParticipantId) -> SessionTask:
        """The task, with its doors opened if the host comes before their time."""
        task = await self.room(session)
        if task.session.phase is Phase.SCHEDULED:
            await task.act(OpenDoors(host))
        return task

    def snapshot(self, session: SessionId) -> Session | None:
        """A running session as it stands now."""
        return self.directory.snapshot(session)

    def is_online(self, session: SessionId, participant: ParticipantId) -> bool:
        """Whether somebody has a screen open."""
        task = self.tasks.get(session)
        return task is not None and participant in task.stage.screens

    async def scheduled(self, session: SessionId) -> None:
        """A session was made: its timers run from now on."""
        await self.room(session)

    async def cancel(self, session: SessionId, by: ParticipantId) -> None:
        """The host ends a session, also one nobody has opened."""
        task = await self.room(session)
        await task.act(End(by))

    async def release(self, session: SessionId, by: ParticipantId, stack: int, masks: tuple[Mask, ...]) -> None:
        """The host looked for names in a stack that was held back, also before anybody has opened the room."""
        task = await self.room(session)
        await task.act(ReleaseStack(by, stack, masks))

    async def guest_changed(
        self, session: SessionId, participant: ParticipantId, reason: Literal["revoked", "claimed_again"]
    ) -> None:
        """A guest's link was revoked, or proven on another device: open sockets of the former one go within a second."""
        task = self.tasks.get(session)
        if task is None or task.session.phase is Phase.LOCKED:
            return
        match reason:
            case "claimed_again":
                await task.act(Reclaim(participant))
            case "revoked":
                # who is not here needs no removal, which is for good: a new link lets them in after all
                if task.session.presence_of(participant).state in {PresenceState.WAITING, PresenceState.ADMITTED}:
                    await task.act(Remove(task.session.host.id, participant))

    async def _open(self, session: SessionId) -> SessionTask:
        """Own a session from now on. Whoever ran it before left nobody connected and no key alive.

        Raises
        ------
        Refused
            `locked`: it is over, or was edited behind our back and had to be locked (T-47).
        Unavailable
            `stopping`: before the start or after the stop.
        """
        if self._guests is None:
            raise Unavailable("stopping")
        try:
            loaded = await self.archive.sessions.load(session)
        except Tampered as error:
            await self._lock_tampered(session, error.code)
            raise Refused("locked") from error
        if loaded.phase is Phase.LOCKED:
            raise Refused("locked")
        fence = await self.archive.sessions.claim(session)
        task = self._task(loaded, fence)
        await task.recover(Recover())
        if task.session.phase is not Phase.LOCKED:
            task.start()
            self.tasks[session] = task
        return task

    async def _open_if_possible(self, session: SessionId) -> None:
        """At the start: what is wrong with one session keeps no other from opening, and it is tried again when asked for."""
        try:
            await self._open(session)
        except LightboxError as error:
            _log.error("session_not_recovered", code=error.code)
        except Exception as error:  # noqa: BLE001  (a row that a bug of ours cannot read)
            _log.error("session_not_recovered", exc_info=error)

    def _task(self, session: Session, fence: int) -> SessionTask:
        if self._guests is None:
            raise AssertionError("rooms were not started")
        return SessionTask.of(
            session, fence, self.workshop, self.archive, self.consent, self._guests, self.random_index
        )

    async def _lock_tampered(self, session: SessionId, code: str) -> None:
        """A deadline somebody edited locks the session (T-47)."""
        loaded = await self.archive.sessions.load_unverified(session)
        fence = await self.archive.sessions.claim(session)
        task = self._task(loaded, fence)
        await self.archive.log.append(
            [Entry("security.alert", self.workshop.clock.now_ms(), "system", session, {"code": code})]
        )
        await task.recover(Kill("system", LockReason.FAILED))

    async def _sweeping(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_S)
            for session, task in list(self.tasks.items()):
                if task.finished:
                    self.tasks.pop(session, None)
                    await task.stop("locked")
            await self._watch_clock()

    async def _watch_clock(self) -> None:
        """A wall clock that jumped is said and recorded; sessions keep to the later of the two clocks."""
        jump_ms = self.workshop.clock.wall_jump_ms()
        if abs(jump_ms - self._wall_jump_ms) <= CLOCK_JUMP_MS:
            return
        moved_ms, self._wall_jump_ms = jump_ms - self._wall_jump_ms, jump_ms
        _log.warning("clock_jumped", jump_ms=moved_ms)
        entry = Entry(
            "security.alert", self.workshop.clock.now_ms(), "system", None, {"code": "clock_jump", "ms": moved_ms}
        )
        try:
            await self.archive.log.append([entry])
        except LightboxError as error:
            _log.error("clock_jump_not_recorded", code=error.code)
