import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from server.render.rle import decode_rle
from server.terms.errors import Malformed


def packed(row: bytes) -> bytes:
    """PackBits by the book: runs of two and more, literals between. PS3.5 G.3.1."""
    out, at = bytearray(), 0
    while at < len(row):
        run = 1
        while run < 128 and at + run < len(row) and row[at + run] == row[at]:
            run += 1
        if run > 1:
            out += bytes([257 - run, row[at]])
            at += run
            continue
        end = at + 1
        while end < len(row) and end - at < 128 and not (end + 1 < len(row) and row[end] == row[end + 1]):
            end += 1
        out += bytes([end - at - 1]) + row[at:end]
        at = end
    return bytes(out) + b"\0" * (len(out) % 2)


def frame_of(segments: list[bytes]) -> bytes:
    """An RLE frame: header of 16 longs, then the segments. PS3.5 G.5."""
    offsets, at = [], 64
    for segment in segments:
        offsets.append(at)
        at += len(segment)
    return struct.pack("<16L", len(segments), *offsets, *([0] * (15 - len(segments)))) + b"".join(segments)


@given(arrays(np.uint16, st.integers(1, 300), elements=st.sampled_from([0, 0, 0, 1, 255, 256, 65535])))
def test_what_was_packed_is_unpacked(values: NDArray[np.uint16]) -> None:
    """Two byte segments, most significant first, give back the samples."""
    high, low = (values >> 8).astype(np.uint8), (values & 255).astype(np.uint8)
    encoded = frame_of([packed(high.tobytes()), packed(low.tobytes())])
    decoded = decode_rle(encoded, pixels=values.size, samples=1, sample_bytes=2)
    np.testing.assert_array_equal(decoded.reshape(-1).view("<u2"), values)


def test_color_planes_follow_each_other() -> None:
    """Three samples of a byte are three segments: red, green, blue."""
    encoded = frame_of([packed(bytes([color]) * 9) for color in (10, 20, 30)])
    assert decode_rle(encoded, pixels=9, samples=3, sample_bytes=1)[:, 0, 0].tolist() == [10, 20, 30]


GOOD = packed(bytes(16))


@pytest.mark.parametrize(
    "encoded",
    [
        b"",
        bytes(64),
        frame_of([GOOD, GOOD]),
        struct.pack("<16L", 1, 60, *([0] * 14)) + GOOD,
        struct.pack("<16L", 1, 9000, *([0] * 14)) + GOOD,
        struct.pack("<16L", 16, 64, *([0] * 14)) + GOOD,
        struct.pack("<16L", 4_000_000_000, 64, *([0] * 14)) + GOOD,
        frame_of([packed(bytes(7))]),
        frame_of([b"\x7fab"]),
        frame_of([b"\x80\x80"]),
    ],
    ids=["empty", "none", "too many", "in header", "beyond end", "16", "4e9", "short", "literal overrun", "no-ops"],
)
def test_broken_run_lengths_are_refused(encoded: bytes) -> None:
    """BI-75: segments outside the frame, of the wrong number, or that do not fill the image."""
    with pytest.raises(Malformed, match="bad_rle"):
        decode_rle(encoded, pixels=16, samples=1, sample_bytes=1)


def test_a_small_segment_cannot_claim_a_large_image() -> None:
    """BI-39: two bytes make at most 128, so nothing is allocated for an image they cannot fill."""
    with pytest.raises(Malformed, match="bad_rle"):
        decode_rle(frame_of([GOOD]), pixels=10_000_000, samples=1, sample_bytes=1)


@given(st.binary(min_size=64, max_size=300))
def test_any_bytes_are_decoded_or_refused(encoded: bytes) -> None:
    """Whatever the bytes, a frame or a refusal comes out."""
    try:
        decode_rle(b"\1\0\0\0\x40\0\0\0" + encoded[8:], pixels=20, samples=1, sample_bytes=1)
    except Malformed as refusal:
        assert refusal.code == "bad_rle"  # noqa: PT017  (either outcome is right)


@pytest.mark.parametrize("extra", [b"", b"\0", bytes(6), packed(bytes(200))])
def test_what_follows_a_whole_segment_is_ignored(extra: bytes) -> None:
    """PS3.5 G.3.1: segments are padded; some writers put more than that behind them."""
    values = np.arange(40, dtype=np.uint16) * 300
    high, low = (packed((values >> shift & 255).astype(np.uint8).tobytes()) + extra for shift in (8, 0))
    decoded = decode_rle(frame_of([high, low]), pixels=40, samples=1, sample_bytes=2)
    np.testing.assert_array_equal(decoded.reshape(-1).view("<u2"), values)


@pytest.mark.parametrize("short", [(20, 40), (40, 20), (20, 20)])
def test_a_segment_that_ends_early_is_refused(short: tuple[int, int]) -> None:
    """BI-75: what memory held before never shows through the missing end of a segment."""
    encoded = frame_of([packed(bytes(range(count))) for count in short])
    with pytest.raises(Malformed, match="bad_rle"):
        decode_rle(encoded, pixels=40, samples=1, sample_bytes=2)


def test_offsets_of_segments_that_are_not_there_do_not_count() -> None:
    """PS3.5 G.5: the rest of the header should be zero; what stands there instead changes nothing."""
    encoded = bytearray(frame_of([packed(bytes(range(40)))]))
    encoded[60] = 7
    assert decode_rle(bytes(encoded), pixels=40, samples=1, sample_bytes=1).reshape(-1).tolist() == list(range(40))
