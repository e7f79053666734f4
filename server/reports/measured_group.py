"""A drawing that measures as a measurement group, and a picture as one: PS3.16 TID 1410, TID 1501, by highdicom.

Importing this brings highdicom (0.4 s, 20 MB): only `measurement_report` does, and it is imported where it is used.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from highdicom.sr import (
    CoordinatesForMeasurement,
    ImageRegion,
    Measurement,
    MeasurementsAndQualitativeEvaluations,
    PlanarROIMeasurementsAndQualitativeEvaluations,
    QualitativeEvaluation,
    RelationshipTypeValues,
    SourceImageForMeasurement,
    SourceImageForMeasurementGroup,
    SourceImageForRegion,
    TextContentItem,
    TrackingIdentifier,
)
from pydicom.sequence import Sequence as Items
from pydicom.sr.coding import Code

from server.reports import coded_words as said
from server.reports.findings import FoundOn
from server.reports.graphic_annotation import axes
from server.reports.made_uids import made_uid
from server.reports.references import Reference, reference_item
from server.terms.marks import Figure, Mark, Point
from server.terms.people import Role

Group = MeasurementsAndQualitativeEvaluations | PlanarROIMeasurementsAndQualitativeEvaluations


def mark_group(mark: Mark, picture: Reference, source: str, role: Role) -> Group:
    """What one drawing measures: an area as a region with values under it, a line as lengths with their coordinates.

    Coordinates count as ours do: (0, 0) is the outer corner of the first pixel (PS3.3 C.18.6.1.2).
    """
    measured = mark.measured
    assert measured is not None
    tracking = TrackingIdentifier(uid=made_uid("mark", source, mark.id), identifier=mark.id)
    evaluations = [
        QualitativeEvaluation(said.DRAWN_AS, said.SHAPES[mark.kind]),
        QualitativeEvaluation(said.CALIBRATION, said.CALIBRATIONS[measured.note]),
        QualitativeEvaluation(said.DRAWN_BY, said.PARTS[role]),
    ]
    group: Group
    if mark.kind in {"ellipse", "rectangle"}:
        group = PlanarROIMeasurementsAndQualitativeEvaluations(
            tracking_identifier=tracking,
            referenced_region=_region(mark, picture),
            measurements=[_under_region(figure) for figure in measured.figures],
            qualitative_evaluations=evaluations,
        )
    else:
        group = MeasurementsAndQualitativeEvaluations(
            tracking_identifier=tracking,
            measurements=[_along(figure, mark, picture) for figure in measured.figures],
            qualitative_evaluations=evaluations,
            source_images=[_source_of_group(picture)],
        )
    _comment(group, mark.text)
    return group


def picture_group(found: FoundOn, source: str) -> Group:
    """How one picture was seen: in which quality, on what display, through what window, by which presentation state."""
    image = _source_of_group(found.picture)
    if found.presentation is not None:
        image.ReferencedSOPSequence[0].ReferencedSOPSequence = Items([reference_item(found.presentation)])
    place = (found.picture.sop_instance_uid, str(found.picture.frame or 1))
    evaluations = [
        QualitativeEvaluation(said.QUALITY, said.QUALITIES[found.quality]),
        QualitativeEvaluation(said.DISPLAY, said.DISPLAYS[found.display.kind]),
        QualitativeEvaluation(said.DISPLAY_CALIBRATED, said.YES if found.display.calibrated else said.NO),
    ]
    measurements = []
    if found.window is not None:
        unit = said.unit_code("")
        measurements = [
            Measurement(said.WINDOW_CENTER, float(found.window.center), unit),
            Measurement(said.WINDOW_WIDTH, float(found.window.width), unit),
        ]
        evaluations.append(QualitativeEvaluation(said.WINDOW_FUNCTION, said.WINDOW_FUNCTIONS[found.window.function]))
    group = MeasurementsAndQualitativeEvaluations(
        tracking_identifier=TrackingIdentifier(uid=made_uid("picture", source, *place), identifier=_cited(found)),
        measurements=measurements,
        qualitative_evaluations=evaluations,
        source_images=[image],
    )
    _comment(group, found.caption)
    return group


def text_item(name: Code, text: str) -> TextContentItem:
    """A text inside a container; its line ends are those of the standard (UT)."""
    return TextContentItem(name, "\r\n".join(text.splitlines()), RelationshipTypeValues.CONTAINS)


def _region(mark: Mark, picture: Reference) -> ImageRegion:
    if mark.kind == "ellipse":
        kind, points = "ELLIPSE", axes(*mark.points)
    else:
        (x0, y0), (x1, y1) = mark.points
        kind, points = "POLYLINE", ((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0))
    return ImageRegion(kind, np.array(points, np.float64), _source_of_region(picture))


def _under_region(figure: Figure) -> Measurement:
    """Area, count, or a value derived from those of the modality under the region."""
    match figure.name:
        case "area":
            return Measurement(said.AREA, float(figure.value), said.unit_code(figure.unit))
        case "count":
            return Measurement(said.PIXELS_COUNTED, float(figure.value), said.PIXELS)
        case "length" | "angle":
            raise AssertionError(figure.name)
        case _:
            name = said.ATTENUATION if figure.unit == "HU" else said.INTENSITY
            derivation = said.DERIVATIONS[figure.name]
            return Measurement(name, float(figure.value), said.unit_code(figure.unit), derivation=derivation)


def _along(figure: Figure, mark: Mark, picture: Reference) -> Measurement:
    """A length, or an angle between one bent line or two straight ones."""
    return Measurement(
        said.LENGTH if figure.name == "length" else said.ANGLE,
        float(figure.value),
        said.unit_code(figure.unit),
        referenced_images=[SourceImageForMeasurement(*_named(picture))],
        referenced_coordinates=[
            CoordinatesForMeasurement("POLYLINE", np.array(line, np.float64), _source_of_region(picture))
            for line in _lines(mark.points)
        ],
    )


def _lines(points: Sequence[Point]) -> Iterator[Sequence[Point]]:
    if len(points) == 4:
        yield from (points[:2], points[2:])
    else:
        yield points


def _comment(group: Group, text: str) -> None:
    if text.strip():
        group[0].ContentSequence.append(text_item(said.COMMENT, text))


def _cited(found: FoundOn) -> str:
    series = "" if found.series_number is None else f"Se {found.series_number} "
    return f"{series}Im {found.image_number}"


def _named(picture: Reference) -> tuple[str, str, list[int] | None]:
    frames = None if picture.frame is None else [picture.frame]
    return picture.sop_class_uid, picture.sop_instance_uid, frames


def _source_of_region(picture: Reference) -> SourceImageForRegion:
    return SourceImageForRegion(*_named(picture))


def _source_of_group(picture: Reference) -> SourceImageForMeasurementGroup:
    return SourceImageForMeasurementGroup(*_named(picture))
