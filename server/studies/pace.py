"""How fast a clip was taken and wants to be shown: its frame times as they are. PS3.3 C.7.6.5 (Cine), C.7.6.6."""

from itertools import accumulate
from typing import Final

from server.studies.fields import Fields
from server.studies.frame_times import lasting
from server.studies.header import STEADY, Pace

_VECTOR: Final = b"\x18\x00\x65\x10"
"""The tag of Frame Time Vector (0018,1065), as words."""
SAME_RATE: Final = 0.02
"""A rate that differs by less from the clip's own is the rounding of it."""


def frame_ms(fields: Fields) -> float | None:
    """Milliseconds per frame: what the frame increment pointer names, else Frame Time, the vector's mean, a rate."""
    time = fields.decimal("FrameTime")
    steps = [step for step in fields.decimals("FrameTimeVector")[1:] if step > 0]
    mean = sum(steps) / len(steps) if steps else None
    if mean is not None and (_points_at_vector(fields) or time is None or time <= 0):
        return mean
    if time is not None and time > 0:
        return time
    rate = _shown_at(fields)
    return 1000 / rate if rate else None


def pace_of(fields: Fields, frames: int) -> Pace:
    """Frame times that differ, the rate asked for, and the way of playing; nothing for a single picture."""
    if frames < 2:
        return STEADY
    own_ms, rate = frame_ms(fields), _shown_at(fields)
    asked = rate if rate and own_ms and abs(rate * own_ms / 1000 - 1) > SAME_RATE else None
    return Pace(_times(fields, frames), asked, fields.integer("PreferredPlaybackSequencing") == 1)


def _times(fields: Fields, frames: int) -> tuple[float, ...]:
    """The vector holds each frame's distance from the one before; its first value says nothing. C.7.6.5.1.2."""
    vector = fields.decimals("FrameTimeVector")
    if len(vector) != frames or (fields.has("FrameTime") and not _points_at_vector(fields)):
        return ()
    return lasting([0.0, *accumulate(vector[1:])])


def _points_at_vector(fields: Fields) -> bool:
    pointers = fields.words("FrameIncrementPointer")
    return any(pointers[at : at + 4] == _VECTOR for at in range(0, min(len(pointers), 64), 4))


def _shown_at(fields: Fields) -> float | None:
    """Recommended Display Frame Rate, else Cine Rate, in frames a second."""
    for keyword in ("RecommendedDisplayFrameRate", "CineRate"):
        rate = fields.decimal(keyword)
        if rate is not None and rate > 0:
            return rate
    return None
