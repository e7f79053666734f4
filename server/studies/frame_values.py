"""Values that an enhanced image states per frame or once for all, in its functional groups. PS3.3 C.7.6.16."""

from typing import cast

from server.studies.fields import Fields
from server.studies.spacing import pair
from server.terms.errors import Malformed
from server.terms.images import FrameValues, PixelSpacing, WindowChoice
from server.terms.view import VoiFunction

_FUNCTIONS = {"LINEAR", "LINEAR_EXACT", "SIGMOID"}
_SPACE, _DIRECTIONS, _WINDOWS, _FRAMES = 3, 6, 16, 20_000


def slope_of(fields: Fields | None) -> tuple[float, float] | None:
    """Rescale slope and intercept, None when absent.

    Raises
    ------
    Malformed
        `bad_rescale` for a slope of zero: every value would become the same.
    """
    slope = fields.decimal("RescaleSlope") if fields else None
    intercept = fields.decimal("RescaleIntercept") if fields else None
    if slope is None and intercept is None:
        return None
    if slope == 0:
        raise Malformed("bad_rescale")
    return (1.0 if slope is None else slope), (intercept or 0.0)


def windows_of(fields: Fields | None) -> tuple[WindowChoice, ...]:
    """The windows a header offers that can be drawn: width above 0, or at least 1 for LINEAR."""
    if fields is None:
        return ()
    name = fields.code("VOILUTFunction").upper()
    function = cast("VoiFunction", name if name in _FUNCTIONS else "LINEAR")
    centers, widths = fields.decimals("WindowCenter"), fields.decimals("WindowWidth")
    words = fields.text("WindowCenterWidthExplanation", 256).split("\\")
    choices = []
    for index, (center, width) in enumerate(list(zip(centers, widths, strict=False))[:_WINDOWS]):
        if not (0 < width <= 2**40 and abs(center) <= 2**40):
            continue
        exact: VoiFunction = "LINEAR_EXACT" if function == "LINEAR" and width < 1 else function
        choices.append(WindowChoice(center, width, exact, words[index] if index < len(words) else ""))
    return tuple(choices)


def frame_values(fields: Fields, shared: Fields | None, frames: int) -> tuple[FrameValues, ...]:
    """One `FrameValues` per frame, shared groups filling what a frame leaves out; empty for classic images."""
    common = _values(shared) if shared else FrameValues()
    if frames > _FRAMES:  # tiles of a slide: their places are arithmetic, and a million values help nobody
        return ()
    each = [_values(item, common) for item in fields.items("PerFrameFunctionalGroupsSequence", limit=frames)]
    return tuple(each) if each or not shared else (common,) * frames


def _values(group: Fields, common: FrameValues = FrameValues()) -> FrameValues:  # noqa: B008  (frozen value)
    transform = slope_of(group.first("PixelValueTransformationSequence"))
    plane = group.first("PlanePositionSequence")
    place = plane.decimals("ImagePositionPatient") if plane else ()
    turned = group.first("PlaneOrientationSequence")
    turn = turned.decimals("ImageOrientationPatient") if turned else ()
    measures = group.first("PixelMeasuresSequence")
    size = pair(measures, "PixelSpacing") if measures else None
    anatomy = group.first("FrameAnatomySequence")
    return FrameValues(
        slope=transform[0] if transform else common.slope,
        intercept=transform[1] if transform else common.intercept,
        windows=windows_of(group.first("FrameVOILUTSequence")) or common.windows,
        position=(place[0], place[1], place[2]) if len(place) == _SPACE else common.position,
        orientation=(turn[0], turn[1], turn[2], turn[3], turn[4], turn[5])
        if len(turn) == _DIRECTIONS
        else common.orientation,
        spacing=PixelSpacing(*size, "patient") if size else common.spacing,
        laterality=(anatomy.code("FrameLaterality") if anatomy else "") or common.laterality,
    )
