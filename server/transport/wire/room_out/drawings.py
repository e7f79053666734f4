"""Marks and pointers on pictures."""

from msgspec import Struct

from server.transport.wire.room_out.heard import Heard


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
