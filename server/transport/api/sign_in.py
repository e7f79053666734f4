"""Staff: signing in and out, who am I, who are my colleagues."""

from collections.abc import Sequence

from aiohttp import web

from server.desk.ports import Clock
from server.desk.sign_in import SignIn
from server.terms.consults import ViewingPolicy
from server.terms.people import Person
from server.transport.bodies import answer, read_body
from server.transport.cookies import give_staff, take_staff
from server.transport.guards import LOGIN, STAFF_COOKIE, address_of, staff_of
from server.transport.wire import http


def routes(
    sign_in: SignIn, *, clinic: http.Clinic, policy: ViewingPolicy, demo: bool, clock: Clock
) -> list[web.RouteDef]:
    """Give the routes of sign-in."""

    def me(person: Person) -> http.Me:
        limits = http.PolicyCard(policy.minutes_max, policy.extension_minutes_max, policy.extensions_max)
        return http.Me(person_card(person), clinic, limits, demo, clock())

    async def post_sign_in(request: web.Request) -> web.StreamResponse:
        asked = await read_body(request, http.SignIn)
        signed_in, secret = await sign_in.sign_in(
            asked.login_name,
            asked.password,
            asked.code,
            address=address_of(request),
            former=request.cookies.get(STAFF_COOKIE, ""),
        )
        accepted = answer(me(signed_in.person))
        give_staff(accepted, secret)
        return accepted

    async def post_sign_out(request: web.Request) -> web.StreamResponse:
        signed_in = request.get(LOGIN)
        if signed_in is not None:
            await sign_in.sign_out(signed_in)
        gone = web.Response(status=204)
        take_staff(gone)
        return gone

    async def get_me(request: web.Request) -> web.StreamResponse:
        return answer(me(staff_of(request).person))

    async def get_colleagues(request: web.Request) -> web.StreamResponse:
        return answer(http.Colleagues(_cards(await sign_in.colleagues(staff_of(request)))))

    return [
        web.post("/api/sign-in", post_sign_in),
        web.post("/api/sign-out", post_sign_out),
        web.get("/api/me", get_me),
        web.get("/api/colleagues", get_colleagues),
    ]


def person_card(person: Person) -> http.PersonCard:
    """Give a person as colleagues see them."""
    return http.PersonCard(person.id, person.name, person.role.value)


def _cards(people: Sequence[Person]) -> list[http.PersonCard]:
    return [person_card(each) for each in people]
