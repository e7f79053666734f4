"""Hands on a desk, and the factor that brings its pictures back."""

from aiohttp import web

from server.desk.hands import Hands, Light
from server.transport.bodies import answer, read_body
from server.transport.guards import staff_of
from server.transport.wire import http


def routes(hands: Hands) -> list[web.RouteDef]:
    """Give the routes of hands."""

    async def get_hand(request: web.Request) -> web.StreamResponse:
        return _answer(hands.light(staff_of(request)))

    async def post_hand(request: web.Request) -> web.StreamResponse:
        return _answer(await hands.touched(staff_of(request)))

    async def post_factor(request: web.Request) -> web.StreamResponse:
        signed_in = staff_of(request)
        asked = await read_body(request, http.OwnFactor)
        return _answer(await hands.prove(signed_in, asked.code))

    return [
        web.get("/api/hand", get_hand),
        web.post("/api/hand", post_hand),
        web.post("/api/factor", post_factor),
    ]


def _answer(light: Light) -> web.StreamResponse:
    return answer(http.Light(light.dark_ms, light.now_ms))
