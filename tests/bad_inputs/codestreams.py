"""Compressed frames, honest ones from encoders and wrong ones made of them byte by byte."""

import struct
from functools import cache

import imagecodecs
import numpy as np

GRAY = (np.arange(256, dtype=np.uint8).reshape(16, 16) // 4 * 4).astype(np.uint8)
DEEP = np.arange(256, dtype=np.uint16).reshape(16, 16)
COLOR = np.stack([GRAY, GRAY[::-1], GRAY.T], axis=-1)


def jpeg(*, rows: int | None = None, columns: int | None = None, color: bool = False) -> bytes:
    """Baseline JPEG; `rows` and `columns` lie in its frame header."""
    stream = bytearray(imagecodecs.jpeg8_encode(COLOR if color else GRAY, level=95))
    at = next(at for at in range(len(stream)) if stream[at] == 0xFF and stream[at + 1] in {0xC0, 0xC1})
    height, width = struct.unpack_from(">HH", stream, at + 5)
    struct.pack_into(">HH", stream, at + 5, height if rows is None else rows, width if columns is None else columns)
    return bytes(stream)


def flat_jpeg(value: int) -> bytes:
    """Baseline JPEG of one gray everywhere."""
    return bytes(imagecodecs.jpeg8_encode(np.full((16, 16), value, np.uint8), level=95))


@cache
def blank_jpeg_2000(side: int) -> bytes:
    """JPEG 2000 of nothing: a few hundred bytes whatever its size."""
    blank = np.zeros((side, side), np.uint16)
    return bytes(imagecodecs.jpeg2k_encode(blank, codecformat="j2k", reversible=True, numthreads=1))


def progressive() -> bytes:
    """A baseline JPEG that says it is progressive."""
    return jpeg().replace(b"\xff\xc0", b"\xff\xc2", 1)


def jpeg_of_scans(count: int) -> bytes:
    """A progressive JPEG whose scan is repeated: each costs a pass over the whole picture."""
    stream = progressive()
    scan = stream.index(b"\xff\xda")
    return stream[:scan] + stream[scan:-2] * count + b"\xff\xd9"


def lossless_jpeg(*, predictor: int | None = None) -> bytes:
    """Lossless JPEG of 16-bit values; `predictor` replaces the one in its scan header."""
    stream = bytearray(imagecodecs.ljpeg_encode(DEEP, bitspersample=16))
    scan = stream.index(b"\xff\xda")
    if predictor is not None:
        stream[scan + 2 + 3 + 2 * stream[scan + 4]] = predictor
    return bytes(stream)


def jpeg_ls(*, rows: int | None = None, maximum: int | None = None) -> bytes:
    """JPEG-LS of 16-bit values."""
    stream = bytearray(imagecodecs.jpegls_encode(DEEP))
    at = stream.index(b"\xff\xf7")
    if rows is not None:
        struct.pack_into(">H", stream, at + 5, rows)
    if maximum is not None:  # a preset with a largest value and thresholds at the edge of overflow
        preset = b"\xff\xf8" + struct.pack(">HB5H", 13, 1, maximum, 65535, 65535, 65535, 65535)
        stream[at:at] = preset
    return bytes(stream)


def jpeg_2000(*, tile: int | None = None, layers: int | None = None, size: int | None = None) -> bytes:
    """JPEG 2000 without loss, a bare codestream."""
    stream = bytearray(imagecodecs.jpeg2k_encode(DEEP, codecformat="j2k", reversible=True))
    at = stream.index(b"\xff\x4f\xff\x51") + 2
    if tile is not None:
        struct.pack_into(">LL", stream, at + 22, tile, tile)
    if size is not None:
        struct.pack_into(">LL", stream, at + 6, size, size)
    if layers is not None:
        struct.pack_into(">H", stream, stream.index(b"\xff\x52") + 6, layers)
    return bytes(stream)


def boxed(stream: bytes, *, loops: int = 0) -> bytes:
    """A JP2 file around a codestream; `loops` boxes of length zero or one that lead nowhere come before it."""
    signature = b"\0\0\0\x0cjP  \r\n\x87\n" + b"\0\0\0\x14ftypjp2 \0\0\0\0jp2 "
    ihdr = b"\0\0\0\x16ihdr" + struct.pack(">LLHBBBB", 16, 16, 1, 15, 7, 0, 0)
    colr = b"\0\0\0\x0fcolr\1\0\0\0\0\0\x11"
    jp2h = struct.pack(">L", 8 + len(ihdr) + len(colr)) + b"jp2h" + ihdr + colr
    nowhere = struct.pack(">L4sQ", 1, b"uuid", 0) * loops
    return signature + jp2h + nowhere + b"\0\0\0\0jp2c" + stream


def htj2k() -> bytes:
    """High-throughput JPEG 2000 without loss."""
    return bytes(imagecodecs.htj2k_encode(DEEP, reversible=True))
