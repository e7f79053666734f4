"""Records: consults that are over, looked for page by page and by words."""

from aiohttp import web

from server.desk.past_consults import PastConsults
from server.desk.ports import Clock
from server.transport.api.consult_cards import consult_card
from server.transport.bodies import answer, read_body
from server.transport.guards import staff_of
from server.transport.wire import http


def routes(past: PastConsults, *, clock: Clock) -> list[web.RouteDef]:
    """Give the route of records."""

    async def post_records(request: web.Request) -> web.StreamResponse:
        asked = await read_body(request, http.SearchRecords)
        cards, before_ms = await past.search(staff_of(request).person, asked.words, asked.before_ms)
        told = [consult_card(each, clock(), drawn=False) for each in cards]
        return answer(http.RecordsFound(told, before_ms))

    return [web.post("/api/records", post_records)]
