"""Consults: make, list, look at, cancel; codes and links of their guests; the host's ticket; the record afterwards."""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web
from msgspec import structs

from server.desk.consults import ConsultAsked, ConsultCard, Consults
from server.desk.invites import Invites
from server.desk.ports import Clock
from server.desk.records import Records
from server.desk.seating import GuestAsked
from server.terms.ids import SeriesId
from server.terms.people import Person
from server.terms.policy import Kind
from server.transport.api.channels import ways_of
from server.transport.api.consult_cards import consult_card, invite_card, record_card
from server.transport.api.seats import CONSULT, GUEST, guest_of, session_id
from server.transport.bodies import answer, read_body
from server.transport.guards import lit_staff_of, staff_of
from server.transport.wire import http

Plan = Callable[[Person, ConsultAsked], Awaitable[ConsultCard]]


def routes(consults: Consults, invites: Invites, records: Records, *, plan: Plan, clock: Clock) -> list[web.RouteDef]:
    """Give the routes of consults; `plan` makes one."""

    async def post_consult(request: web.Request) -> web.StreamResponse:
        person = staff_of(request).person
        card = await plan(person, _asked(await read_body(request, http.NewConsult)))
        return answer(await _drawn(card), status=201)

    async def get_consults(request: web.Request) -> web.StreamResponse:
        cards = await consults.list(staff_of(request).person)
        return answer(http.Consults([consult_card(each, clock(), drawn=False) for each in cards]))

    async def get_consult(request: web.Request) -> web.StreamResponse:
        card = await consults.card(staff_of(request).person, session_id(request))
        return answer(await _drawn(card))

    async def post_cancel(request: web.Request) -> web.StreamResponse:
        card = await consults.cancel(staff_of(request).person, session_id(request))
        return answer(consult_card(card, clock(), drawn=False))

    async def post_end_now(request: web.Request) -> web.StreamResponse:
        card = await consults.cancel(staff_of(request).person, session_id(request), at_once=True)
        return answer(consult_card(card, clock(), drawn=False))

    async def _drawn(card: ConsultCard) -> http.Consult:
        """Give the card with the QR codes of up to eight guests, drawn beside the event loop."""
        return await asyncio.to_thread(consult_card, card, clock())

    async def post_release(request: web.Request) -> web.StreamResponse:
        card = await consults.release(staff_of(request).person, session_id(request))
        return answer(consult_card(card, clock(), drawn=False))

    async def post_ticket(request: web.Request) -> web.StreamResponse:
        session = session_id(request)
        seat, ticket = await consults.ticket(lit_staff_of(request), session)
        return answer(http.Ticket(ticket, session, seat.id, seat.role.value))

    async def get_record(request: web.Request) -> web.StreamResponse:
        record = await records.record(staff_of(request).person, session_id(request))
        return answer(record_card(record, clock()))

    return [
        web.get("/api/consults", get_consults),
        web.post("/api/consults", post_consult),
        web.get(CONSULT, get_consult),
        web.post(f"{CONSULT}/cancel", post_cancel),
        web.post(f"{CONSULT}/end-now", post_end_now),
        web.post(f"{CONSULT}/release", post_release),
        web.post(f"{CONSULT}/ticket", post_ticket),
        web.get(f"{CONSULT}/record", get_record),
        *_guest_routes(consults, invites),
    ]


def _guest_routes(consults: Consults, invites: Invites) -> list[web.RouteDef]:
    """Give the routes of one guest's link and codes."""

    async def post_code(request: web.Request) -> web.StreamResponse:
        code = await invites.show_code(*await guest_of(consults, request))
        return answer(http.CodeCard(code.digits, code.expires_ms))

    async def post_again(request: web.Request) -> web.StreamResponse:
        code = await invites.help_in(*await guest_of(consults, request))
        return answer(http.CodeCard(code.digits, code.expires_ms))

    async def post_link(request: web.Request) -> web.StreamResponse:
        return answer(invite_card(await invites.renew(*await guest_of(consults, request))))

    async def delete_link(request: web.Request) -> web.StreamResponse:
        return answer(invite_card(await invites.revoke(*await guest_of(consults, request))))

    return [
        web.post(f"{GUEST}/code", post_code),
        web.post(f"{GUEST}/again", post_again),
        web.post(f"{GUEST}/link", post_link),
        web.delete(f"{GUEST}/link", delete_link),
    ]


def _asked(asked: http.NewConsult) -> ConsultAsked:
    return ConsultAsked(
        series=tuple(SeriesId(each) for each in asked.series_ids),
        guests=tuple(GuestAsked(each.role, each.name, each.comes_as, ways_of(each.ways)) for each in asked.guests),
        minutes=asked.minutes,
        start_ms=asked.start_ms,
        basis=asked.basis,
        basis_words=structs.asdict(asked.basis_words),
        kind=None if asked.kind is None else Kind(asked.kind),
    )
