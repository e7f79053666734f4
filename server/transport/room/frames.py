"""Large sealed frames by address: `GET /f/{fid}?room=<id>` for whom they were announced to, and nobody else."""

from collections.abc import Awaitable
from typing import Protocol

from aiohttp import web

from server.desk.sign_in import SignedIn
from server.identity.logins import GuestLogin
from server.live.registry import Rooms
from server.sessions.phases import Phase
from server.sessions.reading import told_of_end
from server.sessions.session import Session
from server.terms.errors import LightboxError, NotFound, Refused
from server.terms.ids import FrameId, ParticipantId, PersonId, SessionId
from server.transport.guards import GUEST, LOGIN

SEALED = "application/octet-stream"


class SessionsAtRest(Protocol):
    """Sessions that do not run here (any more)."""

    async def load(self, session: SessionId) -> Session:
        """Give one; `NotFound`."""
        ...

    async def hosted(self, session: SessionId, person: PersonId) -> Session:
        """Give one to its host; to others it is not there, and that takes as long to find out."""
        ...


class Frames:
    """The route; see decisions 20."""

    def __init__(self, rooms: Rooms, sessions: SessionsAtRest) -> None:
        self._rooms = rooms
        self._sessions = sessions

    def attach(self, app: web.Application) -> None:
        """Answer GET /f/{fid}."""
        app.router.add_get("/f/{fid}", self._get)

    async def _get(self, request: web.Request) -> web.Response:
        fid = FrameId(request.match_info["fid"])
        over: list[Session] = []
        seats = await self._seats(request)
        self._notice_stranger(request, [session.id for session, _ in seats])
        for session, participant in seats:
            if session.phase in {Phase.CLOSING, Phase.LOCKED}:
                over.append(session)
                continue
            try:
                sealed = (await self._rooms.room(session.id)).frame_at(participant, fid)
            except Refused as error:
                over += [session] if error.code == "locked" else []
            else:
                return web.Response(body=sealed.payload, content_type=SEALED)
        if over:
            raise Refused("locked", **told_of_end(over[0]))
        raise NotFound("not_found")

    def _notice_stranger(self, request: web.Request, seated_in: list[SessionId]) -> None:
        """An address of a room that runs here, shown by somebody without a seat in it, was passed on (T-16)."""
        asked = SessionId(request.query.get("room", ""))
        if asked in seated_in or self._rooms.directory.snapshot(asked) is None:
            return
        guest: GuestLogin | None = request.get(GUEST)
        staff: SignedIn | None = request.get(LOGIN)
        asker = guest.participant if guest is not None else "system" if staff is None else staff.person.id
        self._rooms.workshop.alerting.foreign_frame(asked, asker)

    async def _seats(self, request: web.Request) -> list[tuple[Session, ParticipantId]]:
        """The seats this browser can show it has; none is: to it the session does not exist.

        A host who tries a guest's link in the same browser has two.
        """
        guest: GuestLogin | None = request.get(GUEST)
        staff: SignedIn | None = request.get(LOGIN)
        asked = request.query.get("room", "")
        seats: list[tuple[Session, ParticipantId]] = []
        if guest is not None and not guest.is_knocking and asked in {"", guest.session}:
            session = self._rooms.directory.snapshot(guest.session) or await _found(self._sessions.load(guest.session))
            seats += [(session, guest.participant)] if session else []
        if staff is not None and asked:
            seats += await self._of_staff(SessionId(asked), staff.person.id)
        return seats

    async def _of_staff(self, session: SessionId, person: PersonId) -> list[tuple[Session, ParticipantId]]:
        running = self._rooms.directory.snapshot(session)
        theirs = [] if running is None else [(running, seat.id) for seat in running.seats if seat.person == person]
        if theirs:
            return theirs
        # also when it runs here with others: no answer tells by its time that it does
        hosted = await _found(self._sessions.hosted(session, person))
        return [] if hosted is None else [(hosted, hosted.host.id)]


async def _found(looking: Awaitable[Session]) -> Session | None:
    try:
        return await looking
    except LightboxError:
        return None
