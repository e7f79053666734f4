"""Which sessions run here, and what the database says of those that do not."""

from dataclasses import dataclass, field

from server.live.holding import Holding
from server.live.shares import share_of
from server.live.task import SessionTask
from server.sessions.phases import Phase
from server.sessions.session import Session
from server.terms.errors import LightboxError
from server.terms.ids import ParticipantId, SessionId
from server.terms.nodes import Node


@dataclass(slots=True)
class Directory:
    """Which sessions run here: all that others may ask before there is anything to run them with."""

    tasks: dict[SessionId, SessionTask] = field(default_factory=dict)
    holding: Holding = field(default_factory=Holding)

    def snapshot(self, session: SessionId) -> Session | None:
        """A session that runs here as it stands now; of one that does not the database has the last word."""
        task = self.tasks.get(session)
        return None if task is None else task.session

    def online(self, session: Session) -> frozenset[ParticipantId]:
        """Who has a screen open; `session` is it as it was saved last, if it runs in another process."""
        task = self.tasks.get(session.id)
        if task is not None:
            return frozenset(task.stage.screens)
        if self.holding.is_alone or session.phase is Phase.LOCKED:
            return frozenset()
        return frozenset(here.participant for here in session.presence if here.is_online)

    async def elsewhere(self, session: SessionId) -> Node | None:
        """The other living process that runs a session and can be reached; None: it is for us to answer."""
        if self.holding.is_alone or session in self.tasks:
            return None
        try:
            owner = await self.holding.owner(session)
            if owner is None and self.holding.here.is_draining:
                # between two owners: whoever should have it takes it when asked
                stay = [node for node in await self.holding.nodes() if not node.is_draining]
                owner = next((node for node in stay if node.id == share_of(session, stay)), None)
        except LightboxError:
            return None
        return owner if owner is not None and owner.address else None
