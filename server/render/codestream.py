"""What a compressed frame claims to be, read from its first markers before any decoder allocates for it.

ISO 10918-1 B.2 (JPEG), ISO 14495-1 C (JPEG-LS), ISO 15444-1 A.5 (JPEG 2000, HTJ2K), ISO 18181-1 9 (JPEG XL).
"""

import struct
from dataclasses import dataclass
from typing import Literal

from server.terms.errors import Malformed

Kind = Literal["jpeg", "jpeg_lossless", "jpeg_ls", "jpeg_2000", "htj2k", "jpeg_xl"]
Encoded = bytes | bytearray

_SOC_SIZ = b"\xff\x4f\xff\x51"
_JP2 = b"\0\0\0\x0cjP  "
_JXL_BOX = b"\0\0\0\x0cJXL "
_SOF_LOSSLESS, _SOF_JPEG_LS = 0xC3, 0xF7
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length
_TILES = 65_535
_SIGNED, _PART_15 = 0x80, 0x4000


@dataclass(frozen=True, slots=True)
class Claim:
    """Size, components, bits and signedness of a codestream.

    `transform` is its color transform marker, if any. `reversible`, `levels` (how often its resolution can be halved)
    and `start` (where the bare codestream begins) are of JPEG 2000. JPEG XL tells
    components and bits to its decoder only: both are 0.
    """

    rows: int
    columns: int
    components: int
    bits: int
    signed: bool = False
    transform: str = ""
    kind: Kind = "jpeg"
    subsampled: bool = False
    reversible: bool = True
    levels: int = 0
    start: int = 0


def claim_of(encoded: Encoded) -> Claim:
    """What a codestream of any kind we decode says about itself, by its own first bytes.

    Transfer syntaxes are often wrong within a family (HTJ2K under a JPEG 2000 UID, JPEG-LS under a JPEG one).

    Raises
    ------
    Malformed
        `bad_codestream` when it is none, or broken.
    """
    if encoded[:2] == b"\xff\xd8":
        return jpeg_claim(encoded)
    if encoded[:2] == b"\xff\x0a" or encoded[:8] == _JXL_BOX:
        return jpeg_xl_claim(encoded)
    return jpeg_2000_claim(encoded)


def jpeg_claim(encoded: Encoded) -> Claim:
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
        if marker in _STANDALONE:
            at += 2
            continue
        length = struct.unpack_from(">H", encoded, at + 2)[0]
        if marker == 0xEE and encoded[at + 4 : at + 9] == b"Adobe" and length >= 14 and at + 15 < len(encoded):
            transform = "adobe_rgb" if encoded[at + 15] == 0 else "adobe_ycc"
        elif marker == 0xE0 and encoded[at + 4 : at + 8] == b"JFIF":
            transform = transform or "jfif"
        elif (0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}) or marker == _SOF_JPEG_LS:
            return _frame_header(encoded, at + 4, transform, marker)
        at += 2 + length
    raise Malformed("bad_codestream")


def _frame_header(encoded: Encoded, at: int, transform: str, marker: int) -> Claim:
    if at + 6 > len(encoded):
        raise Malformed("bad_codestream")
    bits, rows, columns, components = struct.unpack_from(">BHHB", encoded, at)
    specifications = bytes(encoded[at + 6 : at + 6 + 3 * components])
    kinds: dict[int, Kind] = {_SOF_LOSSLESS: "jpeg_lossless", _SOF_JPEG_LS: "jpeg_ls"}
    return Claim(
        rows,
        columns,
        components,
        bits,
        transform=transform or ("rgb_ids" if specifications[0::3] == b"RGB" else ""),
        kind=kinds.get(marker, "jpeg"),
        subsampled=len(set(specifications[1::3])) > 1,
    )


def jpeg_2000_claim(encoded: Encoded) -> Claim:
    """The size and coding style of a JPEG 2000 codestream, bare or inside JP2 boxes.

    Held to ISO 15444-1 B.3: decoders look forever for tiles that lie outside the image.
    `transform` is "multi" when the coding style applies the reversible or irreversible component transform.
    """
    start = 0 if encoded[:4] == _SOC_SIZ else bytes(encoded[:4096]).find(_SOC_SIZ)
    if start < 0 or start + 46 > len(encoded) or (start and encoded[:8] != _JP2):
        raise Malformed("bad_codestream")
    length, capabilities, width, height, left, top, tile_width, tile_height, tile_left, tile_top, components = (
        struct.unpack_from(">HH8LH", encoded, start + 4)
    )
    steps = bytes(encoded[start + 42 : start + 42 + 3 * components])
    sound = (
        tile_left <= left < width
        and tile_top <= top < height
        and tile_left + tile_width > left
        and tile_top + tile_height > top
        and length == len(steps) + 38 == 3 * components + 38
        and not (steps[1::3] + steps[2::3]).strip(b"\1")  # every component at every pixel
    )
    if not sound or not 1 <= jpeg_2000_tiles(encoded, start) <= _TILES:
        raise Malformed("bad_codestream")
    depth = encoded[start + 42]
    transform, levels, reversible = _coding_style(encoded, start + 2)
    return Claim(
        rows=height - top,
        columns=width - left,
        components=components,
        bits=(depth & ~_SIGNED) + 1,
        signed=bool(depth & _SIGNED),
        transform=transform,
        kind="htj2k" if capabilities & _PART_15 else "jpeg_2000",
        reversible=reversible,
        levels=0 if left or top else levels,  # an image that does not begin at 0 halves to another size
        start=start,
    )


def jpeg_2000_tiles(encoded: Encoded, start: int = 0) -> int:
    """How many tiles the size marker of a codestream makes. ISO 15444-1 B.3."""
    width, height, _, _, tile_width, tile_height, left, top = struct.unpack_from(">8L", encoded, start + 8)
    return int(-(-(width - left) // tile_width) * -(-(height - top) // tile_height))


def tile_parts_start(encoded: Encoded) -> int:
    """Where the main header of a bare codestream ends."""
    at = 2
    while at + 4 <= len(encoded) and encoded[at] == 0xFF and encoded[at + 1] != 0x90:
        at += 2 + struct.unpack_from(">H", encoded, at + 2)[0]
    return at


def _coding_style(encoded: Encoded, at: int) -> tuple[str, int, bool]:
    """Component transform, decomposition levels and reversibility by the coding style default (COD). A.6.1.

    The quantization default (QCD) has to have a step for each of those levels: OpenJPH reads them unasked. A.6.4.
    """
    style, steps = ("", 0, True), 1 << 16
    while at + 14 <= len(encoded) and encoded[at] == 0xFF and encoded[at + 1] != 0x90:
        length = struct.unpack_from(">H", encoded, at + 2)[0]
        if encoded[at + 1] == 0x52:
            style = "multi" if encoded[at + 8] else "", min(32, encoded[at + 9]), encoded[at + 13] == 1
        elif encoded[at + 1] == 0x5C:
            steps = {0: length - 3, 1: 1 << 16, 2: (length - 3) // 2}.get(encoded[at + 4] & 31, 0)
        at += 2 + length
    if steps < 3 * style[1] + 1:
        raise Malformed("bad_codestream")
    return style


def jpeg_xl_claim(encoded: Encoded) -> Claim:
    """The size of a JPEG XL codestream, bare or inside boxes."""
    start = 0 if encoded[:2] == b"\xff\x0a" else bytes(encoded[:4096]).find(b"\xff\x0a")
    if start < 0 or start + 16 > len(encoded):
        raise Malformed("bad_codestream")
    bits = _Bits(bytes(encoded[start + 2 : start + 16]))
    small = bits.take(1)
    rows = (bits.take(5) + 1) * 8 if small else bits.size()
    ratio = bits.take(3)
    if ratio:
        wide, high = ((1, 1), (12, 10), (4, 3), (3, 2), (16, 9), (5, 4), (2, 1))[ratio - 1]
        columns = rows * wide // high
    else:
        columns = (bits.take(5) + 1) * 8 if small else bits.size()
    return Claim(rows, columns, 0, 0, kind="jpeg_xl", start=start)


class _Bits:
    """Bits of a JPEG XL header, the least significant first. ISO 18181-1 B.2."""

    def __init__(self, content: bytes) -> None:
        self.rest = int.from_bytes(content, "little")

    def take(self, count: int) -> int:
        value, self.rest = self.rest & ((1 << count) - 1), self.rest >> count
        return value

    def size(self) -> int:
        return self.take((9, 13, 18, 30)[self.take(2)]) + 1
