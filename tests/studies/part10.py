"""DICOM files written byte by byte, so that a test can get any byte of them wrong."""

import struct
import zlib

EXPLICIT, IMPLICIT, BIG, DEFLATED = (
    "1.2.840.10008.1.2.1",
    "1.2.840.10008.1.2",
    "1.2.840.10008.1.2.2",
    "1.2.840.10008.1.2.1.99",
)
RLE, JPEG_BASELINE = "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.50"
CT, SC, ROOT = "1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.7", "1.2.826.0.1.3680043.10.1597.7"
UNDEFINED = 0xFFFFFFFF
_LONG = {"OB", "OW", "SQ", "UN", "UT", "OF", "OD"}


def element(tag: int, vr: str, value: bytes = b"", *, syntax: str = EXPLICIT, length: int | None = None) -> bytes:
    """A data element; `length` lies about the value's."""
    order = ">" if syntax == BIG else "<"
    value += (b"\0" if vr in {"UI", "OB", "UN"} else b" ") * (len(value) % 2)
    stated = len(value) if length is None else length
    head = struct.pack(order + "HH", tag >> 16, tag & 0xFFFF)
    if syntax == IMPLICIT:
        return head + struct.pack("<L", stated) + value
    if vr in _LONG:
        return head + vr.encode() + b"\0\0" + struct.pack(order + "L", stated) + value
    return head + vr.encode() + struct.pack(order + "H", stated) + value


def item(content: bytes = b"", *, length: int | None = None) -> bytes:
    """A sequence item, or a fragment."""
    return struct.pack("<HHL", 0xFFFE, 0xE000, len(content) if length is None else length) + content


SEQUENCE_END = struct.pack("<HHL", 0xFFFE, 0xE0DD, 0)
ITEM_END = struct.pack("<HHL", 0xFFFE, 0xE00D, 0)


def part10(dataset: bytes, syntax: str = EXPLICIT, *, sop_class: str = CT) -> bytes:
    """A whole file around a dataset."""
    meta = element(0x00020002, "UI", sop_class.encode()) + element(0x00020010, "UI", syntax.encode())
    if syntax == DEFLATED:
        squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        dataset = squeezer.compress(dataset) + squeezer.flush()
    return bytes(128) + b"DICM" + element(0x00020000, "UL", struct.pack("<L", len(meta))) + meta + dataset


def number(value: int, syntax: str = EXPLICIT) -> bytes:
    """An unsigned short."""
    return struct.pack((">" if syntax == BIG else "<") + "H", value)


def fragments(*frames: bytes, table: bytes = b"", end: bytes = SEQUENCE_END) -> bytes:
    """Encapsulated pixel data, one fragment a frame."""
    padded = [frame + b"\0" * (len(frame) % 2) for frame in frames]
    return element(0x7FE00010, "OB", length=UNDEFINED) + item(table) + b"".join(item(part) for part in padded) + end


def image(
    pixels: bytes | None = None,
    *,
    rows: int = 4,
    columns: int = 4,
    samples: int = 1,
    photometric: str = "MONOCHROME2",
    allocated: int = 8,
    stored: int | None = None,
    signed: int = 0,
    syntax: str = EXPLICIT,
    sop_class: str = CT,
    replaced: dict[int, bytes] | None = None,
    extra: dict[int, bytes] | None = None,
) -> bytes:
    """A small image file.

    `pixels` is the whole pixel element (default: native zeros); `replaced` and `extra` give whole elements by tag, an
    empty one leaves the element out.
    """
    if pixels is None:
        size = rows * columns * samples * max(allocated, 8) // 8
        pixels = element(0x7FE00010, "OW" if allocated > 8 else "OB", bytes(size), syntax=syntax)
    parts: dict[int, bytes] = {}

    def put(tag: int, vr: str, value: bytes) -> None:
        parts[tag] = element(tag, vr, value, syntax=syntax)

    put(0x00080016, "UI", sop_class.encode())
    put(0x00080018, "UI", f"{ROOT}.1.1.1".encode())
    put(0x00080060, "CS", b"CT")
    put(0x00100010, "PN", b"Planted^Patience")
    put(0x0020000D, "UI", f"{ROOT}.1".encode())
    put(0x0020000E, "UI", f"{ROOT}.1.1".encode())
    put(0x00280002, "US", number(samples, syntax))
    put(0x00280004, "CS", photometric.encode())
    put(0x00280010, "US", number(rows, syntax))
    put(0x00280011, "US", number(columns, syntax))
    put(0x00280100, "US", number(allocated, syntax))
    put(0x00280101, "US", number(allocated if stored is None else stored, syntax))
    put(0x00280102, "US", number((allocated if stored is None else stored) - 1, syntax))
    put(0x00280103, "US", number(signed, syntax))
    parts |= (replaced or {}) | (extra or {})
    return part10(b"".join(parts[tag] for tag in sorted(parts)) + pixels, syntax, sop_class=sop_class)


def rle_bomb() -> bytes:
    """security.md finding 1: a few hundred bytes that announce a frame of four gigabytes (BI-39)."""
    frame = struct.pack("<16L", 1, 64, *([0] * 14)) + b"\x81\0"
    return image(fragments(frame), rows=65535, columns=65535, syntax=RLE)


def deflate_bomb(megabytes: int = 256) -> bytes:
    """A file whose dataset inflates a thousandfold (BI-40)."""
    return part10(
        element(0x00080060, "CS", b"CT") + element(0x00420011, "OB", bytes(megabytes << 20)),
        DEFLATED,
    )


def nested(depth: int, *, defined: bool) -> bytes:
    """Sequences inside sequences (BI-41 of defined, BI-42 of undefined length)."""
    if not defined:
        opened = (element(0x00081140, "SQ", length=UNDEFINED) + item(length=UNDEFINED)) * depth
        return part10(opened + (ITEM_END + SEQUENCE_END) * depth)
    content = b""
    for _ in range(depth):
        content = element(0x00081140, "SQ", item(content))
    return part10(content)
