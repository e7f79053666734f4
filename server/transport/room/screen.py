"""A screen at the other end of a connection: notices in, messages out, each worded for this participant's role."""

import base64
from typing import Protocol

from server.live.notices import FrameShown, Notice, PointerMoved, WentDark
from server.terms.ids import FrameId, LoginId, ParticipantId, SessionId
from server.terms.people import Arrival
from server.terms.readers import Reader
from server.transport.room.outbox import Outbox
from server.transport.room.projection import Projection
from server.transport.wire.room_in import Auth
from server.transport.wire.room_out import FrameMeta, Presence


class Ticket(Protocol):
    """What a one-time ticket opens."""

    @property
    def session(self) -> SessionId: ...
    @property
    def participant(self) -> ParticipantId: ...
    @property
    def kind(self) -> str: ...
    @property
    def login(self) -> LoginId: ...
    @property
    def proven_ms(self) -> int: ...
    @property
    def arrival(self) -> Arrival: ...


class RemoteScreen:
    """Implements `live.ports.Viewer` over one connection."""

    def __init__(self, seat: Ticket, outbox: Outbox, projection: Projection, auth: Auth) -> None:
        self._room = seat.session
        self.participant = seat.participant
        self.login = seat.login
        self.peer_public = peer_public(auth)
        self.reader = Reader(auth.language, auth.clock.offset_min, auth.clock.twelve)
        self.have = frozenset(FrameId(fid) for fid in auth.resume.have)
        """Sealed frames that this client still has from its former connection."""
        self.outbox = outbox
        self._projection = projection
        self._present: Presence | None = None
        """The list of people as it was told last."""

    def tell(self, notice: Notice) -> None:
        """Reliable, in order. Darkness also takes back what was not written yet of pictures (T-43)."""
        if isinstance(notice, WentDark):
            self.outbox.darken()
        message = self._projection.message(notice, self.participant)
        if isinstance(message, Presence):
            if message == self._present:
                return  # only the host reads what each guest sees; to the others nothing has changed
            self._present = message
        self.outbox.tell(message)

    def slot(self, notice: Notice) -> None:
        """Only the newest of its kind; of pointers the newest of each person."""
        whose = notice.by if isinstance(notice, PointerMoved) else ""
        self.outbox.slot(self._projection.message(notice, self.participant), whose)

    async def show(self, shown: FrameShown) -> None:
        """A frame, or its announcement when it is to be fetched."""
        picture, want = shown.picture, shown.want
        meta = FrameMeta(
            n=shown.number,
            epoch=shown.epoch,
            fid=picture.fid,
            stack=want.stack,
            pos=want.pos,
            level=want.level,
            tier=want.tier,
            mime=picture.mime,
            w=picture.width,
            h=picture.height,
            voi=want.voi,
            window=picture.window,
            source=picture.window_source,
            source_lossy=picture.source_lossy,
            marked=picture.marked,
            masked=picture.masked,
            len=len(picture.payload),
            href=None if shown.pushed else f"/f/{picture.fid}?room={self._room}",
        )
        await self.outbox.show(meta, picture.payload if shown.pushed else None, shown.may_go)

    def close(self, code: str) -> None:
        """Say goodbye, then close."""
        self.outbox.close(code)


def peer_public(auth: Auth) -> bytes:
    """The client's public key as it came: 65 bytes of a point that has to be checked."""
    return base64.urlsafe_b64decode(auth.caps.ecdh + "=")
