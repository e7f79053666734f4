"""What a distance on a picture is worth: millimetres in the patient, at the detector, or only pixels. PS3.3 10.7."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.terms.images import PixelSpacing, UltrasoundRegion
from server.terms.marks import Point


@dataclass(frozen=True, slots=True)
class Scale:
    """Millimetres (or pixels) per row and per column, the unit, and what has to be said about it."""

    row: float
    column: float
    unit: str
    note: str = ""


def scale_at(
    points: Sequence[Point], spacing: PixelSpacing | None, regions: Sequence[UltrasoundRegion] = ()
) -> Scale | None:
    """The scale that holds at all of these points.

    Returns
    -------
    None where none does: the points lie in different ultrasound regions, or some outside all of them.

    References
    ----------
    PS3.3 10.7.1.3 (what Pixel Spacing means), C.8.5.5.1.1 (regions of ultrasound).
    """
    if regions:
        holding = [region for region in regions if all(_holds(region, point) for point in points)]
        # regions may lie over one another: whoever says a length counts, two who say different ones do not
        scales = {region.spacing for region in holding if region.spacing is not None}
        if not holding or len(scales) > 1:
            return None
        spacing = next(iter(scales), None)
    if spacing is None or spacing.origin == "none":
        return Scale(1.0, 1.0, "px", "uncalibrated")
    note = "at_detector" if spacing.origin == "detector" else ""
    return Scale(spacing.row_mm, spacing.column_mm, "mm", note)


def _holds(region: UltrasoundRegion, point: Point) -> bool:
    return region.left <= point[0] <= region.right and region.top <= point[1] <= region.bottom
