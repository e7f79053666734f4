import struct

import numpy as np
import pytest
from pydicom.uid import ExplicitVRBigEndian

from server.studies.tables import palette_of
from server.terms.errors import Malformed
from server.terms.images import LookupTable
from tests.reference import files
from tests.studies import part10 as p
from tests.studies.memory_source import header_of
from tests.studies.test_fields import fields

DESCRIPTOR, WORDS, SEGMENTS = 0x00281101, 0x00281201, 0x00281221


def words(*values: int) -> bytes:
    return struct.pack(f"<{len(values)}H", *values)


def red_of(entries: bytes, count: int, bits: int = 16, *, first: int = 0, tag: int = WORDS) -> LookupTable:
    """The red table of a palette whose three tables are alike."""
    alike = [p.element(DESCRIPTOR + color, "US", words(count % 65536, first, bits)) for color in range(3)]
    alike += [p.element(tag + color, "OW", entries) for color in range(3)]
    return palette_of(fields(*alike)).red


def values(table: LookupTable) -> tuple[int, ...]:
    return struct.unpack(f"<{len(table.entries) // 2}H", table.entries)


def test_palette_of_words_is_read() -> None:
    """Count, first value and bits come from the descriptor, entries as they are."""
    table = red_of(words(0, 256, 65535), 3, first=10)
    assert (table.first_value, table.bits, values(table)) == (10, 16, (0, 256, 65535))


def test_zero_entries_means_65536() -> None:
    """BI-76: the descriptor cannot say 65536 any other way."""
    assert len(values(red_of(bytes(131072), 65536))) == 65536


def test_palette_shorter_than_it_says_keeps_what_it_has() -> None:
    """BI-76: a descriptor far larger than the table is not believed."""
    assert values(red_of(words(1, 2), 60000)) == (1, 2)


def test_eight_bit_palette_of_bytes_is_widened() -> None:
    """Some writers put one byte an entry."""
    assert values(red_of(b"\x01\x02\x03\x04", 4, bits=8)) == (1, 2, 3, 4)


@pytest.mark.parametrize(
    ("segments", "entries"),
    [
        (words(0, 2, 5, 6), (5, 6)),
        (words(0, 1, 0, 1, 4, 8), (0, 2, 4, 6, 8)),
        (words(0, 1, 9, 0, 1, 7, 2, 1, 0, 0), (9, 7, 9)),
    ],
    ids=["discrete", "linear", "indirect"],
)
def test_segmented_palette_is_expanded(segments: bytes, entries: tuple[int, ...]) -> None:
    """PS3.3 C.7.9.2: runs, ramps and repeats."""
    assert values(red_of(segments, len(entries), tag=SEGMENTS)) == entries


@pytest.mark.parametrize(
    "segments", [words(1, 4, 8), words(7, 1, 1), words(0, 1, 9, 2, 1, 4, 0)], ids=["no start", "kind", "loop"]
)
def test_impossible_segments_are_refused(segments: bytes) -> None:
    """BI-76: a ramp without start, an unknown kind, and a repeat of a repeat."""
    with pytest.raises(Malformed, match="bad_palette"):
        red_of(segments, 400, tag=SEGMENTS)


def sequence(tag: int, *elements: bytes) -> dict[int, bytes]:
    return {tag: p.element(tag, "SQ", p.item(b"".join(elements)))}


def test_voi_lut_is_read_with_its_explanation() -> None:
    """A VOI LUT keeps its first value, bits, entries and name."""
    lut = sequence(
        0x00283010,
        p.element(0x00283002, "US", words(3, 7, 12)),
        p.element(0x00283003, "LO", b"SHARP"),
        p.element(0x00283006, "US", words(0, 2000, 4095)),
    )
    image = header_of(p.image(extra=lut)).image
    assert image is not None
    assert image.voi_luts == (LookupTable(7, 12, words(0, 2000, 4095), "SHARP"),)


def test_lut_shorter_than_it_says_is_refused() -> None:
    """BI-77: a modality or VOI table of the wrong length cannot be used."""
    lut = sequence(0x00283000, p.element(0x00283002, "US", words(300, 0, 16)), p.element(0x00283006, "US", words(1, 2)))
    with pytest.raises(Malformed, match="bad_lookup_table"):
        header_of(p.image(extra=lut))


def test_empty_lut_item_says_nothing() -> None:
    """An item without descriptor and data is no table."""
    image = header_of(p.image(extra=sequence(0x00283000))).image
    assert image is not None
    assert image.modality_lut is None


def voi_first(first: int, vr: str, *, signed: int = 0, intercept: bytes = b"0") -> int:
    """The first mapped value of a VOI LUT of three entries over a 16-bit image, as it is read."""
    descriptor = struct.pack("<H", 3) + struct.pack("<h" if vr == "SS" else "<H", first) + struct.pack("<H", 12)
    lut = sequence(
        0x00283010, p.element(0x00283002, vr, descriptor), p.element(0x00283006, "US", words(0, 2000, 4095))
    ) | {0x00281052: p.element(0x00281052, "DS", intercept), 0x00281053: p.element(0x00281053, "DS", b"1")}
    image = header_of(p.image(allocated=16, signed=signed, extra=lut)).image
    assert image is not None
    return image.voi_luts[0].first_value


@pytest.mark.parametrize(
    ("first", "vr", "signed", "intercept", "read"),
    [(64512, "US", 0, b"-1024", -1024), (64512, "US", 1, b"0", -1024), (-1024, "SS", 0, b"0", 64512),
     (-1024, "SS", 1, b"0", -1024), (64512, "US", 0, b"0", 64512), (-3, "SS", 0, b"0", 65533)],
    ids=["rescaled below 0", "signed pixels", "unsigned pixels", "as it is", "high", "just below"],
)  # fmt: skip
def test_first_mapped_value_has_the_sign_of_its_input(
    first: int, vr: str, signed: int, intercept: bytes, read: int
) -> None:
    """PS3.3 C.11.2.1.1: signed when modality values can be below 0, whatever the VR of the file says."""
    assert voi_first(first, vr, signed=signed, intercept=intercept) == read


def test_entries_of_eight_bits_are_two_in_a_word() -> None:
    """PS3.3 C.11.1.1: 8 bits are 8 bits allocated."""
    lut = sequence(0x00283010, p.element(0x00283002, "US", words(4, 0, 8)), p.element(0x00283006, "OW", b"\1\2\3\4"))
    image = header_of(p.image(extra=lut)).image
    assert image is not None
    assert values(image.voi_luts[0]) == (1, 2, 3, 4)


def test_table_larger_than_its_bits_has_the_bits_it_needs() -> None:
    """8 bits announced and 12 filled: the whole range is drawn, not cut off white."""
    lut = sequence(0x00283010, p.element(0x00283002, "US", words(2, 0, 8)), p.element(0x00283006, "US", words(0, 4095)))
    image = header_of(p.image(extra=lut)).image
    assert image is not None
    assert image.voi_luts[0].bits == 12


def test_broken_voi_lut_is_no_choice() -> None:
    """BI-77: an image whose VOI LUT cannot be used is shown by its windows or AUTO."""
    lut = sequence(0x00283010, p.element(0x00283002, "US", words(300, 0, 16)), p.element(0x00283006, "US", words(1, 2)))
    image = header_of(p.image(extra=lut)).image
    assert image is not None
    assert image.voi_luts == ()


@pytest.mark.parametrize("presentation", ["COLOR", "MIXED", "MONOCHROME", ""])
def test_palette_of_a_gray_image_counts_when_it_is_to_be_seen_in_color(presentation: str) -> None:
    """PS3.3 C.7.6.19: Pixel Presentation says so."""
    tables = {DESCRIPTOR + c: p.element(DESCRIPTOR + c, "US", words(2, 100, 16)) for c in range(3)}
    tables |= {WORDS + c: p.element(WORDS + c, "OW", words(0, 65535)) for c in range(3)}
    said = {0x00089205: p.element(0x00089205, "CS", presentation.encode())}
    image = header_of(p.image(allocated=16, extra=tables | said)).image
    assert image is not None
    assert (image.supplemental_palette is not None) == (presentation in {"COLOR", "MIXED"})
    assert image.levels_after_color == (image.supplemental_palette is not None)


def test_entries_of_eight_bits_in_big_endian_words_are_in_their_order() -> None:
    """PS3.5 A.3: in words, the first entry is the less significant byte; OB has no byte order."""
    described: dict[str, object] = {"PhotometricInterpretation": "PALETTE COLOR", "Syntax": ExplicitVRBigEndian}
    for color in ("Red", "Green", "Blue"):
        described[f"{color}PaletteColorLookupTableDescriptor"] = [4, 0, 8]
        described[f"{color}PaletteColorLookupTableData"] = b"\2\1\4\3"
    image = header_of(files.grayscale(np.zeros((2, 2), np.uint8), **described)).image
    assert image is not None
    assert image.palette is not None
    assert values(image.palette.red) == (1, 2, 3, 4)
