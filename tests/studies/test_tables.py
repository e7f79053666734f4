import struct

import pytest

from server.studies.tables import palette_of
from server.terms.errors import Malformed
from server.terms.images import LookupTable
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
