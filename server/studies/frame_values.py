"""Values that an enhanced image states per frame or once for all, in its functional groups. PS3.3 C.7.6.16."""

import re
from datetime import date
from typing import cast

from server.studies.fields import Fields
from server.studies.frame_vectors import values_by_vector
from server.studies.natures import nature_of_group
from server.studies.orientation import plane_of
from server.studies.spacing import pair
from server.terms.errors import Malformed
from server.terms.images import FrameValues, Nature, PixelSpacing, WindowChoice
from server.terms.view import VoiFunction

_FUNCTIONS = {"LINEAR", "LINEAR_EXACT", "SIGMOID"}
_SPACE, _WINDOWS, _FRAMES, _DIMENSIONS = 3, 16, 20_000, 16
_WINDOWS_IN_ALL = 40_000
_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2}(?:\.\d{1,6})?)")
"""YYYYMMDDHHMMSS.FFFFFF; the zone is the same for all frames of a file. PS3.5 6.2."""


def slope_of(fields: Fields | None) -> tuple[float, float] | None:
    """Rescale slope and intercept, None when absent.

    Raises
    ------
    Malformed
        `bad_rescale` for a slope of zero (every value would become the same), and for one that is stated and is no
        number: values shown without it would be others.
    """
    slope = fields.decimal("RescaleSlope") if fields else None
    intercept = fields.decimal("RescaleIntercept") if fields else None
    unreadable = fields is not None and (
        (slope is None and fields.states("RescaleSlope")) or (intercept is None and fields.states("RescaleIntercept"))
    )
    if slope == 0 or unreadable:
        raise Malformed("bad_rescale")
    if slope is None and intercept is None:
        return None
    return (1.0 if slope is None else slope), (intercept or 0.0)


def windows_of(fields: Fields | None, most: int = _WINDOWS) -> tuple[WindowChoice, ...]:
    """The first `most` windows a header offers that can be drawn: width above 0, or at least 1 for LINEAR."""
    if fields is None:
        return ()
    name = fields.code("VOILUTFunction").upper()
    function = cast("VoiFunction", name if name in _FUNCTIONS else "LINEAR")
    centers, widths = fields.decimals("WindowCenter"), fields.decimals("WindowWidth")
    words = fields.text("WindowCenterWidthExplanation", 256).split("\\")
    choices = []
    for index, (center, width) in enumerate(list(zip(centers, widths, strict=False))[:most]):
        if not (0 < width <= 2**40 and abs(center) <= 2**40):
            continue
        exact: VoiFunction = "LINEAR_EXACT" if function == "LINEAR" and width < 1 else function
        choices.append(WindowChoice(center, width, exact, words[index] if index < len(words) else ""))
    return tuple(choices)


def frame_values(fields: Fields, shared: Fields | None, frames: int) -> tuple[FrameValues, ...]:
    """One `FrameValues` per frame, shared groups filling what a frame leaves out; empty when frames say nothing.

    One for all frames when only shared groups speak: a small file must not become a large answer.
    """
    if frames > _FRAMES:  # tiles of a slide: their places are arithmetic, and a million values help nobody
        return ()
    most = max(1, min(_WINDOWS, _WINDOWS_IN_ALL // frames))
    common = _values(shared, most=most) if shared else FrameValues()
    each = [_values(item, common, most=most) for item in fields.items("PerFrameFunctionalGroupsSequence", limit=frames)]
    if each:
        return tuple(each) if len(each) > 1 or frames == 1 else (each[0], common)
    return (common,) if shared else values_by_vector(fields, frames)


def _values(group: Fields, common: FrameValues = FrameValues(), *, most: int) -> FrameValues:  # noqa: B008  (frozen value)
    transform = slope_of(group.first("PixelValueTransformationSequence"))
    place, turn = _decimals(group, "PlanePositionSequence", "ImagePositionPatient"), _orientation(group)
    measures = group.first("PixelMeasuresSequence")
    size = pair(measures, "PixelSpacing") if measures else None
    content, anatomy = group.first("FrameContentSequence"), group.first("FrameAnatomySequence")
    nature = _nature(nature_of_group(group), common.nature)
    return FrameValues(
        slope=transform[0] if transform else common.slope,
        intercept=transform[1] if transform else common.intercept,
        windows=windows_of(group.first("FrameVOILUTSequence"), most) or common.windows,
        position=(place[0], place[1], place[2]) if len(place) == _SPACE else common.position,
        orientation=turn or common.orientation,
        spacing=PixelSpacing(*size, "patient") if size else common.spacing,
        laterality=side_of(anatomy.code("FrameLaterality") if anatomy else "") or common.laterality,
        dimension_index=_numbers(content, "DimensionIndexValues"),
        stack_id=content.text("StackID", 16) if content else "",
        in_stack=_number(content, "InStackPositionNumber"),
        temporal_position=_number(content, "TemporalPositionIndex"),
        echo="" if nature is None or nature.echo_ms is None else f"{nature.echo_ms:g}",
        segment=_number(group.first("SegmentIdentificationSequence"), "ReferencedSegmentNumber") or common.segment,
        patient_orientation=_letters(group.first("PatientOrientationInFrameSequence")) or common.patient_orientation,
        nature=nature,
        tile=_tile(group.first("PlanePositionSlideSequence")),
        taken_ms=_taken_ms(content),
    )


def side_of(laterality: str) -> str:
    """A laterality as the standard spells it: L, R, B (both) or U (unpaired); empty for anything else. C.7.6.16.2.8."""
    side = laterality.upper()
    return side if side in {"L", "R", "B", "U"} else ""


def _taken_ms(content: Fields | None) -> float | None:
    """Frame Reference Date Time, else Frame Acquisition Date Time, to the microsecond. PS3.3 C.7.6.16.2.2."""
    for keyword in ("FrameReferenceDateTime", "FrameAcquisitionDateTime"):
        found = _MOMENT.match(content.code(keyword)) if content else None
        try:
            if found is not None:
                days = date(int(found[1]), int(found[2]), int(found[3])).toordinal()
                seconds = int(found[4]) * 3600 + int(found[5]) * 60 + float(found[6])
                return round(days * 86_400_000 + seconds * 1000, 3)
        except ValueError:
            continue
    return None


def _decimals(group: Fields, sequence: str, keyword: str) -> tuple[float, ...]:
    item = group.first(sequence)
    return item.decimals(keyword) if item else ()


def _orientation(group: Fields) -> tuple[float, float, float, float, float, float] | None:
    plane = plane_of(_decimals(group, "PlaneOrientationSequence", "ImageOrientationPatient"))
    return None if plane is None else (*plane[0], *plane[1])


def _numbers(content: Fields | None, keyword: str) -> tuple[int, ...]:
    return content.integers(keyword)[:_DIMENSIONS] if content else ()


def _number(content: Fields | None, keyword: str) -> int | None:
    return content.integer(keyword) if content else None


def _letters(oriented: Fields | None) -> tuple[str, str] | None:
    letters = oriented.codes("PatientOrientation") if oriented else ()
    return (letters[0], letters[1]) if len(letters) == 2 else None


def _tile(place: Fields | None) -> tuple[int, int] | None:
    row, column = _number(place, "RowPositionInTotalImagePixelMatrix"), None
    if row is not None:
        column = _number(place, "ColumnPositionInTotalImagePixelMatrix")
    return None if row is None or column is None else (row, column)


def _nature(own: Nature, common: Nature | None) -> Nature | None:
    """What a frame says of how it was made, filled by what holds for all; None when nobody says anything."""
    if own == Nature():
        return common
    if common is None:
        return own
    return Nature(
        flavor=own.flavor or common.flavor,
        energy=common.energy if own.energy is None else own.energy,
        b_value=common.b_value if own.b_value is None else own.b_value,
        gradient=own.gradient or common.gradient,
        echo_ms=common.echo_ms if own.echo_ms is None else own.echo_ms,
        trigger_ms=common.trigger_ms if own.trigger_ms is None else own.trigger_ms,
    )
