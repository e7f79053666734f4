"""The chat of a running session: stored once, told once, read in pages that no line is too slow for.

Nothing said waits for a turn: a decision that hangs on the disk silences nobody.
"""

from dataclasses import dataclass, field
from typing import Final

from server.live.keeping import Keeper
from server.live.stage import Stage
from server.live.unkept import Unkept
from server.sessions.chat import Channel, ChatMessage, as_seen_by, check_message, noticed_line
from server.sessions.clock import due_ms
from server.sessions.commands import Tick
from server.sessions.roles import Capability, may
from server.sessions.session import Session
from server.sessions.step import step
from server.terms.errors import NotFound, Refused, Tampered
from server.terms.ids import ParticipantId
from server.terms.view import Viewport

PAGE_LINES: Final = 200
PAGE_BYTES: Final = 256 * 1024
"""Text in one page: 200 lines of 4000 characters that take four bytes each would be 3 MB at once."""


DAMAGED_MAX: Final = 50
"""Changed lines that are looked past; where more were changed, none is given."""


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
    unkept: Unkept = field(init=False)
    """What is on its way to the disk."""

    def __post_init__(self) -> None:
        """A writer of its own."""
        self.unkept = Unkept(self.stage, self.keeper)

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
        now_ms = self.stage.now_ms()
        message = check_message(self._session(), author, cid, text, kind, now_ms, channel=channel, picture=picture)
        if self.stage.pending is not None:
            # whom a decision on its way to the disk silences is silent now
            check_message(self.stage.pending, author, cid, text, kind, now_ms, channel=channel, picture=picture)
        return await self.unkept.say(message)

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
        line = noticed_line(self._session(), by, signal, stage.now_ms())
        found = await self.keeper.archive.transcript.since(stage.session.id, signal - 1, limit=1)
        if not found or found[0].seq != signal or found[0].kind != "signal":
            raise NotFound("signal")
        await self.unkept.say(line)

    async def newest(self, participant: ParticipantId, seq: int, channel: Channel = "talk") -> tuple[ChatMessage, ...]:
        """The newest lines of a channel after `seq` as this participant may have them, as many as fit a page.

        A line that somebody changed keeps nobody out of the room: those after it are given, and an alert is recorded.
        """
        lines: list[ChatMessage] = []
        for _ in range(DAMAGED_MAX):
            try:
                lines = await self.keeper.newest_lines(seq, limit=PAGE_LINES, channel=channel)
                break
            except Tampered as error:
                self.stage.workshop.alerting.tampered_value(error.code)
                seq = int(error.facts["seq"])
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

    async def read_up_to(self, participant: ParticipantId, seq: int) -> bool:
        """Lines that were on this person's screen, as far as there are any; whether that is further than before.

        Raises
        ------
        Refused
            `not_admitted`: who is not in the talk has read nothing.
        """
        stage = self.stage
        if not stage.is_admitted(participant):
            raise Refused("not_admitted")
        if seq > stage.read.get(participant, 0) and not self.keeper.has_line(seq):
            newest = await self.keeper.archive.transcript.newest(stage.session.id, 0, limit=1)
            seq = min(seq, newest[-1].seq if newest else 0)
        is_further = seq > stage.read.get(participant, 0)
        if is_further:
            stage.read[participant] = seq
        return is_further

    def _session(self) -> Session:
        """The session as time has made it, though a turn that hangs may not have said so yet."""
        session, now_ms = self.stage.session, self.stage.now_ms()
        due = due_ms(session)
        return session if due is None or due > now_ms else step(session, Tick(), now_ms).session

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
