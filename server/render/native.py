"""Uncompressed, deflated and run-length frames as arrays, and what of a cell is its value. PS3.5 8.1, A.4, D, G."""

import zlib

import numpy as np
from numpy.typing import NDArray

from server.render.color import expand_422, to_eight_bits
from server.render.rle import decode_rle
from server.terms.errors import Malformed
from server.terms.images import SAMPLE_BYTES, ImageTraits, SampleType
from server.terms.syntaxes import BIG_ENDIAN, CODECS, Codec

Values = NDArray[np.generic]
Encoded = bytes | bytearray
SUBSAMPLED = frozenset({"YBR_FULL_422", "YBR_PARTIAL_422"})  # two values a pixel, always interleaved


def native_frame(encoded: Encoded, traits: ImageTraits, *, skip_bits: int) -> Values:
    """An uncompressed frame as `(rows, columns)` or `(rows, columns, samples)`, unsigned as allocated, or float."""
    rows, columns, samples = traits.rows, traits.columns, traits.samples_per_pixel
    if len(encoded) * 8 < frame_bits(traits) + skip_bits:
        raise Malformed("pixel_data_truncated")
    if traits.location.element != "PixelData":
        kind = "f4" if traits.location.element == "FloatPixelData" else "f8"
        order = ">" if traits.transfer_syntax == BIG_ENDIAN else "<"
        return np.frombuffer(encoded, order + kind, rows * columns).reshape(rows, columns)
    values = _cells(encoded, traits, skip_bits)
    if traits.photometric_interpretation in SUBSAMPLED:
        pairs = to_eight_bits(values[: rows * columns * 2], traits.bits_stored)
        return expand_422(pairs, rows, columns)
    values = values[: rows * columns * samples]
    if samples == 1:
        return values.reshape(rows, columns)
    if traits.planar_configuration:
        return np.moveaxis(values.reshape(samples, rows, columns), 0, -1)
    return values.reshape(rows, columns, samples)


def _cells(encoded: Encoded, traits: ImageTraits, skip_bits: int) -> Values:
    """The cells one after another; 8-bit samples of big-endian words come in swapped pairs. PS3.5 A.3."""
    if traits.bits_allocated == 1:
        return np.unpackbits(np.frombuffer(encoded, np.uint8), bitorder="little")[skip_bits:]
    if traits.bits_allocated == 12:
        return _packed_twelve(encoded, skip_bits)
    width = traits.bits_allocated // 8
    if traits.transfer_syntax != BIG_ENDIAN:
        return np.frombuffer(encoded, f"<u{width}")
    if width == 1 and traits.location.words:
        return np.frombuffer(encoded, ">u2").astype("<u2").view(np.uint8)[skip_bits // 8 :]
    return np.frombuffer(encoded, f">u{width}")


def _packed_twelve(encoded: Encoded, skip_bits: int) -> Values:
    """Cells of 12 bits without gaps, the first in the lowest bits. PS3.5 8.1.1."""
    packed = np.frombuffer(encoded, np.uint8)
    nibbles = np.stack([packed & 15, packed >> 4], axis=-1).reshape(-1)[skip_bits // 4 :].astype(np.uint16)
    thirds = nibbles[: len(nibbles) // 3 * 3].reshape(-1, 3)
    return np.asarray(thirds[:, 0] | thirds[:, 1] << 4 | thirds[:, 2] << 8)


def frame_bits(traits: ImageTraits) -> int:
    """Bits of one plain frame; 4:2:2 stores two values a pixel. PS3.3 C.7.6.3.1.2."""
    values = 2 if traits.photometric_interpretation in SUBSAMPLED else traits.samples_per_pixel
    return traits.rows * traits.columns * values * traits.bits_allocated


def deflated_frame(encoded: Encoded, traits: ImageTraits) -> Values:
    """A frame deflated by itself, inflated no further than the frame's own size. PS3.5 A.4.13."""
    size = -(-frame_bits(traits) // 8)
    try:
        plain = zlib.decompressobj(-zlib.MAX_WBITS).decompress(encoded, size)
    except zlib.error as error:
        raise Malformed("bad_deflate") from error
    if len(plain) < size:
        raise Malformed("bad_deflate")
    return native_frame(plain, traits, skip_bits=0)


def rle_frame(encoded: Encoded, traits: ImageTraits) -> Values:
    """A run-length frame as `(rows, columns)` or `(rows, columns, samples)`, unsigned as allocated."""
    rows, columns, samples = traits.rows, traits.columns, traits.samples_per_pixel
    if traits.bits_allocated == 1:
        packed = decode_rle(encoded, pixels=-(-rows * columns // 8), samples=1, sample_bytes=1)
        return np.unpackbits(packed.reshape(-1), bitorder="little")[: rows * columns].reshape(rows, columns)
    width = traits.bits_allocated // 8
    planes = decode_rle(encoded, pixels=rows * columns, samples=samples, sample_bytes=width)
    image = planes.reshape(samples, -1).view(f"<u{width}").reshape(samples, rows, columns)
    return image[0] if samples == 1 else np.moveaxis(image, 0, -1)


def lies_as_shown(traits: ImageTraits) -> bool:
    """Whether the cells of a stored frame are the decoded ones but for byte order and unused bits: no array is needed."""
    if CODECS.get(traits.transfer_syntax) is not Codec.NATIVE:
        return False
    if traits.transfer_syntax == BIG_ENDIAN and traits.bits_allocated == 8:  # in words or not
        return False
    if traits.location.element != "PixelData":
        return traits.location.element == "FloatPixelData"
    if traits.color:
        whole_bytes = traits.bits_allocated == traits.bits_stored == 8
        return traits.photometric_interpretation == "RGB" and whole_bytes and not traits.planar_configuration
    return traits.bits_allocated == 8 * SAMPLE_BYTES[traits.grid.sample_type]


def stored_values(
    values: Values, traits: ImageTraits, target: SampleType, *, bits: int = 0, lossy: bool = False
) -> Values:
    """Stored values out of cells: unused bits cut off, sign extended, as `target`. PS3.5 8.1.1.

    What old writers kept above the high bit (overlays) must not reach the picture.

    Parameters
    ----------
    values
        Unsigned or signed integers of any width and byte order, or floats. Overwritten where that saves a copy.
    bits
        How many bits a codestream says its samples have; 0: as many as their container.
    lossy
        Lossy samples that overshoot what is stored are clipped, since cutting would turn white to black.
    """
    if values.dtype.kind == "f":
        return values.astype(np.float32, copy=False)
    width = 8 * values.dtype.itemsize
    if values.dtype.kind == "i":
        values = values.view(f"u{values.dtype.itemsize}")
    values = values.astype(values.dtype.newbyteorder("="), copy=False)
    held = bits or width
    shift = traits.high_bit + 1 - traits.bits_stored if held > traits.high_bit else 0
    counted = held if lossy else min(held - shift, traits.bits_stored)
    if (shift or counted < width) and not values.flags.writeable:
        values = values.copy()
    if shift:
        np.right_shift(values, shift, out=values)
    if not traits.signed:
        if counted < width:
            np.bitwise_and(values, (1 << counted) - 1, out=values)
    elif counted <= width:
        values = _extended(values, width - counted)
    if lossy and counted > traits.bits_stored:
        values = _clipped(values, traits)
    return values.astype(target, copy=False)


def _extended(values: Values, unused: int) -> Values:
    """The same cells as two's complement of all bits but the upper `unused` ones."""
    if unused:
        np.left_shift(values, unused, out=values)
    signed = values.view(f"i{values.dtype.itemsize}")
    if unused:
        np.right_shift(signed, unused, out=signed)
    return signed


def _clipped(values: Values, traits: ImageTraits) -> Values:
    """Values brought into the range that Bits Stored can hold, as far as their type reaches."""
    low, high = (-(1 << traits.bits_stored - 1), (1 << traits.bits_stored - 1) - 1) if traits.signed else (0, 0)
    high = high or (1 << traits.bits_stored) - 1
    type_range = np.iinfo(str(values.dtype))
    return np.clip(values, max(low, type_range.min), min(high, type_range.max))
