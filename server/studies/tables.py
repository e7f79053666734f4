"""Lookup tables of the header: modality, VOI and palette. PS3.3 C.11.1.1, C.11.2.1.1, C.7.6.3.1.5, C.7.9."""

import struct

from server.studies.fields import Fields
from server.terms.errors import Malformed
from server.terms.images import LookupTable, Palette

ENTRIES = 65536


def lookup_table(item: Fields | None, *, signed: bool) -> LookupTable | None:
    """The table of a modality or VOI LUT item, None without one or when the item is empty.

    `signed` tells how to read its first mapped value (it has the representation of the input).
    """
    if item is None:
        return None
    descriptor = item.integers("LUTDescriptor", signed=signed)
    words = item.words("LUTData")
    if not descriptor and not words:
        return None  # an empty item says nothing
    if len(descriptor) != 3 or not words:
        raise Malformed("bad_lookup_table")
    count = descriptor[0] % ENTRIES or ENTRIES  # a signed reading of 32768+ entries wraps, 0 means 65536
    if len(words) < 2 * count:
        words = _from_bytes(item.binary("LUTData"), count)
    bits = descriptor[2] if 1 <= descriptor[2] <= 16 else 16
    return LookupTable(descriptor[1], bits, words[: 2 * count], item.text("LUTExplanation", 64))


def _from_bytes(values: bytes, count: int) -> bytes:
    """Entries written as one byte each, widened; a table shorter than it says is refused."""
    if len(values) < count:
        raise Malformed("bad_lookup_table", entries=count, given=len(values))
    return b"".join(struct.pack("<H", value) for value in values[:count])


def palette_of(fields: Fields) -> Palette:
    """The palette of a PALETTE COLOR image.

    Raises
    ------
    Malformed
        `bad_palette` when a table is missing or empty.
    """
    return Palette(*(_palette_channel(fields, color) for color in ("Red", "Green", "Blue")))


def _palette_channel(fields: Fields, color: str) -> LookupTable:
    descriptor = fields.integers(f"{color}PaletteColorLookupTableDescriptor")
    if len(descriptor) != 3:
        raise Malformed("bad_palette")
    count, first = descriptor[0] % ENTRIES or ENTRIES, descriptor[1]
    bits = 8 if descriptor[2] == 8 else 16
    words = _palette_words(fields, color, count, bits)
    if not words:
        raise Malformed("bad_palette")
    return LookupTable(first, bits, words[: 2 * count])


def _palette_words(fields: Fields, color: str, count: int, bits: int) -> bytes:
    """Entries as 16-bit words; a table shorter than it says keeps its last color for the rest.

    Three habits of writers: words; one byte an entry although words were announced; high-byte-only 8-bit tables.
    """
    segmented = fields.words(f"Segmented{color}PaletteColorLookupTableData")
    if segmented:
        return _expand_segments(segmented, count)
    words = fields.words(f"{color}PaletteColorLookupTableData")
    if bits == 8 and len(words) // 2 < count <= len(words) + 1:
        octets = fields.binary(f"{color}PaletteColorLookupTableData")
        return b"".join(struct.pack("<H", value) for value in octets[:count])
    return words


def _expand_segments(words: bytes, count: int) -> bytes:
    """Entries of a segmented table: discrete runs, linear ramps, repeats of earlier segments. PS3.3 C.7.9.2."""
    source = struct.unpack(f"<{len(words) // 2}H", words)
    entries: list[int] = []
    _run_segments(source, 0, len(source), count, entries, repeats=True)
    return struct.pack(f"<{len(entries)}H", *entries)


def _run_segments(
    source: tuple[int, ...],
    at: int,
    steps: int,
    count: int,
    entries: list[int],
    *,
    repeats: bool,
) -> None:
    done = 0
    while at + 1 < len(source) and done < steps and len(entries) < count:
        kind, length = source[at], source[at + 1]
        if kind == 0:
            entries.extend(source[at + 2 : at + 2 + length])
            at += 2 + length
        elif kind == 1 and entries and at + 2 < len(source):
            first, last = entries[-1], source[at + 2]
            entries.extend(round(first + (last - first) * (step + 1) / length) for step in range(length))
            at += 3
        elif kind == 2 and repeats and at + 3 < len(source):
            offset = source[at + 2] | source[at + 3] << 16
            _run_segments(source, offset // 2, length, count, entries, repeats=False)
            at += 4
        else:
            raise Malformed("bad_palette")
        done += 1
    del entries[count:]
