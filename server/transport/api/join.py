"""Guests: the neutral page's button, the code, a ticket. GET and HEAD change nothing, and no answer has a name in it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from aiohttp import web

from server.desk.joining import EnteredFacts, Joining
from server.desk.own_seen import OwnSeen
from server.desk.ports import Clock
from server.terms.errors import Refused
from server.transport.api.seen_cards import looked_line
from server.transport.bodies import answer, read_body
from server.transport.cookies import give_guest
from server.transport.guards import GUEST, address_of, guest_of
from server.transport.wire import http


def routes(joining: Joining, own_seen: OwnSeen, *, clinic: http.Clinic, clock: Clock) -> list[web.RouteDef]:
    """Give the routes of guests."""

    async def post_open(request: web.Request) -> web.StreamResponse:
        asked = await read_body(request, http.OpenLink)
        with _whom_to_ring(clinic):
            link = await joining.open_link(
                asked.secret, address=address_of(request), guest=request.get(GUEST), glance=asked.glance
            )
        return answer(
            http.LinkState(
                state=link.state,
                needs_code=link.needs_code,
                clinic=clinic,
                start_ms=link.start_ms,
                minutes=link.minutes,
                server_ms=clock(),
                code_by=link.code_by,
                ended_ms=link.ended_ms,
                never=link.never,
                reading=link.reading,
            )
        )

    async def post_code(request: web.Request) -> web.StreamResponse:
        asked = await read_body(request, http.EnterCode)
        entered, secret = await joining.enter_code(
            asked.secret, asked.code, address=address_of(request), is_known=GUEST in request
        )
        accepted = answer(_entered(entered))
        give_guest(accepted, secret)
        return accepted

    async def post_prove(request: web.Request) -> web.StreamResponse:
        guest = guest_of(request)
        asked = await read_body(request, http.ProveAgain)
        with _whom_to_ring(clinic):
            return answer(_entered(await joining.prove(guest, asked.code, address=address_of(request))))

    async def post_ask(request: web.Request) -> web.StreamResponse:
        asked = await read_body(request, http.OpenLink)
        await joining.ask_clinic(asked.secret, address=address_of(request))
        return answer(http.ClinicAsked(clinic=clinic, server_ms=clock()))

    async def post_send(request: web.Request) -> web.StreamResponse:
        asked = await read_body(request, http.OpenLink)
        sent = await joining.send_code(asked.secret, address=address_of(request))
        return answer(http.CodeSent(sent.channel, sent.expires_ms, clock()))

    async def get_me(request: web.Request) -> web.StreamResponse:
        with _whom_to_ring(clinic):
            return answer(_entered(await joining.where(guest_of(request))))

    async def get_seen(request: web.Request) -> web.StreamResponse:
        return answer(http.OwnSeen([looked_line(each) for each in await own_seen.looked(guest_of(request))]))

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
            knocking=entered.is_knocking,
            word=entered.word,
            asks_birth_date=entered.asks_birth_date,
            reading=entered.session.policy.alone,
        )

    return [
        web.post("/api/join/open", post_open),
        web.post("/api/join/code", post_code),
        web.post("/api/join/ask", post_ask),
        web.post("/api/join/send", post_send),
        web.post("/api/join/prove", post_prove),
        _birth_date(joining, clinic, _entered),
        web.get("/api/join/me", get_me),
        web.get("/api/join/seen", get_seen),
        web.post("/api/join/ticket", post_ticket),
    ]


def _birth_date(joining: Joining, clinic: http.Clinic, entered: Callable[[EnteredFacts], http.Entered]) -> web.RouteDef:
    """Give the route by which a patient says when they were born, or that they cannot."""

    async def post_birth_date(request: web.Request) -> web.StreamResponse:
        guest = guest_of(request)
        asked = await read_body(request, http.SayBirthDate)
        with _whom_to_ring(clinic):
            if not (asked.year or asked.month or asked.day):
                return answer(entered(await joining.leave_birth_date_unsaid(guest)))
            said = await joining.say_birth_date(guest, year=asked.year, month=asked.month, day=asked.day)
        return answer(entered(said))

    return web.post("/api/join/birth-date", post_birth_date)


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
