"""Views: the shared one, one's own, kept ones, and who may look."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from server.transport.wire.room_in.said import Count, Finite, Said


class ViewportSaid(Struct, frozen=True, forbid_unknown_fields=True):
    """One viewport of a proposed view; the server clamps what is out of bounds."""

    id: Annotated[str, Meta(pattern="^[a-d]$")]
    stack: Annotated[int, Meta(ge=0, le=1000)] | None = None
    pos: Annotated[int, Meta(ge=-1_000_000, le=1_000_000)] = 0
    voi: "WindowSaid | None" = None
    invert: bool = False
    rot: Literal[0, 90, 180, 270] = 0
    flip: bool = False
    area: tuple[Finite, Finite, Finite, Finite] | None = None
    cine: "CineSaid | None" = None
    palette: Literal["HOT_IRON", "PET", "HOT_METAL_BLUE", "PET_20_STEP"] | None = None


class WindowSaid(Struct, frozen=True, forbid_unknown_fields=True):
    """A window in modality units."""

    center: Finite
    width: Finite
    function: Literal["LINEAR", "LINEAR_EXACT", "SIGMOID"] = "LINEAR"


class CineSaid(Struct, frozen=True, forbid_unknown_fields=True):
    """Playing from `anchor_pos` at `anchor_ms` (server time; 0 = now)."""

    first: Count
    last: Count
    fps: Annotated[float, Meta(ge=0.5, le=60)]
    loop: Literal["wrap", "sweep", "once"] = "wrap"
    anchor_pos: Count = 0
    anchor_ms: Count = 0


class LinkSaid(Struct, frozen=True, forbid_unknown_fields=True):
    """Two viewports that scroll together."""

    first: Annotated[str, Meta(pattern="^[a-d]$")]
    second: Annotated[str, Meta(pattern="^[a-d]$")]
    by: Literal["hand", "space"] = "hand"
    offset: Finite = 0.0
    windows: bool = False


class ViewSet(Said, frozen=True):
    """A whole view: the shared one (presenter) or, with scope `mine`, one's own beside it. Ack {rev}, the shared one's.

    Refused `not_presenter` {holder, token_epoch}, `forbidden`, `conflict` (whoever steers has no view of their own).
    """

    event = "view:set"
    rate = (60, 60)
    slot = True

    cseq: Count
    layout: tuple[Literal[1, 2], Literal[1, 2]]
    active: Annotated[str, Meta(pattern="^[a-d]$")]
    viewports: Annotated[list[ViewportSaid], Meta(min_length=1, max_length=4)]
    token_epoch: Count = 0
    scope: Literal["shared", "mine"] = "shared"
    link: LinkSaid | None = None


class ViewFollow(Said, frozen=True):
    """Back to the shared view from one's own."""

    event = "view:follow"
    rate = (2, 10)


class ViewAllow(Said, frozen=True):
    """Host: people of this role may look around alone, or are called back to the shared view."""

    event = "view:allow"
    rate = (1, 5)

    role: Literal["specialist", "patient"]
    on: bool


class RoomBlank(Said, frozen=True):
    """Host: patients and observers see nothing while a picture is prepared, or see again."""

    event = "room:blank"
    rate = (1, 5)

    on: bool


class BookmarkPut(Said, frozen=True):
    """Keep the shared view under a name; with `number` name or star an earlier one. Ack {number}."""

    event = "bookmark:put"
    rate = (1, 10)

    name: Annotated[str, Meta(min_length=1, max_length=200)]
    star: bool = False
    number: Count | None = None


class BookmarkDrop(Said, frozen=True):
    """Forget a kept view."""

    event = "bookmark:drop"
    rate = (1, 10)

    number: Count
