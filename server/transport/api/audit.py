"""The record for auditors: looked through, rolled up, exported with proofs; emergencies and their reviews."""

from collections.abc import Mapping

from aiohttp import web

from server.audit.log import Recorded
from server.desk.audit_search import Search
from server.desk.auditing import Auditing
from server.desk.emergency_uses import EmergencyUses, Use
from server.terms.ids import SessionId
from server.transport.api.seen_cards import report_line
from server.transport.bodies import answer, read_body
from server.transport.guards import staff_of
from server.transport.wire import http

LINES = "application/x-ndjson"
PIECE = 64 * 1024


def routes(auditing: Auditing, emergencies: EmergencyUses) -> list[web.RouteDef]:
    """Give the routes of auditors. Who is none is refused before anything they sent is looked at."""

    async def post_entries(request: web.Request) -> web.StreamResponse:
        person = staff_of(request).person
        auditing.allow(person)
        page = await auditing.entries(person, _search(await read_body(request, http.SearchRecord)))
        return answer(http.AuditPage([_entry(each, page.names) for each in page.entries], page.names, page.before))

    async def post_seen(request: web.Request) -> web.StreamResponse:
        person = staff_of(request).person
        auditing.allow(person)
        asked = await read_body(request, http.SeenBetween)
        lines = await auditing.seen(person, asked.from_ms, asked.until_ms)
        return answer(http.SeenReport([report_line(each) for each in lines]))

    async def post_export(request: web.Request) -> web.StreamResponse:
        person = staff_of(request).person
        auditing.allow(person)
        lines = await auditing.export(person, _search(await read_body(request, http.SearchRecord)))
        told = web.StreamResponse(headers={"Content-Disposition": 'attachment; filename="lightbox-record.jsonl"'})
        told.content_type = LINES
        await told.prepare(request)
        piece = bytearray()
        async for line in lines:
            piece += line.encode()
            if len(piece) >= PIECE:
                await told.write(bytes(piece))
                piece.clear()
        await told.write(bytes(piece))
        await told.write_eof()
        return told

    async def get_emergencies(request: web.Request) -> web.StreamResponse:
        return answer(_uses(await emergencies.uses(staff_of(request).person)))

    async def post_review(request: web.Request) -> web.StreamResponse:
        return answer(_uses(await emergencies.review(staff_of(request).person, request.match_info["ref"])))

    return [
        web.post("/api/audit/entries", post_entries),
        web.post("/api/audit/seen", post_seen),
        web.post("/api/audit/export", post_export),
        web.get("/api/audit/emergencies", get_emergencies),
        web.post("/api/audit/emergencies/{ref}/review", post_review),
    ]


def _search(asked: http.SearchRecord) -> Search:
    return Search(
        before=asked.before,
        from_ms=asked.from_ms,
        until_ms=asked.until_ms,
        who=asked.who,
        about=asked.about,
        consult=None if asked.consult is None else SessionId(asked.consult),
    )


def _entry(recorded: Recorded, names: Mapping[str, str]) -> http.AuditEntry:
    entry = recorded.entry
    return http.AuditEntry(
        index=recorded.index,
        at_ms=entry.at_ms,
        kind=entry.kind,
        actor=entry.actor,
        actor_name=names.get(entry.actor, ""),
        facts={name: list(fact) if isinstance(fact, tuple) else fact for name, fact in entry.facts.items()},
        consult=entry.session,
    )


def _uses(uses: list[Use]) -> http.EmergencyUses:
    return http.EmergencyUses([
        http.EmergencyUse(
            ref=each.ref,
            consult=each.consult,
            at_ms=each.at_ms,
            by=each.by,
            by_name=each.by_name,
            reason=each.reason,
            reviewed_ms=each.reviewed_ms,
            reviewer_name=each.reviewer_name,
        )
        for each in uses
    ])  # fmt: skip
