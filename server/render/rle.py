"""RLE Lossless frames: up to 15 byte segments of PackBits, most significant byte first. PS3.5 G."""

import struct

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from server.terms.errors import Malformed

_HEADER = struct.Struct("<16L")
_SEGMENTS = 15
_BEST_RATIO = 64  # two bytes make at most 128


def decode_rle(encoded: bytes | bytearray, *, pixels: int, samples: int, sample_bytes: int) -> NDArray[np.uint8]:
    """The bytes of a frame as `(samples, pixels, sample_bytes)`, little-endian within each sample.

    Raises
    ------
    Malformed
        `bad_rle` when segments lie outside the frame, are of the wrong number, or do not fill the image.
    """
    segments = _segments(encoded)
    if len(segments) != samples * sample_bytes:
        raise Malformed("bad_rle", segments=len(segments), expected=samples * sample_bytes)
    if any(len(segment) * _BEST_RATIO < pixels for segment in segments):
        raise Malformed("bad_rle")
    frame = np.empty((samples, pixels, sample_bytes), np.uint8)
    if _unpacked_at_once(encoded, frame):
        return frame
    for index, segment in enumerate(segments):
        sample, place = divmod(index, sample_bytes)
        frame[sample, :, sample_bytes - 1 - place] = _unpack(segment, pixels)
    return frame


def _unpacked_at_once(encoded: bytes | bytearray, frame: NDArray[np.uint8]) -> bool:
    """Fill the whole frame in one call, as segments that are neither short nor long allow. Whether it did."""
    try:
        filled = imagecodecs.dicomrle_decode(encoded, f"<u{frame.shape[-1]}", out=frame.data.cast("B"))
    except (imagecodecs.DicomrleError, ValueError):  # the latter for headers it is stricter about than need be
        return False
    return len(filled) == frame.size


def _segments(encoded: bytes | bytearray) -> list[memoryview]:
    if len(encoded) < _HEADER.size:
        raise Malformed("bad_rle")
    count, *offsets = _HEADER.unpack_from(encoded)
    if not 1 <= count <= _SEGMENTS:
        raise Malformed("bad_rle", segments=count)
    ends = [*offsets[1:count], len(encoded)]
    view = memoryview(encoded)
    bounds = list(zip(offsets[:count], ends, strict=True))
    if any(start < _HEADER.size or end <= start or end > len(encoded) for start, end in bounds):
        raise Malformed("bad_rle")
    return [view[start:end] for start, end in bounds]


def _unpack(segment: memoryview, pixels: int) -> NDArray[np.uint8]:
    """A segment's `pixels` bytes; padding after them is ignored, a missing end is refused."""
    try:
        plain = imagecodecs.packbits_decode(bytes(segment))
    except imagecodecs.PackbitsError as error:
        raise Malformed("bad_rle") from error
    if len(plain) < pixels:
        raise Malformed("bad_rle")
    return np.frombuffer(plain, np.uint8, pixels)
