"""Everything at once, for administrators: how many consults there are, and the end of all of them."""

from aiohttp import web

from server.desk.emergency import Emergency
from server.transport.bodies import answer, read_body
from server.transport.guards import staff_of
from server.transport.wire import http


def routes(emergency: Emergency) -> list[web.RouteDef]:
    """Give the routes of the emergency stop."""

    async def get_everything(request: web.Request) -> web.StreamResponse:
        return answer(http.Everything(*await emergency.counted(staff_of(request).person)))

    async def post_end(request: web.Request) -> web.StreamResponse:
        signed_in = staff_of(request)
        emergency.allow(signed_in.person)
        asked = await read_body(request, http.EndEverything)
        ended = await emergency.end_everything(signed_in, logins=asked.logins)
        return answer(http.EverythingEnded(ended.consults, ended.logins))

    return [web.get("/api/everything", get_everything), web.post("/api/everything/end", post_end)]
