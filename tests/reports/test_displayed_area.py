"""Which pixels lie at the corners of what is displayed, in all eight ways an image can be turned. PS3.3 C.10.4."""

import numpy as np
import pytest
from hypothesis import given

from server.reports.displayed_area import Area, Pixel, Rotation, area_of, corners_of
from server.terms.view import Viewport
from tests.reports.consult import COLUMNS, PICTURE, ROWS, viewports

PART: Area = (10.0, 20.0, 110.0, 220.0)
"""Pixels 11…110 of the columns, 21…220 of the rows, counted from 1."""


@pytest.mark.parametrize(
    ("rot", "flip", "top_left", "bottom_right"),
    [
        (0, False, (11, 21), (110, 220)),
        (90, False, (11, 220), (110, 21)),
        (180, False, (110, 220), (11, 21)),
        (270, False, (110, 21), (11, 220)),
        (0, True, (110, 21), (11, 220)),
        (90, True, (11, 21), (110, 220)),
        (180, True, (11, 220), (110, 21)),
        (270, True, (110, 220), (11, 21)),
    ],
)
def test_corners_are_named_as_displayed_and_counted_as_stored(
    rot: Rotation, *, flip: bool, top_left: Pixel, bottom_right: Pixel
) -> None:
    assert corners_of(PART, rot, flip=flip) == (top_left, bottom_right)


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("rot", [0, 90, 180, 270])
def test_corners_are_those_of_the_turned_array(rot: Rotation, *, flip: bool) -> None:
    """Pixels that know their own names, turned clockwise and then mirrored by numpy."""
    names = np.stack(np.meshgrid(np.arange(11, 111), np.arange(21, 221)), axis=-1)
    shown = np.rot90(names, k=-rot // 90)
    shown = shown[:, ::-1] if flip else shown
    assert corners_of(PART, rot, flip=flip) == (tuple(shown[0, 0]), tuple(shown[-1, -1]))


def test_whole_image_is_its_first_and_last_pixel() -> None:
    assert corners_of(PICTURE.whole, 0, flip=False) == ((1, 1), (COLUMNS, ROWS))


def test_area_beyond_the_image_keeps_its_place() -> None:
    assert corners_of((-10.0, -20.0, 600.0, 400.0), 0, flip=False) == ((-9, -19), (600, 400))


def test_every_pixel_that_is_touched_belongs_to_the_area() -> None:
    assert corners_of((0.5, 0.999, 10.001, 11.0), 0, flip=False) == ((1, 1), (11, 11))


@given(viewports)
def test_area_comes_back_within_a_pixel(viewport: Viewport) -> None:
    area = viewport.area or PICTURE.whole
    again = area_of(*corners_of(area, viewport.rot, flip=viewport.flip))
    assert all(abs(one - other) < 1 for one, other in zip(area, again, strict=True))
    assert all(again[edge] <= area[edge] for edge in (0, 1))
    assert all(again[edge] >= area[edge] for edge in (2, 3))
