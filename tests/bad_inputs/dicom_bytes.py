"""A DICOM writer that asks no questions: elements, sequences, fragments, any byte order, any lie about a length.

Written against PS3.5 7 and PS3.10 7 alone and sharing no line with the product, so that both being wrong in the same
way is unlikely. Values go in as bytes or as plain numbers and text; nothing is checked.
"""

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

IMPLICIT = "1.2.840.10008.1.2"
EXPLICIT = "1.2.840.10008.1.2.1"
DEFLATED = "1.2.840.10008.1.2.1.99"
BIG_ENDIAN = "1.2.840.10008.1.2.2"
RLE = "1.2.840.10008.1.2.5"
JPEG_BASELINE = "1.2.840.10008.1.2.4.50"
JPEG_EXTENDED = "1.2.840.10008.1.2.4.51"
JPEG_LOSSLESS = "1.2.840.10008.1.2.4.57"
JPEG_LOSSLESS_SV1 = "1.2.840.10008.1.2.4.70"
JPEG_LS = "1.2.840.10008.1.2.4.80"
JPEG_2000_LOSSLESS = "1.2.840.10008.1.2.4.90"
JPEG_2000 = "1.2.840.10008.1.2.4.91"
MPEG2 = "1.2.840.10008.1.2.4.100"
HEVC = "1.2.840.10008.1.2.4.107"
HTJ2K_LOSSLESS = "1.2.840.10008.1.2.4.201"
HTJ2K = "1.2.840.10008.1.2.4.203"

CT, MR, SC = "1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.4", "1.2.840.10008.5.1.4.1.1.7"
ROOT = "1.2.826.0.1.3680043.10.1597.9"
UNDEFINED = 0xFFFFFFFF
LONG = frozenset(("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"))
"""32-bit lengths. PS3.5 7.1.2"""
_NUMBERS = {"US": "H", "SS": "h", "UL": "L", "SL": "l", "FL": "f", "FD": "d", "OF": "f", "OD": "d", "OL": "L"}
_PADDED_BY_ZERO = {"UI", "OB", "UN"}

Value = bytes | str | float | list[float] | list[int] | tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a dataset is written: byte order, and whether elements name their value representation."""

    little: bool = True
    implicit: bool = False

    @property
    def order(self) -> str:
        """The byte order as `struct` spells it."""
        return "<" if self.little else ">"

    def tag(self, tag: int) -> bytes:
        """Four bytes of a tag."""
        return struct.pack(self.order + "HH", tag >> 16, tag & 0xFFFF)

    def value(self, vr: str, value: Value) -> bytes:
        """A value as it is written, not yet padded."""
        if isinstance(value, bytes):
            return value
        if isinstance(value, str):
            return value.encode()
        many = [float(value)] if isinstance(value, (int, float)) else [float(one) for one in value]
        if vr == "AT":
            return b"".join(self.tag(int(one)) for one in many)
        if vr in _NUMBERS:
            whole = _NUMBERS[vr] not in "fd"
            return struct.pack(f"{self.order}{len(many)}{_NUMBERS[vr]}", *(int(one) if whole else one for one in many))
        return "\\".join(f"{one:.12g}" for one in many).encode()

    def element(self, tag: int, vr: str, value: Value = b"", *, length: int | None = None, pad: bool = True) -> bytes:
        """A data element; `length` lies about the value's, `pad=False` leaves an odd one odd."""
        content = self.value(vr, value)
        if pad and len(content) % 2:
            content += b"\0" if vr in _PADDED_BY_ZERO else b" "
        stated = len(content) if length is None else length
        if self.implicit:
            return self.tag(tag) + struct.pack(self.order + "L", stated) + content
        if vr in LONG:
            return self.tag(tag) + vr.encode() + b"\0\0" + struct.pack(self.order + "L", stated) + content
        return self.tag(tag) + vr.encode() + struct.pack(self.order + "H", stated & 0xFFFF) + content

    def item(self, content: bytes = b"", *, length: int | None = None, undefined: bool = False) -> bytes:
        """An item or a fragment; `undefined` ends it by a delimiter instead of a length."""
        if undefined:
            return self._delimiter(0xFFFEE000, UNDEFINED) + content + self._delimiter(0xFFFEE00D)
        return self._delimiter(0xFFFEE000, len(content) if length is None else length) + content

    def sequence(self, tag: int, items: Iterable[bytes], *, undefined: bool = False, vr: str = "SQ") -> bytes:
        """A sequence of items whose contents are given."""
        content = b"".join(self.item(item, undefined=undefined) for item in items)
        if not undefined:
            return self.element(tag, vr, content)
        return self.element(tag, vr, length=UNDEFINED) + content + self.sequence_end

    def fragments(
        self,
        *parts: bytes,
        table: Sequence[int] | bytes = b"",
        end: bool = True,
        vr: str = "OB",
        tag: int = 0x7FE00010,
        pad: bool = True,
    ) -> bytes:
        """Encapsulated pixels: Basic Offset Table and fragments. PS3.5 A.4."""
        offsets = table if isinstance(table, bytes) else struct.pack(f"<{len(table)}L", *table)
        padded = [part + b"\0" * (len(part) % 2) if pad else part for part in parts]
        body = self.item(offsets) + b"".join(self.item(part) for part in padded)
        return self.element(tag, vr, length=UNDEFINED) + body + (self.sequence_end if end else b"")

    def _delimiter(self, tag: int, length: int = 0) -> bytes:
        return self.tag(tag) + struct.pack(self.order + "L", length)

    @property
    def sequence_end(self) -> bytes:
        """What ends a sequence of undefined length."""
        return self._delimiter(0xFFFEE0DD)


LITTLE, BIG, BARE = Dialect(), Dialect(little=False), Dialect(implicit=True)
"""Explicit little endian (and everything compressed), explicit big endian, implicit little endian."""


def dialect_of(syntax: str) -> Dialect:
    """How a dataset of that transfer syntax is written."""
    return {IMPLICIT: BARE, BIG_ENDIAN: BIG}.get(syntax, LITTLE)


def deflated(dataset: bytes) -> bytes:
    """A raw deflate stream. PS3.5 A.5."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeezer.compress(dataset) + squeezer.flush()


def part10(
    dataset: bytes,
    syntax: str = EXPLICIT,
    *,
    sop_class: str = CT,
    sop_instance: str = f"{ROOT}.1.1.1",
    preamble: bytes = b"",
    meta_extra: bytes = b"",
    meta_length: int | None = None,
) -> bytes:
    """A whole file; `meta_length` lies about the meta's. PS3.10 7.1."""
    meta = LITTLE.element(0x00020001, "OB", b"\0\1") + LITTLE.element(0x00020002, "UI", sop_class)
    meta += LITTLE.element(0x00020003, "UI", sop_instance) + LITTLE.element(0x00020010, "UI", syntax) + meta_extra
    head = LITTLE.element(0x00020000, "UL", len(meta) if meta_length is None else meta_length)
    body = deflated(dataset) if syntax == DEFLATED else dataset
    return preamble.ljust(128, b"\0") + b"DICM" + head + meta + body


def image(
    pixels: bytes | None = None,
    *,
    syntax: str = EXPLICIT,
    rows: int = 4,
    columns: int = 4,
    samples: int = 1,
    photometric: str = "MONOCHROME2",
    allocated: int = 8,
    stored: int | None = None,
    high: int | None = None,
    signed: bool = False,
    frames: int | None = None,
    modality: str = "CT",
    sop_class: str = CT,
    replaced: Mapping[int, bytes] | None = None,
    preamble: bytes = b"",
) -> bytes:
    """An image file, its elements in the order of their tags.

    Parameters
    ----------
    pixels
        The whole pixel element, or None for native pixels 0, 1, 2, … (wrapping).
    replaced
        Whole elements by tag (written in the dialect of `syntax`); an empty one leaves the element out. Tags from
        7FE0,0010 on go behind the pixels.
    """
    say = dialect_of(syntax)
    bits = allocated if stored is None else stored
    parts = {
        0x00080016: say.element(0x00080016, "UI", sop_class),
        0x00080018: say.element(0x00080018, "UI", f"{ROOT}.1.1.1"),
        0x00080060: say.element(0x00080060, "CS", modality),
        0x00100010: say.element(0x00100010, "PN", "Planted^Patience"),
        0x00100020: say.element(0x00100020, "LO", "PLANTED-77"),
        0x0020000D: say.element(0x0020000D, "UI", f"{ROOT}.1"),
        0x0020000E: say.element(0x0020000E, "UI", f"{ROOT}.1.1"),
        0x00200013: say.element(0x00200013, "IS", "1"),
        0x00280002: say.element(0x00280002, "US", samples),
        0x00280004: say.element(0x00280004, "CS", photometric),
        0x00280010: say.element(0x00280010, "US", rows),
        0x00280011: say.element(0x00280011, "US", columns),
        0x00280100: say.element(0x00280100, "US", allocated),
        0x00280101: say.element(0x00280101, "US", bits),
        0x00280102: say.element(0x00280102, "US", bits - 1 if high is None else high),
        0x00280103: say.element(0x00280103, "US", int(signed)),
    }
    if frames is not None:
        parts[0x00280008] = say.element(0x00280008, "IS", str(frames))
    parts |= dict(replaced or {})
    if pixels is None:
        pixels = native(say, rows * columns * samples * (frames or 1), allocated)
    before = b"".join(parts[tag] for tag in sorted(parts) if tag < 0x7FE00010)
    after = b"".join(parts[tag] for tag in sorted(parts) if tag >= 0x7FE00010)
    return part10(before + pixels + after, syntax, sop_class=sop_class, preamble=preamble)


def native(say: Dialect, count: int, allocated: int) -> bytes:
    """The pixel element of `count` values 0, 1, 2, … (wrapping), as OB, OW or packed bits."""
    if allocated == 1:
        return say.element(0x7FE00010, "OB", b"\xaa" * ((count + 7) // 8))
    width = max(allocated // 8, 1)
    letter = {1: "B", 2: "H", 4: "L", 8: "Q"}.get(width, "B")
    values = struct.pack(
        f"{say.order}{count}{letter}", *(number % (1 << min(8 * width, 16)) for number in range(count))
    )
    return say.element(0x7FE00010, "OB" if width == 1 else "OW", values)


def rle_frame(*planes: bytes) -> bytes:
    """A run-length frame of literal segments. PS3.5 G."""
    segments = [packbits(plane) for plane in planes]
    at, offsets = 64, []
    for segment in segments:
        offsets.append(at)
        at += len(segment)
    return struct.pack("<16L", len(segments), *offsets, *([0] * (15 - len(offsets)))) + b"".join(segments)


def packbits(plane: bytes) -> bytes:
    """Literal runs only, padded to an even length."""
    runs = b"".join(bytes([len(run) - 1]) + run for run in (plane[at : at + 128] for at in range(0, len(plane), 128)))
    return runs + b"\x80" * (len(runs) % 2)
