"""What of a consult's record was changed behind our back: named, said once as an alert, and never a reason to hide the rest."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

import structlog

from server.desk.ports import Clock, RecordPort
from server.sessions.chat import Channel, ChatMessage
from server.terms.entries import Entry
from server.terms.errors import LightboxError, Tampered
from server.terms.ids import SessionId

DAMAGED_MAX = 100
"""Lines of chat that are looked around; where more were changed, what follows them is left out."""
KEPT_MAX = 4_096
_log = structlog.get_logger()


class TranscriptReader(Protocol):
    """The chat, opened."""

    async def since(self, session: SessionId, seq: int, *, limit: int, channel: Channel = "talk") -> list[ChatMessage]:
        """Give lines of a channel after `seq`, oldest first; `Tampered` (`chat`) names a line that is not ours."""
        ...


@dataclass(frozen=True, slots=True)
class Readable:
    """Lines that open, and the numbers of those that do not, or are gone from between the others."""

    lines: tuple[ChatMessage, ...]
    damaged: tuple[int, ...]


async def readable(transcript: TranscriptReader, session: SessionId, *, limit: int, channel: Channel) -> Readable:
    """Give a channel's lines around what was changed."""
    lines: list[ChatMessage] = []
    damaged: list[int] = []
    after = 0
    while len(damaged) < DAMAGED_MAX:
        try:
            lines += await transcript.since(session, after, limit=limit, channel=channel)
            break
        except Tampered as error:
            at = int(error.facts.get("seq", after + 1))
            if at > after + 1:
                lines += await transcript.since(session, after, limit=at - after - 1, channel=channel)
            damaged.append(at)
            after = at
    return Readable(tuple(lines), tuple(damaged))


@dataclass(slots=True)
class Alarms:
    """Writes `security.alert` once for each thing this process found changed."""

    record: RecordPort
    clock: Clock
    _said: set[tuple[str, SessionId, int]] = field(default_factory=set)

    async def raise_for(self, code: str, session: SessionId, places: Iterable[int]) -> None:
        """Say it; that it cannot be written keeps nobody from reading the rest."""
        fresh = [at for at in places if (code, session, at) not in self._said]
        if not fresh:
            return
        if len(self._said) > KEPT_MAX:
            self._said.clear()
        self._said.update((code, session, at) for at in fresh)
        _log.error("tampered", code=code)
        entry = Entry("security.alert", self.clock(), "system", session, {"code": code, "places": tuple(fresh)})
        try:
            await self.record.append([entry])
        except LightboxError as error:
            _log.error("alert_not_recorded", code=error.code)
