"""Whether a codestream can hold, and held, the whole picture: decoders fill up what is missing and say nothing.

Half a picture in gray beside the other half looks like a finding; so what ends early is refused.
"""

import struct
from collections import Counter

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from server.render.codestream import Claim, jpeg_2000_tiles, tile_parts_start
from server.terms.errors import Malformed

Values = NDArray[np.generic]
Encoded = bytes | bytearray
EXPANSION, EXPANDED_BYTES = 2000, 64 << 20
"""A frame beyond 64 MiB that unpacks more than two thousandfold is no picture anybody took."""
_BLOCK, _BLOCKS_PER_BYTE, _PIXELS_PER_BYTE = 8, 64, 8
_END = b"\xff\xd9"  # end of image (ISO 10918-1 B.2.1), end of codestream (ISO 15444-1 A.4.4)
_TAIL = 64  # writers pad by a few bytes behind it
_START_2000, _TILE_PART, _SHORTEST_PART = b"\xff\x4f", b"\xff\x90", 14
_NOISE = bytes(range(1, 255)) + _END


def check_room(encoded: Encoded, claim: Claim, byte_count: int) -> None:
    """Refuse a codestream that is too short for what it announces, before a decoder fills memory for it.

    Every block of a JPEG takes at least a bit (an eighth of one, arithmetically coded), every sample of a lossless one
    too. ISO 10918-1 F, H.

    Raises
    ------
    Malformed
        `bad_codestream`, `inflates_too_much`.
    """
    blocks = -(-claim.rows // _BLOCK) * -(-claim.columns // _BLOCK)
    if claim.kind == "jpeg" and len(encoded) * _BLOCKS_PER_BYTE < blocks:
        raise Malformed("bad_codestream")
    if claim.kind == "jpeg_lossless" and len(encoded) * _PIXELS_PER_BYTE < claim.rows * claim.columns:
        raise Malformed("bad_codestream")
    if byte_count > EXPANDED_BYTES and byte_count > EXPANSION * len(encoded):
        raise Malformed("inflates_too_much", limit_bytes=EXPANDED_BYTES)


def check_end(encoded: Encoded) -> None:
    """Refuse a JPEG-LS or JPEG 2000 codestream that ends early, for decoders that make do with any beginning of one.

    Neither lets its data contain markers, so the end marker means the end, whatever writers put behind it. Without one
    a JPEG 2000 stream is whole when every tile has all the parts it announces. ISO 14495-1 A.1, ISO 15444-1 A.4.2.

    Raises
    ------
    Malformed
        `pixel_data_truncated`.
    """
    if encoded.rfind(_END) < 0 and not (encoded[:2] == _START_2000 and _has_every_part(encoded)):
        raise Malformed("pixel_data_truncated")


def _has_every_part(encoded: Encoded) -> bool:
    """Whether each tile of a codestream says how many parts it has, and has them in full."""
    at, parts, announced = tile_parts_start(encoded), Counter[int](), dict[int, int]()
    while encoded[at : at + 2] == _TILE_PART and at + 12 <= len(encoded):
        tile, length, _, of = struct.unpack_from(">HLBB", encoded, at + 4)
        at += length
        if length < _SHORTEST_PART or at > len(encoded):
            return False
        parts[tile] += 1
        announced[tile] = of or announced.get(tile, 0)
    return len(parts) == jpeg_2000_tiles(encoded) and all(announced[tile] == parts[tile] for tile in parts)


def whole_jpeg(encoded: Encoded, claim: Claim, color: str = "") -> Values:
    """The samples of a JPEG that holds all of them; `color` is what colors are stored as (RGB, YCBCR).

    A decoder that runs out of bits fills the rest with middle gray. Where that could have happened, noise is put
    behind the bits there are: a picture that was whole does not change by it.

    Raises
    ------
    Malformed
        `pixel_data_truncated`.
    """
    values = _decoded(encoded, color)
    end = _end_of(encoded)
    if end >= 0 and (claim.kind == "jpeg_lossless" or not _ends_gray(values, claim.bits)):
        return values
    body = bytes(encoded if end < 0 else encoded[:end]).removesuffix(b"\xff")
    if not np.array_equal(values, _decoded(body + _NOISE, color)):
        raise Malformed("pixel_data_truncated")
    return values


def _decoded(encoded: Encoded, color: str) -> Values:
    if color:
        return imagecodecs.jpeg8_decode(encoded, colorspace=color, outcolorspace="RGB")
    return imagecodecs.jpeg8_decode(encoded)


def _end_of(encoded: Encoded) -> int:
    """Where the end marker stands, -1 without one."""
    return encoded.rfind(_END, max(0, len(encoded) - _TAIL))


def _ends_gray(values: Values, bits: int) -> bool:
    """Whether the last block is of nothing but middle gray."""
    return bool((values[-_BLOCK:, -_BLOCK:] == 1 << max(bits, 1) - 1).all())
