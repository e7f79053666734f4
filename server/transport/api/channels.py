"""Messages to guests: what they will say, and a code that is sent because the host asks for it."""

from aiohttp import web

from server.desk.consults import Consults
from server.desk.inviting import Ways
from server.desk.ports import Clock
from server.desk.previewing import Preview, Previewing
from server.desk.sending_codes import CodeSending
from server.terms.policy import Kind
from server.transport.api.seats import GUEST, guest_of
from server.transport.bodies import answer, read_body
from server.transport.guards import staff_of
from server.transport.wire import http


def routes(consults: Consults, previewing: Previewing, sending: CodeSending, *, clock: Clock) -> list[web.RouteDef]:
    """Give the routes of messages."""

    async def post_preview(request: web.Request) -> web.StreamResponse:
        staff_of(request)
        asked = await read_body(request, http.PreviewMessages)
        return answer(_messages(_planned(previewing, asked)))

    async def get_messages(request: web.Request) -> web.StreamResponse:
        return answer(_messages(await previewing.kept(*await guest_of(consults, request))))

    async def post_send(request: web.Request) -> web.StreamResponse:
        session, participant = await guest_of(consults, request)
        sent = await sending.send(session, participant, by=session.host.id)
        return answer(http.CodeSent(sent.channel, sent.expires_ms, clock()))

    return [
        web.post("/api/consults/preview/messages", post_preview),
        web.get(f"{GUEST}/messages", get_messages),
        web.post(f"{GUEST}/send", post_send),
    ]


def ways_of(asked: http.WaysAsked) -> Ways:
    """Give what was asked in the desk's words."""
    return Ways(
        link_by=asked.link_by,
        code_by=asked.code_by,
        link_to=asked.link_to,
        code_to=asked.code_to,
        language=asked.language,
        uses_max=asked.uses_max,
        not_before_ms=asked.not_before_ms,
        not_after_ms=asked.not_after_ms,
    )


def _planned(previewing: Previewing, asked: http.PreviewMessages) -> list[Preview]:
    kind = None if asked.kind is None else Kind(asked.kind)
    return previewing.planned(ways_of(asked.ways), asked.minutes, asked.start_ms, kind, due_ms=asked.due_ms)


def _messages(found: list[Preview]) -> http.Messages:
    return http.Messages(
        [http.MessageWords(each.kind, each.channel, each.words.subject, each.words.body) for each in found]
    )
