"""What was found as DICOM files: a zip for a consult's host, and for whoever read what they found themselves."""

from aiohttp import hdrs, web

from server.desk.giving_opinions import GivingOpinions
from server.desk.saved_findings import SavedFindings
from server.transport.api.seats import CONSULT, OPINION, session_id
from server.transport.bodies import read_body
from server.transport.guards import address_of, guest_of, staff_of
from server.transport.wire import http


def routes(findings: SavedFindings, giving: GivingOpinions) -> list[web.RouteDef]:
    """Give the routes of findings."""

    async def post_findings(request: web.Request) -> web.StreamResponse:
        signed_in = staff_of(request)
        asked = await read_body(request, http.TakeFindings)
        return _file(await findings.take_along(signed_in, session_id(request), asked.code))

    async def post_owed(request: web.Request) -> web.StreamResponse:
        signed_in = staff_of(request)
        asked = await read_body(request, http.TakeFindings)
        return _file(await giving.findings_as_colleague(signed_in, session_id(request), asked.code))

    async def post_own(request: web.Request) -> web.StreamResponse:
        guest = guest_of(request)
        asked = await read_body(request, http.TakeFindings)
        return _file(await giving.findings_as_guest(guest, asked.code, address=address_of(request)))

    return [
        web.post(f"{CONSULT}/findings", post_findings),
        web.post(f"{OPINION}/findings", post_owed),
        web.post("/api/opinion/findings", post_own),
    ]


def _file(content: bytes) -> web.Response:
    # no name of anybody in the name of a file that lies in a folder of downloads
    told = {hdrs.CONTENT_DISPOSITION: 'attachment; filename="consult-findings.zip"'}
    return web.Response(body=content, content_type="application/zip", headers=told)
