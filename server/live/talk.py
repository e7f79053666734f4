"""The chat of a running session: stored once, told once, read in pages that no line is too slow for."""

from dataclasses import dataclass
from typing import Final

from server.live.keeping import Keeper
from server.live.notices import ChatAdded
from server.live.stage import Stage
from server.sessions.chat import ChatMessage, check_message
from server.terms.errors import Refused
from server.terms.ids import ParticipantId

PAGE_LINES: Final = 200
PAGE_BYTES: Final = 256 * 1024
"""Text in one page: 200 lines of 4000 characters that take four bytes each would be 3 MB at once."""


@dataclass(frozen=True, slots=True)
class Page:
    """Lines in order, and whether others follow."""

    lines: tuple[ChatMessage, ...]
    more: bool


@dataclass(slots=True)
class Talk:
    """What is said in one session."""

    stage: Stage
    keeper: Keeper

    async def say(self, author: ParticipantId, cid: str, text: str, kind: str) -> ChatMessage:
        """Store a line, then tell everybody in the talk; the same `cid` again is the same line and told to nobody."""
        message = check_message(self.stage.session, author, cid, text, kind, self.stage.now_ms())
        stored, is_new = await self.keeper.say(message)
        if is_new:
            self.stage.tell_admitted(ChatAdded((stored,)))
        return stored

    async def newest(self, seq: int) -> tuple[ChatMessage, ...]:
        """The newest lines after `seq`, as many as fit a page."""
        lines = await self.keeper.archive.transcript.newest(self.stage.session.id, seq, limit=PAGE_LINES)
        return tuple(reversed(_fitting(lines[::-1])))

    async def since(self, participant: ParticipantId, seq: int) -> Page:
        """The lines after `seq` for somebody in the talk, oldest first, as many as fit a page.

        Raises
        ------
        Refused
            `not_admitted`.
        """
        if not self.stage.is_admitted(participant):
            raise Refused("not_admitted")
        lines = await self.keeper.archive.transcript.since(self.stage.session.id, seq, limit=PAGE_LINES + 1)
        fitting = _fitting(lines[:PAGE_LINES])
        return Page(tuple(fitting), more=len(fitting) < len(lines))


def _fitting(lines: list[ChatMessage]) -> list[ChatMessage]:
    """As many from the front as fit a page; always one."""
    size = 0
    for at, line in enumerate(lines):
        size += len(line.text.encode())
        if size > PAGE_BYTES and at:
            return lines[:at]
    return lines
