import numpy as np
import pytest

from server.render.overlays import draw_overlay, halve_overlay


def plane(rows: int, columns: int, *drawn: tuple[int, int]) -> np.ndarray:
    made = np.zeros((rows, columns), np.uint8)
    for row, column in drawn:
        made[row, column] = 255
    return made


@pytest.mark.parametrize("shape", [(5, 5), (5, 5, 3)], ids=["gray", "color"])
def test_overlay_is_white_with_a_dark_edge(shape: tuple[int, ...]) -> None:
    """Graphics stay legible on bright places too."""
    drawn = draw_overlay(np.full(shape, 250, np.uint8), plane(5, 5, (2, 2)))
    assert (drawn[2, 2] == 255).all()
    assert (drawn[1, 2] == 0).all()
    assert (drawn[0, 2] == 250).all()


def test_empty_overlay_changes_nothing() -> None:
    """Without anything drawn the very same picture goes on."""
    picture = np.zeros((4, 4), np.uint8)
    assert draw_overlay(picture, None) is picture
    assert draw_overlay(picture, plane(4, 4)) is picture


def test_no_line_is_lost_at_a_level() -> None:
    """A line one pixel wide is still there after halving, at odd edges too."""
    assert (halve_overlay(plane(5, 5, (4, 4), (0, 1))) == [[255, 0, 0], [0, 0, 0], [0, 0, 255]]).all()


def test_overlay_of_the_full_image_fits_a_smaller_picture() -> None:
    """Pictures that are reduced after their colors come with overlays at full size."""
    assert draw_overlay(np.zeros((3, 3), np.uint8), plane(9, 9, (8, 8)))[2, 2] == 255
