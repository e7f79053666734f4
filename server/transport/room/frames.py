"""Large sealed frames by address: `GET /f/{fid}?room=<id>` for whom they were announced to, and nobody else."""

from aiohttp import web

from server.desk.sign_in import SignedIn
from server.identity.logins import GuestLogin
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

    def attach(self, app: web.Application) -> None:
        """Answer GET /f/{fid}."""
        app.router.add_get("/f/{fid}", self._get)

    async def _get(self, request: web.Request) -> web.Response:
        session, participant = await self._asker(request)
        if session.phase in {Phase.CLOSING, Phase.LOCKED}:
            raise Refused("locked")
        try:
            room = await self._rooms.room(session.id)
            sealed = room.frame_at(participant, FrameId(request.match_info["fid"]))
        except Refused as error:
            if error.code == "locked":
                raise
            raise NotFound("not_found") from error
        return web.Response(body=sealed.payload, content_type=SEALED)

    async def _asker(self, request: web.Request) -> tuple[Session, ParticipantId]:
        """The session somebody can show they are in, and their seat; to anybody else it does not exist."""
        guest: GuestLogin | None = request.get(GUEST)
        staff: SignedIn | None = request.get(LOGIN)
        asked = request.query.get("room", "")
        if guest is not None and asked in {"", guest.session}:
            return await self._session(guest.session), guest.participant
        if staff is not None and asked:
            session = await self._session(SessionId(asked))
            if session.host.person == staff.person.id:
                return session, session.host.id
        raise NotFound("not_found")

    async def _session(self, session: SessionId) -> Session:
        running = self._rooms.directory.snapshot(session)
        if running is not None:
            return running
        try:
            return await self._sessions.load(session)
        except LightboxError as error:
            raise NotFound("not_found") from error
