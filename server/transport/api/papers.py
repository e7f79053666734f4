"""A consult on paper: to look at, and as a PDF to take along."""

from typing import Final

from aiohttp import hdrs, web

from server.desk.papers import Papers
from server.reports.paper import Fact, Paper, Part
from server.terms.errors import Malformed
from server.terms.readers import Reader
from server.transport.api.seats import CONSULT, session_id
from server.transport.bodies import answer
from server.transport.guards import staff_of
from server.transport.wire import http

OFFSET_MAX: Final = 14 * 60
"""No clock is farther from UTC, in minutes."""


def routes(papers: Papers) -> list[web.RouteDef]:
    """Give the routes of papers."""

    async def get_paper(request: web.Request) -> web.StreamResponse:
        person = staff_of(request).person
        return answer(paper_card(await papers.read(person, session_id(request), reader_of(request))))

    async def get_pdf(request: web.Request) -> web.StreamResponse:
        person = staff_of(request).person
        content = await papers.pdf(person, session_id(request), reader_of(request))
        # no name of anybody in the name of a file that lies in a folder of downloads
        told = {hdrs.CONTENT_DISPOSITION: 'attachment; filename="consult-record.pdf"'}
        return web.Response(body=content, content_type="application/pdf", headers=told)

    return [web.get(f"{CONSULT}/paper", get_paper), web.get(f"{CONSULT}/paper/pdf", get_pdf)]


def reader_of(request: web.Request) -> Reader:
    """Give who reads: their language and clock from the query, else as the browser asks; raises `bad_value` {field}."""
    language = request.query.get("language", "") or request.headers.get(hdrs.ACCEPT_LANGUAGE, "en")
    try:
        offset_min = int(request.query.get("offset_min", "0"))
    except ValueError as error:
        raise Malformed("bad_value", field="offset_min") from error
    if abs(offset_min) > OFFSET_MAX:
        raise Malformed("bad_value", field="offset_min")
    return Reader(language, offset_min)


def paper_card(paper: Paper) -> http.Paper:
    """Give a paper as the wire tells it."""
    return http.Paper(
        language=paper.language,
        title=paper.title,
        facts=_facts(paper.facts),
        parts=[_part(part) for part in paper.parts],
        foot=paper.foot,
    )


def _part(part: Part) -> http.PaperPart:
    table = part.table
    return http.PaperPart(
        id=part.id,
        heading=part.heading,
        passages=[http.PaperPassage(each.said, each.text, each.small) for each in part.passages],
        facts=_facts(part.facts),
        table=None if table is None else http.PaperTable(list(table.heads), [list(row) for row in table.rows]),
        empty=part.empty,
    )


def _facts(facts: tuple[Fact, ...]) -> list[http.PaperFact]:
    return [http.PaperFact(fact.label, fact.words) for fact in facts]
