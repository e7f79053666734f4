"""Marks, pointers and values on pictures."""

from typing import Annotated, Literal

from msgspec import Meta

from server.transport.wire.room_in.said import Count, Finite, Said


class MarkPut(Said, frozen=True):
    """Draw a mark, or change one: `base_rev` is the revision that is changed, 0 for a new one. Ack {rev}."""

    event = "mark:put"
    rate = (10, 20)

    id: Annotated[str, Meta(pattern="^[0-9a-f]{16}$")]
    stack: Annotated[int, Meta(ge=0, le=1000)]
    pos: Annotated[int, Meta(ge=0, le=1_000_000)]
    kind: Literal["arrow", "freehand", "text", "length", "angle", "ellipse", "rectangle"]
    points: Annotated[list[tuple[Finite, Finite]], Meta(min_length=1, max_length=256)]
    text: Annotated[str, Meta(max_length=1000)] = ""
    base_rev: Count = 0


class MarkDrop(Said, frozen=True):
    """Take a mark away."""

    event = "mark:drop"
    rate = (10, 20)

    id: Annotated[str, Meta(pattern="^[0-9a-f]{16}$")]
    base_rev: Count


class ValueAt(Said, frozen=True):
    """Clinicians: the modality value under a point. Ack {values, unit}; no values outside the image or under a mask."""

    event = "value:at"
    rate = (10, 20)

    stack: Annotated[int, Meta(ge=0, le=1000)]
    pos: Annotated[int, Meta(ge=0, le=1_000_000)]
    x: Finite
    y: Finite


class Pointer(Said, frozen=True):
    """∅ Where this person points, on a picture everybody sees; `stack` null: nowhere any more. Never kept."""

    event = "pointer"
    rate = (20, 20)
    quick = True
    slot = True
    acked = False

    stack: Annotated[int, Meta(ge=0, le=1000)] | None
    pos: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
    x: Finite = 0.0
    y: Finite = 0.0
    kind: Literal["dot", "cross"] = "dot"
