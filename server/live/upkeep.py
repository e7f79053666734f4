"""What a running session does by the way after every turn: leases, presence, and whatever may be written late."""

from dataclasses import dataclass
from typing import Final

import structlog

from server.live.performing import Performer
from server.live.stage import LEASE_EVERY_MS
from server.sessions.effects import Save
from server.sessions.keys import turn_epoch
from server.sessions.phases import Phase
from server.sessions.seeing import viewing_ends_ms
from server.terms.errors import LightboxError

SHOWN_EVERY_MS: Final = 10_000
VIEW_SAVED_EVERY_MS: Final = 1_000
PRESENCE_EVERY_MS: Final = 500
FENCED: Final = "fenced"
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
    _shown_ms: int = 0
    _view_saved_ms: int = 0
    _presence_ms: int = 0

    async def do(self) -> bool:
        """Do what is due; False when the session turned out to be somebody else's."""
        stage, now_ms = self.performer.stage, self.performer.stage.now_ms()
        if _is_due(self._lease_ms, now_ms, LEASE_EVERY_MS):
            self._lease_ms = now_ms
            stage.renew_leases()
        if self.presence_changed and _is_due(self._presence_ms, now_ms, PRESENCE_EVERY_MS):
            self.presence_changed, self._presence_ms = False, now_ms
            stage.tell_presence()
        try:
            await self._keep_up(now_ms)
        except LightboxError as error:
            _log.warning("upkeep_failed", code=error.code)
            return error.code != FENCED
        return True

    async def _keep_up(self, now_ms: int) -> None:
        """What an ending owes, pictures that could not be opened, the view, what was seen."""
        keeper, stage = self.performer.keeper, self.performer.stage
        if keeper.owes:
            await keeper.settle()
        if self._may_light(now_ms):
            # taken away while a decision hung that then gave more time: pictures come back under a new epoch
            await self.performer.perform(turn_epoch(stage.session, now_ms).plus(Save()))
        if stage.unfed:
            await stage.start_feeds(tuple(stage.unfed))
        if self.view_changed and _is_due(self._view_saved_ms, now_ms, VIEW_SAVED_EVERY_MS):
            self._view_saved_ms = now_ms
            await keeper.save(stage.session)
            self.view_changed = False
        if stage.session.phase is Phase.LOCKED or _is_due(self._shown_ms, now_ms, SHOWN_EVERY_MS):
            self._shown_ms = now_ms
            await self._report_shown()

    def _may_light(self, now_ms: int) -> bool:
        """Whether there should be a key and is none, and nobody is about to take the pictures away."""
        stage = self.performer.stage
        ends_ms = viewing_ends_ms(stage.session)
        is_over = ends_ms is not None and now_ms >= ends_ms
        return stage.session.keyed and not stage.has_keys and not is_over and not self.kept_dark

    async def _report_shown(self) -> None:
        audience = self.performer.stage.audience
        waiting = audience.take_shown()
        try:
            while waiting:
                participant = next(iter(waiting))
                await self.performer.keeper.shown(participant, waiting[participant])
                del waiting[participant]
        finally:
            for participant, seen in waiting.items():
                audience.not_reported(participant, seen)


def _is_due(last_ms: int, now_ms: int, every_ms: int) -> bool:
    """Whether it is time again; a wall clock that was set back stops nothing."""
    return abs(now_ms - last_ms) >= every_ms
