import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from pydicom.pixels.processing import convert_color_space

from server.render.color import apply_palette, expand_422, to_eight_bits, ybr_to_rgb
from server.terms.errors import Malformed
from server.terms.images import LookupTable, Palette

Bytes = NDArray[np.uint8]


@given(arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9), st.just(3))))
def test_ybr_full_becomes_rgb_as_pydicom_does(ybr: Bytes) -> None:
    """PS3.3 C.7.6.3.1.2, within one step of another implementation's rounding."""
    ours, theirs = ybr_to_rgb(ybr), convert_color_space(ybr, "YBR_FULL", "RGB")
    assert np.abs(ours.astype(int) - theirs.astype(int)).max() <= 1


@pytest.mark.parametrize(
    ("ybr", "partial", "rgb"),
    [
        ([76, 85, 255], False, [254, 0, 0]),
        ([128, 128, 128], False, [128, 128, 128]),
        ([16, 128, 128], True, [0, 0, 0]),
        ([235, 128, 128], True, [255, 255, 255]),
    ],
)
def test_known_colors(ybr: list[int], partial: bool, rgb: list[int]) -> None:  # noqa: FBT001  (a table)
    """Red, gray, and the ends of the studio range."""
    assert ybr_to_rgb(np.array([[ybr]], np.uint8), partial=partial)[0, 0].tolist() == rgb


def test_422_gives_two_pixels_the_same_color_difference() -> None:
    """Y1 Y2 Cb Cr: two brightnesses, one color. C.7.6.3.1.2."""
    ybr = expand_422(np.array([10, 20, 30, 40], np.uint8), 1, 2)
    assert ybr.tolist() == [[[10, 30, 40], [20, 30, 40]]]


def test_422_of_odd_width_is_refused() -> None:
    """BI-79: half a pair cannot be."""
    with pytest.raises(Malformed, match="bad_geometry"):
        expand_422(np.zeros(6, np.uint8), 1, 3)


@pytest.mark.parametrize(
    ("sample", "kind", "bits", "byte"),
    [
        (65535, "u2", 16, 255),
        (256, "u2", 16, 1),
        (4095, "u2", 12, 255),
        (2**32 - 1, "u4", 32, 255),
        (7, "u1", 3, 255),
        (90, "u1", 8, 90),
    ],
)
def test_deep_color_shows_its_top_eight_bits(sample: int, kind: str, bits: int, byte: int) -> None:
    """Samples of any depth become bytes."""
    assert to_eight_bits(np.array([sample], kind), bits)[0] == byte


def palette(bits: int, first: int, *entries: int) -> Palette:
    table = LookupTable(first, bits, np.array(entries, "<u2").tobytes())
    return Palette(table, table, table)


@pytest.mark.parametrize(
    ("table", "shown"),
    [
        (palette(8, 0, 1, 2, 3), [1, 2, 3, 3]),
        (palette(16, 0, 256, 512, 65535), [1, 2, 255, 255]),
        (palette(16, 0, 1, 2, 3), [1, 2, 3, 3]),
        (palette(8, 1, 7, 8), [7, 7, 8, 8]),
    ],
    ids=["8 bits", "16 bits", "16 announced, 8 filled", "first value"],
)
def test_palette_indices_outside_take_the_end_entry(table: Palette, shown: list[int]) -> None:
    """BI-76: an index beyond the table never reads beyond it."""
    rgb = apply_palette(np.array([[0, 1, 2, 60000]], np.int32), table)
    assert rgb[0, :, 0].tolist() == shown


def test_dark_channel_of_a_deep_palette_stays_dark() -> None:
    """16 bits in one table are 16 bits in all: a blue of 200 out of 65 535 is black."""
    red, blue = (LookupTable(0, 16, np.array([value], "<u2").tobytes()) for value in (0xFF00, 200))
    assert apply_palette(np.zeros((1, 1), np.int32), Palette(red, red, blue))[0, 0].tolist() == [255, 255, 0]


def test_palette_announced_deep_but_filled_shallow_is_taken_at_its_values() -> None:
    """A writer's habit: 16 bits announced, 0 to 255 filled, in all three tables."""
    table = LookupTable(0, 16, np.array([200], "<u2").tobytes())
    assert apply_palette(np.zeros((1, 1), np.int32), Palette(table, table, table))[0, 0].tolist() == [200] * 3
