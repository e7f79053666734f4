"""The note of a consult: read, written and signed by its host."""

from aiohttp import web

from server.desk.noting import Note, Notes
from server.transport.api.seats import CONSULT, session_id
from server.transport.bodies import answer, read_body
from server.transport.guards import staff_of
from server.transport.wire import http


def routes(notes: Notes) -> list[web.RouteDef]:
    """Give the routes of notes."""

    async def get_note(request: web.Request) -> web.StreamResponse:
        return answer(note_card(await notes.note(staff_of(request).person, session_id(request))))

    async def put_note(request: web.Request) -> web.StreamResponse:
        person = staff_of(request).person
        asked = await read_body(request, http.SaveNote)
        note = await notes.save(person, session_id(request), asked.version, asked.revision, asked.text)
        return answer(note_card(note))

    async def post_sign(request: web.Request) -> web.StreamResponse:
        signed_in = staff_of(request)
        asked = await read_body(request, http.SignNote)
        note = await notes.sign(signed_in, session_id(request), asked.version, asked.revision, asked.code)
        return answer(note_card(note))

    return [
        web.get(f"{CONSULT}/note", get_note),
        web.put(f"{CONSULT}/note", put_note),
        web.post(f"{CONSULT}/note/sign", post_sign),
    ]


def note_card(note: Note) -> http.Note:
    """Give a note as the wire tells it."""
    draft = note.draft
    return http.Note(
        signed=[http.SignedNote(each.number, each.text, each.signed_ms, each.digest) for each in note.signed],
        draft=http.NoteDraft(draft.number, draft.revision, draft.text, draft.at_ms),
        may_write=note.may_write,
    )
