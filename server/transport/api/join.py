"""Guests: the neutral page's button, the code, a ticket. GET and HEAD change nothing, and no answer has a name in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import web

from server.desk.joining import EnteredFacts, Joining
from server.desk.ports import Clock
from server.terms.errors import Refused
from server.transport.bodies import answer, read_body
from server.transport.cookies import give_guest
from server.transport.guards import GUEST, address_of, guest_of
from server.transport.wire import http


def routes(joining: Joining, *, clinic: http.Clinic, clock: Clock) -> list[web.RouteDef]:
    """Give the routes of guests."""

    async def post_open(request: web.Request) -> web.StreamResponse:
        asked = await read_body(request, http.OpenLink)
        with _whom_to_ring(clinic):
            link = await joining.open_link(asked.secret, address=address_of(request), guest=request.get(GUEST))
        return answer(
            http.LinkState(
                state=link.state,
                needs_code=link.needs_code,
                clinic=clinic,
                start_ms=link.start_ms,
                minutes=link.minutes,
                server_ms=clock(),
            )
        )

    async def post_code(request: web.Request) -> web.StreamResponse:
        asked = await read_body(request, http.EnterCode)
        entered, secret = await joining.enter_code(asked.secret, asked.code, address=address_of(request))
        accepted = answer(_entered(entered))
        give_guest(accepted, secret)
        return accepted

    async def get_me(request: web.Request) -> web.StreamResponse:
        with _whom_to_ring(clinic):
            return answer(_entered(await joining.where(guest_of(request))))

    async def post_ticket(request: web.Request) -> web.StreamResponse:
        with _whom_to_ring(clinic):
            entered, ticket = await joining.ticket(guest_of(request))
        return answer(http.Ticket(ticket, entered.session.id, entered.participant, _role(entered)))

    def _entered(entered: EnteredFacts) -> http.Entered:
        return http.Entered(
            room=entered.session.id,
            participant=entered.participant,
            role=_role(entered),
            clinic=clinic,
            start_ms=entered.session.starts_ms,
            server_ms=clock(),
        )

    return [
        web.post("/api/join/open", post_open),
        web.post("/api/join/code", post_code),
        web.get("/api/join/me", get_me),
        web.post("/api/join/ticket", post_ticket),
    ]


@contextmanager
def _whom_to_ring(clinic: http.Clinic) -> Iterator[None]:
    """Let the locked page say whom to ring: back button, reload and an old tab have nobody else to ask."""
    try:
        yield
    except Refused as error:
        if error.code == "locked":
            raise Refused("locked", **error.facts, clinic=clinic.name, phone=clinic.phone) from error
        raise


def _role(entered: EnteredFacts) -> str:
    return entered.session.role_of(entered.participant).value
