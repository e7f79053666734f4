import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.render.level import reduced
from server.render.masks import burn_masks

EDGES = st.integers(-5, 40)


def test_mask_is_black_and_nothing_else_is() -> None:
    """H5: right and bottom are exclusive, columns come first."""
    burnt = burn_masks(np.full((6, 8), 200, np.uint8), [(1, 2, 4, 3)], 0)
    assert np.argwhere(burnt == 0).tolist() == [[2, 1], [2, 2], [2, 3]]


def test_without_masks_the_picture_is_the_same_array() -> None:
    """Nothing is copied for pictures without names."""
    picture = np.zeros((2, 2), np.uint8)
    assert burn_masks(picture, (), 3) is picture


@given(EDGES, EDGES, EDGES, EDGES, st.integers(0, 3))
def test_masks_are_rounded_outward_at_every_level(left: int, top: int, right: int, bottom: int, level: int) -> None:
    """H5: nothing that a mask touches at full size is seen in a smaller picture, whatever its corners."""
    secret = np.zeros((33, 31), np.uint8)
    x0, x1 = sorted((max(left, 0), max(right, 0)))
    y0, y1 = sorted((max(top, 0), max(bottom, 0)))
    secret[y0:y1, x0:x1] = 255
    burnt = burn_masks(reduced(secret, level, None).astype(np.uint8), [(left, top, right, bottom)], level)
    assert not burnt.any()


@pytest.mark.parametrize("shape", [(5, 5), (5, 5, 3)])
def test_masks_far_outside_are_ignored(shape: tuple[int, ...]) -> None:
    """A mask drawn for a larger image of the series harms no smaller one."""
    picture = np.full(shape, 9, np.uint8)
    assert (burn_masks(picture, [(50, 50, 90, 90), (-9, -9, -2, -2)], 0) == 9).all()
