import numpy as np
import pytest

from server.render.segments import color_of, draw_segments
from server.terms.images import FrameValues, Segment, WindowChoice
from tests.render.traits import gray

RED, PLAIN = Segment(1, "liver", (200, 0, 0)), Segment(2, "spleen")


def test_binary_frame_is_its_mask_in_its_color() -> None:
    """PS3.3 C.8.20.2.3.1: ones are the segment that the frame names."""
    frames = (FrameValues(segment=2), FrameValues(segment=1))
    traits = gray("uint8", segmentation="BINARY", segments=(RED, PLAIN), frame_values=frames)
    drawn = draw_segments(np.array([[0, 1]], np.uint8), traits, 1)
    assert drawn.tolist() == [[[0, 0, 0], [200, 0, 0]]]
    assert tuple(draw_segments(np.array([[1]], np.uint8), traits, 0)[0, 0]) == color_of(PLAIN)


def test_fractional_frame_is_as_strong_as_its_share() -> None:
    """PS3.3 C.8.20.2.3.2: Maximum Fractional Value is all of it."""
    whole = (WindowChoice(50.0, 100.0, "LINEAR_EXACT"),)
    traits = gray("uint8", segmentation="FRACTIONAL", segments=(RED,), windows=whole)
    drawn = draw_segments(np.array([[0, 50, 100, 120]], np.uint8), traits, 0)
    assert drawn[0, :, 0].tolist() == [0, 100, 200, 200]


def test_labels_have_the_colors_of_their_segments() -> None:
    """A label map holds segment numbers; 0 and padding are background."""
    traits = gray("uint16", segmentation="LABELMAP", segments=(RED, PLAIN), padding=(9, 9))
    drawn = draw_segments(np.array([[0, 1, 2, 9, 40_000]], np.uint16), traits, 0)
    assert drawn[0, :2].tolist() == [[0, 0, 0], [200, 0, 0]]
    assert tuple(drawn[0, 2]) == color_of(PLAIN)
    assert drawn[0, 3].max() == 0
    assert drawn[0, 4].max() > 0


@pytest.mark.parametrize("number", [1, 12, 13, 500])
def test_segment_without_a_color_gets_one_that_is_seen(number: int) -> None:
    """A recommended black would not be seen either."""
    assert max(color_of(Segment(number))) > 100
    assert color_of(Segment(number, rgb=(0, 0, 0))) == color_of(Segment(number))
