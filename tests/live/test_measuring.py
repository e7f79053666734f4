"""What a mark measures: from modality values, without padding, with units and what has to be said."""

import numpy as np
import pytest

from server.live.measuring import drawn, needs_values, value_at, with_values
from server.terms.ids import ParticipantId
from server.terms.images import PixelSpacing, UltrasoundRegion
from server.terms.marks import Mark, MarkKind, Measured, Point
from tests.render.traits import gray

AT_PATIENT = PixelSpacing(2.0, 0.5, "patient")


def mark(kind: MarkKind, *points: Point) -> Mark:
    return Mark("0" * 16, ParticipantId("a" * 16), 0, 0, kind, points)


def figures(measured: Measured) -> dict[str, float]:
    return {each.name: each.value for each in measured.figures}


def test_a_length_is_in_the_patients_millimetres() -> None:
    """F2: rows and columns by their own spacing."""
    told = drawn(mark("length", (0, 0), (3, 0)), AT_PATIENT)
    assert (figures(told), told.figures[0].unit, told.note) == ({"length": 1.5}, "mm", "")


@pytest.mark.parametrize(("spacing", "note"), [(None, "uncalibrated"), (PixelSpacing(1, 1, "detector"), "at_detector")])
def test_what_cannot_be_believed_says_so(spacing: PixelSpacing | None, note: str) -> None:
    """F2: at the detector, or in pixels."""
    assert drawn(mark("length", (0, 0), (3, 0)), spacing).note == note


def test_an_angle_on_square_pixels_needs_no_calibration() -> None:
    """F2: whatever a pixel measures, the angle is the same."""
    told = drawn(mark("angle", (1, 0), (0, 0), (0, 1)), None)
    assert (figures(told), told.note) == ({"angle": 90.0}, "")


def test_nothing_is_measured_across_ultrasound_regions() -> None:
    """F2: inside a region by its own scale, across two or beside them not at all, in a spectrum in pixels only."""
    regions = (
        UltrasoundRegion(0, 0, 100, 100, PixelSpacing(0.1, 0.1, "region")),
        UltrasoundRegion(100, 0, 200, 100, None),
    )
    inside = drawn(mark("length", (10, 10), (20, 10)), AT_PATIENT, regions)
    assert figures(inside)["length"] == pytest.approx(1.0)
    assert inside.figures[0].unit == "mm"
    assert drawn(mark("length", (90, 10), (110, 10)), AT_PATIENT, regions) == Measured((), "regions")
    assert drawn(mark("length", (10, 150), (20, 150)), AT_PATIENT, regions) == Measured((), "regions")
    spectrum = drawn(mark("length", (110, 10), (120, 10)), AT_PATIENT, regions)
    assert (spectrum.figures[0].unit, spectrum.note) == ("px", "uncalibrated")


def test_values_under_an_area_are_modality_values_without_padding() -> None:
    """F2: slope and intercept apply, padding and what lies outside does not count."""
    stored = np.array([[-2000, 10, 20, 30], [40, 50, 60, 70]], np.int16)
    image = gray("int16", 2, 4, slope=2.0, intercept=-1000.0, padding=(-2000.0, -2000.0))
    area = mark("rectangle", (0, 0), (2, 2))
    told = figures(with_values(area, drawn(area, AT_PATIENT), stored, image, 0, "HU"))
    assert told["count"] == 3
    assert told["mean"] == pytest.approx(2 * (10 + 40 + 50) / 3 - 1000)
    assert (told["min"], told["max"], told["area"]) == (-980.0, -900.0, 4.0)


def test_an_area_beside_the_image_has_no_values() -> None:
    """F2: it is drawn, and counts nothing."""
    area = mark("ellipse", (10, 10), (12, 12))
    told = with_values(area, drawn(area, None), np.zeros((2, 4), np.int16), gray("int16", 2, 4), 0, "")
    assert figures(told)["count"] == 0
    assert "mean" not in figures(told)


def test_only_gray_pictures_have_values_to_average() -> None:
    """F2: the mean of a color says nothing."""
    assert needs_values(mark("ellipse", (0, 0), (1, 1)), gray())
    assert not needs_values(mark("length", (0, 0), (1, 1)), gray())


@pytest.mark.parametrize("point", [(-0.1, 0), (4.0, 0), (0, 2.0)])
def test_there_is_no_value_outside_the_image(point: Point) -> None:
    """F2: not the nearest one either."""
    assert value_at(point, np.zeros((2, 4), np.int16), gray("int16", 2, 4), 0) is None


def test_the_value_under_a_point_is_its_pixels() -> None:
    """F2: (3.9, 1.2) lies in the last column of the second row."""
    stored = np.arange(8, dtype=np.int16).reshape(2, 4)
    assert value_at((3.9, 1.2), stored, gray("int16", 2, 4, intercept=-5.0), 0) == (2.0,)
