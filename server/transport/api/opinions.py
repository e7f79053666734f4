"""Second opinions: whoever asks, a colleague who was asked, and whoever was asked and has only a link."""

from aiohttp import hdrs, web
from msgspec import structs

from server.desk.asking_opinions import AskingOpinions, OpinionAsked
from server.desk.giving_opinions import AnswerAsked, GivingOpinions
from server.desk.opinion_images import ImageAsked
from server.desk.ports import Clock
from server.desk.staff_notices import StaffNotices
from server.terms.ids import PersonId, SeriesId, SessionId
from server.terms.opinions import Confidence, DeclaredDisplay, NextStep, Position, Urgency
from server.terms.view import Window
from server.transport.api.channels import ways_of
from server.transport.api.opinion_cards import asked_card, listed_card, notice_card, owed_card
from server.transport.api.seats import OPINION, session_id
from server.transport.bodies import answer, read_body
from server.transport.guards import address_of, guest_of, lit_staff_of, staff_of
from server.transport.wire import http

OWN = "/api/opinion"
"""The one request that a guest's seat is for."""
SIGNED = "versions/{version:[1-9][0-9]{0,3}}/signed"
"""A version as a file that is checked without us."""


def routes(
    asking: AskingOpinions, giving: GivingOpinions, notices: StaffNotices, *, clock: Clock
) -> list[web.RouteDef]:
    """Give the routes of opinions."""

    async def get_opinions(request: web.Request) -> web.StreamResponse:
        person = staff_of(request).person
        return answer(
            http.Opinions(
                asked=[listed_card(each, clock()) for each in await asking.queue(person)],
                owed=[owed_card(each, clock()) for each in await giving.queue(person.id)],
                news=[notice_card(each) for each in await notices.of_opinions(person.id)],
                server_ms=clock(),
            )
        )

    async def post_opinion(request: web.Request) -> web.StreamResponse:
        person = staff_of(request).person
        card = await asking.ask(person, _asked(await read_body(request, http.AskOpinion)))
        return answer(asked_card(card, clock()), status=201)

    async def get_opinion(request: web.Request) -> web.StreamResponse:
        return answer(asked_card(await asking.read(staff_of(request).person, session_id(request)), clock()))

    async def post_withdraw(request: web.Request) -> web.StreamResponse:
        return answer(asked_card(await asking.withdraw(staff_of(request).person, session_id(request)), clock()))

    async def post_due(request: web.Request) -> web.StreamResponse:
        moved = await read_body(request, http.MoveDue)
        card = await asking.move_due(staff_of(request).person, session_id(request), moved.due_ms)
        return answer(asked_card(card, clock()))

    async def get_signed(request: web.Request) -> web.StreamResponse:
        person, version = staff_of(request).person, _version(request)
        return _file(await asking.signed_file(person, session_id(request), version), version)

    return [
        web.get(f"{OPINION}/{SIGNED}", get_signed),
        web.get("/api/opinions", get_opinions),
        web.post("/api/opinions", post_opinion),
        web.get(OPINION, get_opinion),
        web.post(f"{OPINION}/withdraw", post_withdraw),
        web.post(f"{OPINION}/due", post_due),
        *_owed_routes(giving, clock),
        *_own_routes(giving, clock),
    ]


def _owed_routes(giving: GivingOpinions, clock: Clock) -> list[web.RouteDef]:
    """Give the routes of a colleague who was asked."""

    async def get_owed(request: web.Request) -> web.StreamResponse:
        return answer(owed_card(await giving.read(staff_of(request).person.id, session_id(request)), clock()))

    async def post_accept(request: web.Request) -> web.StreamResponse:
        return answer(owed_card(await giving.accept(staff_of(request).person.id, session_id(request)), clock()))

    async def post_decline(request: web.Request) -> web.StreamResponse:
        person = staff_of(request).person.id
        said = await read_body(request, http.DeclineOpinion)
        return answer(owed_card(await giving.decline(person, session_id(request), said.reason, said.words), clock()))

    async def post_begin(request: web.Request) -> web.StreamResponse:
        return answer(owed_card(await giving.begin(lit_staff_of(request).person.id, session_id(request)), clock()))

    async def post_reveal(request: web.Request) -> web.StreamResponse:
        return answer(owed_card(await giving.reveal(staff_of(request).person.id, session_id(request)), clock()))

    async def post_ticket(request: web.Request) -> web.StreamResponse:
        seat, ticket = await giving.ticket(lit_staff_of(request), session_id(request))
        return answer(http.Ticket(ticket, session_id(request), seat.id, seat.role.value))

    async def post_sign(request: web.Request) -> web.StreamResponse:
        by = staff_of(request)
        said = await read_body(request, http.SignOpinion)
        card = await giving.sign_as_colleague(by, session_id(request), _answered(said), said.code)
        return answer(owed_card(card, clock()))

    async def get_signed(request: web.Request) -> web.StreamResponse:
        person, version = staff_of(request).person.id, _version(request)
        return _file(await giving.signed_file(person, session_id(request), version), version)

    return [
        web.get(f"{OPINION}/owed/{SIGNED}", get_signed),
        web.get(f"{OPINION}/owed", get_owed),
        web.post(f"{OPINION}/accept", post_accept),
        web.post(f"{OPINION}/decline", post_decline),
        web.post(f"{OPINION}/begin", post_begin),
        web.post(f"{OPINION}/reveal", post_reveal),
        web.post(f"{OPINION}/ticket", post_ticket),
        web.post(f"{OPINION}/sign", post_sign),
    ]


def _own_routes(giving: GivingOpinions, clock: Clock) -> list[web.RouteDef]:
    """Give the routes of somebody with only a link: their seat says which request is theirs."""

    async def get_own(request: web.Request) -> web.StreamResponse:
        guest = guest_of(request)
        return answer(owed_card(await giving.read(guest, guest.session), clock()))

    async def post_accept(request: web.Request) -> web.StreamResponse:
        guest = guest_of(request)
        return answer(owed_card(await giving.accept(guest, guest.session), clock()))

    async def post_decline(request: web.Request) -> web.StreamResponse:
        guest = guest_of(request)
        said = await read_body(request, http.DeclineOpinion)
        return answer(owed_card(await giving.decline(guest, guest.session, said.reason, said.words), clock()))

    async def post_begin(request: web.Request) -> web.StreamResponse:
        guest = guest_of(request)
        return answer(owed_card(await giving.begin(guest, guest.session), clock()))

    async def post_reveal(request: web.Request) -> web.StreamResponse:
        guest = guest_of(request)
        return answer(owed_card(await giving.reveal(guest, guest.session), clock()))

    async def post_code(request: web.Request) -> web.StreamResponse:
        sent = await giving.send_code(guest_of(request))
        return answer(http.CodeSent(sent.channel, sent.expires_ms, clock()))

    async def post_sign(request: web.Request) -> web.StreamResponse:
        guest = guest_of(request)
        said = await read_body(request, http.SignOpinion)
        card = await giving.sign_as_guest(guest, _answered(said), said.code, address=address_of(request))
        return answer(owed_card(card, clock()))

    async def get_signed(request: web.Request) -> web.StreamResponse:
        guest, version = guest_of(request), _version(request)
        return _file(await giving.signed_file(guest, guest.session, version), version)

    return [
        web.get(f"{OWN}/{SIGNED}", get_signed),
        web.get(OWN, get_own),
        web.post(f"{OWN}/accept", post_accept),
        web.post(f"{OWN}/decline", post_decline),
        web.post(f"{OWN}/begin", post_begin),
        web.post(f"{OWN}/reveal", post_reveal),
        web.post(f"{OWN}/code", post_code),
        web.post(f"{OWN}/sign", post_sign),
    ]


def _version(request: web.Request) -> int:
    return int(request.match_info["version"])


def _file(content: bytes, version: int) -> web.Response:
    """Answer with a signed version that the browser saves; its name says nothing but which."""
    disposition = {hdrs.CONTENT_DISPOSITION: f'attachment; filename="lightbox-opinion-version-{version}.txt"'}
    return web.Response(body=content, content_type="text/plain", charset="utf-8", headers=disposition)


def _asked(asked: http.AskOpinion) -> OpinionAsked:
    return OpinionAsked(
        question=asked.question,
        urgency=Urgency(asked.urgency),
        due_ms=asked.due_ms,
        minutes=asked.minutes,
        basis=asked.basis,
        basis_words=structs.asdict(asked.basis_words),
        series=tuple(SeriesId(each) for each in asked.series_ids),
        consult=None if asked.consult_id is None else SessionId(asked.consult_id),
        colleague=None if asked.colleague_id is None else PersonId(asked.colleague_id),
        name=asked.name,
        ways=ways_of(asked.ways),
        first_report=asked.first_report,
        blind=asked.blind,
        others_shown=asked.others_shown,
    )


def _answered(said: http.SignOpinion) -> AnswerAsked:
    return AnswerAsked(
        position=Position(said.position),
        confidence=Confidence(said.confidence),
        urgency=Urgency(said.urgency),
        next_step=NextStep(said.next_step),
        text=said.text,
        over=said.over,
        next_step_words=said.next_step_words,
        images=tuple(_image(each) for each in said.images),
        reason=said.reason,
    )


def _image(said: http.CiteImage) -> ImageAsked:
    window = None if said.window is None else Window(said.window.center, said.window.width, said.window.function)
    return ImageAsked(said.stack, said.pos, window, DeclaredDisplay(said.display, said.calibrated), said.caption)
