"""The reference implementation of the session store, in memory."""

from server.sessions.phases import Phase
from server.sessions.session import Session
from server.terms.errors import NotFound, Refused
from server.terms.ids import PersonId, SessionId


class MemorySessionStore:
    """Keeps sessions and fences in two dictionaries."""

    def __init__(self) -> None:
        self.sessions: dict[SessionId, Session] = {}
        self.fences: dict[SessionId, int] = {}

    async def add(self, session: Session) -> None:
        self.sessions[session.id] = session
        self.fences[session.id] = 0

    async def load(self, session: SessionId) -> Session:
        if session not in self.sessions:
            raise NotFound("no_session")
        return self.sessions[session]

    async def hosted(self, session: SessionId, person: PersonId) -> Session:
        found = await self.load(session)
        if found.host.person != person:
            raise NotFound("no_session")
        return found

    async def load_unverified(self, session: SessionId) -> Session:
        return await self.load(session)

    async def claim(self, session: SessionId) -> int:
        await self.load(session)
        self.fences[session] += 1
        return self.fences[session]

    async def save(self, session: Session, *, fence: int) -> None:
        await self.load(session.id)
        if self.fences[session.id] != fence:
            raise Refused("fenced")
        self.sessions[session.id] = session

    async def unfinished(self) -> list[SessionId]:
        waiting = [session for session in self.sessions.values() if session.phase is not Phase.LOCKED]
        return [session.id for session in sorted(waiting, key=lambda session: session.starts_ms)]

    async def ended(self, *, limit: int) -> list[SessionId]:
        over = [each for each in self.sessions.values() if each.phase in {Phase.CLOSING, Phase.LOCKED}]
        over.sort(key=lambda session: (session.phase is Phase.LOCKED, -(session.locked_ms or 0), session.id))
        return [session.id for session in over][:limit]

    async def of_host(self, person: PersonId, *, limit: int = 200) -> list[Session]:
        own = [session for session in self.sessions.values() if session.host.person == person]
        return sorted(own, key=lambda session: (-session.starts_ms, session.id))[:limit]

    async def over_of(self, person: PersonId, *, before_ms: int | None, limit: int) -> list[Session]:
        own = await self.of_host(person, limit=len(self.sessions))
        over = [one for one in own if one.phase is Phase.LOCKED and (before_ms is None or one.starts_ms < before_ms)]
        return over[:limit]
