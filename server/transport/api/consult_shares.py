"""Colleagues who are let into a consult: its host lets them in and out again."""

from aiohttp import web

from server.desk.consult_sharing import ConsultSharing
from server.desk.letting_in import LettingIn
from server.desk.ports import Clock
from server.terms.ids import PersonId
from server.transport.api.consult_cards import consult_card
from server.transport.api.seats import CONSULT, session_id
from server.transport.bodies import answer, read_body
from server.transport.guards import staff_of
from server.transport.wire import http


def routes(letting_in: LettingIn, sharing: ConsultSharing, *, clock: Clock) -> list[web.RouteDef]:
    """Give the routes of shared consults."""

    async def post_share(request: web.Request) -> web.StreamResponse:
        person = staff_of(request).person
        asked = await read_body(request, http.ShareConsult)
        card = await letting_in.share(person, session_id(request), PersonId(asked.person_id))
        return answer(consult_card(card, clock(), drawn=False))

    async def delete_share(request: web.Request) -> web.StreamResponse:
        colleague = PersonId(request.match_info["person"])
        card = await sharing.unshare(staff_of(request).person, session_id(request), colleague)
        return answer(consult_card(card, clock(), drawn=False))

    return [
        web.post(f"{CONSULT}/shares", post_share),
        web.delete(f"{CONSULT}/shares/{{person:[0-9a-f]{{32}}}}", delete_share),
    ]
