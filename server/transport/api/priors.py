"""Earlier pictures: what was asked for, which there are, the host's answer; and readers of opinions brought in to talk."""

import asyncio

from aiohttp import web

from server.desk.bringing_readers import BringingReaders
from server.desk.ports import Clock
from server.desk.priors import Priors, PriorsCard
from server.terms.ids import SeriesId, SessionId
from server.transport.api.consult_cards import consult_card
from server.transport.api.seats import CONSULT, session_id
from server.transport.api.series_cards import series_card
from server.transport.bodies import answer, read_body
from server.transport.guards import staff_of
from server.transport.room.projection import wish_cards
from server.transport.wire import http


def routes(priors: Priors, bringing: BringingReaders, *, clock: Clock) -> list[web.RouteDef]:
    """Give the routes by which a host brings in earlier pictures, and whoever read them."""

    async def get_priors(request: web.Request) -> web.StreamResponse:
        return answer(_card(await priors.card(staff_of(request).person, session_id(request))))

    async def post_priors(request: web.Request) -> web.StreamResponse:
        said = await read_body(request, http.AddPriors)
        series = [SeriesId(each) for each in said.series_ids]
        person = staff_of(request).person
        return answer(_card(await priors.add(person, session_id(request), series, said.wish, covered=said.covered)))

    async def post_deny(request: web.Request) -> web.StreamResponse:
        said = await read_body(request, http.DenyPrior)
        return answer(_card(await priors.deny(staff_of(request).person, session_id(request), said.wish, said.words)))

    async def post_reader(request: web.Request) -> web.StreamResponse:
        said = await read_body(request, http.BringReader)
        person, opinion = staff_of(request).person, SessionId(said.opinion_id)
        card = await bringing.bring(person, session_id(request), opinion, told=said.told)
        return answer(await asyncio.to_thread(consult_card, card, clock()))

    return [
        web.get(f"{CONSULT}/priors", get_priors),
        web.post(f"{CONSULT}/priors", post_priors),
        web.post(f"{CONSULT}/priors/deny", post_deny),
        web.post(f"{CONSULT}/readers", post_reader),
    ]


def _card(card: PriorsCard) -> http.Priors:
    studies = [
        http.EarlierStudy(
            id=each.study.row.id,
            description=each.study.head.study.description,
            date=each.study.head.study.date,
            series=[series_card(one) for one in each.series],
        )
        for each in card.studies
    ]
    return http.Priors(wish_cards(card.session, card.session.host.id), studies, card.may_cover)
