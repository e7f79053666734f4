"""What a file hides stays hidden in a presentation state: the same numbers, from 1. PS3.3 C.7.6.11."""

import pytest
from pydicom.dataset import Dataset

from server.reports.display_shutter import put_shutters
from server.terms.images import Shutter

SHUTTERS = (
    Shutter("rectangular", (9.0, 19.0, 109.0, 219.0)),
    Shutter("circular", (49.0, 59.0, 30.0)),
    Shutter("polygonal", (0.0, 0.0, 0.0, 99.0, 99.0, 0.0)),
)


def test_shutters_count_from_one() -> None:
    dataset = Dataset()
    put_shutters(dataset, SHUTTERS, 0, pseudo_color=False)
    assert list(dataset.ShutterShape) == ["RECTANGULAR", "CIRCULAR", "POLYGONAL"]
    assert (dataset.ShutterLeftVerticalEdge, dataset.ShutterRightVerticalEdge) == (10, 110)
    assert (dataset.ShutterUpperHorizontalEdge, dataset.ShutterLowerHorizontalEdge) == (20, 220)
    assert (list(dataset.CenterOfCircularShutter), dataset.RadiusOfCircularShutter) == ([50, 60], 30)
    assert list(dataset.VerticesOfThePolygonalShutter) == [1, 1, 1, 100, 100, 1]


@pytest.mark.parametrize("pseudo_color", [False, True])
def test_gray_of_a_shutter_is_a_color_where_the_picture_has_colors(*, pseudo_color: bool) -> None:
    dataset = Dataset()
    put_shutters(dataset, SHUTTERS[:1], 0x1234, pseudo_color=pseudo_color)
    assert ("ShutterPresentationValue" in dataset) is not pseudo_color
    if pseudo_color:
        assert list(dataset.ShutterPresentationColorCIELabValue) == [0x1234, 0x8080, 0x8080]


def test_picture_without_shutters_gets_none() -> None:
    dataset = Dataset()
    put_shutters(dataset, (), 0, pseudo_color=False)
    assert len(dataset) == 0
