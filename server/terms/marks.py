"""What people draw on a picture: points in image pixels, so that it stays where it was drawn on every screen."""

from dataclasses import dataclass
from typing import Literal

from server.terms.ids import ParticipantId
from server.terms.view import Cited

MarkKind = Literal["arrow", "freehand", "text", "length", "angle", "ellipse", "rectangle"]
"""`length`, `angle`, `ellipse` and `rectangle` are measured; the others only show."""
MEASURED: frozenset[MarkKind] = frozenset({"length", "angle", "ellipse", "rectangle"})

Point = tuple[float, float]
"""Column and row in image pixel edges: (0, 0) is the outer corner of the first pixel."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a measurement. `unit` is a symbol of the field: mm, mm², °, px, HU, or empty."""

    name: Literal["length", "angle", "area", "mean", "sd", "min", "max", "count"]
    value: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a mark measures, and how far it can be believed.

    `note` is a code: empty, `at_detector` (not corrected for magnification), `uncalibrated` (pixels, no millimetres),
    `regions` (refused: it crosses ultrasound regions), `not_measured` (the picture cannot be decoded).
    """

    figures: tuple[Figure, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One drawing on one picture of the manifest.

    `id` is chosen by its author's client (16 hex digits), `rev` counts its changes from 1. `measured` is made on the
    server from modality values, never from what was shown; None until it is there. `cited` is its picture as reports name it.
    """

    id: str
    author: ParticipantId
    stack: int
    pos: int
    kind: MarkKind
    points: tuple[Point, ...]
    text: str = ""
    rev: int = 1
    at_ms: int = 0
    measured: Measured | None = None
    cited: Cited | None = None
