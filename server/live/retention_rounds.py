"""When what is due goes: right after the start, and every night at three by the clinic's clock."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Final, Protocol

import structlog

from server.terms.errors import LightboxError

NIGHT_HOUR: Final = 3
LOOK_S: Final = 300.0
"""How often the clock is looked at: a machine that slept through the night does it in the morning."""
PAUSE_S: Final = 0.2
"""Between two batches, so that whoever works at night waits for no long queue of writers."""
_log = structlog.get_logger()


NIGHTS: Final = "retention"


class RoundClaims(Protocol):
    """Which rounds somebody has gone, over all processes."""

    async def claim_round(self, name: str, number: int) -> bool:
        """Take a round, unless just this one was taken. Raises `LightboxError`."""
        ...


class RetentionDesk(Protocol):
    """Removes what is due; see `server.desk.retention`."""

    async def sweep(self) -> int:
        """Remove one batch; give how much of it went. Raises `LightboxError`."""
        ...


def night_between(since_ms: int, now_ms: int, zone: tzinfo) -> bool:
    """Whether it was three o'clock at night after `since_ms` and by `now_ms`, in this zone."""
    now = datetime.fromtimestamp(now_ms / 1000, zone)
    three = now.replace(hour=NIGHT_HOUR, minute=0, second=0, microsecond=0)
    latest_ms = three.timestamp() * 1000
    if latest_ms > now_ms:
        latest_ms -= 24 * 3600 * 1000
    return since_ms < latest_ms


@dataclass(slots=True)
class RetentionRounds:
    """One task that sweeps: at every start, and at night in one of the processes there are."""

    desk: RetentionDesk
    claims: RoundClaims
    zone: tzinfo
    now_ms: Callable[[], int]
    look_s: float = LOOK_S
    _task: asyncio.Task[None] | None = field(default=None)

    def start(self) -> None:
        """Begin to go round."""
        self._task = asyncio.create_task(self._rounds(), name="retention")

    async def stop(self) -> None:
        """No further batch; one that is under way is finished at the next start."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _rounds(self) -> None:
        swept_ms = self.now_ms()
        await self._sweep()
        while True:
            await asyncio.sleep(self.look_s)
            if night_between(swept_ms, now := self.now_ms(), self.zone):
                swept_ms = now
                await self._sweep_if_ours(now)

    async def _sweep_if_ours(self, now_ms: int) -> None:
        """One of all processes sweeps in a night; while nobody can say which, each does: swept twice is swept."""
        night = datetime.fromtimestamp(now_ms / 1000, self.zone).date().toordinal()
        try:
            is_ours = await self.claims.claim_round(NIGHTS, night)
        except LightboxError as error:
            _log.error("night_not_claimed", code=error.code)
            is_ours = True
        if is_ours:
            await self._sweep()

    async def _sweep(self) -> None:
        """Batch after batch until nothing is due; what could not be done is said, and done the next night."""
        try:
            removed = 0
            while batch := await self.desk.sweep():
                removed += batch
                await asyncio.sleep(PAUSE_S)
            if removed:
                _log.info("lifetimes_over", count=removed)
        except LightboxError as error:
            _log.error("sweep_failed", code=error.code)
        except Exception as error:  # noqa: BLE001  (a bug of ours in one round must not leave every later one out)
            _log.error("sweep_failed", exc_info=error)
