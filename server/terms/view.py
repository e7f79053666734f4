"""What is on the light box now: full-state views of stacks, in DICOM's words (GSPS, PS3.3 C.10, C.11)."""

from dataclasses import dataclass
from typing import Literal

from server.terms.ids import ParticipantId

VoiFunction = Literal["LINEAR", "LINEAR_EXACT", "SIGMOID"]


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
    area in image pixel edges (x0, y0, x1, y1), None for the whole image.
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


@dataclass(frozen=True, slots=True)
class View:
    """The whole shared view; the server numbers it with `rev` and says who made it and when (server epoch ms)."""

    rev: int
    by: ParticipantId
    at_ms: int
    layout: tuple[int, int]
    active: str
    viewports: tuple[Viewport, ...]


@dataclass(frozen=True, slots=True)
class StackBounds:
    """What a view must stay inside: number of frames, image size in pixels, and whether a window applies."""

    frames: int
    columns: int
    rows: int
    color: bool
