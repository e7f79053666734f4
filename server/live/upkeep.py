"""What a running session does by the way after every turn: leases, presence, and whatever may be written late.

What may be written late is written aside: no turn, and so no view, waits for that disk.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import structlog

from server.live import lights, telling, views
from server.live.holding import FENCED
from server.live.performing import Performer
from server.sessions.effects import Save
from server.sessions.keys import turn_epoch
from server.sessions.phases import Phase
from server.sessions.seeing import viewing_ends_ms
from server.sessions.session import Session
from server.terms.errors import LightboxError
from server.terms.ids import ParticipantId

SEEN_EVERY_MS: Final = 10_000
VIEW_SAVED_EVERY_MS: Final = 1_000
PRESENCE_EVERY_MS: Final = 500
LAST_WORDS_S: Final = 2.0
"""A process that stops waits no longer for a disk that takes nothing."""
_log = structlog.get_logger()


@dataclass(slots=True)
class Upkeep:
    """When the slow, regular things happened last; times are session milliseconds."""

    performer: Performer
    view_changed: bool = False
    presence_changed: bool = False
    kept_dark: int = 0
    """Commands in line that take pictures away, and already have: none come back before they had their turn."""
    _lease_ms: int = 0
    _seen_ms: int = 0
    _view_saved_ms: int = 0
    _presence_ms: int = 0
    _aside: asyncio.Task[None] | None = None
    """The view and what was seen, on their way to the disk."""
    _slow: frozenset[ParticipantId] = frozenset()
    """Whose lines took no picture when this was looked at last."""

    @property
    def is_writing(self) -> bool:
        """Whether something is on its way to the disk aside."""
        return self._aside is not None

    def is_due(self, now_ms: int) -> bool:
        """Whether there is anything to do but renewing leases."""
        stage = self.performer.stage
        has_changed = self.presence_changed or self.view_changed or bool(stage.unfed)
        is_ending = self.performer.keeper.owes or stage.session.phase is Phase.LOCKED
        has_seen = bool(stage.screens) and _is_due(self._seen_ms, now_ms, SEEN_EVERY_MS)
        return has_changed or is_ending or has_seen or self.is_writing or self._may_light(now_ms)

    async def do(self) -> bool:
        """Do what is due; False when the session turned out to be somebody else's."""
        stage, now_ms = self.performer.stage, self.performer.stage.now_ms()
        self.renew_leases(now_ms)
        telling.tell_store(stage)
        if self.presence_changed and _is_due(self._presence_ms, now_ms, PRESENCE_EVERY_MS):
            self.presence_changed, self._presence_ms = False, now_ms
            telling.tell_presence(stage)
        try:
            await self._keep_up(now_ms)
        except LightboxError as error:
            _log.warning("upkeep_failed", code=error.code)
            return error.code != FENCED
        return True

    def renew_leases(self, now_ms: int) -> None:
        """Who holds the key may hold it on, when that is due: while a turn hangs on a disk, too."""
        stage = self.performer.stage
        if not _is_due(self._lease_ms, now_ms, lights.LEASE_EVERY_MS):
            return
        self._lease_ms = now_ms
        telling.tell_strain(stage)
        lights.renew_leases(stage)
        slow, self._slow = self._slow, telling.slow(stage)
        self.presence_changed |= slow != self._slow

    async def _keep_up(self, now_ms: int) -> None:
        """What an ending owes, pictures that could not be opened, the view, what was seen."""
        keeper, stage = self.performer.keeper, self.performer.stage
        if keeper.owes:
            await keeper.settle()
        if self._may_light(now_ms):
            # taken away while a decision hung that then gave more time, or while nobody knew whose session this is:
            # pictures come back under a new epoch
            await self.performer.record_dark()
            await self.performer.perform(turn_epoch(stage.session, now_ms).plus(Save()))
        if stage.unfed:
            await views.start_feeds(stage, tuple(stage.unfed))
        if self._aside is not None and (self._aside.done() or stage.session.phase is Phase.LOCKED):
            await self._written()
        if stage.session.phase is Phase.LOCKED:
            await self._write_late(now_ms)
        elif self._aside is None and self._is_late(now_ms):
            self._aside = asyncio.create_task(self._write_late(now_ms))

    async def record_seen(self) -> None:
        """What was on screens until now stands in the record, instead of at the next round; within a turn."""
        await self._written()
        await self._report_seen()

    async def stop(self) -> None:
        """Let what is written aside come to its end, and write what was seen last; what fails is lost with the process."""
        if self._aside is not None:
            await asyncio.gather(self._aside, return_exceptions=True)
        with suppress(LightboxError, TimeoutError):
            async with asyncio.timeout(LAST_WORDS_S):
                await self._report_seen()

    async def _written(self) -> None:
        """What became of the write aside; raises what it failed with."""
        aside, self._aside = self._aside, None
        if aside is not None:
            await aside

    def _is_late(self, now_ms: int) -> bool:
        view = self.view_changed and _is_due(self._view_saved_ms, now_ms, VIEW_SAVED_EVERY_MS)
        return view or _is_due(self._seen_ms, now_ms, SEEN_EVERY_MS)

    async def _write_late(self, now_ms: int) -> None:
        """The view, where people were when a process dies, and what was seen."""
        if self.view_changed and _is_due(self._view_saved_ms, now_ms, VIEW_SAVED_EVERY_MS):
            self._view_saved_ms = now_ms
            try:
                await self.performer.keeper.save_latest(self._as_it_stands)
            except BaseException:
                self.view_changed = True
                raise
        if self.performer.stage.session.phase is Phase.LOCKED or _is_due(self._seen_ms, now_ms, SEEN_EVERY_MS):
            self._seen_ms = now_ms
            await self._report_seen()

    def _as_it_stands(self) -> Session | None:
        """The session to save; None while a decision is being made durable, which the next save carries."""
        if self.performer.stage.pending is not None:
            return None
        self.view_changed = False
        return self.performer.stage.session

    def _may_light(self, now_ms: int) -> bool:
        """Whether there should be a key and is none, and nobody is about to take the pictures away."""
        stage = self.performer.stage
        ends_ms = viewing_ends_ms(stage.session)
        is_over = ends_ms is not None and now_ms >= ends_ms
        is_wanted = stage.session.keyed and not lights.has_keys(stage)
        return is_wanted and not stage.doubts and not is_over and not self.kept_dark

    async def _report_seen(self) -> None:
        audience = self.performer.stage.audience
        waiting = audience.take_seen()
        try:
            await self.performer.keeper.seen(waiting, self.performer.stage.series)
        except BaseException:
            for participant, seen in waiting.items():
                audience.not_reported(participant, seen)
            raise


def _is_due(last_ms: int, now_ms: int, every_ms: int) -> bool:
    """Whether it is time again; a wall clock that was set back stops nothing."""
    return abs(now_ms - last_ms) >= every_ms
