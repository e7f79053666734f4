"""What a client may say in a room: one struct per Socket.IO event of namespace /room; unknown fields are refused.

Every event but those marked ∅ is acknowledged: `{"ok": true, …}` or `{"ok": false, "code": …, "retry_ms"?: …}`.
`RATES` gives each event's token bucket (per second, burst); slot events keep the newest when they come too fast,
any other excess is refused with `rate` and is a strike; three strikes disconnect.
"""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

Handle = Annotated[str, Meta(min_length=1, max_length=64)]
Fid = Annotated[str, Meta(pattern="^[A-Za-z0-9_-]{22}$")]
Finite = Annotated[float, Meta(ge=-1e9, le=1e9)]
Count = Annotated[int, Meta(ge=0, le=2**53 - 1)]
"""A number that counts; more than a browser can count is no count."""


class Said(Struct, frozen=True, forbid_unknown_fields=True):
    """A message from a client."""

    event: ClassVar[str]
    rate: ClassVar[tuple[float, int]]
    slot: ClassVar[bool] = False
    acked: ClassVar[bool] = True


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


class Auth(Struct, frozen=True, forbid_unknown_fields=True):
    """The `auth` of the Socket.IO CONNECT packet. The connection's URL carries ?room=<id>."""

    proto: int
    ticket: Annotated[str, Meta(min_length=1, max_length=256)]
    caps: Caps
    resume: Resume = Resume()
    language: Annotated[str, Meta(max_length=35)] = "en"


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
    slot = True
    acked = False

    stack: Annotated[int, Meta(ge=0, le=1000)] | None
    pos: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
    x: Finite = 0.0
    y: Finite = 0.0
    kind: Literal["dot", "cross"] = "dot"


class Ack(Said, frozen=True):
    """∅ `n` last frame decoded and painted or stored, `m` last control message, both cumulative; `shown` = [fid, ms]."""

    event = "ack"
    rate = (60, 120)
    slot = True
    acked = False

    n: Count
    m: Count = 0
    shown: Annotated[list[tuple[Fid, Count]], Meta(max_length=64)] = []


class FrameWant(Said, frozen=True):
    """A frame was lost or failed to open: send these again."""

    event = "frame:want"
    rate = (10, 20)

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


class ChatSend(Said, frozen=True):
    """Ack {id, seq, at}. `cid` makes a retry harmless: the same one returns the same message."""

    event = "chat:send"
    rate = (3, 10)

    cid: Annotated[str, Meta(pattern="^[0-9a-f-]{16,36}$")]
    text: Annotated[str, Meta(min_length=1, max_length=4000)]
    channel: Literal["talk", "clinicians"] = "talk"
    picture: ViewportSaid | None = None


class ChatRead(Said, frozen=True):
    """∅ Everything up to `seq` was on this person's screen."""

    event = "chat:read"
    rate = (2, 10)
    slot = True
    acked = False

    seq: Count


class ChatSince(Said, frozen=True):
    """Ack {lines, more}: chat after `seq`, oldest first, at most 200 lines and 256 KiB of text."""

    event = "chat:since"
    rate = (2, 10)

    seq: Count
    channel: Literal["talk", "clinicians"] = "talk"


class Signal(Said, frozen=True):
    """A patient's one-tap signal, shown to the clinicians beside the name and kept in the chat."""

    event = "signal"
    rate = (1, 5)

    kind: Literal["slower", "louder", "again", "unclear", "call"]


class SignalNoticed(Said, frozen=True):
    """A clinician has noticed a patient's signal, the chat line with this `seq`."""

    event = "signal:noticed"
    rate = (3, 10)

    seq: Count


class Admit(Said, frozen=True):
    """Host: let a waiting guest into the talk; `word` is the one the host picked after hearing it."""

    event = "room:admit"
    rate = (2, 10)

    participant: Handle
    recognized: Literal["known", "name_and_birth_date", "other"]
    word: Annotated[str, Meta(min_length=1, max_length=40)]


class Deny(Said, frozen=True):
    """Host: not this person; the card goes and the link asks for a new code."""

    event = "room:deny"
    rate = (2, 10)

    participant: Handle


class Remove(Said, frozen=True):
    """Host: out of the session at once; a new epoch follows."""

    event = "room:remove"
    rate = (2, 10)

    participant: Handle


class Pause(Said, frozen=True):
    """Host: screens blank, keys dead, the clock keeps running."""

    event = "room:pause"
    rate = (1, 5)


class ResumeRoom(Said, frozen=True):
    """Host: pictures again, under a new epoch."""

    event = "room:resume"
    rate = (1, 5)


class Extend(Said, frozen=True):
    """Host: more minutes, inside the cap and the consent. Ack {deadline_ms}; refused `cap` {minutes_left}."""

    event = "room:extend"
    rate = (1, 5)

    minutes: Annotated[int, Meta(ge=1, le=60)]


class End(Said, frozen=True):
    """Host: viewing ends now (closing); a second `end` while closing locks."""

    event = "room:end"
    rate = (1, 5)


class Leave(Said, frozen=True):
    """A guest goes for good; coming back needs the lobby again."""

    event = "room:leave"
    rate = (1, 5)


class ConsentAnswer(Said, frozen=True):
    """A patient's answer to exactly the text with this digest, for these stacks (indexes of the form)."""

    event = "consent:answer"
    rate = (1, 5)

    digest: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    agree: bool
    stacks: Annotated[list[Annotated[int, Meta(ge=0, le=1000)]], Meta(max_length=256)] = []


class ConsentWithdraw(Said, frozen=True):
    """The patient stops sharing: pictures gone for everybody within a second, the talk goes on."""

    event = "consent:withdraw"
    rate = (1, 5)


class ConsentAsk(Said, frozen=True):
    """Host: show the consent to this patient again (after 'not now' or a withdrawal)."""

    event = "consent:ask"
    rate = (1, 5)

    participant: Handle


class BasisRecord(Said, frozen=True):
    """Host: the basis on which others may see pictures without the patient's tap."""

    event = "consent:basis"
    rate = (1, 5)

    basis: Literal["verbal_witness", "guardian", "documented", "emergency"]
    note: Annotated[str, Meta(min_length=1, max_length=500)]


class ControlRequest(Said, frozen=True):
    """Ask the presenter (and host) for control; expires after 20 s."""

    event = "control:request"
    rate = (1, 5)


class ControlGrant(Said, frozen=True):
    """Presenter or host: hand control to `to`."""

    event = "control:grant"
    rate = (1, 5)

    to: Handle


class ControlTake(Said, frozen=True):
    """Host: take control back at once."""

    event = "control:take"
    rate = (1, 5)


class ControlRelease(Said, frozen=True):
    """Presenter: give control back to the host."""

    event = "control:release"
    rate = (1, 5)


class TimePing(Said, frozen=True):
    """Ack {t0, t1}: the client's own mark and the server's epoch ms."""

    event = "time:ping"
    rate = (2, 10)

    t0: float


EVENTS: dict[str, type[Said]] = {
    kind.event: kind
    for kind in (
        ViewSet, ViewFollow, ViewAllow, RoomBlank, BookmarkPut, BookmarkDrop, MarkPut, MarkDrop, ValueAt, Pointer,
        Ack, FrameWant, Report, ChatSend, ChatRead, ChatSince, Signal, SignalNoticed, Admit, Deny, Remove, Pause, ResumeRoom,
        Extend, End, Leave, ConsentAnswer, ConsentWithdraw, ConsentAsk, BasisRecord, ControlRequest, ControlGrant,
        ControlTake, ControlRelease, TimePing,
    )
}  # fmt: skip
"""Event name → the struct its payload must be."""
