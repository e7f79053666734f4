"""What a client tells of the frames it gets and of its screen."""

from typing import Annotated

from msgspec import Meta

from server.transport.wire.room_in.said import Count, Fid, Said


class Ack(Said, frozen=True):
    """∅ `n` last frame decoded and painted or stored, `m` last control message, both cumulative; `shown` = [fid, ms]."""

    event = "ack"
    rate = (60, 120)
    quick = True
    slot = True
    acked = False

    n: Count
    m: Count = 0
    shown: Annotated[list[tuple[Fid, Count]], Meta(max_length=64)] = []


class FrameWant(Said, frozen=True):
    """A frame was lost or failed to open: send these again."""

    event = "frame:want"
    rate = (10, 20)
    quick = True

    fids: Annotated[list[Fid], Meta(max_length=64)]


class Report(Said, frozen=True):
    """∅ Size of the picture on this client in CSS pixels, and whether it is visible: decides level and tier."""

    event = "client:report"
    rate = (2, 10)
    slot = True
    acked = False

    w: Annotated[int, Meta(ge=0, le=20000)]
    h: Annotated[int, Meta(ge=0, le=20000)]
    dpr: Annotated[float, Meta(ge=0.5, le=8)] = 1.0
    hidden: bool = False
    save_data: bool = False
    rtt: Annotated[int, Meta(ge=0, le=60_000)] | None = None


class TimePing(Said, frozen=True):
    """Ack {t0, t1}: the client's own mark and the server's epoch ms."""

    event = "time:ping"
    rate = (2, 10)
    quick = True

    t0: float
