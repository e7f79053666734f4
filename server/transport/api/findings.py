"""What was found in a consult as DICOM files: a zip for its host, with a fresh factor."""

from aiohttp import hdrs, web

from server.desk.saved_findings import SavedFindings
from server.transport.api.seats import CONSULT, session_id
from server.transport.bodies import read_body
from server.transport.guards import staff_of
from server.transport.wire import http


def routes(findings: SavedFindings) -> list[web.RouteDef]:
    """Give the routes of findings."""

    async def post_findings(request: web.Request) -> web.StreamResponse:
        signed_in = staff_of(request)
        asked = await read_body(request, http.TakeFindings)
        content = await findings.take_along(signed_in, session_id(request), asked.code)
        # no name of anybody in the name of a file that lies in a folder of downloads
        told = {hdrs.CONTENT_DISPOSITION: 'attachment; filename="consult-findings.zip"'}
        return web.Response(body=content, content_type="application/zip", headers=told)

    return [web.post(f"{CONSULT}/findings", post_findings)]
