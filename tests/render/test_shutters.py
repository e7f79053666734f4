import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.render.shutters import close_shutters, visible
from server.terms.images import Shutter
from tests.render.traits import gray

RECTANGLE = Shutter("rectangular", (2.0, 1.0, 4.0, 3.0))
CIRCLE = Shutter("circular", (8.0, 8.0, 3.0))
TRIANGLE = Shutter("polygonal", (0.0, 0.0, 0.0, 15.0, 15.0, 0.0))


def test_rectangle_shows_its_edges_and_hides_the_rest() -> None:
    """PS3.3 C.7.6.11: left and upper edge to right and lower edge, all of them seen."""
    shut = close_shutters(np.full((6, 8), 200, np.uint8), gray(rows=6, columns=8, shutters=(RECTANGLE,)))
    assert np.argwhere(shut == 200).tolist() == [[row, column] for row in (1, 2, 3) for column in (2, 3, 4)]
    assert shut[0, 0] == 0


def test_circle_shows_what_is_within_its_radius() -> None:
    """The centers of pixels count."""
    seen = visible(gray(rows=16, columns=16, shutters=(CIRCLE,)), 16, 16)
    assert seen is not None
    rows, columns = np.mgrid[0:16, 0:16]
    np.testing.assert_array_equal(seen, (rows - 8) ** 2 + (columns - 8) ** 2 <= 9)


def test_polygon_shows_its_inside_and_border() -> None:
    """Vertices are row and column in turn."""
    seen = visible(gray(rows=16, columns=16, shutters=(TRIANGLE,)), 16, 16)
    assert seen is not None
    assert (seen[0, 0], seen[0, 15], seen[15, 0], seen[5, 5], seen[15, 15], seen[10, 10]) == (
        True, True, True, True, False, False,
    )  # fmt: skip


def test_several_shutters_intersect() -> None:
    """Only what every shutter leaves open is seen."""
    both = visible(gray(rows=16, columns=16, shutters=(RECTANGLE, TRIANGLE)), 16, 16)
    alone = visible(gray(rows=16, columns=16, shutters=(RECTANGLE,)), 16, 16)
    assert both is not None
    assert alone is not None
    assert (both <= alone).all()


@pytest.mark.parametrize(("value", "shown"), [(0, 0), (0xFFFF, 255), (0x8000, 128)])
def test_hidden_places_have_the_gray_that_is_asked_for(value: int, shown: int) -> None:
    """Shutter Presentation Value is a P-value from 0 to 65 535; in color pictures it is gray too."""
    traits = gray(rows=6, columns=8, shutters=(RECTANGLE,), shutter_value=value)
    assert close_shutters(np.full((6, 8, 3), 9, np.uint8), traits)[0, 0].tolist() == [shown] * 3


def test_without_shutters_the_picture_is_the_same_array() -> None:
    """Nothing is copied."""
    picture = np.zeros((4, 4), np.uint8)
    assert close_shutters(picture, gray()) is picture


@given(st.integers(1, 3), st.sampled_from([RECTANGLE, CIRCLE, TRIANGLE]))
def test_shutters_fit_every_level(level: int, shutter: Shutter) -> None:
    """A place of a level is seen when about half of it or more is at full size."""
    traits = gray(rows=64, columns=64, shutters=(_scaled(shutter, 4),))
    full, small = visible(traits, 64, 64), visible(traits, 64 >> level, 64 >> level)
    assert full is not None
    assert small is not None
    step = 1 << level
    share = full.reshape(64 // step, step, 64 // step, step).mean(axis=(1, 3))
    assert small[share == 1].all()
    assert not small[share == 0].any()


def _scaled(shutter: Shutter, by: float) -> Shutter:
    return Shutter(shutter.shape, tuple(value * by for value in shutter.values))
