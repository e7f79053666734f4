"""BI-39 … BI-64: files whose structure is wrong, or so right that it hurts."""

import struct
from collections.abc import Callable
from functools import partial

import pytest

from server.workers.pool import WorkerPool
from tests.bad_inputs import dicom_bytes as d
from tests.bad_inputs.cases import RAMP, Case, check, with_elements
from tests.bad_inputs.verdicts import verdict

pytestmark = pytest.mark.asyncio(loop_scope="module")
SAY = d.LITTLE
VOI, PER_FRAME, REFERENCED, PRIVATE = 0x00283010, 0x52009230, 0x00081140, 0x00091001
EMPTY = SAY.element(0x00100020, "LO")
SHARED = 0x52009229
WINDOWS = SAY.sequence(0x00289132, [
    SAY.element(0x00281050, "DS", "\\".join(["1"] * 16)) + SAY.element(0x00281051, "DS", "\\".join(["9"] * 16))
    + SAY.element(0x00281055, "LO", "\\".join(["x" * 15] * 16))])  # fmt: skip


def nested(depth: int, *, undefined: bool, tag: int = REFERENCED) -> bytes:
    """Sequences inside sequences around nothing."""
    if undefined:
        opened = SAY.element(tag, "SQ", length=d.UNDEFINED) + SAY.tag(0xFFFEE000) + b"\xff" * 4
        closed = SAY.tag(0xFFFEE00D) + bytes(4) + SAY.sequence_end
        return opened * depth + closed * depth
    content = b""
    for _ in range(depth):
        content = SAY.sequence(tag, [content])
    return content


def rle_bomb(rows: int, columns: int) -> bytes:
    """A few hundred bytes that announce a large frame (security.md, finding 1)."""
    frame = struct.pack("<16L", 1, 64, *([0] * 14)) + b"\x81\0"
    return d.image(SAY.fragments(frame), rows=rows, columns=columns, syntax=d.RLE)


def cut(at: int) -> bytes:
    """An honest file that ends early, `at` bytes into the element of its Rows."""
    whole = d.image()
    return whole[: whole.index(SAY.tag(0x00280010)) + at]


def meta(extra: bytes) -> bytes:
    """The honest image with something more in its file meta."""
    whole = d.image()
    syntax = whole.index(SAY.tag(0x00020010))
    return whole[:syntax] + extra + whole[syntax:]


def stating(syntax: str, written: str) -> bytes:
    """The honest image written in one transfer syntax and stating another."""
    return d.image(syntax=written).replace(
        SAY.element(0x00020010, "UI", written), SAY.element(0x00020010, "UI", syntax), 1
    )


def before_pixels(raw: bytes) -> Callable[[], bytes]:
    """The honest image with bytes put between two of its elements."""
    return lambda: d.image(replaced={0x00280001: raw})


SIZES = [
    Case("BI-39a RLE of 65535 squared in 548 bytes", lambda: rle_bomb(65535, 65535), "frame_too_large"),
    Case("BI-39b RLE inside the limit of a frame", lambda: rle_bomb(16000, 16000), "bad_rle"),
    Case("BI-40a deflated zeros, 64 MB of 64 kB", lambda: d.part10(
        SAY.element(0x00080060, "CS", "CT") + SAY.element(0x00420011, "OB", bytes(64 << 20)), d.DEFLATED),
        "inflates_too_much"),
    Case("BI-40b deflated pixels, 64 MB", lambda: d.image(
        SAY.element(0x7FE00010, "OB", bytes(64 << 20)), rows=8192, columns=8192, syntax=d.DEFLATED),
        "inflates_too_much"),
    Case("BI-40c noise instead of a deflate stream", lambda: d.part10(b"", d.DEFLATED)[:-2] + b"\xff" * 400,
         "bad_deflate"),
    Case("BI-40d deflate stream cut short", lambda: d.image(syntax=d.DEFLATED)[:-60], "truncated"),
    Case("BI-41a nested 300, defined length", lambda: d.part10(nested(300, undefined=False)), "nested_too_deep"),
    Case("BI-41b nested 990, defined length", lambda: d.part10(nested(990, undefined=False)), "nested_too_deep"),
    Case("BI-41c nested 5000, defined length", lambda: d.part10(nested(5000, undefined=False)), "nested_too_deep"),
    Case("BI-41d nested 16, the most that is read",
         with_elements(nested(16, undefined=False)), "shown", values=RAMP),
    Case("BI-41e five million elements in an item that is read",
         with_elements(SAY.sequence(VOI, [EMPTY * 5_000_001])), "too_many_elements or scan_too_long"),
    Case("BI-41f two million elements, whose reading costs more than their scan",
         with_elements(SAY.sequence(VOI, [EMPTY * 2_000_000])), "scan_too_long or shown"),
    Case("BI-41g frames, each with a hundred elements", lambda: d.image(
        replaced={PER_FRAME: SAY.sequence(PER_FRAME, [EMPTY * 100] * 20_000)}, frames=20_000, rows=1, columns=1),
        "scan_too_long or shown"),
    Case("BI-41h sixteen windows shared by 19 000 frames", lambda: d.image(
        replaced={SHARED: SAY.sequence(SHARED, [WINDOWS])}, frames=19_000, rows=1, columns=1), "shown"),
    Case("BI-41i sixteen windows in each of 19 000 frames", lambda: d.image(
        replaced={PER_FRAME: SAY.sequence(PER_FRAME, [WINDOWS] * 19_000)}, frames=19_000, rows=1, columns=1),
        "scan_too_long or shown"),
    Case("BI-42a nested 300, undefined length", lambda: d.part10(nested(300, undefined=True)), "nested_too_deep"),
    Case("BI-42b nested 5000, undefined length", lambda: d.part10(nested(5000, undefined=True)), "nested_too_deep"),
    Case("BI-42c nested 16, undefined length, in what is read",
         with_elements(nested(16, undefined=True, tag=VOI)), "shown", values=RAMP),
    Case("BI-42d five million elements and one", with_elements(EMPTY * 5_000_000),
         "too_many_elements or scan_too_long"),
    Case("BI-43a pixels of 4 GB in 3 bytes", lambda: d.image(
        SAY.element(0x7FE00010, "OW", b"abc", length=0xFFFFFFFE, pad=False)), "pixel_data_truncated"),
    Case("BI-43b a text of 4 GB", with_elements(SAY.element(0x00204000, "UT", b"abc", length=0xFFFFFFFE)),
         "truncated"),
]  # fmt: skip

ENCODINGS = [
    Case("BI-44a cut in a tag", lambda: cut(3), "truncated"),
    Case("BI-44b cut in a VR", lambda: cut(5), "truncated"),
    Case("BI-44c cut in a length", lambda: cut(7), "truncated"),
    Case("BI-44d cut in a value", lambda: cut(9), "truncated"),
    Case("BI-44e cut in an item", lambda: d.part10(
        SAY.element(REFERENCED, "SQ", SAY.item(EMPTY, length=900), length=908)), "truncated"),
    Case("BI-44f item longer than its sequence", lambda: d.part10(
        SAY.element(REFERENCED, "SQ", SAY.item(EMPTY, length=900)) + bytes(2000)), "broken_sequence"),
    Case("BI-44g cut between two elements", lambda: cut(0), "other"),
    Case("BI-44h cut in the file meta", lambda: d.image()[:150], "truncated"),
    Case("BI-45a no preamble", lambda: d.image()[128:], "shown", values=RAMP),
    Case("BI-45b no file meta", lambda: bytes(128) + b"DICM" + EMPTY, "no_transfer_syntax"),
    Case("BI-45c no transfer syntax", lambda: d.image(syntax=""), "shown", values=RAMP),
    Case("BI-45d nothing at all", lambda: b"", "empty_file"),
    Case("BI-45e one byte", lambda: b"D", "not_dicom"),
    Case("BI-46a meta longer than it says", lambda: d.part10(d.image()[d.image().index(SAY.tag(0x00080016)):],
                                                             meta_length=4), "shown", values=RAMP),
    Case("BI-46b meta of 4 GB", lambda: d.part10(d.image()[d.image().index(SAY.tag(0x00080016)):],
                                                 meta_length=0xFFFFFFFF), "shown", values=RAMP),
    Case("BI-45f no preamble and no sense", lambda: b"\x08\0\5\0CS\xff\xff" + bytes(range(256)), "not_dicom"),
    Case("BI-47a implicit under an explicit syntax", lambda: stating(d.EXPLICIT, d.IMPLICIT), "shown", values=RAMP),
    Case("BI-47b explicit under the implicit syntax", lambda: stating(d.IMPLICIT, d.EXPLICIT), "shown", values=RAMP),
    Case("BI-47c implicit in the middle of an explicit dataset", with_elements(
        d.BARE.element(0x00181030, "LO", "HEAD" * 20)), "bad_element"),
    Case("BI-48a big endian, words", lambda: d.image(syntax=d.BIG_ENDIAN, allocated=16), "shown", values=RAMP),
    Case("BI-48b big endian, bytes in words", lambda: d.image(
        d.BIG.element(0x7FE00010, "OW", b"".join(bytes([n + 1, n]) for n in range(0, 16, 2))), syntax=d.BIG_ENDIAN),
        "shown", values=RAMP),
    Case("BI-48c big endian, delimited sequences", lambda: d.image(
        syntax=d.BIG_ENDIAN, replaced={REFERENCED: d.BIG.sequence(REFERENCED, [b""] * 3, undefined=True)}), "shown",
        values=RAMP),
    Case("BI-48d little endian under the big endian syntax", lambda: stating(d.BIG_ENDIAN, d.EXPLICIT), "shown",
         values=RAMP),
    Case("BI-48e big endian under the little endian syntax", lambda: stating(d.EXPLICIT, d.BIG_ENDIAN), "shown",
         values=RAMP),
    Case("BI-49a unknown transfer syntax", lambda: d.image(syntax="1.2.3.4.5"), "unsupported_transfer_syntax"),
    Case("BI-49b private transfer syntax", lambda: d.image(syntax="1.2.840.113619.5.2"),
         "unsupported_transfer_syntax"),
    Case("BI-49c retired transfer syntax", lambda: d.image(SAY.fragments(b"\xff\xd8"), syntax=d.JPEG_EXTENDED[:-1] + "2"),
         "unsupported_transfer_syntax"),
    Case("BI-49d unknown and private elements", with_elements(
        SAY.element(PRIVATE - 0xFF1, "LO", "NOBODY 1.0"), SAY.element(PRIVATE, "UN", b"\xff" * 30),
        SAY.element(0x00EF0001, "LO", "?")), "shown", values=RAMP),
    Case("BI-50a eight duplicates of 4.8 MB", with_elements(
        SAY.element(0x00420011, "OB", bytes(4_800_000)) * 8), "shown", values=RAMP),
    Case("BI-50b two Rows, the last counts", with_elements(
        SAY.element(0x00280010, "US", 65535) + SAY.element(0x00280010, "US", 4)), "shown", values=RAMP),
    Case("BI-50c five million duplicates of what is read", with_elements(
        SAY.element(0x00080060, "CS") * 5_000_001), "too_many_elements or scan_too_long"),
    Case("BI-51a elements out of order", lambda: d.image(replaced={
        0x00080005: SAY.element(0x00280010, "US", 4), 0x00280010: SAY.element(0x00080005, "CS", "ISO_IR 100")}),
        "shown", values=RAMP),
    Case("BI-51b rows after the pixels", lambda: d.image(replaced={
        0x00280010: b"", 0x7FE00011: SAY.element(0x00280010, "US", 4)}), "bad_geometry"),
    Case("BI-52a tag FFFFFFFF", before_pixels(b"\xff" * 12), "broken_sequence"),
    Case("BI-52b item outside a sequence", before_pixels(SAY.item(EMPTY)), "broken_sequence"),
    Case("BI-52c end of a sequence outside one", before_pixels(SAY.sequence_end), "broken_sequence"),
    Case("BI-52d element between items", with_elements(SAY.element(REFERENCED, "SQ", EMPTY)), "broken_sequence"),
]  # fmt: skip

PREAMBLES = {
    "PE": b"MZ\x90\0",
    "ELF": b"\x7fELF\2",
    "Mach-O": b"\xcf\xfa\xed\xfe",
    "PDF": b"%PDF-1.7",
    "HTML": b"<html><script>",
    "zip": b"PK\3\4",
    "TIFF": b"II*\0",
    "script": b"#!/bin/sh\n",
}
HEADERS = [
    Case("BI-59 two creators of one private block", with_elements(
        SAY.element(0x00090010, "LO", "ONE") + SAY.element(0x00090010, "LO", "OTHER"),
        SAY.element(PRIVATE, "SQ", SAY.item(EMPTY))), "shown", values=RAMP),
    *(Case(f"BI-60 preamble of {name}", partial(d.image, preamble=start), "shown", values=RAMP)
      for name, start in PREAMBLES.items()),
    Case("BI-61 directory with every kind of path", lambda: d.part10(SAY.sequence(0x00041220, [
        SAY.element(0x00041500, "CS", path) for path in
        ("..\\..\\ETC\\PASSWD", "/ETC/PASSWD", "\\".join(["A"] * 255), "", "CON", "A\0B")]),
        sop_class="1.2.840.10008.1.3.10"), "media_directory"),
    Case("BI-62 directory whose records form a ring", lambda: d.part10(
        SAY.element(0x00041200, "UL", 400) + SAY.element(0x00041202, "UL", 400) + SAY.sequence(0x00041220, [
            SAY.element(0x00041400, "UL", 400) + SAY.element(0x00041420, "UL", 400)]),
        sop_class="1.2.840.10008.1.3.10"), "media_directory"),
    Case("BI-63a padding after the pixels", lambda: d.image(replaced={
        0xFFFCFFFC: SAY.element(0xFFFCFFFC, "OB", bytes(4096))}), "shown", values=RAMP),
    Case("BI-63b signatures after the pixels", lambda: d.image(replaced={
        0xFFFAFFFA: SAY.sequence(0xFFFAFFFA, [SAY.element(0x00189999, "OB", b"\xff" * 900)])}), "shown", values=RAMP),
    Case("BI-63c bytes that are no element after the pixels", lambda: d.image() + b"\xff" * 77, "shown", values=RAMP),
    Case("BI-64a unknown VR in the meta", lambda: meta(SAY.element(0x00020004, "ZZ", "1.2")), "shown", values=RAMP),
    Case("BI-64b unknown VR with a length beyond the file", lambda: meta(
        SAY.element(0x00020004, "ZZ", "1.2", length=0xFFFE)), "truncated"),
    Case("BI-64c no VR in the meta", lambda: meta(SAY.tag(0x00020004) + b"\0\0\1\0" + b"\0" * 4), "truncated"),
    Case("BI-64d 4 GB in the meta", lambda: meta(SAY.element(0x00020102, "OB", b"x", length=0xFFFFFFF0)), "truncated"),
    Case("BI-64e unknown VR in the dataset", with_elements(SAY.element(0x00180015, "ZZ", "CHEST")), "shown",
         values=RAMP),
    Case("T-31 a page instead of a file", lambda: b"<!doctype html><p>DICM", "not_dicom"),
    Case("T-31 a page where DICM would be", lambda: b"<!doctype html>".ljust(128) + b"DIC?<p>", "not_dicom"),
]  # fmt: skip


@pytest.mark.parametrize("case", [*SIZES, *ENCODINGS, *HEADERS], ids=lambda case: case.name)
async def test_structure_is_judged(pool: WorkerPool, case: Case) -> None:
    """T-27, T-30, T-31, BI-39 to BI-64: refused by name or shown as it says, within two seconds, at no price here."""
    await check(pool, case)


async def test_every_cut_of_a_file_has_a_verdict(pool: WorkerPool) -> None:
    """BI-44: wherever an honest file ends early, it is refused as that, and never half shown."""
    whole = d.image(replaced={REFERENCED: SAY.sequence(REFERENCED, [EMPTY, EMPTY], undefined=True)})
    codes = {(await verdict(pool, whole[:at])).outcome for at in range(len(whole))}
    assert codes == {
        "empty_file",
        "not_dicom",
        "no_transfer_syntax",
        "truncated",
        "no_pixel_data",
        "other",
        "pixel_data_truncated",
    }
