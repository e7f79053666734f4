"""Where one is signed in, and ending it there."""

from aiohttp import web

from server.desk.own_logins import OwnLogin, OwnLogins
from server.identity.logins import Login
from server.terms.ids import LoginId
from server.transport.bodies import answer
from server.transport.guards import staff_of
from server.transport.wire import http


def routes(own: OwnLogins) -> list[web.RouteDef]:
    """Give the routes of one's own logins."""

    async def listed(here: Login) -> web.Response:
        return answer(http.Logins([_card(each) for each in await own.of(here)]))

    async def get_logins(request: web.Request) -> web.StreamResponse:
        return await listed(staff_of(request).login)

    async def end_login(request: web.Request) -> web.StreamResponse:
        here = staff_of(request).login
        await own.end(here, LoginId(request.match_info["login"]))
        return await listed(here)

    async def end_others(request: web.Request) -> web.StreamResponse:
        here = staff_of(request).login
        await own.end_others(here)
        return await listed(here)

    return [
        web.get("/api/logins", get_logins),
        web.delete("/api/logins", end_others),
        web.delete("/api/logins/{login}", end_login),
    ]


def _card(login: OwnLogin) -> http.LoginCard:
    return http.LoginCard(login.id, login.since_ms, login.seen_ms, login.browser, login.system, login.is_here)
