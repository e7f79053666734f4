"""What is on the light box now: full-state views of stacks, in DICOM's words (GSPS, PS3.3 C.10, C.11)."""

from dataclasses import dataclass
from typing import Literal

from server.terms.geometry import NOWHERE, Places
from server.terms.ids import ParticipantId

VoiFunction = Literal["LINEAR", "LINEAR_EXACT", "SIGMOID"]
Palette = Literal["HOT_IRON", "PET", "HOT_METAL_BLUE", "PET_20_STEP"]
"""The well-known color palettes for gray pictures. PS3.6 B, PS3.3 C.11.14."""


@dataclass(frozen=True, slots=True)
class Window:
    """A VOI window in modality units: |center| ≤ 1e6, 0 < width ≤ 2e6 (≥ 1 for LINEAR). PS3.3 C.11.2.1.2."""

    center: float
    width: float
    function: VoiFunction = "LINEAR"


@dataclass(frozen=True, slots=True)
class Cine:
    """Playing as a function of server time: position = f(now), never a stream of positions."""

    first: int
    last: int
    fps: float
    loop: Literal["wrap", "sweep", "once"]
    anchor_pos: int
    anchor_ms: int


@dataclass(frozen=True, slots=True)
class Viewport:
    """One picture of the layout.

    `stack` indexes the session's manifest (None: empty), `pos` its frames (0-based); `voi` None means the
    image's own window; `rot` is clockwise degrees applied before the horizontal `flip`; `area` is the displayed
    area in image pixel edges (x0, y0, x1, y1), None for the whole image; `palette` colors a gray picture.
    """

    id: str
    stack: int | None = None
    pos: int = 0
    voi: Window | None = None
    invert: bool = False
    rot: Literal[0, 90, 180, 270] = 0
    flip: bool = False
    area: tuple[float, float, float, float] | None = None
    cine: Cine | None = None
    palette: Palette | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Two viewports that scroll together.

    `by` says why they belong together: "hand" when a person put them side by side (two dates never share a frame of
    reference), "space" when they show the same place inside one Frame of Reference UID. `offset` is the second's
    position minus the first's for "hand" (its place in millimetres where both have places and the same of the three main
    planes), 0 for "space". `windows`: one window for both.
    """

    first: str
    second: str
    by: Literal["hand", "space"] = "hand"
    offset: float = 0.0
    windows: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """The whole shared view; the server numbers it with `rev` and says who made it and when (server epoch ms)."""

    rev: int
    by: ParticipantId
    at_ms: int
    layout: tuple[int, int]
    active: str
    viewports: tuple[Viewport, ...]
    link: Link | None = None


Quality = Literal["", "preview", "lossy", "lossless"]
"""How well a picture was seen; empty where nobody knows."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A picture of the manifest as reports cite it, so that it can be named when its study is gone.

    `series` and `image` are the file's own numbers (`image` its place from 1 where it has none), `window` is what it was
    seen through (None: color, or nobody knows), `quality` the best that one person's screen said it had shown of it.
    """

    stack: int
    pos: int
    series: int | None
    image: int
    window: Window | None = None
    quality: Quality = ""


@dataclass(frozen=True, slots=True)
class StackBounds:
    """What a view must stay inside: number of frames, image size in pixels, and whether a window applies."""

    frames: int
    columns: int
    rows: int
    color: bool


@dataclass(frozen=True, slots=True)
class Bearings:
    """What a link to a stack may rest on: where its slices lie, and the unit of its gray values (empty: not known)."""

    places: Places = NOWHERE
    unit: str = ""
