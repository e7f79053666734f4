"""What a client hears in a room: one struct per Socket.IO event of namespace /room; fields are only ever added.

Reliable messages carry `m`, a per-connection counter that the client acknowledges with `ack`.
"""

from typing import ClassVar

from msgspec import Struct, field

from server.terms.view import View, Viewport, Window


class Heard(Struct, frozen=True):
    """A message to a client."""

    event: ClassVar[str]


class WindowChoice(Struct, frozen=True):
    """A window the file itself (or the modality's usual list) offers; `name` is an explanation or a preset's key."""

    name: str
    center: float
    width: float
    function: str = "LINEAR"


class StackNote(Struct, frozen=True):
    """Something to know about a stack: a code with facts, worded by the page (`server.studies.notes` lists them)."""

    code: str
    facts: dict[str, str | int | float]


class SpacingAt(Struct, frozen=True):
    """The distance of pixel centers of one picture, and what it was measured on."""

    row_mm: float
    column_mm: float
    origin: str


class StackCard(Struct, frozen=True):
    """One stack of the manifest as a role may know it: handles, never UIDs.

    `image_numbers[i]` is the Instance Number (or frame number) of position i; `letters` are (left, right, top, bottom)
    of an unrotated picture, per position when they differ, None when the file does not say; `spacing_mm` is
    (row, column) distance of pixel centers, None when unknown; `calibrated` says whether it is at the patient.
    `lateralities` and `spacings` are per position, and empty unless they differ within the stack.
    `aspect` is how much taller than wide a pixel is. To the host only: `held` says that guests are not shown this stack
    before somebody looked for names in it, `black` which areas (left, top, right, bottom; image pixels) are black for
    somebody.
    """

    id: int
    modality: str
    series_number: int | None
    title: str
    count: int
    columns: int
    rows: int
    color: bool
    unit: str
    windows: list[WindowChoice]
    image_numbers: list[int]
    letters: list[tuple[str, str, str, str] | None]
    laterality: str
    spacing_mm: tuple[float, float] | None
    calibrated: bool
    fps: float | None
    source_lossy: bool
    aspect: float = 1.0
    held: bool = False
    black: list[tuple[int, int, int, int]] = []
    lateralities: list[str] = []
    spacing_origin: str = ""
    spacings: list[SpacingAt | None] = []
    plane: str = ""
    notes: list[StackNote] = []


class Identity(Struct, frozen=True):
    """The identity strip: for who reads names (the host; specialists if the clinic lets them)."""

    name: str
    id: str
    birth_date: str
    sex: str


class ParticipantCard(Struct, frozen=True):
    """Somebody in the room. `verified` is True for signed-in staff; guests are shown as invited, not verified."""

    id: str
    role: str
    name: str
    verified: bool
    presence: str
    online: bool
    sees_pictures: bool
    consent: str
    read: int
    factors: list[str]
    word_choices: list[str]
    seen: tuple[int, int] | None
    follows: bool = True
    seen_tier: str = ""
    seen_ms: int = 0


class RoomState(Heard, frozen=True):
    """Phase and times. `until_ms` is when viewing ends, `closing_until_ms` when the talk ends too.

    `log_down`: no picture is shown for now, because nothing can be recorded. `blank`: patients and observers are shown
    nothing while one is prepared. `lookers`: roles that may look around alone. `place`: in the line of who waits, from 1.
    """

    event = "room:state"

    phase: str
    reason: str
    start_ms: int
    until_ms: int | None
    closing_until_ms: int | None
    latest_end_ms: int
    extensions_left: int
    server_ms: int
    log_down: bool = False
    blank: bool = False
    lookers: list[str] = []
    place: int = 0
    m: int = 0


class Token(Struct, frozen=True):
    """Who steers."""

    holder: str
    token_epoch: int
    request: str | None = None


class ControlState(Heard, frozen=True):
    """Who steers changed, or somebody asks to."""

    event = "control"

    token: Token
    m: int = 0


class ChatLine(Struct, frozen=True):
    """A line of the chat; system lines have a `code` and facts and are worded by the page."""

    id: str
    seq: int
    author: str
    at_ms: int
    kind: str
    text: str
    code: str = ""
    facts: dict[str, str | int | float | bool] = field(default_factory=dict)
    cid: str = ""
    channel: str = "talk"
    picture: Viewport | None = None


class Chat(Heard, frozen=True):
    """New lines, in order."""

    event = "chat"

    lines: list[ChatLine]
    m: int = 0


class Presence(Heard, frozen=True):
    """Everybody, whole, at most twice a second."""

    event = "presence"

    participants: list[ParticipantCard]
    m: int = 0


class Key(Heard, frozen=True):
    """The frame key of an epoch, wrapped to this connection's public key; `lease_ms` is how long it may be held."""

    event = "key"

    epoch: int
    wrapped: str
    lease_ms: int
    m: int = 0


class Lease(Heard, frozen=True):
    """Every 3 s: the key may be held until then (server epoch ms, ≤ 30 s ahead). `low`: served as on a thin line."""

    event = "lease"

    epoch: int
    until_ms: int
    server_ms: int
    low: bool = False


class Dark(Heard, frozen=True):
    """Go dark now: drop key, bitmaps and canvas. `reason` is a code."""

    event = "dark"

    reason: str
    m: int = 0


class Manifest(Heard, frozen=True):
    """The stacks this person may see; sent with the first view and whenever a grant changes."""

    event = "manifest"

    stacks: list[StackCard]
    identity: Identity | None
    m: int = 0


class ViewShown(Heard, frozen=True):
    """The whole shared view (newest wins); `cseq` echoes its author's own number."""

    event = "view"

    view: View
    cseq: int | None = None


class OwnView(Heard, frozen=True):
    """The view this person looks at alone, beside the shared one; null: they follow the shared view again."""

    event = "view:mine"

    view: View | None
    cseq: int | None = None


class BookmarkCard(Struct, frozen=True):
    """A kept view; `star` makes it a key view of the consult."""

    number: int
    by: str
    at_ms: int
    name: str
    star: bool
    view: View


class Bookmarks(Heard, frozen=True):
    """The kept views this person may open; sent with the manifest and whenever they change. Clinicians only."""

    event = "bookmarks"

    bookmarks: list[BookmarkCard]
    m: int = 0


class FigureCard(Struct, frozen=True):
    """One number of a measurement."""

    name: str
    value: float
    unit: str


class MarkCard(Struct, frozen=True):
    """A drawing on a picture, in image pixel edges; `measured` and `note` are the server's, from modality values."""

    id: str
    author: str
    stack: int
    pos: int
    kind: str
    points: list[tuple[float, float]]
    text: str
    rev: int
    at_ms: int
    measured: list[FigureCard]
    note: str


class Marks(Heard, frozen=True):
    """Marks that were drawn or changed, and ids of those taken away; with `whole` these are all there are."""

    event = "marks"

    put: list[MarkCard]
    drop: list[str]
    whole: bool = False
    m: int = 0


class PointerShown(Heard, frozen=True):
    """Where somebody points (newest wins, per person); `stack` null: nowhere any more. Fades after 2 s."""

    event = "pointer"

    by: str
    stack: int | None
    pos: int = 0
    x: float = 0.0
    y: float = 0.0
    kind: str = "dot"


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


class ConsentForm(Heard, frozen=True):
    """The consent to read: exactly these paragraphs have this digest. Choices are the stacks that can be unticked."""

    event = "consent"

    language: str
    title: str
    paragraphs: list[str]
    choices: list[tuple[int, str]]
    agree: str
    refuse: str
    digest: str
    m: int = 0


class Me(Struct, frozen=True):
    """Who this connection is."""

    id: str
    role: str
    name: str
    host: bool


class Welcome(Heard, frozen=True):
    """Once per connection. Before admission only me, clinic, word, place and state are filled."""

    event = "room:welcome"

    me: Me
    state: RoomState
    clinic: str
    phone: str
    host_name: str
    word: str
    place: int
    participants: list[ParticipantCard]
    token: Token | None
    chat: list[ChatLine]
    patient_present: bool
    clinicians: list[ChatLine] = []
    m: int = 0


class Bye(Heard, frozen=True):
    """Why the server closes this connection: locked, moved, removed, denied, left, draining, rate or bad_messages."""

    event = "bye"

    code: str


HEARD: tuple[type[Heard], ...] = (
    Welcome, RoomState, Presence, ControlState, Manifest, ViewShown, OwnView, Bookmarks, Marks, PointerShown,
    FrameMeta, FrameFailed, Key, Lease, Dark, Chat, ConsentForm, Bye,
)  # fmt: skip
