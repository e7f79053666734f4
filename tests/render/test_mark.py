import numpy as np
import pytest

from server.render.mark import CONTRAST, draw_mark

TEXT = "shared with patient, 14:12"


@pytest.mark.parametrize("shape", [(512, 512), (240, 320, 3), (64, 64)])
@pytest.mark.parametrize("background", [0, 100, 200, 255])
def test_mark_shows_faintly_on_any_background(shape: tuple[int, ...], background: int) -> None:
    """Security 2.7: about 8 % contrast, visible on black, gray and white."""
    plain = np.full(shape, background, np.uint8)
    difference = np.abs(draw_mark(plain, TEXT).astype(int) - plain)
    assert set(np.unique(difference)) == {0, CONTRAST}
    assert 0.002 < (difference > 0).mean() < 0.25


def test_mark_crosses_every_third_of_the_picture() -> None:
    """No useful crop is without it."""
    marked = draw_mark(np.zeros((300, 300), np.uint8), TEXT)
    for third in range(3):
        rows = marked[third * 100 : third * 100 + 100]
        assert rows[:, :150].any()
        assert rows[:, 150:].any()


def test_other_texts_make_other_pictures() -> None:
    """The time of the epoch can be read from the picture."""
    plain = np.zeros((200, 200), np.uint8)
    assert (draw_mark(plain, TEXT) != draw_mark(plain, "shared with patient, 14:13")).any()


def test_the_picture_itself_is_not_changed() -> None:
    """Clinicians' frames stay unmarked."""
    plain = np.zeros((64, 64), np.uint8)
    draw_mark(plain, TEXT)
    assert not plain.any()


def test_characters_the_font_lacks_are_left_out() -> None:
    """No text of a mark can stop a picture."""
    assert draw_mark(np.zeros((64, 64), np.uint8), "\u0645\u0631\u062d\u0628\u0627").shape == (64, 64)
    assert draw_mark(np.zeros((64, 64), np.uint8), "").shape == (64, 64)
