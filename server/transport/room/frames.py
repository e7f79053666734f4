"""Large sealed frames by address: `GET /f/{fid}?room=<id>` for whom they were announced to, and nobody else."""

from aiohttp import web

from server.desk.sign_in import SignedIn
from server.identity.logins import GuestLogin
from server.live.alerting import Alerting
from server.live.ports import SessionStore
from server.live.registry import Rooms
from server.sessions.phases import Phase
from server.sessions.session import Session
from server.terms.errors import LightboxError, NotFound, Refused
from server.terms.ids import FrameId, ParticipantId, SessionId
from server.transport.guards import GUEST, LOGIN

SEALED = "application/octet-stream"


class Frames:
    """The route; see decisions 20."""

    def __init__(self, rooms: Rooms, sessions: SessionStore) -> None:
        self._rooms = rooms
        self._sessions = sessions
        self._alerting = Alerting(rooms.archive.log, rooms.workshop.clock)

    def attach(self, app: web.Application) -> None:
        """Answer GET /f/{fid}."""
        app.router.add_get("/f/{fid}", self._get)

    async def _get(self, request: web.Request) -> web.Response:
        fid, is_over = FrameId(request.match_info["fid"]), False
        seats = await self._seats(request)
        self._notice_stranger(request, [session.id for session, _ in seats])
        for session, participant in seats:
            if session.phase in {Phase.CLOSING, Phase.LOCKED}:
                is_over = True
                continue
            try:
                sealed = (await self._rooms.room(session.id)).frame_at(participant, fid)
            except Refused as error:
                is_over = is_over or error.code == "locked"
            else:
                return web.Response(body=sealed.payload, content_type=SEALED)
        if is_over:
            raise Refused("locked")
        raise NotFound("not_found")

    def _notice_stranger(self, request: web.Request, seated_in: list[SessionId]) -> None:
        """An address of a room that runs here, shown by somebody without a seat in it, was passed on (T-16)."""
        asked = SessionId(request.query.get("room", ""))
        if asked in seated_in or self._rooms.directory.snapshot(asked) is None:
            return
        guest: GuestLogin | None = request.get(GUEST)
        staff: SignedIn | None = request.get(LOGIN)
        asker = guest.participant if guest is not None else "system" if staff is None else staff.person.id
        self._alerting.foreign_frame(asked, asker)

    async def _seats(self, request: web.Request) -> list[tuple[Session, ParticipantId]]:
        """The seats this browser can show it has; none is: to it the session does not exist.

        A host who tries a guest's link in the same browser has two.
        """
        guest: GuestLogin | None = request.get(GUEST)
        staff: SignedIn | None = request.get(LOGIN)
        asked = request.query.get("room", "")
        seats = []
        if guest is not None and asked in {"", guest.session}:
            seats.append((await self._session(guest.session), guest.participant))
        if staff is not None and asked:
            session = await self._session(SessionId(asked))
            if session.host.person == staff.person.id:
                seats.append((session, session.host.id))
        return seats

    async def _session(self, session: SessionId) -> Session:
        running = self._rooms.directory.snapshot(session)
        if running is not None:
            return running
        try:
            return await self._sessions.load(session)
        except LightboxError as error:
            raise NotFound("not_found") from error
