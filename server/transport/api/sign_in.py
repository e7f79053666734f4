"""Staff: signing in and out, who am I, who are my colleagues."""

from collections.abc import Callable, Collection, Sequence

from aiohttp import hdrs, web

from server.desk.ports import Clock
from server.desk.sign_in import SignIn
from server.terms.people import Channel, Person
from server.terms.session_types import Policy
from server.transport.api.policy_cards import policy_card
from server.transport.bodies import answer, read_body
from server.transport.cookies import give_staff, take_staff
from server.transport.guards import LOGIN, STAFF_COOKIE, address_of, staff_of
from server.transport.wire import http

TellMe = Callable[[Person], http.Me]
"""Tells a person who they are here."""


def telling(
    *, clinic: http.Clinic, policy: Policy, demo: bool, clock: Clock, channels: Collection[Channel] = ()
) -> TellMe:
    """Give what tells people who they are, with what their forms have to know of this clinic."""
    limits = policy_card(policy)

    def me(person: Person) -> http.Me:
        return http.Me(person_card(person), clinic, limits, demo, clock(), channels=sorted(channels))

    return me


def routes(sign_in: SignIn, me: TellMe) -> list[web.RouteDef]:
    """Give the routes of sign-in."""

    async def post_sign_in(request: web.Request) -> web.StreamResponse:
        asked = await read_body(request, http.SignIn)
        signed_in, secret = await sign_in.sign_in(
            asked.login_name,
            asked.password,
            asked.code,
            address=address_of(request),
            former=request.cookies.get(STAFF_COOKIE, ""),
            user_agent=request.headers.get(hdrs.USER_AGENT, ""),
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
