"""Addresses of a consult and of one guest of it, and whom they are about: to anybody but the host nobody."""

from aiohttp import web

from server.desk.consults import Consults
from server.sessions.session import Session
from server.terms.errors import NotFound
from server.terms.ids import ParticipantId, SessionId
from server.transport.guards import staff_of

CONSULT = "/api/consults/{id:[0-9a-f]{32}}"
OPINION = "/api/opinions/{id:[0-9a-f]{32}}"
"""A request by its reading's id."""
GUEST = CONSULT + "/guests/{participant:[0-9a-f]{16}}"


def session_id(request: web.Request) -> SessionId:
    """Give the consult that an address names."""
    return SessionId(request.match_info["id"])


async def guest_of(consults: Consults, request: web.Request) -> tuple[Session, ParticipantId]:
    """Give the guest that an address names; raises `NotFound` unless the host asks."""
    session = await consults.mine(staff_of(request).person.id, session_id(request))
    participant = ParticipantId(request.match_info["participant"])
    if all(seat.id != participant for seat in session.guests):
        raise NotFound("not_found")
    return session, participant
