"""What a room's record is told of somebody who reached for its pictures without a seat in it."""

import asyncio
from dataclasses import dataclass, field
from typing import Final

import structlog

from server.live.clock import Clock
from server.live.ports import RecordLog
from server.terms.entries import Entry
from server.terms.errors import LightboxError
from server.terms.ids import SessionId

EVERY_MS: Final = 10 * 60_000
"""One alert a room in this time: whoever asks a thousand times must not fill the record."""
ROOMS_KEPT: Final = 1024
_log = structlog.get_logger()


@dataclass(slots=True)
class Alerting:
    """Writes `security.alert` entries beside the answers that caused them: no answer tells by its time that one was."""

    log: RecordLog
    clock: Clock
    _last_ms: dict[SessionId, int] = field(default_factory=dict)
    _writing: set[asyncio.Task[None]] = field(default_factory=set)

    def foreign_frame(self, session: SessionId, asker: str) -> None:
        """Somebody without a seat asked for a picture of this session by its address; `asker` is an opaque id."""
        now_ms = self.clock.now_ms()
        last_ms = self._last_ms.get(session)
        if last_ms is not None and abs(now_ms - last_ms) < EVERY_MS:
            return
        self._last_ms.pop(session, None)
        self._last_ms[session] = now_ms
        if len(self._last_ms) > ROOMS_KEPT:
            del self._last_ms[next(iter(self._last_ms))]
        entry = Entry("security.alert", now_ms, asker, session, {"code": "foreign_frame"})
        task = asyncio.create_task(self._write(entry))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def _write(self, entry: Entry) -> None:
        try:
            await self.log.append([entry])
        except LightboxError as error:
            _log.error("alert_not_recorded", code=error.code)
