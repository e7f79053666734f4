"""Lookup tables of the header: modality, VOI and palette. PS3.3 C.11.1.1, C.11.2.1.1, C.7.6.3.1.5, C.7.9."""

import struct
from contextlib import suppress

from server.studies.fields import Fields
from server.terms.errors import Malformed
from server.terms.images import LookupTable, Palette

ENTRIES = 65536
_CHOICES = 16


def modality_lut_of(fields: Fields, *, signed: bool) -> LookupTable | None:
    """The modality LUT, whose input are stored values.

    Raises
    ------
    Malformed
        `bad_lookup_table`: without it, every value would mean something else (BI-77).
    """
    reach = _reach(fields.integer("BitsStored") or 16, signed=signed)
    return lookup_table(fields.first("ModalityLUTSequence"), reach)


def voi_luts_of(fields: Fields, shared: Fields | None, reach: tuple[float, float]) -> tuple[LookupTable, ...]:
    """The VOI LUTs an image offers as choices; one that cannot be used is left out.

    `reach` is the lowest and the highest modality value: it settles how the first mapped value is to be read.
    """
    group = shared.first("FrameVOILUTSequence") if shared else None
    found = []
    for holder in (fields, group):
        for item in holder.items("VOILUTSequence", limit=_CHOICES) if holder else ():
            with suppress(Malformed):
                found.append(lookup_table(item, reach))
    return tuple(table for table in found if table is not None)


def modality_reach(
    bits: int, *, signed: bool, rescale: tuple[float, float], table: LookupTable | None
) -> tuple[float, float]:
    """The lowest and highest modality value that stored values of `bits` bits can become by slope and intercept."""
    if table is not None:
        return 0, (1 << table.bits) - 1
    ends = [value * rescale[0] + rescale[1] for value in _reach(bits, signed=signed)]
    return min(ends), max(ends)


def lookup_table(item: Fields | None, reach: tuple[float, float]) -> LookupTable | None:
    """The table of a modality or VOI LUT item, None without one or when the item is empty.

    `reach` is the lowest and highest input it can meet.

    References
    ----------
    PS3.3 C.11.1.1 and C.11.2.1.1: the first mapped value is signed or not as its input is, whatever the file's VR
    says; 0 entries are 65 536; 8-bit entries are bytes, two in a word.
    """
    if item is None:
        return None
    descriptor = item.integers("LUTDescriptor", signed=reach[0] < 0)
    words = item.words("LUTData")
    if not descriptor and not words:
        return None  # an empty item says nothing
    if len(descriptor) != 3 or not words:
        raise Malformed("bad_lookup_table")
    count = descriptor[0] % ENTRIES or ENTRIES  # a signed reading of 32768+ entries wraps, 0 means 65536
    if len(words) < 2 * count:
        words = _from_bytes(item.octets("LUTData"), count)
    words = words[: 2 * count]
    bits = max(descriptor[2] if 1 <= descriptor[2] <= 16 else 16, _bits_used(words))
    return LookupTable(_placed(descriptor[1], count, reach), bits, words, item.text("LUTExplanation", 64))


def _reach(bits: int, *, signed: bool) -> tuple[int, int]:
    return (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if signed else (0, (1 << bits) - 1)


def _placed(first: int, count: int, reach: tuple[float, float]) -> int:
    """The first mapped value as it was meant: as it is read, or as the other sign has it when only that fits."""

    def covered(start: int) -> float:
        return min(start + count - 1, reach[1]) - max(start, reach[0])

    other = first - ENTRIES if first > ENTRIES // 2 - 1 else first + ENTRIES
    return other if covered(first) < 0 <= covered(other) else first


def _bits_used(words: bytes) -> int:
    """Bits of the largest entry: tables that announce 8 bits and hold 12 exist, and would be cut off white."""
    return int(max(struct.unpack(f"<{len(words) // 2}H", words), default=0)).bit_length()


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


def supplemental_palette_of(fields: Fields) -> Palette | None:
    """The colors of the upper stored values of a gray image that is meant to be seen in color, if it has any.

    One that cannot be used is left out: the image is gray then. PS3.3 C.7.6.19, C.8.16.2.1.1.1 (Pixel Presentation).
    """
    if fields.code("PixelPresentation").upper() not in {"COLOR", "MIXED"}:
        return None
    try:
        return palette_of(fields)
    except Malformed:
        return None


def _palette_channel(fields: Fields, color: str) -> LookupTable:
    signed = fields.integer("PixelRepresentation") == 1
    descriptor = fields.integers(f"{color}PaletteColorLookupTableDescriptor", signed=signed)
    if len(descriptor) != 3:
        raise Malformed("bad_palette")
    count = descriptor[0] % ENTRIES or ENTRIES
    first = _placed(descriptor[1], count, _reach(fields.integer("BitsStored") or 16, signed=signed))
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
        return _expand_segments(segmented, count, bits)
    words = fields.words(f"{color}PaletteColorLookupTableData")
    if bits == 8 and len(words) // 2 < count <= len(words) + 1:
        octets = fields.octets(f"{color}PaletteColorLookupTableData")
        return b"".join(struct.pack("<H", value) for value in octets[:count])
    return words


def _expand_segments(content: bytes, count: int, bits: int) -> bytes:
    """Entries of a segmented table: discrete runs, linear ramps, repeats of earlier segments. PS3.3 C.7.9.2.

    How wide the fields of a table of 8 bits are, the standard leaves open: bytes when that fills the table, as pydicom
    reads them, else words.
    """
    wide = struct.unpack(f"<{len(content) // 2}H", content)
    if bits == 8:
        with suppress(Malformed):
            narrow = _Segments(tuple(content), 1, count).expanded()
            if len(narrow) == count:
                return struct.pack(f"<{count}H", *narrow)
    entries = _Segments(wide, 2, count).expanded()
    return struct.pack(f"<{len(entries)}H", *entries)


class _Segments:
    """A segmented table being written out: fields of `width` bytes, at most `count` entries."""

    def __init__(self, fields: tuple[int, ...], width: int, count: int) -> None:
        self.fields, self.width, self.count = fields, width, count
        self.entries: list[int] = []

    def expanded(self) -> list[int]:
        """All entries; `bad_palette` for segments that are none."""
        self._run(0, len(self.fields), repeats=True)
        return self.entries[: self.count]

    def _run(self, at: int, steps: int, *, repeats: bool) -> None:
        fields, entries, done = self.fields, self.entries, 0
        while at + 1 < len(fields) and done < steps and len(entries) < self.count:
            kind, length = fields[at], fields[at + 1]
            if kind == 0:
                entries.extend(fields[at + 2 : at + 2 + length])
                at += 2 + length
            elif kind == 1 and entries and at + 2 < len(fields):
                first, last = entries[-1], fields[at + 2]
                entries.extend(round(first + (last - first) * (step + 1) / length) for step in range(length))
                at += 3
            elif kind == 2 and repeats and at + 2 + 4 // self.width <= len(fields):
                self._run(self._place(at + 2), length, repeats=False)
                at += 2 + 4 // self.width
            else:
                raise Malformed("bad_palette")
            done += 1

    def _place(self, at: int) -> int:
        """The field at which a repeat begins: a byte offset of 32 bits, least significant field first."""
        parts = self.fields[at : at + 4 // self.width]
        offset = sum(part << (8 * self.width * place) for place, part in enumerate(parts))
        return offset // self.width
