"""The reference implementation of the transcript, in memory."""

from dataclasses import replace

from server.sessions.chat import Channel, ChatMessage
from server.terms.errors import NotFound
from server.terms.ids import SessionId


class MemoryTranscript:
    """Keeps the lines of the sessions that it was told of in lists."""

    def __init__(self, *sessions: SessionId) -> None:
        self.lines: dict[SessionId, list[ChatMessage]] = {session: [] for session in sessions}
        self.clinicians: dict[SessionId, list[ChatMessage]] = {session: [] for session in sessions}

    async def append(self, session: SessionId, message: ChatMessage) -> ChatMessage:
        lines = self._lines(session, message.channel)
        for line in lines:
            if message.cid and (line.author, line.cid) == (message.author, message.cid):
                return line
        lines.append(replace(message, seq=len(lines) + 1, id=f"{len(lines) + 1:032x}"))
        return lines[-1]

    async def since(self, session: SessionId, seq: int, *, limit: int, channel: Channel = "talk") -> list[ChatMessage]:
        return self._lines(session, channel)[max(seq, 0) :][:limit]

    async def newest(self, session: SessionId, seq: int, *, limit: int, channel: Channel = "talk") -> list[ChatMessage]:
        return self._lines(session, channel)[max(seq, 0) :][-limit:]

    def _lines(self, session: SessionId, channel: Channel) -> list[ChatMessage]:
        if session not in self.lines:
            raise NotFound("no_session")
        if channel == "clinicians":
            return self.clinicians.setdefault(session, [])
        return self.lines[session]
