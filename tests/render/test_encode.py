import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from PIL import Image

from server.render.encode import Tier, densities, encode, encode_png

Display = NDArray[np.uint8]
SIDES = st.integers(1, 40)


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


@given(st.one_of(arrays(np.uint8, st.tuples(SIDES, SIDES)), arrays(np.uint8, st.tuples(SIDES, SIDES, st.just(3)))))
def test_png_holds_every_bit(display: Display) -> None:
    """Pillow reads back exactly what was written, gray or color, any size."""
    np.testing.assert_array_equal(np.asarray(opened(encode_png(display))), display)


def test_png_is_valid_to_the_letter() -> None:
    """Signature, chunk lengths, checksums, header and zlib stream are right."""
    display = np.arange(24, dtype=np.uint8).reshape(4, 6)
    content = encode_png(display)
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = {}, 8
    while at < len(content):
        (length,) = struct.unpack_from(">L", content, at)
        kind, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        assert struct.unpack_from(">L", content, at + 8 + length)[0] == zlib.crc32(kind + body)
        chunks[kind] = body
        at += 12 + length
    assert list(chunks) == [b"IHDR", b"IDAT", b"IEND"]
    assert chunks[b"IHDR"] == struct.pack(">LLBBBBB", 6, 4, 8, 0, 0, 0, 0)
    assert len(zlib.decompress(chunks[b"IDAT"])) == 4 * (6 + 1)


@pytest.mark.parametrize(("tier", "form"), [("preview", "JPEG"), ("lossy", "JPEG"), ("lossless", "PNG")])
@pytest.mark.parametrize("shape", [(37, 41), (37, 41, 3)])
def test_each_tier_is_the_file_it_says(tier: Tier, form: str, shape: tuple[int, ...]) -> None:
    """Decision 15: JPEG while moving and at short rest, PNG for every bit."""
    display = np.random.default_rng(1).integers(0, 255, shape, dtype=np.uint8)
    said, content = encode(display, tier)
    image = opened(content)
    assert (said, image.format, image.size) == (f"image/{form.lower()}", form, (41, 37))
    assert image.mode == ("L" if len(shape) == 2 else "RGB")


def test_better_tiers_are_closer_to_the_picture() -> None:
    """Preview is worse than lossy, lossy worse than lossless."""
    ramp = np.add.outer(np.arange(64), np.sin(np.arange(64) / 3) * 40 + 80).astype(np.uint8)

    def error(tier: Tier) -> float:
        return float(np.abs(np.asarray(opened(encode(ramp, tier)[1]), np.int16) - ramp).mean())

    assert error("preview") > error("lossy") > error("lossless") == 0


def test_color_at_rest_keeps_its_color_resolution() -> None:
    """Lossy writes color at 4:4:4, preview at 4:2:0."""
    stripes = np.zeros((32, 32, 3), np.uint8)
    stripes[:, ::2, 0], stripes[:, 1::2, 2] = 255, 255
    sharp = np.asarray(opened(encode(stripes, "lossy")[1]), np.int16)
    blurred = np.asarray(opened(encode(stripes, "preview")[1]), np.int16)
    assert np.abs(sharp - stripes).mean() < np.abs(blurred - stripes).mean() / 4


def test_views_of_larger_arrays_are_encoded() -> None:
    """Slices and other strides are no special case."""
    display = np.arange(400, dtype=np.uint16).reshape(20, 20).astype(np.uint8)[::2, ::2]
    np.testing.assert_array_equal(np.asarray(opened(encode(display, "lossless")[1])), display)
    assert opened(encode(display, "lossy")[1]).size == (10, 10)


@pytest.mark.parametrize("tier", ["preview", "lossy", "lossless"])
@pytest.mark.parametrize("shape", [(10, 20), (10, 20, 3)])
def test_oblong_pixels_are_told_and_not_resampled(tier: Tier, shape: tuple[int, ...]) -> None:
    """PNG says so in pHYs, JPEG in its JFIF densities, both without a unit; rows and columns stay."""
    image = opened(encode(np.zeros(shape, np.uint8), tier, 1.2)[1])
    assert image.size == (20, 10)
    assert tier != "lossless" or "dpi" not in image.info, "no length is claimed"
    assert image.info["aspect" if tier == "lossless" else "jfif_density"] == (6, 5)
    assert tier == "lossless" or image.info["jfif_unit"] == 0


def test_square_pixels_are_not_mentioned() -> None:
    """A file of square pixels is the same as one of which nothing is known."""
    display = np.zeros((4, 4), np.uint8)
    assert b"pHYs" not in encode(display, "lossless", 1.0)[1]
    assert encode(display, "lossy", 1.0) == encode(display, "lossy")


@pytest.mark.parametrize(
    ("aspect", "across_down"), [(1.0, (1, 1)), (0.5, (1, 2)), (4 / 3, (4, 3)), (1e9, (65535, 1)), (1e-9, (1, 65535))]
)
def test_densities_are_whole_numbers_of_16_bits(aspect: float, across_down: tuple[int, int]) -> None:
    """High pixels are fewer down than across."""
    assert densities(aspect) == across_down
