"""One encoded frame to stored values or RGB: a small function per codec. Runs only inside a worker.

Every codec is asked only after its codestream's own claim of size has been compared with the header.
"""

from collections.abc import Callable

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from server.render.codestream import Claim, jpeg_2000_claim, jpeg_claim
from server.render.color import apply_palette, to_eight_bits, ybr_to_rgb
from server.render.native import native_frame, rle_frame, stored_values
from server.terms.errors import Malformed
from server.terms.images import ImageTraits
from server.terms.syntaxes import CODECS, Codec

Values = NDArray[np.generic]
Encoded = bytes | bytearray


def decode_frame(encoded: Encoded, traits: ImageTraits, *, skip_bits: int = 0) -> Values:
    """The frame as `traits.grid` describes it: stored values, or RGB uint8 for every color model.

    Parameters
    ----------
    encoded
        The frame's stored bytes.
    skip_bits
        Leading bits that belong to the frame before (bit-packed frames, bytes in big-endian words).

    Raises
    ------
    Malformed
        `unsupported_transfer_syntax`, `codestream_mismatch`, `bad_codestream`, `bad_rle`.
    """
    codec = CODECS.get(traits.transfer_syntax)
    if codec is None:
        raise Malformed("unsupported_transfer_syntax")
    if codec is Codec.NATIVE:
        values, in_rgb = native_frame(encoded, traits, skip_bits=skip_bits), False
    elif codec is Codec.RLE:
        values, in_rgb = rle_frame(encoded, traits), False
    else:
        values, in_rgb = _COMPRESSED[codec](encoded, traits)
    if traits.palette is not None:
        return apply_palette(stored_values(values, traits, "int32"), traits.palette)
    if not traits.color:
        return stored_values(values, traits, traits.grid.sample_type)
    return _to_rgb(values, traits, in_rgb=in_rgb)


def _to_rgb(values: Values, traits: ImageTraits, *, in_rgb: bool) -> Values:
    eight = to_eight_bits(values, traits.bits_stored if values.dtype.itemsize > 1 else 8)
    photometric = traits.photometric_interpretation
    if in_rgb or photometric == "RGB":
        return np.ascontiguousarray(eight)
    return ybr_to_rgb(eight, partial=photometric.startswith("YBR_PARTIAL"))


def _agree(claim: Claim, traits: ImageTraits) -> Claim:
    """The claim, when it is what the header says."""
    if (claim.rows, claim.columns) != (traits.rows, traits.columns) or claim.components != traits.samples_per_pixel:
        raise Malformed("codestream_mismatch", rows=claim.rows, columns=claim.columns, components=claim.components)
    return claim


def _jpeg(encoded: Encoded, traits: ImageTraits) -> tuple[Values, bool]:
    """JPEG baseline, extended and lossless. Color streams come out as RGB.

    The stream's own markers decide about its transform; without any, the header's photometric interpretation does.
    """
    claim = _agree(jpeg_claim(encoded), traits)
    if claim.components == 1:
        return imagecodecs.jpeg8_decode(encoded), False
    stated = claim.transform or ("rgb" if traits.photometric_interpretation == "RGB" else "ycc")
    source = "RGB" if stated in {"adobe_rgb", "rgb_ids", "rgb"} else "YCBCR"
    return imagecodecs.jpeg8_decode(encoded, colorspace=source, outcolorspace="RGB"), True


def _jpeg_ls(encoded: Encoded, traits: ImageTraits) -> tuple[Values, bool]:
    _agree(jpeg_claim(encoded), traits)
    return imagecodecs.jpegls_decode(encoded), False


def _jpeg_2000(encoded: Encoded, traits: ImageTraits) -> tuple[Values, bool]:
    """Classic JPEG 2000; a component transform inside the stream has already made RGB."""
    claim = _agree(jpeg_2000_claim(encoded), traits)
    return imagecodecs.jpeg2k_decode(encoded, numthreads=1), claim.transform == "multi"


def _htj2k(encoded: Encoded, traits: ImageTraits) -> tuple[Values, bool]:
    claim = _agree(jpeg_2000_claim(encoded), traits)
    return imagecodecs.htj2k_decode(encoded), claim.transform == "multi"


_COMPRESSED: dict[Codec, Callable[[Encoded, ImageTraits], tuple[Values, bool]]] = {
    Codec.JPEG: _jpeg,
    Codec.JPEG_LS: _jpeg_ls,
    Codec.JPEG_2000: _jpeg_2000,
    Codec.HTJ2K: _htj2k,
}
