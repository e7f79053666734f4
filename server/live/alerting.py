"""What the record is told when somebody reached for a room's pictures without a seat, or changed them where they rest."""

import asyncio
from dataclasses import dataclass, field
from typing import Final

import structlog

from server.live.clock import Clock
from server.live.ports import RecordLog
from server.terms.entries import Entry, EntryFact
from server.terms.errors import LightboxError
from server.terms.ids import InstanceId, SeriesId, SessionId

EVERY_MS: Final = 10 * 60_000
"""One alert about the same thing in this time: whoever asks a thousand times must not fill the record."""
KEPT: Final = 1024
_log = structlog.get_logger()


@dataclass(slots=True)
class Alerting:
    """Writes `security.alert` entries beside the answers that caused them: no answer tells by its time that one was."""

    log: RecordLog
    clock: Clock
    _last_ms: dict[tuple[SessionId | None, str, str], int] = field(default_factory=dict)
    """When a room's record was last told this about that."""
    _writing: set[asyncio.Task[None]] = field(default_factory=set)

    def foreign_frame(self, session: SessionId, asker: str) -> None:
        """Somebody without a seat asked for a picture of this session by its address; `asker` is an opaque id."""
        self._alert(session, asker, "foreign_frame", "", {})

    def tampered_object(self, session: SessionId, series: SeriesId, instance: InstanceId, pos: int) -> None:
        """The stored bytes of an image were changed, cut, or taken from another place (LK-7); `pos` counts from 0."""
        facts: dict[str, EntryFact] = {"series": series, "instance": instance, "position": pos + 1}
        self._alert(session, "system", "tampered_object", instance, facts)

    def tampered_row(self, session: SessionId, series: SeriesId) -> None:
        """What the database says of a series' study was changed: its wrapped key, or a sealed header."""
        self._alert(session, "system", "tampered_row", series, {"series": series})

    def tampered_value(self, what: str) -> None:
        """Something sealed in the database did not open for somebody's page; `what` is the error's code."""
        self._alert(None, "system", "tampered_value", what, {"what": what})

    def distrusted(self, what: str) -> None:
        """Something in the live state that processes have in common was put there by somebody else (T-25)."""
        self._alert(None, "system", "shared_forged", what, {"what": what})

    def hop_refused(self, what: str) -> None:
        """Something came as sent on by a process of ours, and was not (T-24)."""
        self._alert(None, "system", what, "", {})

    def _alert(self, session: SessionId | None, actor: str, code: str, about: str, facts: dict[str, EntryFact]) -> None:
        now_ms, what = self.clock.now_ms(), (session, code, about)
        last_ms = self._last_ms.get(what)
        if last_ms is not None and abs(now_ms - last_ms) < EVERY_MS:
            return
        self._last_ms.pop(what, None)
        self._last_ms[what] = now_ms
        if len(self._last_ms) > KEPT:
            del self._last_ms[next(iter(self._last_ms))]
        entry = Entry("security.alert", now_ms, actor, session, {"code": code, **facts})
        task = asyncio.create_task(self._write(entry))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def _write(self, entry: Entry) -> None:
        try:
            await self.log.append([entry])
        except LightboxError as error:
            _log.error("alert_not_recorded", code=error.code)
