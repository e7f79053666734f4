import struct

import pytest

from server.studies.fragments import check_frames, first_bit, frame_bytes
from server.studies.header import InstanceHeader
from server.terms.errors import Malformed
from server.terms.images import ImageTraits
from tests.studies import part10 as p
from tests.studies.memory_source import MemorySource, header_of

JPEG_A, JPEG_B = b"\xff\xd8\xff\xe0 first", b"\xff\xd8\xff\xe0 other"


def encapsulated(pixels: bytes, frames: int, *, syntax: str = p.JPEG_BASELINE) -> bytes:
    return p.image(pixels, syntax=syntax, extra={0x00280008: p.element(0x00280008, "IS", str(frames).encode())})


def traits(content: bytes) -> ImageTraits:
    header: InstanceHeader = header_of(content)
    assert header.image is not None
    return header.image


def frame(content: bytes, number: int) -> bytes:
    return frame_bytes(MemorySource(content), traits(content), number)


def test_one_fragment_a_frame() -> None:
    """The usual case: as many fragments as frames."""
    content = encapsulated(p.fragments(JPEG_A, JPEG_B), 2)
    assert (frame(content, 0), frame(content, 1)) == (JPEG_A, JPEG_B)


def test_all_fragments_of_a_single_frame_belong_together() -> None:
    """A frame may be cut anywhere."""
    assert frame(encapsulated(p.fragments(JPEG_A, b"more"), 1), 0) == JPEG_A + b"more"


@pytest.mark.parametrize("table", [struct.pack("<2L", 0, 2 * 8 + 10 + 4), b"", struct.pack("<2L", 7, 9)])
def test_frames_of_several_fragments_are_told_apart(table: bytes) -> None:
    """BI-68: by the offset table, else (none, or a wrong one) by where a codestream begins."""
    content = encapsulated(p.fragments(JPEG_A, b"tail", JPEG_B, table=table), 2)
    assert (frame(content, 0), frame(content, 1)) == (JPEG_A + b"tail", JPEG_B)


def test_extended_offset_table_is_used() -> None:
    """BI-68: offsets of 64 bits tell frames apart too."""
    offsets = p.element(0x7FE00001, "OB", struct.pack("<2Q", 0, 8 + 10 + 8 + 4))
    content = encapsulated(offsets + p.fragments(b"aaaaaaaaaa", b"aaaa", b"bbbb"), 2, syntax=p.RLE)
    assert (frame(content, 0), frame(content, 1)) == (b"aaaaaaaaaaaaaa", b"bbbb")


@pytest.mark.parametrize(
    ("pixels", "frames", "code"),
    [
        (p.fragments(JPEG_A), 50, "frames_missing"),
        (p.fragments(), 1, "frames_missing"),
        (p.fragments(JPEG_A, b"x", b"y"), 2, "frames_missing"),
        (p.fragments(b"a", b"b", b"c", table=b"\xff" * 8), 2, "frames_missing"),
        (p.element(0x7FE00010, "OB", length=p.UNDEFINED), 1, "broken_fragments"),
        (p.element(0x7FE00010, "OB", length=p.UNDEFINED) + p.item() + b"garbage!", 1, "broken_fragments"),
        (p.element(0x7FE00010, "OB", length=p.UNDEFINED) + p.item() + p.item(b"ab", length=9000), 1,
         "pixel_data_truncated"),
    ],
)  # fmt: skip
def test_missing_or_broken_fragments_are_refused(pixels: bytes, frames: int, code: str) -> None:
    """BI-69: too few, none, cut or of another kind."""
    content = encapsulated(pixels, frames)
    with pytest.raises(Malformed) as refusal:
        check_frames(MemorySource(content), traits(content))
    assert refusal.value.code == code


def test_missing_end_delimiter_is_forgiven() -> None:
    """BI-69: many writers forget it, and nothing is lost."""
    assert frame(encapsulated(p.fragments(JPEG_A, end=b""), 1), 0) == JPEG_A


@pytest.mark.parametrize("number", [-1, 2, 10**9])
def test_frame_outside_the_image_is_refused(number: int) -> None:
    """Only frames that exist can be asked for."""
    with pytest.raises(Malformed, match="no_such_frame"):
        frame(encapsulated(p.fragments(JPEG_A, JPEG_B), 2), number)


def test_native_frame_is_found_by_arithmetic() -> None:
    """Frame n starts after n frames of bytes."""
    pixels = p.element(0x7FE00010, "OB", b"a" * 16 + b"b" * 16)
    content = p.image(pixels, extra={0x00280008: p.element(0x00280008, "IS", b"2")})
    assert frame(content, 1) == b"b" * 16


def test_bit_packed_frame_may_start_inside_a_byte() -> None:
    """A 3 by 3 bitmap takes nine bits: the second frame starts at the second bit of the second byte."""
    pixels = p.element(0x7FE00010, "OB", b"\xff\xaa\x01")
    content = p.image(pixels, rows=3, columns=3, allocated=1, extra={0x00280008: p.element(0x00280008, "IS", b"2")})
    assert (frame(content, 1), first_bit(traits(content), 1)) == (b"\xaa\x01", 1)
