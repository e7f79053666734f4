"""What a client says of itself when it connects."""

from typing import Annotated

from msgspec import Meta, Struct

from server.transport.wire.room_in.said import Count, Fid


class Caps(Struct, frozen=True, forbid_unknown_fields=True):
    """What the client's screen can do. `ecdh` is its raw P-256 public key (65 bytes) in base64url."""

    ecdh: Annotated[str, Meta(min_length=87, max_length=87, pattern="^[A-Za-z0-9_-]{87}$")]
    mime: Annotated[list[Annotated[str, Meta(max_length=64)]], Meta(max_length=8)] = []
    dpr: Annotated[float, Meta(ge=0.5, le=8)] = 1.0
    w: Annotated[int, Meta(ge=0, le=20000)] = 0
    h: Annotated[int, Meta(ge=0, le=20000)] = 0


class Resume(Struct, frozen=True, forbid_unknown_fields=True):
    """What a returning client already has: the last `seq` it shows of each channel of the chat, and sealed frames."""

    chat: Count = 0
    clinicians: Count = 0
    have: Annotated[list[Fid], Meta(max_length=256)] = []


class WallClock(Struct, frozen=True, forbid_unknown_fields=True):
    """The clock on the reader's wall: minutes ahead of UTC, and whether it counts to twelve twice a day."""

    offset_min: Annotated[int, Meta(ge=-1440, le=1440)] = 0
    twelve: bool = False


class Auth(Struct, frozen=True, forbid_unknown_fields=True):
    """The `auth` of the Socket.IO CONNECT packet. The connection's URL carries ?room=<id>. `hidden`: as in `client:report`."""

    proto: int
    ticket: Annotated[str, Meta(min_length=1, max_length=256)]
    caps: Caps
    resume: Resume = Resume()
    language: Annotated[str, Meta(max_length=35)] = "en"
    clock: WallClock = WallClock()
    hidden: bool = False
