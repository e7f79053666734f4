"""What a mark measures: from modality values at full resolution, never from what was shown."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from server.live.decoded import Stored
from server.measure.calibration import Scale, scale_at
from server.measure.geometry import angle, ellipse_area, length, rectangle_area
from server.measure.statistics import bounding_pixels, inside, statistics
from server.render.modality import apply_modality
from server.terms.images import ImageTraits, PixelSpacing, UltrasoundRegion
from server.terms.marks import Figure, Mark, Measured, Point

NOT_MEASURED = Measured((), "not_measured")


def drawn(mark: Mark, spacing: PixelSpacing | None, regions: Sequence[UltrasoundRegion] = ()) -> Measured:
    """What the points alone say: lengths, angles, areas, with the unit and how far it can be believed."""
    scale = scale_at(mark.points, spacing, regions)
    if scale is None:
        return Measured((), "regions")
    note = "" if mark.kind == "angle" and scale.row == scale.column else scale.note
    match mark.kind:
        case "length":
            return Measured((Figure("length", length(mark.points, scale), scale.unit),), note)
        case "angle":
            return Measured((Figure("angle", angle(mark.points, scale), "°"),), note)
        case "ellipse":
            return Measured((_area(ellipse_area(mark.points, scale), scale),), note)
        case "rectangle":
            return Measured((_area(rectangle_area(mark.points, scale), scale),), note)
        case _:
            return Measured()


def needs_values(mark: Mark, traits: ImageTraits) -> bool:
    """Whether the picture's values are asked for: gray ones, under an area."""
    return mark.kind in {"ellipse", "rectangle"} and not traits.color and not traits.segmentation


def with_values(mark: Mark, told: Measured, stored: Stored, traits: ImageTraits, frame: int, unit: str) -> Measured:
    """The same with mean, deviation and extremes of the modality values under an area; padding does not count."""
    if mark.kind not in {"ellipse", "rectangle"}:
        return told
    kind: Literal["ellipse", "rectangle"] = "ellipse" if mark.kind == "ellipse" else "rectangle"
    row, end_row, column, end_column = bounding_pixels(mark.points, traits.rows, traits.columns)
    part = stored[row:end_row, column:end_column].astype(np.float64)
    chosen = inside(kind, mark.points, row, column, (part.shape[0], part.shape[1]))
    if traits.padding is not None:
        chosen &= (part < traits.padding[0]) | (part > traits.padding[1])
    found = statistics(apply_modality(part, traits, frame), chosen)
    figures = [*told.figures, Figure("count", found.count)]
    if found.count:
        figures += [
            Figure("mean", found.mean, unit),
            Figure("sd", found.sd, unit),
            Figure("min", found.low, unit),
            Figure("max", found.high, unit),
        ]
    return Measured(tuple(figures), told.note)


def value_at(point: Point, stored: Stored, traits: ImageTraits, frame: int) -> Sequence[float] | None:
    """The modality value of the pixel under a point, or its red, green and blue; None outside the image."""
    column, row = int(np.floor(point[0])), int(np.floor(point[1]))
    if not (0 <= row < traits.rows and 0 <= column < traits.columns):
        return None
    pixel = stored[row, column]
    if traits.color:
        return tuple(float(sample) for sample in np.atleast_1d(pixel))
    value = float(apply_modality(np.array([pixel], np.float64), traits, frame)[0])
    return (value,) if np.isfinite(value) else None


def _area(area: float, scale: Scale) -> Figure:
    return Figure("area", area, f"{scale.unit}²")
