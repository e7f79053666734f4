"""One encoded frame to stored values or RGB: a small function per codec. Runs only inside a worker.

Every codec is asked only after its codestream's own claim of size has been compared with the header.
"""

from collections.abc import Callable
from typing import NamedTuple

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from server.render.codestream import Claim, claim_of
from server.render.color import apply_palette, to_eight_bits, ybr_to_rgb
from server.render.completeness import check_end, check_room, whole_jpeg
from server.render.native import deflated_frame, native_frame, rle_frame, stored_values
from server.render.reduced import reduced_jpeg_2000
from server.terms.errors import Malformed
from server.terms.images import ImageTraits
from server.terms.syntaxes import CODECS, HTJ2K_LOSSLESS, Codec

Values = NDArray[np.generic]
Encoded = bytes | bytearray
_RGB = frozenset({"RGB", "YBR_ICT", "YBR_RCT"})  # the latter two name what a JPEG 2000 decoder has already undone
_REDUCED_BITS, _BYTE_BITS = 16, 8
_ENDING = frozenset({"jpeg_ls", "jpeg_2000", "htj2k"})
"""Asked for their end: CharLS spins for seconds on bits that stop without one, OpenJPH makes do with any beginning."""


class _Samples(NamedTuple):
    """What a decoder gave: `bits` of each sample (0: all), whether it is RGB by now, whether it was lossy."""

    values: Values
    bits: int = 0
    rgb: bool = False
    lossy: bool = False


def decode_frame(encoded: Encoded, traits: ImageTraits, *, skip_bits: int = 0, reduce: int = 0) -> Values:
    """The frame as `traits.grid` describes it: stored values, or RGB uint8 for every color model.

    Parameters
    ----------
    encoded
        The frame's stored bytes.
    skip_bits
        Leading bits that belong to the frame before (bit-packed frames, bytes in big-endian words).
    reduce
        How often the resolution is halved by decoding less (see `halvings`); the frame is `grid.reduced(reduce)`.

    Raises
    ------
    Malformed
        `unsupported_transfer_syntax`, `codestream_mismatch`, `bad_codestream`, `bad_rle`, `bad_deflate`,
        `pixel_data_truncated`, `inflates_too_much`, `no_such_resolution`.
    """
    codec = CODECS.get(traits.transfer_syntax)
    if codec is None:
        raise Malformed("unsupported_transfer_syntax")
    if reduce and not 0 <= reduce <= halvings(encoded, traits):
        raise Malformed("no_such_resolution")
    if codec in {Codec.NATIVE, Codec.ENCAPSULATED}:
        samples = _Samples(native_frame(encoded, traits, skip_bits=skip_bits))
    elif codec is Codec.DEFLATED:
        samples = _Samples(deflated_frame(encoded, traits))
    elif codec is Codec.RLE:
        samples = _Samples(rle_frame(encoded, traits))
    else:
        samples = _from_codestream(encoded, traits, reduce)
    if traits.palette is not None:
        indices = stored_values(samples.values, traits, "int32", bits=samples.bits, lossy=samples.lossy)
        return apply_palette(indices, traits.palette)
    if not traits.color:
        return stored_values(samples.values, traits, traits.grid.sample_type, bits=samples.bits, lossy=samples.lossy)
    return _to_rgb(samples, traits)


def halvings(encoded: Encoded, traits: ImageTraits) -> int:
    """How often a frame's resolution can be halved by decoding less of it; 0 for all but JPEG 2000 and HTJ2K.

    Not for palettes (a mean of indices is no color) nor for samples of more than 16 bits (Pillow cuts them).
    """
    if CODECS.get(traits.transfer_syntax) not in {Codec.JPEG_2000, Codec.HTJ2K} or traits.palette is not None:
        return 0
    claim = claim_of(encoded)
    return claim.levels if claim.bits <= _REDUCED_BITS else 0


def _from_codestream(encoded: Encoded, traits: ImageTraits, reduce: int) -> _Samples:
    """Ask the codec the stream itself names, whatever its transfer syntax said, and hold it to its claim."""
    claim = _agree(claim_of(encoded), traits)
    check_room(encoded, claim, traits.grid.reduced(reduce).byte_count)
    if claim.kind in _ENDING and not claim.start:  # other boxes may follow one in a box
        check_end(encoded)
    try:
        samples = _CODECS[claim.kind](encoded, claim, traits, reduce)
    except (RuntimeError, ValueError, OSError, SyntaxError, TypeError) as error:  # codecs and Pillow on broken streams
        if reduce:  # the full size may still decode, and tells why it does not
            raise Malformed("no_such_resolution") from error
        raise Malformed("bad_codestream", error=type(error).__name__) from error
    if samples.values.shape != traits.grid.reduced(reduce).shape[:2] + (3,) * (traits.samples_per_pixel == 3):
        raise Malformed("no_such_resolution" if reduce else "codestream_mismatch")
    if samples.values.dtype.kind not in "iu":
        raise Malformed("codestream_mismatch")
    return samples


def _agree(claim: Claim, traits: ImageTraits) -> Claim:
    """The claim, when it is what the header says."""
    sized = (claim.rows, claim.columns) == (traits.rows, traits.columns)
    fits = claim.components in {traits.samples_per_pixel, 0} and claim.bits <= max(8, traits.bits_allocated)
    if not sized or not fits:
        facts = {"rows": claim.rows, "columns": claim.columns, "components": claim.components, "bits": claim.bits}
        raise Malformed("codestream_mismatch", **facts)
    return claim


def _to_rgb(samples: _Samples, traits: ImageTraits) -> Values:
    values, bits = samples.values, samples.bits or traits.bits_stored
    if values.dtype.itemsize > 1 or bits < _BYTE_BITS:
        values = to_eight_bits(values, bits)
    eight = values.view(np.uint8)
    if samples.rgb or traits.photometric_interpretation in _RGB:
        return np.ascontiguousarray(eight)
    return ybr_to_rgb(eight, partial=traits.photometric_interpretation.startswith("YBR_PARTIAL"))


def _jpeg(encoded: Encoded, claim: Claim, traits: ImageTraits, _reduce: int) -> _Samples:
    """JPEG of the discrete cosine transform: baseline, extended, progressive. Color comes out as RGB.

    The stream's own markers decide about its transform (a transform nobody wrote is nobody's); without any, the
    header's photometric interpretation does, unless chroma is subsampled, which RGB never is.
    """
    bits = max(claim.bits, traits.bits_stored)
    if claim.components == 1:
        return _Samples(whole_jpeg(encoded, claim), bits, lossy=True)
    plain = traits.photometric_interpretation == "RGB" and not claim.subsampled
    stated = claim.transform or ("rgb" if plain else "ycc")
    source = "RGB" if stated in {"adobe_rgb", "rgb_ids", "rgb"} else "YCBCR"
    return _Samples(whole_jpeg(encoded, claim, source), claim.bits, rgb=True)


def _jpeg_lossless(encoded: Encoded, claim: Claim, traits: ImageTraits, _reduce: int) -> _Samples:
    """JPEG lossless transforms no color: its components are what the header says. PS3.5 8.2.1."""
    bits = max(claim.bits, traits.bits_stored)
    if claim.components == 1:
        return _Samples(whole_jpeg(encoded, claim), bits)
    return _Samples(whole_jpeg(encoded, claim, "RGB"), claim.bits)


def _jpeg_ls(encoded: Encoded, claim: Claim, _traits: ImageTraits, _reduce: int) -> _Samples:
    return _Samples(imagecodecs.jpegls_decode(encoded), claim.bits)


def _jpeg_2000(encoded: Encoded, claim: Claim, _traits: ImageTraits, reduce: int) -> _Samples:
    """Classic JPEG 2000; a component transform inside the stream has already made RGB.

    The decoder gets the bare codestream: palettes, channels and color spaces of JP2 boxes do not count. PS3.5 A.4.4.
    """
    bare = encoded[claim.start :] if claim.start else encoded
    values = reduced_jpeg_2000(bare, claim, reduce) if reduce else imagecodecs.jpeg2k_decode(bare, numthreads=1)
    bits = 8 if reduce and claim.components == 3 else claim.bits
    return _Samples(values, bits, rgb=claim.transform == "multi", lossy=not claim.reversible)


def _htj2k(encoded: Encoded, claim: Claim, traits: ImageTraits, reduce: int) -> _Samples:
    """High-throughput JPEG 2000: by OpenJPH, several times as fast, where nothing can overshoot.

    imagecodecs does not clamp what OpenJPH gives: a sample of a lossy stream (or of a lower resolution) beyond its
    bits would wrap from white to black. Those are decoded by OpenJPEG, which clamps. ISO 15444-1 G.1.2.
    """
    if reduce or not claim.reversible or traits.transfer_syntax not in HTJ2K_LOSSLESS:
        return _jpeg_2000(encoded, claim, traits, reduce)
    bare = encoded[claim.start :] if claim.start else encoded
    return _Samples(imagecodecs.htj2k_decode(bare), claim.bits, rgb=claim.transform == "multi")


def _jpeg_xl(encoded: Encoded, _claim: Claim, _traits: ImageTraits, _reduce: int) -> _Samples:
    """JPEG XL, also of a recompressed JPEG; its decoder always makes RGB of colors."""
    return _Samples(imagecodecs.jpegxl_decode(encoded, keeporientation=True, numthreads=1), rgb=True)


_CODECS: dict[str, Callable[[Encoded, Claim, ImageTraits, int], _Samples]] = {
    "jpeg": _jpeg,
    "jpeg_lossless": _jpeg_lossless,
    "jpeg_ls": _jpeg_ls,
    "jpeg_2000": _jpeg_2000,
    "htj2k": _htj2k,
    "jpeg_xl": _jpeg_xl,
}
