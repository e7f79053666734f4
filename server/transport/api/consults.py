"""Consults: make, list, look at, cancel; codes and links of their guests; the host's ticket; the record afterwards."""

import asyncio

from aiohttp import web

from server.desk.consults import ConsultAsked, ConsultCard, Consults, GuestAsked
from server.desk.invites import Invites
from server.desk.ports import Clock
from server.desk.records import Records
from server.sessions.session import Session
from server.terms.errors import NotFound
from server.terms.ids import ParticipantId, SeriesId, SessionId
from server.transport.api.consult_cards import consult_card, invite_card, record_card
from server.transport.bodies import answer, read_body
from server.transport.guards import staff_of
from server.transport.wire import http

CONSULT = "/api/consults/{id:[0-9a-f]{32}}"
GUEST = CONSULT + "/guests/{participant:[0-9a-f]{16}}"


def routes(consults: Consults, invites: Invites, records: Records, *, clock: Clock) -> list[web.RouteDef]:
    """Give the routes of consults."""

    async def post_consult(request: web.Request) -> web.StreamResponse:
        person = staff_of(request).person
        card = await consults.create(person, _asked(await read_body(request, http.NewConsult)))
        return answer(await _drawn(card), status=201)

    async def get_consults(request: web.Request) -> web.StreamResponse:
        cards = await consults.list(staff_of(request).person)
        return answer(http.Consults([consult_card(each, clock(), drawn=False) for each in cards]))

    async def get_consult(request: web.Request) -> web.StreamResponse:
        card = await consults.card(staff_of(request).person, _session_id(request))
        return answer(await _drawn(card))

    async def post_cancel(request: web.Request) -> web.StreamResponse:
        card = await consults.cancel(staff_of(request).person, _session_id(request))
        return answer(consult_card(card, clock(), drawn=False))

    async def _drawn(card: ConsultCard) -> http.Consult:
        """Give the card with the QR codes of up to eight guests, drawn beside the event loop."""
        return await asyncio.to_thread(consult_card, card, clock())

    async def post_release(request: web.Request) -> web.StreamResponse:
        card = await consults.release(staff_of(request).person, _session_id(request))
        return answer(consult_card(card, clock(), drawn=False))

    async def post_ticket(request: web.Request) -> web.StreamResponse:
        session, ticket = await consults.ticket(staff_of(request), _session_id(request))
        return answer(http.Ticket(ticket, session.id, session.host.id, session.host.role.value))

    async def get_record(request: web.Request) -> web.StreamResponse:
        record = await records.record(staff_of(request).person, _session_id(request))
        return answer(record_card(record, clock()))

    return [
        web.get("/api/consults", get_consults),
        web.post("/api/consults", post_consult),
        web.get(CONSULT, get_consult),
        web.post(f"{CONSULT}/cancel", post_cancel),
        web.post(f"{CONSULT}/release", post_release),
        web.post(f"{CONSULT}/ticket", post_ticket),
        web.get(f"{CONSULT}/record", get_record),
        *_guest_routes(consults, invites),
    ]


def _guest_routes(consults: Consults, invites: Invites) -> list[web.RouteDef]:
    """Give the routes of one guest's link and codes."""

    async def post_code(request: web.Request) -> web.StreamResponse:
        code = await invites.show_code(*await _guest(request))
        return answer(http.CodeCard(code.digits, code.expires_ms))

    async def post_link(request: web.Request) -> web.StreamResponse:
        return answer(invite_card(await invites.renew(*await _guest(request))))

    async def delete_link(request: web.Request) -> web.StreamResponse:
        return answer(invite_card(await invites.revoke(*await _guest(request))))

    async def _guest(request: web.Request) -> tuple[Session, ParticipantId]:
        session = await consults.mine(staff_of(request).person.id, _session_id(request))
        participant = ParticipantId(request.match_info["participant"])
        if all(seat.id != participant for seat in session.guests):
            raise NotFound("not_found")
        return session, participant

    return [
        web.post(f"{GUEST}/code", post_code),
        web.post(f"{GUEST}/link", post_link),
        web.delete(f"{GUEST}/link", delete_link),
    ]


def _session_id(request: web.Request) -> SessionId:
    return SessionId(request.match_info["id"])


def _asked(asked: http.NewConsult) -> ConsultAsked:
    return ConsultAsked(
        series=tuple(SeriesId(each) for each in asked.series_ids),
        guests=tuple(GuestAsked(each.role, each.name) for each in asked.guests),
        minutes=asked.minutes,
        start_ms=asked.start_ms,
        basis=asked.basis,
        basis_note=asked.basis_note,
    )
