"""The preview of what a patient will be asked, for whoever fills in a new consult."""

from aiohttp import web

from server.desk.consent_preview import ConsentPreview
from server.desk.consults import ConsultAsked
from server.desk.seating import GuestAsked
from server.terms.ids import SeriesId
from server.terms.policy import Kind
from server.terms.readers import Reader
from server.transport.bodies import answer, read_body
from server.transport.guards import staff_of
from server.transport.room.forms import parts_of
from server.transport.wire import http


def routes(preview: ConsentPreview) -> list[web.RouteDef]:
    """Give the route."""

    async def post_preview(request: web.Request) -> web.StreamResponse:
        asked = await read_body(request, http.ConsentPreviewAsked)
        reader = Reader(asked.language, asked.clock.offset_min, asked.clock.twelve)
        notice, form = await preview.of(staff_of(request).person, _asked(asked), reader)
        shown = http.NoticePreview(notice.title, list(notice.paragraphs), notice.go_on)
        return answer(http.ConsentPreview(form.language, shown, form.title, parts_of(form), form.agree, form.refuse))

    return [web.post("/api/consults/preview/consent", post_preview)]


def _asked(asked: http.ConsentPreviewAsked) -> ConsultAsked:
    return ConsultAsked(
        series=tuple(SeriesId(each) for each in asked.series_ids),
        guests=tuple(GuestAsked(each.role, each.name) for each in asked.guests),
        minutes=asked.minutes,
        start_ms=asked.start_ms,
        kind=None if asked.kind is None else Kind(asked.kind),
    )
