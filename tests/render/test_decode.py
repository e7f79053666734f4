"""D7: every transfer syntax by bits stored and signedness, to the last bit; encoders are imagecodecs' or our own."""

import io
from collections.abc import Callable
from dataclasses import replace

import imagecodecs
import numpy as np
import pytest
from PIL import Image

from server.render.decode import decode_frame, halvings
from server.terms.errors import Malformed
from server.terms.images import PixelLocation
from tests.render import encoders as e
from tests.render.traits import color, gray

BITS = (1, 2, 5, 7, 8, 9, 10, 12, 13, 14, 15, 16)
DEEP = (17, 24, 31, 32)
EVERY = [(syntax, stored, signed) for syntax in e.ENCODERS for stored in BITS for signed in (False, True)]
OWN = (e.NATIVE, e.BIG, e.ENCAPSULATED, e.DEFLATED, e.RLE)
EVERY += [(syntax, stored, signed) for syntax in OWN for stored in DEEP for signed in (False, True)]
EVERY += [(syntax, 24, signed) for syntax in (e.JPEG_2000, e.HTJ2K) for signed in (False, True)]
# Encoders that cannot write so few bits, or samples with a sign (one bit and a sign is no value).
UNWRITTEN = {(e.LOSSLESS, 1), (e.JPEG_2000, 1)}
RGB = np.stack([np.arange(240, dtype=np.uint8).reshape(12, 20) + shift for shift in (0, 5, 10)], axis=-1)


@pytest.mark.parametrize(
    ("syntax", "stored", "signed"), [case for case in EVERY if case[:2] not in UNWRITTEN and case[1:] != (1, True)]
)
def test_every_stored_value_comes_back(syntax: str, stored: int, signed: bool) -> None:  # noqa: FBT001  (a table)
    """D7: lowest and highest value and what lies between, whatever stands in the unused bits."""
    values = e.ramp(stored, signed=signed)
    frame = decode_frame(e.ENCODERS[syntax](values, stored), e.traits_for(values, stored, syntax))
    np.testing.assert_array_equal(frame, values)


@pytest.mark.parametrize("syntax", [e.NATIVE, e.BIG, e.DEFLATED, e.RLE])
@pytest.mark.parametrize(("stored", "high"), [(8, 15), (12, 15), (12, 13), (10, 12)])
def test_the_high_bit_may_be_anywhere(syntax: str, stored: int, high: int) -> None:
    """PS3.5 8.1.1: values may lie above unused bits as well as below."""
    values = e.ramp(stored, signed=True).astype(np.int16)
    shifted = (values.astype(np.int64) << high + 1 - stored).astype(np.int16)
    encoded = e.ENCODERS[syntax](shifted, high + 1)
    frame = decode_frame(encoded, e.traits_for(values, stored, syntax, high_bit=high))
    np.testing.assert_array_equal(frame, values)


@pytest.mark.parametrize("precision", [12, 16])
@pytest.mark.parametrize(("in_stream", "in_header"), [(False, True), (True, False), (True, True)])
def test_sign_of_the_header_counts_over_that_of_the_codestream(
    precision: int,
    in_stream: bool,  # noqa: FBT001  (a table)
    in_header: bool,  # noqa: FBT001
) -> None:
    """PS3.5 8.2.4: Pixel Representation says what the bits of a JPEG 2000 sample mean."""
    values = e.ramp(precision, signed=in_header).astype(np.int16 if in_header else np.uint16)
    moved = values.astype(np.int64) & ((1 << precision) - 1)
    if in_stream:
        moved = np.where(moved >> precision - 1, moved - (1 << precision), moved)
    stream = e.j2k(moved.astype(np.int16 if in_stream else np.uint16), precision)
    frame = decode_frame(stream, e.traits_for(values, precision, e.JPEG_2000))
    np.testing.assert_array_equal(frame, values)


@pytest.mark.parametrize(
    ("precision", "stored", "signed"),
    [(16, 12, False), (16, 12, True), (12, 16, False), (12, 16, True), (8, 12, False)],
)
def test_precision_of_the_codestream_may_differ_from_bits_stored(
    precision: int,
    stored: int,
    signed: bool,  # noqa: FBT001  (a table)
) -> None:
    """What both count is the value; samples shorter than Bits Stored keep their sign."""
    values = e.ramp(min(precision, stored), signed=signed).astype(np.int16 if signed else np.uint16)
    container = values.astype(np.uint8) if precision == 8 else values
    for syntax, stream in ((e.JPEG_2000, e.j2k(container, precision)), (e.HTJ2K, imagecodecs.htj2k_encode(container))):
        frame = decode_frame(stream, e.traits_for(values, stored, syntax))
        np.testing.assert_array_equal(frame, values)


def test_bits_beyond_the_stored_ones_are_cut_from_lossless_streams() -> None:
    """Old overlays survive JPEG lossless and JPEG 2000 of whole cells, and must not reach the picture."""
    values = e.ramp(12, signed=False)
    whole = e.cells(values, 12, junk=0x8000)
    for syntax in (e.LOSSLESS, e.JPEG_LS, e.JPEG_2000, e.HTJ2K, e.RLE):
        stream = e.ENCODERS[syntax](whole, 16)
        np.testing.assert_array_equal(decode_frame(stream, e.traits_for(values, 12, syntax)), values)


def test_lossy_overshoot_is_clipped_not_wrapped() -> None:
    """A sample that a lossy codec put above the highest stored value stays white."""
    values = np.full((16, 16), 1023, np.uint16)
    stream = imagecodecs.jpeg8_encode(values + 40, 100, bitspersample=12)
    frame = decode_frame(stream, e.traits_for(values, 10, "1.2.840.10008.1.2.4.51"))
    assert frame.min() == frame.max() == 1023


@pytest.mark.parametrize("predictor", range(1, 8))
def test_every_lossless_predictor_is_known(predictor: int) -> None:
    """BI-71: ISO 10918-1 H.1.2.1 has seven; .57 may use any."""
    values = e.ramp(12, signed=False)
    stream = imagecodecs.jpeg8_encode(values, lossless=True, predictor=predictor, bitspersample=12)
    frame = decode_frame(stream, e.traits_for(values, 12, "1.2.840.10008.1.2.4.57"))
    np.testing.assert_array_equal(frame, values)


SWAPPED = {
    "HTJ2K under a JPEG 2000 syntax": (e.HTJ2K, e.JPEG_2000),
    "JPEG 2000 under an HTJ2K syntax": (e.JPEG_2000, e.HTJ2K),
    "JPEG-LS under a JPEG syntax": (e.JPEG_LS, e.LOSSLESS),
    "JPEG under a JPEG-LS syntax": (e.LOSSLESS, e.JPEG_LS),
    "JPEG 2000 under Part 2": (e.JPEG_2000, "1.2.840.10008.1.2.4.92"),
}


@pytest.mark.parametrize(("written", "stated"), SWAPPED.values(), ids=SWAPPED)
def test_the_stream_itself_names_its_codec(written: str, stated: str) -> None:
    """BI-74: a codestream under the UID of a relative is decoded by what it is."""
    values = e.ramp(12, signed=True)
    frame = decode_frame(e.ENCODERS[written](values, 12), e.traits_for(values, 12, stated))
    np.testing.assert_array_equal(frame, values)


@pytest.mark.parametrize(
    "encoded",
    [e.j2k(RGB), imagecodecs.jpeg2k_encode(RGB, level=0, codecformat="jp2"), e.j2k(RGB, mct=False)],
    ids=["RCT", "boxes", "no transform"],
)
def test_color_of_jpeg_2000_is_as_exact(encoded: bytes) -> None:
    """PS3.5 A.4.4: the reversible transform is undone by the decoder; boxes around the stream do not count."""
    for photometric in ("RGB", "YBR_RCT"):
        traits = color(12, 20, transfer_syntax=e.JPEG_2000, photometric_interpretation=photometric)
        np.testing.assert_array_equal(decode_frame(encoded, traits), RGB)


COLOR: dict[str, Callable[[], bytes | bytearray]] = {
    e.RLE: lambda: e.rle_of(RGB),
    e.DEFLATED: lambda: e.deflated(RGB.tobytes()),
    e.JPEG_LS: lambda: imagecodecs.jpegls_encode(RGB),
    e.HTJ2K: lambda: imagecodecs.htj2k_encode(RGB),
    e.JPEG_XL: lambda: imagecodecs.jpegxl_encode(RGB, lossless=True),
    e.LOSSLESS: lambda: imagecodecs.jpeg8_encode(RGB, lossless=True, colorspace="RGB", outcolorspace="RGB"),
}


@pytest.mark.parametrize("planar", [0, 1])
@pytest.mark.parametrize("syntax", COLOR)
def test_color_of_lossless_syntaxes_is_exact(syntax: str, planar: int) -> None:
    """BI-79: Planar Configuration says nothing about streams that bring their own order."""
    planar = 0 if syntax == e.DEFLATED else planar
    traits = color(12, 20, transfer_syntax=syntax, planar_configuration=planar)
    np.testing.assert_array_equal(decode_frame(COLOR[syntax](), traits), RGB)


@pytest.mark.parametrize("syntax", [e.RLE, e.JPEG_2000, e.HTJ2K, e.JPEG_LS, e.NATIVE])
def test_deep_color_shows_its_upper_eight_bits(syntax: str) -> None:
    """RGB of 16 bits becomes bytes by its most significant ones."""
    deep = RGB.astype(np.uint16) << 8 | 0x77
    encoded = e.ENCODERS[syntax](deep, 16)
    traits = color(12, 20, transfer_syntax=syntax, bits_allocated=16, bits_stored=16, high_bit=15)
    np.testing.assert_array_equal(decode_frame(encoded, traits), RGB)


def test_one_bit_a_pixel_in_runs_and_deflated() -> None:
    """Segmentations: eight pixels a byte, the first in the lowest bit, frames filled up to bytes."""
    mask = (e.ramp(8, signed=False, rows=7, columns=5) % 3 == 0).astype(np.uint8)
    packed = np.packbits(mask.reshape(-1), bitorder="little").tobytes()
    for syntax, encoded in ((e.RLE, e.rle([packed])), (e.DEFLATED, e.deflated(packed))):
        traits = gray("uint8", 7, 5, bits_allocated=1, bits_stored=1, high_bit=0, transfer_syntax=syntax)
        np.testing.assert_array_equal(decode_frame(encoded, traits), mask)


@pytest.mark.parametrize("signed", [False, True])
def test_twelve_bits_without_gaps(signed: bool) -> None:  # noqa: FBT001  (a table)
    """BI-66: Bits Allocated 12; a second frame of an odd number of pixels begins within a byte."""
    values = e.ramp(12, signed=signed, rows=3, columns=5)
    bits = ((values.astype(np.int64)[..., None] >> np.arange(12)) & 1).astype(np.uint8).reshape(-1)
    traits = e.traits_for(values, 12, e.NATIVE, bits_allocated=12)
    first = np.packbits(bits, bitorder="little").tobytes()
    later = np.packbits(np.concatenate([np.ones(4, np.uint8), bits]), bitorder="little").tobytes()
    np.testing.assert_array_equal(decode_frame(first, traits), values)
    np.testing.assert_array_equal(decode_frame(later, traits, skip_bits=4), values)


@pytest.mark.parametrize(("element", "kind"), [("FloatPixelData", "f4"), ("DoubleFloatPixelData", "f8")])
@pytest.mark.parametrize("syntax", [e.NATIVE, e.BIG])
def test_float_values_are_as_written(element: str, kind: str, syntax: str) -> None:
    """BI-82: single and double precision, in either byte order; doubles become singles."""
    values = np.array([[-1.5, 0.0, 1e30, 3.25]])
    order = ">" if syntax == e.BIG else "<"
    traits = gray("float32", 1, 4, transfer_syntax=syntax)
    traits = replace(traits, location=PixelLocation(element, 0, 32))  # type: ignore[arg-type]  # one of the elements
    frame = decode_frame(values.astype(order + kind).tobytes(), traits)
    np.testing.assert_array_equal(frame, values.astype(np.float32))


REFUSED = {
    "deeper than allocated": (e.JPEG_2000, e.j2k(e.ramp(16, signed=False)), 8, "codestream_mismatch"),
    "color in a gray image": (e.JPEG_2000, e.j2k(np.zeros((16, 12, 3), np.uint8)), 8, "codestream_mismatch"),
    "another size": (e.JPEG_XL, imagecodecs.jpegxl_encode(np.zeros((16, 13), np.uint8)), 8, "codestream_mismatch"),
    "cut in half": (e.JPEG_LS, imagecodecs.jpegls_encode(e.ramp(8, signed=False))[:60], 8, "pixel_data_truncated"),
    "cut XL": (e.JPEG_XL, imagecodecs.jpegxl_encode(e.ramp(8, signed=False), lossless=True)[:40], 8, "bad_codestream"),
    "no stream at all": (e.JPEG_XL, b"\0" * 100, 8, "bad_codestream"),
    "half a plain frame in a fragment": (e.ENCAPSULATED, bytes(96), 8, "pixel_data_truncated"),
    "half a deflated frame": (e.DEFLATED, e.deflated(b"\0" * 96), 8, "bad_deflate"),
    "no deflate": (e.DEFLATED, b"\xff" * 96, 8, "bad_deflate"),
}


@pytest.mark.parametrize(("syntax", "encoded", "stored", "code"), REFUSED.values(), ids=REFUSED)
def test_streams_that_lie_are_refused(syntax: str, encoded: bytes, stored: int, code: str) -> None:
    """BI-70 … BI-74: every broken stream is refused by code, whatever its codec raises."""
    with pytest.raises(Malformed, match=code):
        decode_frame(encoded, e.traits_for(e.ramp(8, signed=False), stored, syntax))


def test_a_deflated_bomb_is_inflated_no_further_than_its_frame() -> None:
    """BI-40: what follows the frame's own size is never inflated."""
    traits = e.traits_for(e.ramp(8, signed=False), 8, e.DEFLATED)
    assert decode_frame(e.deflated(bytes(50_000_000)), traits).max() == 0


SMOOTH = (np.add.outer(np.arange(67) * 400, np.arange(45) * 300) // 2).astype(np.int64)


@pytest.mark.parametrize(("stored", "signed"), [(8, False), (12, False), (16, False), (12, True), (16, True)])
def test_lower_resolutions_are_the_means_of_the_full_one(stored: int, signed: bool) -> None:  # noqa: FBT001  (a table)
    """A frame of half the rows and columns, its values like those of the pixels it stands for."""
    values = (SMOOTH >> 16 - stored).astype(np.uint16 if stored > 8 else np.uint8)
    values = (values.astype(np.int64) - (1 << stored - 1) * signed).astype(np.int16 if signed else values.dtype)
    traits = e.traits_for(values, stored, e.JPEG_2000)
    for reduce in (1, 2):
        frame = decode_frame(e.j2k(values, stored), traits, reduce=reduce)
        assert frame.shape == traits.grid.reduced(reduce).shape
        assert frame.dtype.name == traits.grid.sample_type
        nearest = values[:: 1 << reduce, :: 1 << reduce].astype(np.int64)
        assert np.abs(frame.astype(np.int64) - nearest).max() <= max(1, (400 << reduce) >> 16 - stored)


def test_both_decoders_give_the_same_lower_resolution() -> None:
    """HTJ2K and classic JPEG 2000 share the wavelet: what Pillow scales and offsets is undone exactly."""
    for values in (SMOOTH.astype(np.uint16), (SMOOTH - 9000).astype(np.int16)):
        traits = e.traits_for(values, 16, e.JPEG_2000)
        classic = decode_frame(e.j2k(values), traits, reduce=1)
        fast = decode_frame(imagecodecs.htj2k_encode(values), replace(traits, transfer_syntax=e.HTJ2K), reduce=1)
        np.testing.assert_array_equal(classic, fast)


def test_lower_resolutions_of_color_are_color() -> None:
    """RGB of eight and of sixteen bits at half its size."""
    bright = np.repeat((SMOOTH[:64, :44] >> 9).astype(np.uint8)[..., None], 3, axis=-1)
    for deep in (bright, bright.astype(np.uint16) << 8):
        traits = color(64, 44, transfer_syntax=e.JPEG_2000, bits_allocated=8 * deep.dtype.itemsize)
        traits = replace(traits, bits_stored=traits.bits_allocated, high_bit=traits.bits_allocated - 1)
        frame = decode_frame(e.j2k(deep), traits, reduce=1)
        assert (frame.shape, frame.dtype.name) == ((32, 22, 3), "uint8")
        assert np.abs(frame.astype(int) - bright[::2, ::2]).max() <= 2


@pytest.mark.parametrize("tile", [(64, 64), (100, 37)])
def test_lower_resolutions_of_tiles_fit_together(tile: tuple[int, int]) -> None:
    """Tiles of odd sizes, each halved by itself, make one picture without seams."""
    values = np.add.outer(np.arange(300) // 3, np.arange(257) // 2).astype(np.uint8)
    written = io.BytesIO()
    Image.fromarray(values).save(written, "JPEG2000", tile_size=tile, no_jp2=True, num_resolutions=3)
    traits = e.traits_for(values, 8, e.JPEG_2000)
    for reduce in (1, 2):
        frame = decode_frame(written.getvalue(), traits, reduce=reduce)
        assert np.abs(frame.astype(int) - values[:: 1 << reduce, :: 1 << reduce]).max() <= 2


def test_only_resolutions_that_exist_are_decoded() -> None:
    """A stream of three halvings has no fourth, and other codecs have none."""
    values = e.ramp(12, signed=False, rows=64, columns=64)
    wavelet, runs = e.traits_for(values, 12, e.JPEG_2000), e.traits_for(values, 12, e.RLE)
    stream = e.j2k(values, 12)
    assert halvings(stream, wavelet) == 3
    assert halvings(e.rle_of(values), runs) == 0
    for encoded, traits, reduce in ((stream, wavelet, 4), (stream, wavelet, -1), (e.rle_of(values), runs, 1)):
        with pytest.raises(Malformed, match="no_such_resolution"):
            decode_frame(encoded, traits, reduce=reduce)
