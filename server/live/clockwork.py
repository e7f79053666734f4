"""The turns of one running session in time: the line before it, what it decides, and what time demands by itself."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar

import structlog

from server.live import lights
from server.live.holding import FENCED
from server.live.performing import Performer
from server.live.readiness import may_start
from server.live.stage import Doubt, Stage
from server.live.turns import Turns
from server.live.upkeep import Upkeep
from server.sessions.clock import due_ms
from server.sessions.commands import Command, Drop, Kill, Recover, StartClips, Tick
from server.sessions.effects import DestroyKeys, MakeDark, StopFeeds
from server.sessions.phases import LockReason
from server.sessions.seeing import viewing_ends_ms
from server.sessions.session import Session
from server.sessions.step import step
from server.terms.errors import LightboxError, Refused, Unavailable

REST_S: Final = 1.0
FROZEN: Final = "recovering"
"""Why it is dark while something has to be known first."""
RETRY_MS: Final = 1_000
Result = TypeVar("Result")
_log = structlog.get_logger()


@dataclass(slots=True)
class Clockwork:
    """Runs one session: nothing is decided but in a turn, and time has its say before every one."""

    performer: Performer
    turns: Turns = field(init=False)
    upkeep: Upkeep = field(init=False)
    _starting: bool = False
    """A turn after which clips start is in line."""
    _held_until_ms: int = 0
    """After a failure of what time demands: try again then, not at once and for ever."""

    def __post_init__(self) -> None:
        """A line before the session."""
        self.turns = Turns(self._keep_time, self._keep_up, self._rest_s, self._watch, self._is_due)
        self.upkeep = Upkeep(self.performer)

    @property
    def stage(self) -> Stage:
        """The screens."""
        return self.performer.stage

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.performer.stage.session

    async def recover(self, command: Recover | Kill) -> None:
        """What the owning process decides before anybody can connect: no loop runs yet."""
        await self.perform(command)
        await self.perform_quietly(Tick())
        if self.performer.keeper.owes:
            await self.performer.keeper.settle()

    async def stop(self, code: str) -> None:
        """End keys and screens, refuse who waits, let the present turn finish; the session goes on elsewhere or later."""
        lights.destroy_keys(self.stage)
        self.stage.audience.close_all(code)
        await self.turns.stop()
        await self.performer.talk.unkept.stop()
        await self.upkeep.stop()

    async def act(
        self,
        command: Command,
        *,
        first: Callable[[], Awaitable[None]] | None = None,
        then: Callable[[], Awaitable[None]] | None = None,
    ) -> Session:
        """Decide and perform in a turn, with what belongs to it `first` (once the rules agree) and `then`.

        Gives the session afterwards.
        """

        async def turn() -> Session:
            if first is not None:
                step(self.session, command, self.stage.now_ms())
                await first()
            await self.perform(command)
            if then is not None:
                await then()
            return self.session

        answer = self.turns.queue(turn)
        if not (self.turns.is_busy and self._darken_ahead(command)):
            return await answer
        self.upkeep.kept_dark += 1
        try:
            return await answer
        finally:
            self.upkeep.kept_dark -= 1

    def _darken_ahead(self, command: Command) -> bool:
        """A turn lasts, on a disk perhaps: what this command will take away is taken away now (decision 1)."""
        try:
            effects = step(self.session, command, self.stage.now_ms()).effects
        except LightboxError:
            return False
        self.performer.darken(effects)
        return any(isinstance(effect, DestroyKeys) for effect in effects)

    async def _keep_time(self) -> None:
        """Time goes first: a decision at or after the deadline meets a session that knows it is over."""
        await self.perform_quietly(Tick())

    def hurry(self) -> None:
        """A clip that enough people can play starts in a turn of its own, at once."""
        if self._starting or self.turns.is_over or not may_start(self.stage):
            return

        async def turn() -> None:
            self._starting = False

        try:
            # whatever the turn, the clip starts after it
            self.turns.queue(turn).add_done_callback(lambda done: done.cancelled() or done.exception())
            self._starting = True
        except Unavailable:
            return

    async def _keep_up(self) -> None:
        if may_start(self.stage):
            await self.perform_quietly(StartClips())
            self.upkeep.view_changed = True
        if not self.turns.is_over and not await self.upkeep.do():
            self._give_up()

    def freeze(self, doubt: Doubt) -> None:
        """No picture and no key until it is known [SES-253] [SES-260]; talk and time go on."""
        if self.turns.is_over:
            return
        self.stage.doubts.add(doubt)
        if lights.has_keys(self.stage):
            self.performer.darken((StopFeeds(), DestroyKeys(FROZEN), MakeDark(None, FROZEN)))

    def thaw(self, doubt: Doubt) -> None:
        """It is known: pictures come back under a new epoch, in a turn of their own."""
        if doubt not in self.stage.doubts or self.turns.is_over:
            return
        self.freeze(doubt)
        self.stage.doubts.remove(doubt)

        async def turn() -> None:
            """Every turn ends with what is to be kept up."""

        try:
            self.turns.queue(turn, always=True).add_done_callback(lambda done: done.cancelled() or done.exception())
        except Unavailable:
            return

    def _rest_s(self) -> float:
        due = due_ms(self.session)
        if due is None:
            return REST_S
        due = max(due, self._held_until_ms)
        return min(REST_S, max(0.0, (due - self.stage.now_ms()) / 1000))

    def _is_due(self) -> bool:
        """Whether time has anything to say; a quiet session costs no turn."""
        due, now_ms = due_ms(self.session), self.stage.now_ms()
        is_time = due is not None and max(due, self._held_until_ms) <= now_ms
        return is_time or self.upkeep.is_due(now_ms) or may_start(self.stage)

    def _watch(self) -> None:
        """What waits for no turn: leases, and the end of viewing: keys die, screens go dark, the decision follows."""
        ends_ms = viewing_ends_ms(self.session)
        if ends_ms is not None and self.stage.now_ms() >= ends_ms and lights.has_keys(self.stage):
            reason = LockReason.EXPIRED.value
            self.performer.darken((StopFeeds(), DestroyKeys(reason), MakeDark(None, reason)))
        self.upkeep.renew_leases(self.stage.now_ms())

    async def perform(self, command: Command) -> None:
        """Decide and make it real; within a turn."""
        try:
            await self.performer.perform(step(self.session, command, self.stage.now_ms()))
        except Refused as error:
            if error.code == FENCED:
                self._give_up()
            raise

    async def perform_quietly(self, command: Tick | Drop | StartClips) -> None:
        """Time and lines that drop have nobody to answer: a failure is said in the log and tried again by time."""
        if isinstance(command, Tick):
            due = due_ms(self.session)
            if due is None or max(due, self._held_until_ms) > self.stage.now_ms():
                return
        try:
            await self.perform(command)
        except LightboxError as error:
            self._held_until_ms = self.stage.now_ms() + RETRY_MS
            _log.error("not_performed", code=error.code, kind=type(command).__name__)
        except Exception as error:  # noqa: BLE001  (a bug of ours in one rule must not stop the clock of all)
            self._held_until_ms = self.stage.now_ms() + RETRY_MS
            _log.error("not_performed", kind=type(command).__name__, exc_info=error)

    def _give_up(self) -> None:
        """Somebody else owns this session now: nothing of ours may be shown any more."""
        lights.destroy_keys(self.stage)
        # not "moved": whoever is here comes back by itself and is sent on to the new owner
        self.stage.audience.close_all("draining")
        self.turns.close()
        self.performer.talk.unkept.close()
