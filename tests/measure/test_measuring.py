"""Lengths, angles, areas and statistics against numbers worked out by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.measure.calibration import Scale, scale_at
from server.measure.geometry import angle, ellipse_area, length, rectangle_area
from server.measure.statistics import bounding_pixels, inside, statistics
from server.terms.errors import Malformed
from server.terms.images import PixelSpacing, SpacingOrigin, UltrasoundRegion
from server.terms.marks import Point

SQUARE = Scale(1.0, 1.0, "mm")
OBLONG = Scale(2.0, 0.5, "mm")
COORDINATES = st.floats(-5000, 5000).map(lambda number: round(number, 3))
POINTS = st.tuples(COORDINATES, COORDINATES)


def test_length_counts_each_direction_with_its_own_spacing() -> None:
    """3 columns of 0.5 mm and 4 rows of 2 mm."""
    assert length([(0, 0), (3, 0)], OBLONG) == 1.5
    assert length([(0, 0), (0, 4)], OBLONG) == 8.0
    assert length([(0, 0), (3, 4)], SQUARE) == 5.0
    assert length([(0, 0), (3, 4), (3, 5)], SQUARE) == 6.0


@pytest.mark.parametrize(
    ("points", "scale", "degrees"),
    [
        (((1, 0), (0, 0), (0, 1)), SQUARE, 90.0),
        (((1, 0), (0, 0), (-1, 0)), SQUARE, 180.0),
        (((4, 0), (0, 0), (4, 1)), OBLONG, 45.0),
        (((0, 0), (1, 0), (9, 9), (10, 10)), SQUARE, 45.0),
        (((0, 0), (1, 0), (9, 9), (8, 10)), SQUARE, 45.0),
    ],
)
def test_angle_is_that_of_the_lines(points: tuple[Point, ...], scale: Scale, degrees: float) -> None:
    """Three points or two lines, in millimetres and not in pixels; of two lines the smaller angle."""
    assert angle(points, scale) == pytest.approx(degrees)


@pytest.mark.parametrize("points", [((0, 0), (1, 1)), ((0, 0), (0, 0), (1, 1)), ((0, 0), (0, 0), (1, 1), (2, 2))])
def test_a_line_without_a_length_has_no_angle(points: tuple[Point, ...]) -> None:
    """Refused, not nan."""
    with pytest.raises(Malformed, match="bad_value"):
        angle(points, SQUARE)


@given(POINTS, POINTS, POINTS)
def test_length_is_a_distance(a: Point, b: Point, c: Point) -> None:
    """The same both ways, never more than by a detour."""
    assert length([a, b], OBLONG) == length([b, a], OBLONG)
    assert length([a, c], OBLONG) <= length([a, b, c], OBLONG) + 1e-6


def test_areas_are_those_of_the_figures() -> None:
    """Whichever corners were drawn first."""
    assert rectangle_area([(4, 4), (0, 0)], OBLONG) == 16.0
    assert ellipse_area([(0, 4), (4, 0)], OBLONG) == pytest.approx(math.pi * 4)


@pytest.mark.parametrize(
    ("origin", "unit", "note"),
    [
        ("patient", "mm", ""),
        ("calibrated", "mm", ""),
        ("detector", "mm", "at_detector"),
        ("none", "px", "uncalibrated"),
    ],
)
def test_scale_says_how_far_it_can_be_believed(origin: SpacingOrigin, unit: str, note: str) -> None:
    """PS3.3 10.7.1.3: a detector's millimetres are not the patient's."""
    scale = scale_at([(0, 0)], PixelSpacing(2.0, 0.5, origin))
    assert scale is not None
    assert (scale.unit, scale.note) == (unit, note)
    assert scale_at([(0, 0)], None) == Scale(1.0, 1.0, "px", "uncalibrated")


def test_nothing_is_measured_across_ultrasound_regions() -> None:
    """PS3.3 C.8.5.5: each region has its own scale, and outside there is none."""
    regions = [
        UltrasoundRegion(0, 0, 100, 100, PixelSpacing(0.1, 0.1, "region")),
        UltrasoundRegion(100, 0, 200, 100, PixelSpacing(0.2, 0.2, "region")),
    ]
    assert scale_at([(10, 10), (90, 90)], None, regions) == Scale(0.1, 0.1, "mm")
    assert scale_at([(110, 10), (190, 90)], None, regions) == Scale(0.2, 0.2, "mm")
    assert scale_at([(90, 10), (110, 10)], None, regions) is None
    assert scale_at([(10, 10), (10, 110)], None, regions) is None
    over = [UltrasoundRegion(0, 0, 200, 100, None), *regions]
    assert scale_at([(10, 10), (90, 90)], None, over) == Scale(0.1, 0.1, "mm")
    assert scale_at([(90, 10), (110, 10)], None, over) == Scale(1.0, 1.0, "px", "uncalibrated")
    both = [UltrasoundRegion(0, 0, 200, 100, PixelSpacing(0.3, 0.3, "region")), *regions]
    assert scale_at([(10, 10), (90, 90)], None, both) is None


def test_statistics_are_of_pixels_whose_centers_are_inside() -> None:
    """A box over the middle four of sixteen; an ellipse in it has the same four; nothing has none."""
    values = np.arange(16, dtype=np.float64).reshape(4, 4)
    box: list[Point] = [(1, 1), (3, 3)]
    row, end_row, column, end_column = bounding_pixels(box, 4, 4)
    part = values[row:end_row, column:end_column]
    for kind in ("rectangle", "ellipse"):
        found = statistics(part, inside(kind, box, row, column, part.shape))
        assert (found.count, found.mean, found.low, found.high) == (4, 7.5, 5.0, 10.0)
        assert found.sd == pytest.approx(math.sqrt(4.25))
    nothing = statistics(part, inside("ellipse", [(1, 1), (1, 1)], 1, 1, part.shape))
    assert nothing.count == 0
    assert math.isnan(nothing.mean)


@given(POINTS, POINTS)
def test_a_box_touches_only_pixels_of_the_image(one: Point, other: Point) -> None:
    """Whatever was drawn, wherever."""
    row, end_row, column, end_column = bounding_pixels([one, other], 30, 40)
    assert 0 <= row <= end_row or row >= 30
    assert end_row - row <= 30
    assert end_column - column <= 40


def test_values_that_are_none_do_not_count() -> None:
    """Float pictures may hold not-a-number."""
    values = np.array([[1.0, np.nan], [3.0, np.inf]])
    found = statistics(values, np.ones((2, 2), np.bool_))
    assert (found.count, found.mean) == (2, 2.0)
