"""The manifest: stacks as a role may know them."""

from msgspec import Struct

from server.transport.wire.room_out.heard import Heard


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
    `aspect` is how much taller than wide a pixel is. `places[i]` is where position i lies, in millimetres along the
    normal of all stacks with the same `space` (0: it does not lie in space, and has no places); `step_mm` is the
    usual distance from slice to slice. To the host only: `held` says that guests are not shown this stack
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
    space: int = 0
    places: list[float] = []
    step_mm: float = 0.0
    times_ms: list[float] = []
    plays_fps: float | None = None
    sweeps: bool = False


class Identity(Struct, frozen=True):
    """The identity strip: for who reads names (the host; specialists if the clinic lets them)."""

    name: str
    id: str
    birth_date: str
    sex: str


class Manifest(Heard, frozen=True):
    """The stacks this person may see; sent with the first view and whenever a grant changes."""

    event = "manifest"

    stacks: list[StackCard]
    identity: Identity | None
    m: int = 0
