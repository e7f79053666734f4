import io

import numpy as np
import pytest
from PIL import Image

from server.render.level import reduced
from server.render.pipeline import EncodedFrame, Tier, WindowSource, display_frame, render_frame
from server.terms.images import FrameValues, ImageTraits, LookupTable, Palette, Segment, Shutter, WindowChoice
from server.terms.view import Window
from tests.render.traits import color, gray, of

RAMP = np.arange(-1024, 3072, dtype=np.int16).reshape(64, 64)
SOFT = Window(40.0, 400.0)


def rendered(traits: ImageTraits, stored: np.ndarray = RAMP, **changes: object) -> EncodedFrame:
    asked = {"window": None, "invert": False, "level": 0, "tier": "lossless", "mark": None, "auto": None} | changes
    return render_frame(stored, traits, **asked)  # type: ignore[arg-type]  # a table of keyword arguments


def pixels(frame: EncodedFrame) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(frame.content)))


def test_whole_way_equals_the_formula() -> None:
    """PS3.4 N.2: rescale, window, and nothing else; every display value as the standard's formula gives it."""
    frame = rendered(of(RAMP, intercept=-100.0), window=SOFT)
    expected = np.clip(((RAMP - 100.0 - 39.5) / 399 + 0.5) * 255, 0, 255)
    np.testing.assert_array_equal(pixels(frame), np.floor(expected + 0.5))


def test_monochrome1_is_shown_with_low_values_white() -> None:
    """A CR of MONOCHROME1 is the negative of the same values as MONOCHROME2."""
    plain = pixels(rendered(of(RAMP), window=SOFT)).astype(int)
    negative = pixels(rendered(of(RAMP, photometric_interpretation="MONOCHROME1"), window=SOFT)).astype(int)
    assert np.abs(255 - plain - negative).max() <= 1


CHOICE, LUT = WindowChoice(300.0, 600.0, "SIGMOID", "BONE"), LookupTable(0, 8, np.arange(256, dtype="<u2").tobytes())


@pytest.mark.parametrize(
    ("traits", "window", "auto", "used", "source"),
    [
        (gray(windows=(CHOICE,)), SOFT, None, SOFT, "chosen"),
        (gray(windows=(CHOICE,)), None, None, Window(300.0, 600.0, "SIGMOID"), "file"),
        (gray(windows=(CHOICE,), voi_luts=(LUT,)), None, None, None, "lut"),
        (gray(), None, SOFT, SOFT, "auto"),
        (gray(windows=(CHOICE,), frame_values=(FrameValues(windows=(WindowChoice(1.0, 2.0),)),)), None, None,
         Window(1.0, 2.0), "file"),
    ],
    ids=["chosen", "file", "lut", "auto", "frame"],
)  # fmt: skip
def test_window_used_and_its_source_are_told(
    traits: ImageTraits, window: Window | None, auto: Window | None, used: Window | None, source: WindowSource
) -> None:
    """People see which window they look through and where it came from."""
    frame = rendered(traits, window=window, auto=auto)
    assert (frame.window_used, frame.window_source) == (used, source)


def test_image_without_any_window_is_labelled_auto() -> None:
    """Nothing in the header, nothing chosen: AUTO, and not black."""
    frame = rendered(gray(modality="MR"))
    assert frame.window_source == "auto"
    assert pixels(frame).std() > 50


def test_color_is_shown_as_it_is() -> None:
    """No window touches color; inversion does."""
    picture = np.random.default_rng(1).integers(0, 256, (8, 8, 3), dtype=np.uint8)
    frame = rendered(color(8, 8), picture, window=SOFT)
    assert frame.window_source == "none"
    np.testing.assert_array_equal(pixels(frame), picture)
    np.testing.assert_array_equal(pixels(rendered(color(8, 8), picture, invert=True)), 255 - picture)


@pytest.mark.parametrize("tier", ["preview", "lossy", "lossless"])
def test_size_and_level_are_told(tier: Tier) -> None:
    """A reduced frame says how small it is and by how many halves."""
    frame = rendered(of(RAMP), reduced(RAMP, 2, None), level=2, tier=tier, window=SOFT)
    assert (frame.width, frame.height, frame.level, frame.tier) == (16, 16, 2, tier)
    assert Image.open(io.BytesIO(frame.content)).size == (16, 16)


def test_mark_is_in_the_pixels() -> None:
    """A role's mark is drawn on the server, so that no client can leave it out."""
    plain, marked = rendered(of(RAMP), window=SOFT), rendered(of(RAMP), window=SOFT, mark="shared, 14:12")
    assert (pixels(plain) != pixels(marked)).any()


def test_steps_work_on_read_only_shared_memory() -> None:
    """Decoded frames are shared by every viewer: rendering never writes to them."""
    frozen = RAMP.copy()
    frozen.flags.writeable = False
    display, _, _ = display_frame(frozen, of(RAMP), window=SOFT, invert=True, auto=None)
    assert display.shape == RAMP.shape


def test_chosen_voi_lut_is_applied() -> None:
    """PS3.3 C.11.2.1.1: one of several tables may be chosen instead of a window."""
    other = LookupTable(0, 8, np.full(4, 77, "<u2").tobytes())
    frame = rendered(gray(voi_luts=(LUT,)), window=other)
    assert (frame.window_source, frame.window_used) == ("chosen", None)
    assert (pixels(frame) == 77).all()


def test_chosen_window_narrower_than_one_is_drawn_exactly() -> None:
    """Issue: width below 1 by LINEAR_EXACT, and that is what is told."""
    assert rendered(of(RAMP), window=Window(0.0, 0.5)).window_used == Window(0.0, 0.5, "LINEAR_EXACT")


COLORS = Palette(*(LookupTable(100, 16, np.full(4, value, "<u2").tobytes()) for value in (0xFF00, 0, 0x8000)))


def test_supplemental_colors_begin_at_the_first_mapped_value() -> None:
    """PS3.3 C.7.6.19: below it gray through the window, from it on color whatever the window and inversion."""
    traits = gray("uint16", 1, 4, supplemental_palette=COLORS, windows=(WindowChoice(50.0, 100.0, "LINEAR_EXACT"),))
    stored = np.array([[0, 99, 100, 5000]], np.uint16)
    assert pixels(rendered(traits, stored))[0].tolist() == [[0] * 3, [252] * 3, [255, 0, 128], [255, 0, 128]]
    assert pixels(rendered(traits, stored, invert=True))[0, 2:].tolist() == [[255, 0, 128]] * 2


def test_chosen_window_shows_the_values_of_a_colored_image() -> None:
    """Pixel Presentation COLOR is best seen in color and can be seen in gray: who chooses a window asks for values."""
    traits = gray("uint16", 1, 2, supplemental_palette=COLORS)
    assert pixels(rendered(traits, np.array([[0, 5000]], np.uint16), window=SOFT)).tolist() == [[102, 255]]


def test_masks_are_in_their_colors_until_a_window_is_chosen() -> None:
    """A segmentation is drawn as masks on black, and as values through a chosen window."""
    traits = gray("uint8", 1, 2, segmentation="BINARY", segments=(Segment(1, rgb=(9, 8, 7)),))
    stored = np.array([[0, 1]], np.uint8)
    frame = rendered(traits, stored)
    assert frame.window_source == "none"
    assert pixels(frame)[0].tolist() == [[0, 0, 0], [9, 8, 7]]
    assert pixels(rendered(traits, stored, window=Window(0.5, 1.0, "LINEAR_EXACT"))).tolist() == [[0, 255]]


def test_labels_are_reduced_after_they_are_colors() -> None:
    """The mean of segments 1 and 3 is not segment 2."""
    segments = (Segment(1, rgb=(200, 0, 0)), Segment(2, rgb=(0, 200, 0)), Segment(3, rgb=(0, 0, 200)))
    traits = gray("uint8", 2, 2, segmentation="LABELMAP", segments=segments)
    frame = rendered(traits, np.array([[1, 3], [1, 3]], np.uint8), level=1)
    assert traits.levels_after_color
    assert pixels(frame)[0, 0].tolist() == [100, 0, 100]


def test_single_bits_are_reduced_after_they_are_gray() -> None:
    """A line of one bit becomes half as strong, not nothing."""
    traits = gray("uint8", 2, 2, bits_stored=1, modality="OT")
    assert pixels(rendered(traits, np.array([[1, 0], [0, 0]], np.uint8), level=1)).tolist() == [[64]]


@pytest.mark.parametrize(
    ("photometric", "padding", "shown"),
    [("MONOCHROME2", (-1024, -1020), 0), ("MONOCHROME1", (3000, 3071), 0), ("MONOCHROME2", (3071, 3071), 255),
     ("MONOCHROME1", (-1024, -1024), 255)],
    ids=["dark", "dark of MONOCHROME1", "bright", "bright of MONOCHROME1"],
)  # fmt: skip
def test_padding_at_the_dark_end_stays_black(photometric: str, padding: tuple[int, int], shown: int) -> None:
    """PS3.3 C.7.5.1.1.2, PS3.4 N.2.1.1: no contrast is applied to it; at the bright end it may be image."""
    traits = of(RAMP, photometric_interpretation=photometric, padding=padding)
    place = np.argwhere(padding[0] == RAMP)[0]
    assert pixels(rendered(traits, window=SOFT))[tuple(place)] == shown
    inverted = pixels(rendered(traits, window=SOFT, invert=True))[tuple(place)]
    assert inverted == (0 if shown == 0 else 255 - shown)


def test_overlay_lies_under_shutters_and_masks() -> None:
    """What is hidden is hidden with everything that is drawn there; what was done is told."""
    shutter = Shutter("rectangular", (0.0, 0.0, 63.0, 31.0))
    frame = rendered(
        of(RAMP, shutters=(shutter,)), window=SOFT, overlay=np.full((64, 64), 255, np.uint8), masks=[(0, 0, 10, 10)]
    )
    shown = pixels(frame)
    assert (frame.overlaid, frame.masked) == (True, True)
    assert shown[:10, :10].max() == 0
    assert shown[32:].max() == 0
    assert shown[10:32, 10:].min() == 255


def test_picture_without_overlay_and_masks_says_so() -> None:
    """Only what was done is told."""
    frame = rendered(of(RAMP), overlay=np.zeros((64, 64), np.uint8))
    assert (frame.overlaid, frame.masked) == (False, False)


def test_inversion_is_the_complement() -> None:
    """Inverted and not inverted add up to white, but for the rounding of halves."""
    plain = pixels(rendered(of(RAMP), window=SOFT)).astype(int)
    turned = pixels(rendered(of(RAMP), window=SOFT, invert=True)).astype(int)
    assert set(np.unique(plain + turned)) <= {255, 256}
