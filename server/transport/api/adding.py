"""People who come later: the consult's host adds them."""

import asyncio

from aiohttp import web

from server.desk.letting_in import LettingIn
from server.desk.ports import Clock
from server.desk.seating import GuestAsked
from server.terms.ids import SessionId
from server.transport.api.consult_cards import consult_card
from server.transport.api.seats import CONSULT
from server.transport.bodies import answer, read_body
from server.transport.guards import staff_of
from server.transport.wire import http


def routes(letting_in: LettingIn, *, clock: Clock) -> list[web.RouteDef]:
    """Give the route by which a host adds somebody."""

    async def post_guest(request: web.Request) -> web.StreamResponse:
        asked = await read_body(request, http.AddGuest)
        guest = GuestAsked(asked.role, asked.name, asked.comes_as)
        card = await letting_in.add(staff_of(request).person, SessionId(request.match_info["id"]), guest)
        return answer(await asyncio.to_thread(consult_card, card, clock()), status=201)

    return [web.post(f"{CONSULT}/guests", post_guest)]
