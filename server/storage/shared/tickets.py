"""One-time tickets in this process: short-lived, taken once, never more than a bounded number."""

from server.desk.ports import Clock, TicketFor
from server.terms.errors import Unavailable

TICKETS_MAX = 10_000


class InProcessTickets:
    """Keeps tickets by the hash of their secret until they are taken or over."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tickets: dict[bytes, TicketFor] = {}
        """Owned by this object; in order of issue, which is the order of expiry."""

    async def put(self, digest: bytes, ticket: TicketFor) -> None:
        """Keep a ticket; raises `Unavailable` (`busy`) when too many wait to be used."""
        self._sweep()
        if len(self._tickets) >= TICKETS_MAX:
            raise Unavailable("busy")
        self._tickets[digest] = ticket

    async def take(self, digest: bytes) -> TicketFor | None:
        """Give a ticket the first time it is asked for in its life."""
        ticket = self._tickets.pop(digest, None)
        return ticket if ticket is not None and self._clock() < ticket.expires_ms else None

    def _sweep(self) -> None:
        now_ms = self._clock()
        for digest, ticket in list(self._tickets.items()):
            if now_ms < ticket.expires_ms:
                return
            del self._tickets[digest]
