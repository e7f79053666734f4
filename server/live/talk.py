"""The chat of a running session: stored once, told once, read in pages that no line is too slow for."""

from dataclasses import dataclass
from typing import Final

from server.live.keeping import Keeper
from server.live.stage import Stage
from server.sessions.chat import Channel, ChatMessage, as_seen_by, check_message, noticed_line
from server.sessions.roles import Capability, may
from server.terms.errors import NotFound, Refused
from server.terms.ids import ParticipantId
from server.terms.view import Viewport

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

    async def say(
        self,
        author: ParticipantId,
        cid: str,
        text: str,
        kind: str,
        *,
        channel: Channel = "talk",
        picture: Viewport | None = None,
    ) -> ChatMessage:
        """Store a line, then tell whoever reads its channel; the same `cid` again is the same line, told to nobody."""
        stage = self.stage
        message = check_message(
            stage.session, author, cid, text, kind, stage.now_ms(), channel=channel, picture=picture
        )
        stored, is_new = await self.keeper.say(message)
        if is_new:
            stage.tell_line(stored)
        return stored

    async def notice(self, by: ParticipantId, signal: int) -> None:
        """Say that a clinician has noticed the patient's signal with this `seq`, unless it was said before.

        Raises
        ------
        Refused
            As `check_message`.
        NotFound
            `signal`.
        """
        stage = self.stage
        line = noticed_line(stage.session, by, signal, stage.now_ms())
        found = await self.keeper.archive.transcript.since(stage.session.id, signal - 1, limit=1)
        if not found or found[0].seq != signal or found[0].kind != "signal":
            raise NotFound("signal")
        stored, is_new = await self.keeper.say(line)
        if is_new:
            stage.tell_line(stored)

    async def newest(self, participant: ParticipantId, seq: int, channel: Channel = "talk") -> tuple[ChatMessage, ...]:
        """The newest lines of a channel after `seq` as this participant may have them, as many as fit a page."""
        lines = await self.keeper.archive.transcript.newest(
            self.stage.session.id, seq, limit=PAGE_LINES, channel=channel
        )
        return self._for(participant, tuple(reversed(_fitting(lines[::-1]))))

    async def since(self, participant: ParticipantId, seq: int, channel: Channel = "talk") -> Page:
        """The lines of a channel after `seq` for somebody in the talk, oldest first, as many as fit a page.

        Raises
        ------
        Refused
            `not_admitted`; `forbidden` for a channel this role does not read.
        """
        if not self.stage.is_admitted(participant):
            raise Refused("not_admitted")
        if channel == "clinicians" and not may(self.stage.session, participant, Capability.CONFER):
            raise Refused("forbidden")
        lines = await self.keeper.archive.transcript.since(
            self.stage.session.id, seq, limit=PAGE_LINES + 1, channel=channel
        )
        fitting = _fitting(lines[:PAGE_LINES])
        return Page(self._for(participant, tuple(fitting)), more=len(fitting) < len(lines))

    def _for(self, participant: ParticipantId, lines: tuple[ChatMessage, ...]) -> tuple[ChatMessage, ...]:
        session, now_ms = self.stage.session, self.stage.now_ms()
        seen = (as_seen_by(session, participant, line, now_ms) for line in lines)
        return tuple(line for line in seen if line is not None)


def _fitting(lines: list[ChatMessage]) -> list[ChatMessage]:
    """As many from the front as fit a page; always one."""
    size = 0
    for at, line in enumerate(lines):
        size += len(line.text.encode())
        if size > PAGE_BYTES and at:
            return lines[:at]
    return lines
