"""Telling a specialist who came by a link that the opinion they were asked for is late, or no longer needed, the way it went."""

from typing import Final, Literal, Protocol

from server.desk.delivery_rows import Delivery
from server.desk.ports import Clock, InviteShelf, Random
from server.terms.ids import ParticipantId, SessionId

ReaderNews = Literal["late", "recalled"]
"""Overdue; withdrawn by whoever asked."""
TRIED_MS: Final = 2 * 3600 * 1000
"""What comes later than that tells nobody anything."""


class Queue(Protocol):
    """Messages on their way."""

    async def add(self, delivery: Delivery) -> None:
        """Put one on its way."""
        ...


class ReaderLetters:
    """One message, where mail or text messages lead to them; by hand there is nobody to write to."""

    def __init__(self, *, invites: InviteShelf, queue: Queue, clock: Clock, random: Random) -> None:
        self._invites = invites
        self._queue = queue
        self._clock = clock
        self._random = random

    async def tell(self, session: SessionId, participant: ParticipantId, kind: ReaderNews) -> None:
        """Queue it."""
        invite = await self._invites.find(session, participant)
        if invite is None or invite.link_by == "hand" or invite.link_to is None:
            return
        now_ms = self._clock()
        await self._queue.add(
            Delivery(
                id=self._random(16).hex(),
                session=session,
                participant=participant,
                invite=invite.id,
                kind=kind,
                channel=invite.link_by,
                number=invite.generation,
                created_ms=now_ms,
                not_after_ms=now_ms + TRIED_MS,
                next_ms=now_ms,
            )
        )
