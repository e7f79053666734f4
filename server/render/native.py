"""Uncompressed and run-length frames as arrays: bit packing, byte order, planes, unused high bits. PS3.5 8.1, D."""

import numpy as np
from numpy.typing import NDArray

from server.render.color import expand_422
from server.render.rle import decode_rle
from server.terms.errors import Malformed
from server.terms.images import ImageTraits, SampleType
from server.terms.syntaxes import BIG_ENDIAN

Values = NDArray[np.generic]


def native_frame(encoded: bytes | bytearray, traits: ImageTraits, *, skip_bits: int) -> Values:
    """An uncompressed frame as `(rows, columns)` or `(rows, columns, samples)`, unsigned as allocated, or float."""
    rows, columns, samples = traits.rows, traits.columns, traits.samples_per_pixel
    if traits.location.element != "PixelData":
        kind = "f4" if traits.location.element == "FloatPixelData" else "f8"
        order = ">" if traits.transfer_syntax == BIG_ENDIAN else "<"
        return np.frombuffer(encoded, order + kind, rows * columns).reshape(rows, columns)
    if traits.bits_allocated == 1:
        bits = np.unpackbits(np.frombuffer(encoded, np.uint8), bitorder="little")
        return bits[skip_bits : skip_bits + rows * columns].reshape(rows, columns)
    values = _ordered(encoded, traits)[skip_bits // 8 :]
    if traits.photometric_interpretation == "YBR_FULL_422":
        return expand_422(values[: rows * columns * 2].astype(np.uint8), rows, columns)
    values = values[: rows * columns * samples]
    if samples == 1:
        return values.reshape(rows, columns)
    if traits.planar_configuration:
        return np.moveaxis(values.reshape(samples, rows, columns), 0, -1)
    return values.reshape(rows, columns, samples)


def _ordered(encoded: bytes | bytearray, traits: ImageTraits) -> Values:
    """The samples in memory order; 8-bit samples of big-endian words come in swapped pairs. PS3.5 A.3."""
    width = traits.bits_allocated // 8
    if traits.transfer_syntax != BIG_ENDIAN:
        return np.frombuffer(encoded, f"<u{width}")
    if width == 1 and traits.location.words:
        return np.frombuffer(encoded, ">u2").astype("<u2").view(np.uint8)
    return np.frombuffer(encoded, f">u{width}")


def rle_frame(encoded: bytes | bytearray, traits: ImageTraits) -> Values:
    """A run-length frame as `(rows, columns)` or `(rows, columns, samples)`, unsigned as allocated."""
    if traits.bits_allocated == 1:
        raise Malformed("unsupported_bits", allocated=1, stored=1)
    width = traits.bits_allocated // 8
    planes = decode_rle(
        encoded,
        pixels=traits.rows * traits.columns,
        samples=traits.samples_per_pixel,
        sample_bytes=width,
    )
    values = planes.reshape(traits.samples_per_pixel, -1).view(f"<u{width}")
    image = values.reshape(traits.samples_per_pixel, traits.rows, traits.columns)
    return image[0] if traits.samples_per_pixel == 1 else np.moveaxis(image, 0, -1)


def stored_values(values: Values, traits: ImageTraits, target: SampleType) -> Values:
    """Stored values of one sample per pixel: unused bits cut off, sign extended, as `target`. PS3.5 8.1.1.

    What old writers kept above the high bit (overlays) must not reach the picture.
    """
    if values.dtype.kind == "f":
        return values.astype(np.float32)
    container = 8 * values.dtype.itemsize
    shift = traits.high_bit + 1 - traits.bits_stored
    if values.dtype.kind == "i":
        return values.astype(target)
    if shift:
        values = values >> np.asarray(shift, values.dtype)
    unused = container - traits.bits_stored
    if not traits.signed:
        if unused > 0:
            values = values & np.asarray((1 << traits.bits_stored) - 1, values.dtype)
        return values.astype(target)
    if unused > 0:
        values = values << np.asarray(unused, values.dtype)
    signed = values.astype(values.dtype.newbyteorder("=")).view(f"i{values.dtype.itemsize}")
    if unused > 0:
        signed = signed >> np.asarray(unused, signed.dtype)
    return signed.astype(target)
