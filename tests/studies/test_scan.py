"""The linear pass: sound files pass, every broken structure is refused by name."""

import struct
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.studies.scan import ScanLimits, scan
from server.terms.errors import Malformed
from tests.studies import part10 as p
from tests.studies.memory_source import MemorySource, scanned

WHOLE = p.image()
TEXT = p.element(0x00100010, "PN", b"Planted^Patience")

BROKEN: list[tuple[str, bytes, str]] = [
    ("BI-45 empty", b"", "empty_file"),
    ("BI-45 one byte", b"\0", "not_dicom"),
    ("BI-45 no transfer syntax", bytes(128) + b"DICM" + TEXT, "no_transfer_syntax"),
    ("BI-45 no meta", bytes(128) + b"DICM", "no_transfer_syntax"),
    ("T-31 HTML", b"<!doctype html>" + b" " * 400, "not_dicom"),
    ("T-31 PNG", b"\x89PNG\r\n\x1a\n" + bytes(400), "not_dicom"),
    ("T-31 PDF", b"%PDF-1.7" + bytes(400), "not_dicom"),
    ("BI-44 cut in a tag", p.part10(TEXT + b"\x10\0\x20"), "truncated"),
    ("BI-44 cut in a VR", p.part10(TEXT + b"\x10\0\x20\0L"), "truncated"),
    ("BI-44 cut in a length", p.part10(TEXT + b"\x10\0\x20\0OB\0\0\x08"), "truncated"),
    ("BI-44 cut in a value", p.part10(p.element(0x00100020, "LO", b"12", length=60)), "truncated"),
    ("BI-44 cut in an item", p.part10(p.element(0x00081140, "SQ", p.item(TEXT, length=900), length=90)), "truncated"),
    ("BI-44 cut in meta", WHOLE[:150], "truncated"),
    ("BI-43 4 GB of pixels", p.part10(p.element(0x7FE00010, "OW", b"abc", length=0xFFFFFFFE)), "pixel_data_truncated"),
    ("BI-41 nested 300", p.nested(300, defined=True), "nested_too_deep"),
    ("BI-42 nested 300", p.nested(300, defined=False), "nested_too_deep"),
    ("BI-42 nested 5000", p.nested(5000, defined=False), "nested_too_deep"),
    ("BI-47 neither one nor the other", p.part10(p.element(0x00100010, "\1\2", b"A^B")), "bad_element"),
    ("BI-52 item outside a sequence", p.part10(p.item(TEXT)), "broken_sequence"),
    ("BI-52 delimiter outside", p.part10(p.SEQUENCE_END), "broken_sequence"),
    ("BI-52 tag FFFFFFFF", p.part10(b"\xff" * 12), "broken_sequence"),
    (
        "item larger than its sequence",
        p.part10(p.element(0x00081140, "SQ", p.item(TEXT, length=99)) + TEXT * 9),
        "broken_sequence",
    ),
    (
        "element larger than its item",
        p.part10(p.element(0x00081140, "SQ", p.item(p.element(0x00100020, "LO", b"12", length=60))) + TEXT * 9),
        "broken_sequence",
    ),
    ("element where an item belongs", p.part10(p.element(0x00081140, "SQ", TEXT)), "broken_sequence"),
    ("text of undefined length", p.part10(p.element(0x00420011, "UT", length=p.UNDEFINED)), "bad_element"),
    ("sequence without end", p.part10(p.element(0x00081140, "SQ", length=p.UNDEFINED) + p.item(TEXT)), "truncated"),
]


@pytest.mark.parametrize(("content", "code"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_broken_structure_is_refused_by_name(content: bytes, code: str) -> None:
    """Every broken file gets the code of what is wrong with it."""
    with pytest.raises(Malformed) as refusal:
        scanned(content)
    assert refusal.value.code == code


def test_nesting_of_defined_length_is_refused_beyond_the_limit() -> None:
    """BI-41: a sequence seventeen deep is refused, sixteen deep is read."""
    with pytest.raises(Malformed, match="nested_too_deep"):
        scanned(p.nested(17, defined=True))
    assert scanned(p.nested(16, defined=True)).elements == 32


@pytest.mark.parametrize("syntax", [p.EXPLICIT, p.IMPLICIT, p.BIG, p.DEFLATED])
def test_every_encoding_of_a_sound_file_is_scanned(syntax: str) -> None:
    """BI-48: the same dataset is found whatever its transfer syntax, with its pixels."""
    found = scanned(p.image(syntax=p.EXPLICIT if syntax == p.DEFLATED else syntax))
    assert found.pixels is not None
    assert (found.pixels.element, found.pixels.length) == ("PixelData", 16)
    assert b"Planted" in found.header


def test_unwanted_elements_are_left_behind() -> None:
    """What nobody asked for, private elements above all, never reaches a parser."""
    found = scanned(p.image(extra={0x00091010: p.element(0x00091010, "LO", b"private words")}))
    assert b"private words" not in found.header


def test_wrong_group_length_of_the_meta_is_not_believed() -> None:
    """BI-46: the meta ends where its group ends."""
    content = bytearray(WHOLE)
    content[140:144] = struct.pack("<L", 4_000_000_000)
    assert scanned(bytes(content)).pixels is not None


def test_private_sequence_of_unknown_vr_is_implicit_inside() -> None:
    """PS3.5 6.2.2: UN of undefined length holds implicit little endian items."""
    inner = p.element(0x00100020, "LO", b"12", syntax=p.IMPLICIT)
    private = p.element(0x00091010, "UN", length=p.UNDEFINED) + p.item(inner) + p.SEQUENCE_END
    assert scanned(p.image(extra={0x00091010: private})).pixels is not None


def test_nested_icon_fragments_are_stepped_over() -> None:
    """An icon's encapsulated pixels inside a sequence are not taken for the image's."""
    icon = p.element(0x00880200, "SQ", p.item(p.fragments(b"icon")))
    found = scanned(p.image(extra={0x00880200: icon}))
    assert found.pixels is not None
    assert found.pixels.length == 16


def test_element_count_is_limited() -> None:
    """Decision 13: more elements than the limit end the pass."""
    with pytest.raises(Malformed, match="too_many_elements"):
        scanned(p.part10(TEXT * 100), ScanLimits(elements=50))


def test_scan_gives_up_after_its_time() -> None:
    """T-27: the pass is over after its share of processor time, whatever the file holds."""
    ticks = count(0.0, 1.5)
    with pytest.raises(Malformed, match="scan_too_long"):
        scan(
            MemorySource(p.part10(TEXT * 9000)),
            wanted=(),
            inflate=lambda _: MemorySource(b""),
            seconds=lambda: next(ticks),
        )


def test_wanted_elements_have_a_size_limit() -> None:
    """A header of wanted elements stays small enough to parse."""
    with pytest.raises(Malformed, match="header_too_large"):
        scanned(p.part10(p.element(0x00281201, "OW", bytes(9000))), ScanLimits(header_bytes=4096))


def test_trailing_zeros_are_padding() -> None:
    """BI-63: zero bytes after the last element are no element."""
    assert scanned(p.part10(TEXT + bytes(6))).pixels is None


@given(st.data())
def test_mutated_files_are_scanned_or_refused(data: st.DataObject) -> None:
    """Whatever bytes change, the pass ends with a result or a refusal, never with another error."""
    content = bytearray(p.image(extra={0x00081140: p.element(0x00081140, "SQ", p.item(TEXT))}))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(132, len(content) - 1))] = data.draw(st.integers(0, 255))
    del content[data.draw(st.integers(140, len(content))) :]
    try:
        scanned(bytes(content))
    except Malformed as refusal:
        assert refusal.code  # noqa: PT017  (either outcome is right)
