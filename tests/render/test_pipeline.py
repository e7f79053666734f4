import io

import numpy as np
import pytest
from PIL import Image

from server.render.level import reduced
from server.render.pipeline import EncodedFrame, Tier, WindowSource, display_frame, render_frame
from server.terms.images import FrameValues, ImageTraits, LookupTable, WindowChoice
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
