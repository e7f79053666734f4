"""Administrators: the staff, adding people, letting them in no more, resetting a sign-in with a second administrator."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from server.desk.administration import Administration
from server.desk.administration import StaffCard as Card
from server.desk.enrolling import NewLink
from server.terms.ids import PersonId
from server.terms.people import Person, StaffRole
from server.transport.bodies import answer, read_body
from server.transport.guards import Handler, staff_of
from server.transport.wire import http

Act = Callable[[Person, PersonId], Awaitable[None]]
MakeLink = Callable[[Person, PersonId], Awaitable[NewLink]]


def routes(administration: Administration) -> list[web.RouteDef]:
    """Give the routes of people."""

    async def get_people(request: web.Request) -> web.StreamResponse:
        by = staff_of(request).person
        return answer(http.StaffList([_card(each, by) for each in await administration.staff(by)]))

    async def post_person(request: web.Request) -> web.StreamResponse:
        by = staff_of(request).person
        asked = await read_body(request, http.NewStaff)
        person, link = await administration.add(by, asked.login_name, asked.name, StaffRole(asked.role))
        return answer(await linked(by, person.id, link), 201)

    async def linked(by: Person, person: PersonId, link: NewLink) -> http.AccountLinkCard:
        return http.AccountLinkCard(_card(await administration.card(by, person), by), link.link, link.not_after_ms)

    def act(do: Act) -> Handler:
        """Something done about one person; answers their card."""

        async def handler(request: web.Request) -> web.StreamResponse:
            by, person = staff_of(request).person, PersonId(request.match_info["person"])
            await do(by, person)
            return answer(_card(await administration.card(by, person), by))

        return handler

    def link(make: MakeLink) -> Handler:
        """A new link for one person."""

        async def handler(request: web.Request) -> web.StreamResponse:
            by, person = staff_of(request).person, PersonId(request.match_info["person"])
            return answer(await linked(by, person, await make(by, person)))

        return handler

    one = "/api/people/{person}"
    return [
        web.get("/api/people", get_people),
        web.post("/api/people", post_person),
        web.post(one + "/link", link(administration.link_again)),
        web.post(one + "/disable", act(administration.disable)),
        web.post(one + "/enable", act(administration.enable)),
        web.post(one + "/reset", act(administration.ask_reset)),
        web.delete(one + "/reset", act(administration.drop_reset)),
        web.post(one + "/reset/confirm", link(administration.confirm_reset)),
    ]


def _card(card: Card, by: Person) -> http.StaffCard:
    account = card.account
    return http.StaffCard(
        id=account.id,
        login_name=account.login_name,
        name=account.name,
        role=account.role.value,
        standing=card.standing,
        here=account.id == by.id,
        reset_by=card.reset_by,
        reset_until_ms=card.reset_until_ms,
    )
