import io
import struct

import imagecodecs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from server.render.codestream import Claim, jpeg_2000_claim, jpeg_claim
from server.render.decode import decode_frame
from server.terms.errors import Malformed
from tests.render.traits import color, gray

GRAY = np.arange(12 * 20, dtype=np.uint8).reshape(12, 20)
RGB = np.stack([GRAY, GRAY[::-1], 255 - GRAY], axis=-1)
BASELINE, LOSSLESS, JPEG_LS, JPEG_2000, HTJ2K = (f"1.2.840.10008.1.2.4.{n}" for n in (50, 70, 80, 90, 201))


def jpeg(pixels: np.ndarray) -> bytes:
    written = io.BytesIO()
    Image.fromarray(pixels).save(written, "JPEG", quality=95, subsampling=0)
    return written.getvalue()


def test_jpeg_says_its_size_and_transform() -> None:
    """The first frame header is believed only to be compared."""
    assert jpeg_claim(jpeg(GRAY)) == Claim(12, 20, 1, 8, transform="jfif")
    assert jpeg_claim(jpeg(RGB)).components == 3
    assert jpeg_claim(imagecodecs.jpegls_encode(GRAY)) == Claim(12, 20, 1, 8, kind="jpeg_ls")


def test_jpeg_2000_says_its_size() -> None:
    """Bare codestreams and JP2 boxes alike."""
    for container in ("j2k", "jp2"):
        encoded = imagecodecs.jpeg2k_encode(GRAY, codecformat=container, level=0)
        claim = jpeg_2000_claim(encoded)
        assert (claim.rows, claim.columns, claim.components, claim.bits, claim.signed) == (12, 20, 1, 8, False)


BOMBS = {
    "BI-70 JPEG of 65500 squared": (BASELINE, jpeg(GRAY).replace(struct.pack(">HH", 12, 20), b"\xff\xdc\xff\xdc", 1)),
    "BI-70 three components": (BASELINE, jpeg(RGB)),
    "BI-72 J2K of 60000 squared": (
        JPEG_2000,
        imagecodecs.jpeg2k_encode(GRAY, codecformat="j2k", level=0).replace(
            struct.pack(">LL", 20, 12), struct.pack(">LL", 60000, 60000), 1
        ),
    ),
    "BI-73 JPEG-LS of 65500 squared": (
        JPEG_LS,
        imagecodecs.jpegls_encode(GRAY).replace(struct.pack(">HH", 12, 20), b"\xff\xdc\xff\xdc", 1),
    ),
}


@pytest.mark.parametrize(("syntax", "encoded"), BOMBS.values(), ids=BOMBS)
def test_codestream_of_another_size_is_refused_before_decoding(syntax: str, encoded: bytes) -> None:
    """A stream that claims another size than the header is never given to a decoder."""
    with pytest.raises(Malformed, match=r"codestream_mismatch|bad_codestream"):
        decode_frame(encoded, gray("uint8", 12, 20, transfer_syntax=syntax))


def test_tiles_of_one_pixel_are_refused() -> None:
    """BI-72: a hundred million tiles are more than the standard has numbers for."""
    encoded = bytearray(imagecodecs.jpeg2k_encode(GRAY, codecformat="j2k", level=0))
    start = encoded.find(b"\xff\x51") + 6
    struct.pack_into(">LL", encoded, start, 10_000, 10_000)
    struct.pack_into(">LL", encoded, start + 16, 1, 1)
    with pytest.raises(Malformed, match="bad_codestream"):
        jpeg_2000_claim(bytes(encoded))


@pytest.mark.parametrize(
    ("at", "value"),
    [(28, 1), (32, 1), (12, 21), (16, 13), (20, 0), (24, 0), (38, 9), (2, 40)],
    ids=["tiles begin right of it", "below it", "left", "top", "no tile width", "no tile height", "parts", "length"],
)
def test_a_size_marker_against_the_rules_is_refused(at: int, value: int) -> None:
    """BI-72: OpenJPH looks forever for tiles that begin outside the image. ISO 15444-1 B.3."""
    encoded = bytearray(imagecodecs.htj2k_encode(GRAY))
    field = encoded.find(b"\xff\x51") + 2 + at
    struct.pack_into(">H" if at in {2, 38} else ">L", encoded, field - (2 if at == 2 else 0), value)
    with pytest.raises(Malformed, match="bad_codestream"):
        jpeg_2000_claim(bytes(encoded))


def test_a_quantization_of_too_few_steps_is_refused() -> None:
    """BI-72: OpenJPH read beyond them and crashed. ISO 15444-1 A.6.4."""
    encoded = bytearray(imagecodecs.htj2k_encode(np.zeros((64, 64), np.uint8)))
    at = encoded.find(b"\xff\x5c") + 2
    assert jpeg_2000_claim(bytes(encoded)).levels == (encoded[at + 1] - 4) // 3
    encoded[at + 1] = 3
    with pytest.raises(Malformed, match="bad_codestream"):
        jpeg_2000_claim(bytes(encoded))


@pytest.mark.parametrize("encoded", [b"", b"\xff\xd8", b"\xff\xd8\xff", b"\xff\xd8ab\0\0\0\0", b"\xff\x4f\xff\x51\0"])
def test_streams_without_a_header_are_refused(encoded: bytes) -> None:
    """BI-71: cut before anything is said."""
    for claim in (jpeg_claim, jpeg_2000_claim):
        with pytest.raises(Malformed, match="bad_codestream"):
            claim(encoded)


@given(st.binary(max_size=200))
def test_any_bytes_make_a_claim_or_a_refusal(tail: bytes) -> None:
    """The marker walk ends, whatever the lengths say."""
    for claim, head in ((jpeg_claim, b"\xff\xd8\xff"), (jpeg_2000_claim, b"\xff\x4f\xff\x51")):
        try:
            claim(head + tail)
        except Malformed as refusal:
            assert refusal.code == "bad_codestream"  # noqa: PT017  (either outcome is right)


@pytest.mark.parametrize(
    ("syntax", "encoded"),
    [
        (LOSSLESS, imagecodecs.ljpeg_encode(GRAY, bitspersample=8)),
        (JPEG_LS, imagecodecs.jpegls_encode(GRAY)),
        (JPEG_2000, imagecodecs.jpeg2k_encode(GRAY, codecformat="j2k", level=0)),
        (HTJ2K, imagecodecs.htj2k_encode(GRAY)),
    ],
    ids=["JPEG lossless", "JPEG-LS", "JPEG 2000", "HTJ2K"],
)
def test_lossless_syntaxes_give_back_every_value(syntax: str, encoded: bytes) -> None:
    """D7: what went in losslessly comes out the same."""
    np.testing.assert_array_equal(decode_frame(encoded, gray("uint8", 12, 20, transfer_syntax=syntax)), GRAY)


def test_color_jpeg_comes_out_as_rgb() -> None:
    """A YBR_FULL_422 stream is converted once, by its own marker."""
    traits = color(12, 20, transfer_syntax=BASELINE, photometric_interpretation="YBR_FULL_422")
    frame = decode_frame(jpeg(RGB), traits).astype(np.int16)
    assert np.abs(frame - RGB).mean() < 12
    assert np.abs(frame[..., 0] - frame[..., 2]).mean() > 40
