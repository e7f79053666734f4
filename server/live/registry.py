"""The running sessions of this process: found or started here, swept once a second, locked before anybody is let in."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

import structlog

from server.live.aftermath import complete_ends, is_rolled_back
from server.live.directory import Directory
from server.live.guest_changes import GUEST_CHANGES, GuestChange, guest_changed
from server.live.holding import Hold, Holding
from server.live.keeping import Archive
from server.live.owning import ControlMessage
from server.live.ports import ConsentDesk, GuestDesk, Heads, HostNews
from server.live.synchrony import ALARM_MS
from server.live.task import SessionTask
from server.live.workshop import Workshop
from server.sessions.clock import due_ms
from server.sessions.commands import (
    AddGuest,
    AddStacks,
    BeginReading,
    DenyPrior,
    End,
    Kill,
    OpenDoors,
    Recover,
    ReleaseStack,
)
from server.sessions.phases import LockReason, Phase
from server.sessions.session import Session
from server.terms.consults import Mask, StackRef
from server.terms.entries import Entry
from server.terms.errors import LightboxError, Refused, Tampered, Unavailable
from server.terms.ids import ParticipantId, SessionId
from server.terms.people import Seat

ELSEWHERE_MS: Final = 500
"""How soon whoever reached a session between two owners tries again."""
LET_GO_S: Final = 1.0
"""How long the last words of a session that goes may take before somebody else may have it."""
SWEEP_S: Final = 1.0
CLOCK_JUMP_MS: Final = ALARM_MS
_log = structlog.get_logger()


@dataclass(slots=True)
class Rooms:
    """Every session of this process that is not locked has a task here, so that its timers run."""

    workshop: Workshop
    archive: Archive
    consent: ConsentDesk
    random_index: Callable[[], int]
    directory: Directory
    heads: Heads
    _guests: GuestDesk | None = None
    _news: HostNews | None = None
    _starting: asyncio.Lock = field(default_factory=asyncio.Lock)
    _sweep: asyncio.Task[None] | None = None
    _wall_jump_ms: int = 0

    @property
    def holding(self) -> Holding:
        """What of all sessions is ours."""
        return self.directory.holding

    @property
    def tasks(self) -> dict[SessionId, SessionTask]:
        """The running sessions."""
        return self.directory.tasks

    async def start(self, guests: GuestDesk, news: HostNews | None = None) -> None:
        """Take over every unfinished session: what is overdue is locked when this returns, the rest keeps time.

        `guests` comes with the start because inviting needs the rooms and the rooms need it: a circle with one knot.
        """
        self._guests, self._news = guests, news
        if self.holding.is_alone:
            for session in await self.archive.sessions.unfinished():
                await self.take(session)
            await self.complete_ends()
        self._sweep = asyncio.create_task(self._sweeping())

    async def complete_ends(self) -> None:
        """What a process that died left unsaid of sessions that are over; what others still see to is theirs."""
        try:
            if missing := await complete_ends(self.archive, self.workshop.clock.now_ms(), self.holding):
                _log.warning("ends_completed", count=missing)
        except LightboxError as error:
            _log.error("ends_not_completed", code=error.code)

    async def stop(self) -> None:
        """End every task; keys die with this process, sessions go on after the next start, or in another process."""
        if self._sweep is not None:
            self._sweep.cancel()
            await asyncio.wait({self._sweep})
        self.close()
        await asyncio.gather(*(self.let_go(session) for session in list(self.tasks)))

    def close(self) -> None:
        """Nothing is opened any more."""
        self._guests = None

    async def let_go(self, session: SessionId) -> None:
        """End the task of a session that goes on elsewhere: whoever is in it comes back by themselves."""
        task = self.tasks.pop(session, None)
        if task is None:
            return
        stopping = asyncio.create_task(task.stop("draining"))
        # a disk that hangs keeps nobody else from going on with it: what is written late is fenced
        await asyncio.wait({stopping}, timeout=None if self.holding.is_alone else LET_GO_S)
        try:
            await self.holding.release([session])
        except LightboxError as error:
            # nobody can be told: it is free by time
            _log.warning("session_not_released", code=error.code)
        await stopping

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

    def online(self, session: Session) -> frozenset[ParticipantId]:
        """Who has a screen open, wherever it runs."""
        return self.directory.online(session)

    async def scheduled(self, session: SessionId) -> None:
        """A session was made: its timers run from now on."""
        await self.room(session)

    async def cancel(self, session: SessionId, by: ParticipantId, *, at_once: bool = False) -> None:
        """The host ends a session, also one nobody has opened."""
        task = await self.room(session)
        await task.act(End(by, at_once))

    async def release(self, session: SessionId, by: ParticipantId, stack: int, masks: tuple[Mask, ...]) -> None:
        """The host looked for names in a stack that was held back, also before anybody has opened the room."""
        task = await self.room(session)
        await task.act(ReleaseStack(by, stack, masks))

    async def add_stacks(
        self, session: SessionId, by: ParticipantId, stacks: tuple[StackRef, ...], wish: int | None, *, covered: bool
    ) -> None:
        """The host brings in more pictures, also from the card."""
        task = await self.room(session)
        await task.act(AddStacks(by, stacks, wish, covered))

    async def deny_prior(self, session: SessionId, by: ParticipantId, wish: int, words: str) -> None:
        """The host will not show the earlier pictures that somebody asked for."""
        task = await self.room(session)
        await task.act(DenyPrior(by, wish, words))

    async def begin_reading(self, session: SessionId, participant: ParticipantId) -> None:
        """Whoever was asked for an opinion starts to look alone, or comes back to it."""
        task = await self.room(session)
        await task.act(BeginReading(participant))

    async def record_seen(self, session: SessionId) -> None:
        """What was on screens until now is in the record when this returns; a lock records it before anything else."""
        task = self.tasks.get(session)
        if task is not None and task.session.phase is not Phase.LOCKED:
            await task.record_seen()

    async def add_guest(self, session: SessionId, by: ParticipantId, seat: Seat) -> Session:
        """The host gives a seat to one more guest; gives the session with it."""
        task = await self.room(session)
        return await task.act(AddGuest(by, seat))

    async def guest_changed(self, session: SessionId, participant: ParticipantId, reason: GuestChange) -> None:
        """What became of a guest's link: said in the room if it runs here, to its owner otherwise."""
        task = self.tasks.get(session)
        if task is not None:
            await guest_changed(task, participant, reason, self.random_index)
        elif not self.holding.is_alone:
            await self.holding.tell_owner(ControlMessage("guest_changed", session, participant, reason))

    async def _open(self, session: SessionId) -> SessionTask:
        """Own a session from now on. Whoever ran it before left nobody connected and no key alive.

        Raises
        ------
        Refused
            `locked`: it is over, or was edited or put back behind our back and had to be locked (T-47, K4).
        Unavailable
            `draining` before the start or after the stop; `elsewhere` {retry_ms}: another process has it, or had it a
            moment ago; `shared_unavailable`: nobody knows.
        """
        if self._guests is None:
            raise Unavailable("draining")
        if (await self.archive.sessions.load_unverified(session)).phase is Phase.LOCKED:
            raise Refused("locked")
        if await self.holding.claim(session) is not None:
            raise Unavailable("elsewhere", retry_ms=ELSEWHERE_MS)
        try:
            # whoever had it may have written until its fence is taken
            fence = await self.archive.sessions.claim(session)
            task = self._task(await self._found(session), fence)
            await task.recover(Recover())
        except BaseException:
            await self._release(session)
            raise
        if task.session.phase is Phase.LOCKED:
            await self._release(session)
        else:
            task.start()
            self.tasks[session] = task
        return task

    async def _release(self, session: SessionId) -> None:
        with suppress(LightboxError):
            await self.holding.release([session])

    async def _found(self, session: SessionId) -> Session:
        """A session whose fence is ours, as it was saved last; one that was edited behind our back is locked."""
        try:
            loaded = await self._loaded(session)
        except Tampered as error:
            await self._lock_tampered(session, error.code)
            raise Refused("locked") from error
        if loaded.phase is Phase.LOCKED:
            raise Refused("locked")
        return loaded

    async def _loaded(self, session: SessionId) -> Session:
        """The session; `Tampered` when it was edited, or is older than the record's word of its end."""
        loaded = await self.archive.sessions.load(session)
        if await is_rolled_back(self.archive, loaded):
            raise Tampered("session_rolled_back")
        return loaded

    async def take(self, session: SessionId) -> None:
        """Own a session that nobody asked for: what is wrong with one keeps no other from its owner."""
        try:
            async with self._starting:
                if session not in self.tasks:
                    await self._open(session)
        except LightboxError as error:
            if error.code not in {"elsewhere", "locked"}:
                _log.error("session_not_recovered", code=error.code)
        except Exception as error:  # noqa: BLE001  (a row that a bug of ours cannot read)
            _log.error("session_not_recovered", exc_info=error)

    async def heard(self, message: ControlMessage) -> None:
        """What became of a guest's link, from the process that was told."""
        task = None if message.session is None else self.tasks.get(message.session)
        if task is not None and message.detail in GUEST_CHANGES:
            reason: GuestChange = message.detail  # type: ignore[assignment]
            await guest_changed(task, ParticipantId(message.subject), reason, self.random_index)

    async def is_overdue(self, session: SessionId, at_ms: int) -> bool:
        """Whether time should have changed a session by `at_ms`, and nobody saw to it."""
        due = due_ms(await self.archive.sessions.load_unverified(session))
        return due is not None and due <= at_ms

    async def end_unowned(self, session: SessionId) -> None:
        """Let happen what is due of a session that nobody can own: the fence alone decides who does [SES-256]."""
        fence = await self.archive.sessions.claim(session)
        await self._task(await self._found(session), fence, Hold()).recover(Recover())

    async def seize(self, session: SessionId, command: Kill) -> None:
        """End a session whose owner does not hear: the fence is ours, and its owner writes nothing any more."""
        fence = await self.archive.sessions.claim(session)
        await self._task(await self._found(session), fence, Hold()).recover(command)

    def _task(self, session: Session, fence: int, hold: Hold | None = None) -> SessionTask:
        if self._guests is None:
            raise Unavailable("draining")
        return SessionTask.of(
            session,
            fence,
            self.workshop,
            self.archive,
            self.consent,
            self._guests,
            self.random_index,
            hold or self.holding.hold_of(session.id),
            self._news,
        )

    async def _lock_tampered(self, session: SessionId, code: str) -> None:
        """A deadline somebody edited locks the session (T-47)."""
        loaded = await self.archive.sessions.load_unverified(session)
        fence = await self.archive.sessions.claim(session)
        task = self._task(loaded, fence, Hold())
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
                    await self._sign(task.session)
                    await self._release(session)
            await self._watch_clock()

    async def _sign(self, session: Session) -> None:
        """Step 7 of an end: nothing about it is still to be written, so the record as it stands is signed for its receipts.

        What fails here is done when the first receipt is asked for.
        """
        if session.phase is not Phase.LOCKED:
            return
        try:
            await self.heads.keep(session.id, self.workshop.clock.now_ms())
        except LightboxError as error:
            _log.error("record_not_signed", code=error.code)

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
