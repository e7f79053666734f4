"""Lengths, angles and areas between points of a picture, on pixels that need not be square."""

import itertools
import math
from collections.abc import Sequence

from server.measure.calibration import Scale
from server.terms.errors import Malformed
from server.terms.marks import Point


def length(points: Sequence[Point], scale: Scale) -> float:
    """The way along the points (at least two), in the scale's unit."""
    if len(points) < 2:
        raise Malformed("bad_value", field="points")
    return sum(_distance(a, b, scale) for a, b in itertools.pairwise(points))


def angle(points: Sequence[Point], scale: Scale) -> float:
    """Degrees between two lines, 0…180.

    Three points meet in the second; four are two lines that need not meet (Cobb), and the smaller angle counts.

    Raises
    ------
    Malformed
        `bad_value` {field} for another number of points, or a line without a length.
    """
    if len(points) == 3:
        tip, start, end = points[1], points[0], points[2]
        return _between(_step(tip, start, scale), _step(tip, end, scale))
    if len(points) == 4:
        wide = _between(_step(points[0], points[1], scale), _step(points[2], points[3], scale))
        return min(wide, 180 - wide)
    raise Malformed("bad_value", field="points")


def ellipse_area(points: Sequence[Point], scale: Scale) -> float:
    """The area of the ellipse inside the box of two corners, in the scale's unit squared."""
    left, top, right, bottom = box(points)
    return math.pi * (right - left) * scale.column * (bottom - top) * scale.row / 4


def rectangle_area(points: Sequence[Point], scale: Scale) -> float:
    """The area of the box of two corners, in the scale's unit squared."""
    left, top, right, bottom = box(points)
    return (right - left) * scale.column * (bottom - top) * scale.row


def box(points: Sequence[Point]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of two opposite corners; raises `Malformed` (`bad_value`) for other points."""
    if len(points) != 2:
        raise Malformed("bad_value", field="points")
    (x0, y0), (x1, y1) = points
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _step(start: Point, end: Point, scale: Scale) -> Point:
    return (end[0] - start[0]) * scale.column, (end[1] - start[1]) * scale.row


def _distance(start: Point, end: Point, scale: Scale) -> float:
    return math.hypot(*_step(start, end, scale))


def _between(one: Point, other: Point) -> float:
    if math.hypot(*one) == 0 or math.hypot(*other) == 0:
        raise Malformed("bad_value", field="points")
    cross = one[0] * other[1] - one[1] * other[0]
    dot = one[0] * other[0] + one[1] * other[1]
    return math.degrees(math.atan2(abs(cross), dot))
