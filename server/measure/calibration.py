"""What a distance on a picture is worth: millimetres in the patient, at the detector, or only pixels. PS3.3 10.7."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.terms.images import PixelSpacing
from server.terms.marks import Point


@dataclass(frozen=True, slots=True)
class Scale:
    """Millimetres (or pixels) per row and per column, the unit, and what has to be said about it."""

    row: float
    column: float
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A calibrated part of an ultrasound picture, in pixels; right and bottom exclusive. PS3.3 C.8.5.5."""

    left: int
    top: int
    right: int
    bottom: int
    spacing: PixelSpacing | None

    def holds(self, point: Point) -> bool:
        """Whether a point lies inside."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom


def scale_at(points: Sequence[Point], spacing: PixelSpacing | None, regions: Sequence[Region] = ()) -> Scale | None:
    """The scale that holds at all of these points.

    Returns
    -------
    None where none does: the points lie in different ultrasound regions, or some outside all of them.

    References
    ----------
    PS3.3 10.7.1.3 (what Pixel Spacing means), C.8.5.5.1.1 (regions of ultrasound).
    """
    if regions:
        holding = [region for region in regions if all(region.holds(point) for point in points)]
        if not holding:
            return None
        spacing = holding[0].spacing
    if spacing is None or spacing.origin == "none":
        return Scale(1.0, 1.0, "px", "uncalibrated")
    note = "at_detector" if spacing.origin == "detector" else ""
    return Scale(spacing.row_mm, spacing.column_mm, "mm", note)
