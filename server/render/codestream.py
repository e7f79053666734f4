"""What a compressed frame claims to be, read from its first markers before any decoder allocates for it.

ISO 10918-1 B.2 (JPEG), ISO 14495-1 C (JPEG-LS), ISO 15444-1 A.5 (JPEG 2000, HTJ2K).
"""

import struct
from dataclasses import dataclass

from server.terms.errors import Malformed

_SOC_SIZ = b"\xff\x4f\xff\x51"
_TILES = 65_535
_SIGNED = 0x80


@dataclass(frozen=True, slots=True)
class Claim:
    """Size, components, bits and signedness of a codestream; `transform` is its color transform marker, if any."""

    rows: int
    columns: int
    components: int
    bits: int
    signed: bool = False
    transform: str = ""


def jpeg_claim(encoded: bytes | bytearray) -> Claim:
    """The frame header of a JPEG or JPEG-LS stream.

    `transform` is "adobe_rgb" or "adobe_ycc" by the Adobe marker, "jfif" by JFIF's, "rgb_ids" when the components are
    named R, G, B, "" otherwise.
    """
    at, transform = 2, ""
    while at + 4 <= len(encoded):
        if encoded[at] != 0xFF:
            raise Malformed("bad_codestream")
        marker = encoded[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        length = struct.unpack_from(">H", encoded, at + 2)[0]
        if marker == 0xEE and encoded[at + 4 : at + 9] == b"Adobe" and length >= 14:
            transform = "adobe_rgb" if encoded[at + 15] == 0 else "adobe_ycc"
        elif marker == 0xE0 and encoded[at + 4 : at + 8] == b"JFIF":
            transform = transform or "jfif"
        elif (0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}) or marker == 0xF7:
            return _frame_header(encoded, at + 4, transform)
        at += 2 + length
    raise Malformed("bad_codestream")


def _frame_header(encoded: bytes | bytearray, at: int, transform: str) -> Claim:
    if at + 6 > len(encoded):
        raise Malformed("bad_codestream")
    bits, rows, columns, components = struct.unpack_from(">BHHB", encoded, at)
    names = bytes(encoded[at + 6 : at + 6 + 3 * components : 3])
    return Claim(rows, columns, components, bits, transform=transform or ("rgb_ids" if names == b"RGB" else ""))


def jpeg_2000_claim(encoded: bytes | bytearray) -> Claim:
    """The size marker of a JPEG 2000 codestream, bare or inside a JP2 box.

    `transform` is "multi" when the coding style applies the reversible or irreversible component transform.
    """
    start = encoded.find(_SOC_SIZ, 0, 4096)
    if start < 0 or start + 46 > len(encoded):
        raise Malformed("bad_codestream")
    width, height, left, top, tile_width, tile_height, tile_left, tile_top, components = struct.unpack_from(
        ">8LH", encoded, start + 8
    )
    if width <= left or height <= top or not tile_width or not tile_height:
        raise Malformed("bad_codestream")
    tiles = -(-(width - tile_left) // tile_width) * -(-(height - tile_top) // tile_height)
    if not 1 <= tiles <= _TILES:
        raise Malformed("bad_codestream")
    depth = encoded[start + 42]
    return Claim(
        rows=height - top,
        columns=width - left,
        components=components,
        bits=(depth & ~_SIGNED) + 1,
        signed=bool(depth & _SIGNED),
        transform=_component_transform(encoded, start + 2),
    )


def _component_transform(encoded: bytes | bytearray, at: int) -> str:
    """Whether the coding style default (COD) names a multiple component transform. ISO 15444-1 A.6.1."""
    while at + 9 <= len(encoded) and encoded[at] == 0xFF and encoded[at + 1] != 0x90:
        if encoded[at + 1] == 0x52:
            return "multi" if encoded[at + 8] else ""
        at += 2 + struct.unpack_from(">H", encoded, at + 2)[0]
    return ""
