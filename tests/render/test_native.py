from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.render.native import native_frame, stored_values
from server.terms.images import PixelLocation, SampleType
from tests.render.traits import color, gray

BIG = "1.2.840.10008.1.2.2"


@pytest.mark.parametrize(
    ("stored", "high", "signed", "raw", "value"),
    [
        (12, 11, False, 0x0FFF, 4095),
        (12, 11, False, 0xF123, 0x123),
        (12, 11, True, 0x0FFF, -1),
        (12, 11, True, 0xF7FF, 2047),
        (12, 11, True, 0x0800, -2048),
        (16, 15, True, 0x8000, -32768),
        (16, 15, False, 0x8000, 32768),
        (12, 15, False, 0xABC7, 0xABC),
        (10, 9, False, 0xFFFF, 1023),
    ],
)
def test_unused_bits_never_reach_the_picture(stored: int, high: int, signed: bool, raw: int, value: int) -> None:  # noqa: FBT001  (a table)
    """PS3.5 8.1.1: what lies above the high bit (old overlays) is cut off, signs are extended."""
    kind: SampleType = "int16" if signed else "uint16"
    traits = gray(kind, bits_stored=stored, high_bit=high)
    assert stored_values(np.array([[raw]], np.uint16), traits, kind).tolist() == [[value]]


@given(st.integers(1, 16), st.lists(st.integers(0, 65535), min_size=4, max_size=4))
def test_sign_extension_keeps_the_stored_bits(bits: int, raw: list[int]) -> None:
    """The low bits of the result are the stored bits, whatever was above."""
    traits = gray("int16", bits_stored=bits, high_bit=bits - 1)
    values = stored_values(np.array([raw], np.uint16), traits, "int16")
    mask = (1 << bits) - 1
    assert (values.astype(int) & mask).tolist() == [[value & mask for value in raw]]
    assert values.min() >= -(1 << (bits - 1))
    assert values.max() < (1 << (bits - 1)) or bits == 1


def test_planes_become_pixels() -> None:
    """Planar configuration 1 stores all red, then all green, then all blue."""
    encoded = bytes([1] * 4 + [2] * 4 + [3] * 4)
    frame = native_frame(encoded, color(2, 2, planar_configuration=1), skip_bits=0)
    assert frame.shape == (2, 2, 3)
    assert frame[0, 0].tolist() == [1, 2, 3]


def test_bitmaps_unpack_from_the_lowest_bit() -> None:
    """PS3.5 8.1.1: the first pixel is the least significant bit; bits of the frame before are skipped."""
    traits = gray("uint8", 1, 5, bits_allocated=1, bits_stored=1, high_bit=0)
    assert native_frame(b"\x15", traits, skip_bits=0).tolist() == [[1, 0, 1, 0, 1]]
    assert native_frame(b"\x2a", traits, skip_bits=1).tolist() == [[1, 0, 1, 0, 1]]


def test_big_endian_samples_are_turned() -> None:
    """BI-48: 16-bit samples high byte first, bytes in words pairwise swapped."""
    deep = gray("uint16", 1, 2, transfer_syntax=BIG)
    assert native_frame(b"\x01\x00\x00\x02", deep, skip_bits=0).tolist() == [[256, 2]]
    words = replace(gray("uint8", 1, 3, transfer_syntax=BIG), location=PixelLocation("PixelData", 0, 4, words=True))
    assert native_frame(b"\x02\x01\x00\x03", words, skip_bits=0).tolist() == [[1, 2, 3]]
    octets = gray("uint8", 1, 3, transfer_syntax=BIG)
    assert native_frame(b"\x01\x02\x03\x00", octets, skip_bits=0).tolist() == [[1, 2, 3]]


def test_double_pixels_become_float() -> None:
    """BI-82: float and double pixel data are values, not integers."""
    double = replace(gray("float32", 1, 2), location=PixelLocation("DoubleFloatPixelData", 0, 16))
    frame = native_frame(np.array([0.5, -2.0], "<f8").tobytes(), double, skip_bits=0)
    assert stored_values(frame, double, "float32").tolist() == [[0.5, -2.0]]
