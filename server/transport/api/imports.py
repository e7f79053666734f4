"""Bringing studies in over HTTP: one request per file, its bytes as they are, its name in a header."""

import asyncio
from collections.abc import AsyncIterator
from typing import Final
from urllib.parse import unquote

from aiohttp import ClientPayloadError, web
from aiohttp.http_exceptions import PayloadEncodingError

from server.desk.import_states import FileState, ImportState
from server.desk.intake import Intake
from server.terms.errors import Malformed
from server.terms.ids import ImportId
from server.transport.bodies import answer
from server.transport.guards import staff_of
from server.transport.wire import http as wire

FILE_NAME: Final = "Lightbox-File-Name"
"""Header with the file's percent-encoded name: names are patient data and have no place in a URL."""
NAME_MAX: Final = 4096
CHUNK_S: Final = 30.0
"""How long a sender may be silent in the middle of a file."""


def routes(intake: Intake) -> list[web.RouteDef]:
    """Build the routes of imports."""

    async def begin(request: web.Request) -> web.Response:
        return answer(as_import(await intake.begin(staff_of(request).person.id)), status=201)

    async def recent(request: web.Request) -> web.Response:
        states = await intake.recent(staff_of(request).person.id)
        return answer(wire.Imports([as_import(state) for state in states]))

    async def state(request: web.Request) -> web.Response:
        found = await intake.state(staff_of(request).person.id, _import_id(request), _since(request))
        return answer(as_import(found))

    async def receive(request: web.Request) -> web.Response:
        person = staff_of(request).person.id
        if request.content_length is None:
            raise Malformed("length_required")
        name = unquote(request.headers.get(FILE_NAME, "")[:NAME_MAX])
        done = await intake.receive(person, _import_id(request), name, request.content_length, _chunks(request))
        return answer(as_import(done))

    async def finish(request: web.Request) -> web.Response:
        return answer(as_import(await intake.finish(staff_of(request).person.id, _import_id(request))))

    one = "/api/imports/{import_id:[0-9a-f]{32}}"
    return [
        web.post("/api/imports", begin),
        web.get("/api/imports", recent),
        web.get(one, state),
        web.post(f"{one}/files", receive),
        web.post(f"{one}/finish", finish),
    ]


def as_import(state: ImportState) -> wire.Import:
    """Build the answer about an import."""
    row = state.row
    return wire.Import(
        id=row.id,
        state="finished" if state.is_finished else "open",
        received=row.received,
        working=row.working,
        accepted=row.accepted,
        duplicate=row.duplicate,
        not_an_image=row.not_an_image,
        unreadable=row.unreadable,
        studies=[one.study for one in row.studies],
        files=[_as_report(file) for file in state.files],
    )


def _as_report(file: FileState) -> wire.FileReport:
    return wire.FileReport(
        seq=file.seq,
        name=file.name,
        outcome=file.outcome,
        code=file.code,
        kind=file.kind,
        study_id=file.study or "",
        series_id=file.series or "",
    )


async def _chunks(request: web.Request) -> AsyncIterator[bytes]:
    """Give the body as it comes; raises `Malformed` (`body_incomplete`) when it stops coming."""
    try:
        while True:
            async with asyncio.timeout(CHUNK_S):
                chunk = await request.content.readany()
            if not chunk:
                return
            yield chunk
    except (TimeoutError, ClientPayloadError, PayloadEncodingError, ConnectionError) as error:
        raise Malformed("body_incomplete") from error


def _import_id(request: web.Request) -> ImportId:
    return ImportId(request.match_info["import_id"])


def _since(request: web.Request) -> int:
    asked = request.query.get("since", "0")
    if not (asked.isascii() and asked.isdigit() and len(asked) <= 9):
        raise Malformed("bad_value", field="since")
    return int(asked)
