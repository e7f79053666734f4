"""Shutters of a header."""

import numpy as np
import pytest

from server.terms.images import ImageTraits, Shutter
from tests.reference import files
from tests.studies.memory_source import header_of

PIXELS = np.zeros((4, 6), np.uint8)
EDGES = {
    "ShutterLeftVerticalEdge": 2, "ShutterRightVerticalEdge": 5,
    "ShutterUpperHorizontalEdge": 1, "ShutterLowerHorizontalEdge": 3,
}  # fmt: skip
CIRCLE = {"CenterOfCircularShutter": [3, 4], "RadiusOfCircularShutter": 2}


def traits(**elements: object) -> ImageTraits:
    image = header_of(files.grayscale(PIXELS, **elements)).image
    assert image is not None
    return image


def test_edges_count_from_one_in_the_file() -> None:
    """PS3.3 C.7.6.11: left, upper, right and lower edge."""
    assert traits(ShutterShape="RECTANGULAR", **EDGES).shutters == (Shutter("rectangular", (1.0, 0.0, 4.0, 2.0)),)


def test_circle_is_row_column_and_radius() -> None:
    """The center counts from one, the radius is a length."""
    assert traits(ShutterShape="CIRCULAR", **CIRCLE).shutters == (Shutter("circular", (2.0, 3.0, 2.0)),)


def test_polygon_is_rows_and_columns_in_turn() -> None:
    """At least three corners."""
    shutter = traits(ShutterShape="POLYGONAL", VerticesOfThePolygonalShutter=[1, 1, 1, 5, 4, 1]).shutters
    assert shutter == (Shutter("polygonal", (0.0, 0.0, 0.0, 4.0, 3.0, 0.0)),)


def test_several_shapes_are_several_shutters() -> None:
    """They intersect when drawn."""
    both = traits(ShutterShape=["RECTANGULAR", "CIRCULAR"], **EDGES, **CIRCLE).shutters
    assert [shutter.shape for shutter in both] == ["rectangular", "circular"]


@pytest.mark.parametrize(
    "elements",
    [
        {"ShutterShape": "RECTANGULAR"}, {"ShutterShape": "CIRCULAR", "RadiusOfCircularShutter": 3},
        {"ShutterShape": "POLYGONAL", "VerticesOfThePolygonalShutter": [1, 1, 2, 2]}, {"ShutterShape": "BITMAP"},
        EDGES, {"ShutterShape": "RECTANGULAR"} | EDGES | {"ShutterLeftVerticalEdge": 6},
    ],
    ids=["no edges", "no center", "two corners", "bitmap", "no shape", "left of right"],
)  # fmt: skip
def test_shutter_that_does_not_fit_its_shape_hides_nothing(elements: dict[str, object]) -> None:
    """Better the whole image than none of it."""
    assert traits(**elements).shutters == ()


def test_gray_of_the_shutter_is_read() -> None:
    """Shutter Presentation Value, black when nothing is said."""
    assert traits(ShutterShape="RECTANGULAR", ShutterPresentationValue=0xFFFF, **EDGES).shutter_value == 0xFFFF
    assert traits(ShutterShape="RECTANGULAR", **EDGES).shutter_value == 0


def test_enhanced_images_say_it_once_for_all_frames() -> None:
    """PS3.3 C.7.6.16.2.16: a shared functional group."""
    group = files.sequence_item(FrameDisplayShutterSequence=[files.sequence_item(ShutterShape="CIRCULAR", **CIRCLE)])
    assert [shutter.shape for shutter in traits(SharedFunctionalGroupsSequence=[group]).shutters] == ["circular"]
