"""One-time tickets: who has proved a seat over HTTP opens one socket with it, within 30 seconds."""

from typing import Final

import msgspec

from server.desk.people_rows import TicketFor
from server.desk.ports import Clock, TicketShelf
from server.desk.standing import Standing
from server.terms.errors import Refused
from server.terms.ids import SessionId

TICKET_S: Final = 30


class Tickets:
    """Issues tickets and takes them back."""

    def __init__(self, shelf: TicketShelf, *, standing: Standing, clock: Clock) -> None:
        self._shelf = shelf
        self._standing = standing
        self._clock = clock

    async def issue(self, ticket: TicketFor) -> str:
        """Give a new ticket's secret: 43 base64url characters."""
        return await self._shelf.issue(msgspec.json.encode(ticket), ttl_s=TICKET_S, now_ms=self._clock())

    async def redeem(self, secret: str, session: SessionId) -> TicketFor:
        """Take a ticket, once, for exactly its session.

        Raises
        ------
        Refused
            `auth` for anything else: unknown, over, used, another session's, or of a login that is over by now. A used
            or misused ticket is gone.
        """
        payload = await self._shelf.redeem(secret, now_ms=self._clock())
        ticket = None if payload is None else msgspec.json.decode(payload, type=TicketFor)
        if ticket is None or ticket.session != session or not await self._still_stands(ticket):
            raise Refused("auth")
        return ticket

    async def _still_stands(self, ticket: TicketFor) -> bool:
        """Say whether whoever was given the ticket has not signed out, been turned away or put out by another device."""
        return await self._standing.stands(ticket.login, is_guest=ticket.kind == "guest")
