"""Frames written in every transfer syntax by encoders of ours or of imagecodecs, for tests of decoding."""

import struct
import zlib
from collections.abc import Callable

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from server.terms.images import ImageTraits, PixelGrid
from tests.render.traits import gray

Values = NDArray[np.generic]
ROOT = "1.2.840.10008.1.2"
NATIVE, BIG, ENCAPSULATED, DEFLATED, RLE = (f"{ROOT}.{rest}" for rest in ("1", "2", "1.98", "8.1", "5"))
LOSSLESS, JPEG_LS, JPEG_2000, HTJ2K, JPEG_XL = (f"{ROOT}.4.{number}" for number in (70, 80, 90, 201, 110))


def cells(values: Values, stored: int, *, junk: int = 0) -> Values:
    """Stored values as unsigned cells of their own width, two's complement, the bits above filled from `junk`."""
    width = 8 * values.dtype.itemsize
    low = values.astype(np.int64) & ((1 << stored) - 1)
    return np.asarray(low | (junk & ((1 << width) - 1) & ~((1 << stored) - 1))).astype(f"<u{values.dtype.itemsize}")


def rle(planes: list[bytes]) -> bytes:
    """A run-length frame of byte planes. PS3.5 G."""
    packed = [imagecodecs.packbits_encode(plane) for plane in planes]
    padded = [bytes(part) + b"\0" * (len(part) % 2) for part in packed]
    offsets = [64 + sum(len(part) for part in padded[:index]) for index in range(len(padded))]
    return struct.pack("<16L", len(padded), *offsets, *[0] * (15 - len(padded))) + b"".join(padded)


def rle_of(array: Values) -> bytes:
    """A run-length frame of gray or color cells, the most significant bytes first."""
    samples = array[..., None] if array.ndim == 2 else array
    width = array.dtype.itemsize
    planes = [
        np.ascontiguousarray(samples[..., sample]).view(np.uint8).reshape(-1, width)[:, width - 1 - place].tobytes()
        for sample in range(samples.shape[2])
        for place in range(width)
    ]
    return rle(planes)


def deflated(content: bytes) -> bytes:
    """Raw deflate."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeezer.compress(content) + squeezer.flush()


def j2k(values: Values, stored: int = 0, *, mct: bool = True) -> bytes:
    """A lossless JPEG 2000 codestream, as signed as its array."""
    bits = stored or 8 * values.dtype.itemsize
    return bytes(imagecodecs.jpeg2k_encode(values, 0, codecformat="j2k", resolutions=4, bitspersample=bits, mct=mct))


def narrow(array: Values, stored: int) -> int:
    """Bits a sample for encoders that take only what their container does not say already."""
    return stored if stored > 8 or array.dtype.itemsize == 1 else 8


ENCODERS: dict[str, Callable[[Values, int], bytes | bytearray]] = {
    NATIVE: lambda values, stored: cells(values, stored, junk=-1).tobytes(),
    BIG: lambda values, stored: cells(values, stored, junk=0x5A5A5A5A).astype(f">u{values.dtype.itemsize}").tobytes(),
    ENCAPSULATED: lambda values, stored: cells(values, stored, junk=0x33333333).tobytes(),
    DEFLATED: lambda values, stored: deflated(cells(values, stored, junk=-1).tobytes()),
    RLE: lambda values, stored: rle_of(cells(values, stored, junk=-1)),
    LOSSLESS: lambda values, stored: imagecodecs.jpeg8_encode(
        cells(values, stored), lossless=True, bitspersample=narrow(values, stored)
    ),
    JPEG_LS: lambda values, stored: imagecodecs.jpegls_encode(cells(values, stored)),
    JPEG_2000: j2k,
    HTJ2K: lambda values, _stored: imagecodecs.htj2k_encode(values),
    JPEG_XL: lambda values, stored: imagecodecs.jpegxl_encode(
        cells(values, stored), lossless=True, bitspersample=narrow(values, stored)
    ),
}


def ramp(stored: int, *, signed: bool, rows: int = 16, columns: int = 12) -> Values:
    """Values from the lowest to the highest that `stored` bits hold, in the container Bits Allocated gives them."""
    low, high = (-(1 << stored - 1), (1 << stored - 1) - 1) if signed else (0, (1 << stored) - 1)
    width = 8 if stored <= 8 else 16 if stored <= 16 else 32
    steps = np.linspace(low, high, rows * columns)
    return np.rint(steps).astype(np.int64).reshape(rows, columns).astype(f"{'i' if signed else 'u'}{width // 8}")


def traits_for(values: Values, stored: int, syntax: str, **changes: object) -> ImageTraits:
    """Traits of a gray image of these values."""
    width, signed = 8 * values.dtype.itemsize, values.dtype.kind == "i"
    sample_type = {(8, True): "int16"}.get((width, signed), str(values.dtype))
    rows, columns = values.shape[:2]
    settings: dict[str, object] = {"bits_allocated": width, "bits_stored": stored, "high_bit": stored - 1}
    settings |= {"signed": signed, "transfer_syntax": syntax} | changes
    settings["grid"] = PixelGrid(rows, columns, 1, sample_type)  # type: ignore[arg-type]  # one of the sample types
    return gray("uint8", rows, columns, **settings)
