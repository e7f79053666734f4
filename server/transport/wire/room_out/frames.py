"""Encoded frames, and those there cannot be."""

from server.terms.view import Window
from server.transport.wire.room_out.heard import Heard


class FrameMeta(Heard, frozen=True):
    """An encoded frame, sealed. With `href` the bytes are fetched by GET, otherwise they are the one attachment.

    `tier` is preview, lossy or lossless; `level` the power-of-two reduction; `voi` the window asked for (None: the
    image's own), `window` the one used, `source` where it came from: file, auto, chosen, lut or none. `masked` says
    that areas of it were burnt black for this person: such a picture is never called lossless.
    """

    event = "frame"

    n: int
    epoch: int
    fid: str
    stack: int
    pos: int
    level: int
    tier: str
    mime: str
    w: int
    h: int
    voi: Window | None
    window: Window | None
    source: str
    source_lossy: bool
    marked: bool
    len: int
    href: str | None = None
    masked: bool = False


class FrameFailed(Heard, frozen=True):
    """The picture in view cannot be displayed (the rest of the stack can): say so in its place."""

    event = "frame:failed"

    stack: int
    pos: int
    code: str
