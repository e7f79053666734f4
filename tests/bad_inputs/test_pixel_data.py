"""BI-65 … BI-87: pixels that are not what the header says, and headers that are not what pixels can be."""

import struct
from collections.abc import Callable
from functools import partial

import pytest

from server.workers.pool import WorkerPool
from tests.bad_inputs import codestreams as c
from tests.bad_inputs import dicom_bytes as d
from tests.bad_inputs.cases import RAMP, Case, check, with_elements, with_text

pytestmark = pytest.mark.asyncio(loop_scope="module")
SAY = d.LITTLE
ROWS, COLUMNS, FRAMES, SLOPE, INTERCEPT = 0x00280010, 0x00280011, 0x00280008, 0x00281053, 0x00281052
CENTER, WIDTH, VOI, MODALITY = 0x00281050, 0x00281051, 0x00283010, 0x00283000
DEEP = c.DEEP.ravel().tolist()


def encoded(stream: bytes, syntax: str, **image: object) -> bytes:
    """A 16 × 16 image around one compressed frame."""
    shape: dict[str, object] = {"rows": 16, "columns": 16, "allocated": 16} | image
    return d.image(SAY.fragments(stream), syntax=syntax, **shape)  # type: ignore[arg-type]  # the image's own keywords


def color(stream: bytes, syntax: str, **image: object) -> bytes:
    """The same in color."""
    return encoded(stream, syntax, samples=3, photometric="YBR_FULL_422", allocated=8, **image)


def jpeg(stream: bytes, **image: object) -> bytes:
    """The same, baseline."""
    return encoded(stream, d.JPEG_BASELINE, allocated=8, **image)


def frames_of(*parts: bytes, frames: int, **encapsulation: object) -> bytes:
    """Several frames, in fragments as given."""
    pixels = SAY.fragments(*parts, **encapsulation)  # type: ignore[arg-type]  # the writer's own keywords
    return d.image(pixels, syntax=d.JPEG_BASELINE, rows=16, columns=16, frames=frames)


def palette(descriptor: list[int], entries: bytes, **image: object) -> Callable[[], bytes]:
    """A palette image with the same table for each color."""
    tags = [(0x00281101 + n, 0x00281201 + n) for n in range(3)]
    tables = [SAY.element(tag, "US", descriptor) for tag, _ in tags] + [
        SAY.element(tag, "OW", entries) for _, tag in tags
    ]
    return with_elements(*tables, photometric="PALETTE COLOR", **image)


def lut(tag: int, descriptor: list[int], entries: bytes) -> bytes:
    """A modality or VOI table."""
    inside = SAY.element(0x00283002, "US", descriptor) + SAY.element(0x00283006, "OW", entries)
    return SAY.sequence(tag, [inside])


def rle(count: int, offsets: list[int], body: bytes) -> bytes:
    """A run-length frame with any header."""
    return struct.pack("<16L", count, *offsets, *([0] * (15 - len(offsets)))) + body


SHAPES = [
    Case("BI-65a no rows", lambda: d.image(rows=0), "bad_geometry"),
    Case("BI-65b no columns", lambda: d.image(columns=0), "bad_geometry"),
    Case("BI-65c one by one", lambda: d.image(rows=1, columns=1), "shown", values=[0]),
    Case("BI-65d one row of 65535", lambda: d.image(rows=1, columns=65535), "shown"),
    Case("BI-65e 65535 squared of nothing", lambda: d.image(
        SAY.element(0x7FE00010, "OW", b"xx"), rows=65535, columns=65535), "frame_too_large"),
    Case("BI-65f negative rows", with_text(ROWS, "SS", -4), "bad_geometry"),
    Case("BI-66a 7 bits allocated", lambda: d.image(allocated=7), "unsupported_bits"),
    Case("BI-66b 12 bits allocated, pixels for 8", lambda: d.image(SAY.element(0x7FE00010, "OW", bytes(16)), allocated=12),
         "pixel_data_truncated"),
    Case("BI-66c 64 bits allocated", lambda: d.image(allocated=64), "unsupported_bits"),
    Case("BI-66d more bits stored than allocated", lambda: d.image(allocated=8, stored=12), "unsupported_bits"),
    Case("BI-66e high bit above what is allocated", lambda: d.image(allocated=16, stored=12, high=200), "shown",
         values=RAMP),
    Case("BI-66f high bit below what is stored", lambda: d.image(allocated=16, stored=12, high=3), "shown",
         values=RAMP),
    Case("BI-66g bits set above the high bit", lambda: d.image(
        SAY.element(0x7FE00010, "OW", struct.pack("<16H", *(0xF000 | n for n in RAMP))), allocated=16, stored=12),
        "shown", values=RAMP),
    Case("BI-66h one bit", lambda: d.image(allocated=1), "shown", values=[0, 1] * 8),
    Case("BI-66i 32 bits, signed", lambda: d.image(
        SAY.element(0x7FE00010, "OW", struct.pack("<16l", *(n - 2**31 for n in RAMP))), allocated=32, signed=True),
        "shown", values=[n - 2**31 for n in RAMP]),
    Case("BI-67a no frames", with_text(FRAMES, "IS", "0"), "bad_frame_count"),
    Case("BI-67b minus one frame", with_text(FRAMES, "IS", "-1"), "bad_frame_count"),
    Case("BI-67c two million frames", with_text(FRAMES, "IS", "2000000"), "too_many_frames"),
    Case("BI-67d abc frames", with_text(FRAMES, "IS", "abc"), "bad_frame_count"),
    Case("BI-67e 5000 digits of frames", with_text(FRAMES, "IS", "9" * 5000), "bad_frame_count"),
    Case("BI-67f more frames than pixels", with_text(FRAMES, "IS", "3"), "pixel_data_truncated"),
    Case("BI-67g frames as a binary number", with_text(FRAMES, "US", 1), "bad_frame_count"),
]  # fmt: skip

FRAGMENTS = [
    Case("BI-68a offset table that lies", lambda: frames_of(c.jpeg(), c.jpeg(), frames=2, table=[77, 12345]), "shown"),
    Case("BI-68b offset table beyond the end", lambda: frames_of(
        *[c.jpeg()[:100], c.jpeg()[100:]] * 2, frames=2, table=[0, 0xFFFFFFF0]), "shown"),
    Case("BI-68c offset table whose frames overlap", lambda: frames_of(
        *[c.jpeg()[:100], c.jpeg()[100:]] * 2, frames=2, table=[0, 0]), "shown"),
    Case("BI-68d offset table of 4 GB", lambda: d.image(
        SAY.element(0x7FE00010, "OB", length=d.UNDEFINED) + SAY.item(b"", length=0xFFFFFFF0), syntax=d.JPEG_BASELINE),
        "pixel_data_truncated"),
    Case("BI-68e extended offset table of the wrong length", lambda: d.image(
        SAY.fragments(c.jpeg(), c.jpeg()), syntax=d.JPEG_BASELINE, rows=16, columns=16, frames=2,
        replaced={0x7FE00001: b"", 0x0028FFFF: SAY.element(0x7FE00001, "OV", b"\xff" * 12)}), "shown"),
    Case("BI-69a no fragments", lambda: jpeg(b"").replace(SAY.item(b""), b"", 1), "frames_missing"),
    Case("BI-69b only an offset table", lambda: d.image(SAY.fragments(), syntax=d.JPEG_BASELINE), "frames_missing"),
    Case("BI-69c a million fragments of one frame", lambda: frames_of(*[b"ab"] * 1_000_000, frames=1),
         "too_many_elements or scan_too_long"),
    Case("BI-69d a million fragments of two frames", lambda: frames_of(*[b"\xff\xd8"] * 1_000_000, frames=2),
         "broken_fragments or scan_too_long"),
    Case("BI-69e three million empty fragments", lambda: frames_of(*[b""] * 3_000_000, frames=1),
         "too_many_elements or scan_too_long"),
    Case("BI-69f fragment of odd length", lambda: d.image(
        SAY.fragments(c.jpeg()[:-1], pad=False), syntax=d.JPEG_BASELINE, rows=16, columns=16), "shown"),
    Case("BI-69g no delimiter at the end", lambda: d.image(
        SAY.fragments(c.jpeg(), end=False), syntax=d.JPEG_BASELINE, rows=16, columns=16), "shown"),
    Case("BI-69h fragment beyond the end", lambda: jpeg(c.jpeg())[:-200], "pixel_data_truncated"),
    Case("BI-69i something else between fragments", lambda: d.image(
        SAY.fragments(c.jpeg(), end=False) + SAY.element(0x00100010, "PN", "A"), syntax=d.JPEG_BASELINE),
        "broken_fragments"),
    Case("BI-69j fewer frames than declared", lambda: frames_of(c.jpeg(), frames=3), "frames_missing"),
]  # fmt: skip

CODESTREAMS = [
    Case("BI-70a JPEG larger than the header says", lambda: jpeg(c.jpeg(rows=65500, columns=65500)),
         "codestream_mismatch"),
    Case("BI-70b header larger than the JPEG", lambda: jpeg(c.jpeg(), rows=4000, columns=4000), "codestream_mismatch"),
    Case("BI-70c JPEG of three colors, header of one", lambda: jpeg(c.jpeg(color=True)), "codestream_mismatch"),
    Case("BI-70d JPEG of one color, header of three", lambda: color(c.jpeg(), d.JPEG_BASELINE), "codestream_mismatch"),
    Case("BI-70e JPEG inside the limits with nothing to fill it", lambda: jpeg(
        c.jpeg(rows=16000, columns=16000), rows=16000, columns=16000), "bad_codestream"),
    Case("BI-71a lossless JPEG, wrong predictor", lambda: encoded(c.lossless_jpeg(predictor=9), d.JPEG_LOSSLESS_SV1),
         "bad_codestream"),
    Case("BI-71b lossless JPEG cut short", lambda: encoded(c.lossless_jpeg()[:90], d.JPEG_LOSSLESS_SV1), "pixel_data_truncated"),
    Case("BI-71c baseline JPEG cut short", lambda: jpeg(c.jpeg()[:-20]), "pixel_data_truncated"),
    Case("BI-71h baseline JPEG cut short and given an end", lambda: jpeg(c.jpeg()[:-20] + b"\xff\xd9"),
         "pixel_data_truncated"),
    Case("BI-71i whole baseline JPEG without its end marker", lambda: jpeg(c.jpeg()[:-2]), "shown"),
    Case("BI-71j middle gray everywhere, and whole", lambda: jpeg(c.flat_jpeg(128)), "shown", values=[128] * 256),
    Case("BI-71d progressive JPEG under baseline", lambda: jpeg(c.progressive()), "bad_codestream"),
    Case("BI-71e progressive JPEG of a thousand scans", lambda: jpeg(c.jpeg_of_scans(2000)), "bad_codestream"),
    Case("BI-71f JPEG of noise", lambda: jpeg(c.jpeg()[:40] + bytes(range(256)) * 8), "bad_codestream"),
    Case("BI-71g lossless JPEG under baseline", lambda: encoded(c.lossless_jpeg(), d.JPEG_BASELINE), "shown", values=DEEP),
    Case("BI-72a tiles of one pixel, 10^8 of them", lambda: encoded(
        c.jpeg_2000(tile=1, size=10000), d.JPEG_2000, rows=10000, columns=10000), "bad_codestream"),
    Case("BI-72b 65535 layers", lambda: encoded(c.jpeg_2000(layers=65535), d.JPEG_2000), "shown"),
    Case("BI-72c boxes that lead nowhere", lambda: encoded(c.boxed(c.jpeg_2000(), loops=500), d.JPEG_2000),
         "bad_codestream"),
    Case("BI-72d JPEG 2000 in a box", lambda: encoded(c.boxed(c.jpeg_2000()), d.JPEG_2000), "shown", values=DEEP),
    Case("BI-72e JPEG 2000 cut short", lambda: encoded(c.jpeg_2000()[:150], d.JPEG_2000), "pixel_data_truncated"),
    Case("BI-72g blank JPEG 2000 of 242 MB in 600 bytes", lambda: encoded(
        c.blank_jpeg_2000(11000), d.JPEG_2000, rows=11000, columns=11000), "inflates_too_much"),
    Case("BI-72f JPEG 2000 of 16000 squared with nothing in it", lambda: encoded(
        c.jpeg_2000(size=8000), d.JPEG_2000, rows=8000, columns=8000), "bad_codestream"),
    Case("BI-73a JPEG-LS larger than the header says", lambda: encoded(c.jpeg_ls(rows=65500), d.JPEG_LS),
         "codestream_mismatch"),
    Case("BI-73b JPEG-LS at the edge of overflow", lambda: encoded(c.jpeg_ls(maximum=65535), d.JPEG_LS), "shown"),
    Case("BI-73c JPEG-LS cut short", lambda: encoded(c.jpeg_ls()[:-60], d.JPEG_LS),
         "pixel_data_truncated"),
    Case("BI-74c high-throughput JPEG 2000 cut short", lambda: encoded(c.htj2k()[:-20], d.HTJ2K_LOSSLESS),
         "pixel_data_truncated"),
    Case("BI-74a high-throughput under classic JPEG 2000", lambda: encoded(c.htj2k(), d.JPEG_2000), "shown", values=DEEP),
    Case("BI-74b classic under high-throughput JPEG 2000", lambda: encoded(c.jpeg_2000(), d.HTJ2K), "shown", values=DEEP),
    Case("BI-75a segment beyond the end", lambda: encoded(rle(1, [0x7FFFFFFF], b""), d.RLE), "bad_rle"),
    Case("BI-75b literal that overruns its segment", lambda: encoded(
        rle(1, [64], b"\x7f" + bytes(20)), d.RLE, allocated=8), "bad_rle"),
    Case("BI-75c sixteen segments", lambda: encoded(rle(16, [64] * 15, bytes(64)), d.RLE), "bad_rle"),
    Case("BI-75d segments that run backwards", lambda: encoded(rle(2, [200, 64], bytes(300)), d.RLE), "bad_rle"),
    Case("BI-75e fewer segments than samples", lambda: encoded(rle(1, [64], b"\x81\0" * 2), d.RLE), "bad_rle"),
]  # fmt: skip

MASKS = {
    "PAM": b"P7\nWIDTH 16\nHEIGHT 16\nDEPTH 1\nMAXVAL 255\nENDHDR\n",
    "BMP": b"BM\x46\0\0\0",
    "TIFF": b"II*\0\x08\0\0\0",
    "PNG": b"\x89PNG\r\n\x1a\n",
    "GIF": b"GIF89a",
}
VALUES = [
    Case("BI-76a palette of no entries said, 65536 meant", palette([0, 0, 16], bytes(65536 * 2)), "shown"),
    Case("BI-76b palette much shorter than it says", palette([65535, 0, 16], b"\1\2"), "shown"),
    Case("BI-76c index beyond the palette", palette([2, 0, 16], b"\0\0\xff\xff"), "shown",
         values=[0, 0, 0] + [255] * 45),
    Case("BI-76d palette without a table", palette([16, 0, 16], b""), "bad_palette"),
    Case("BI-76e palette without a descriptor", lambda: d.image(photometric="PALETTE COLOR"), "bad_palette"),
    Case("BI-76f segments that repeat segments without end", with_elements(
        *(SAY.element(0x00281101 + n, "US", [0, 0, 16]) for n in range(3)),
        *(SAY.element(0x00281221 + n, "OW", struct.pack("<HHHHH", 0, 1, 7, 2, 65535) + struct.pack("<HH", 0, 0))
          for n in range(3)), photometric="PALETTE COLOR"), "bad_palette"),
    Case("BI-77a modality table shorter than it says", with_elements(lut(MODALITY, [65535, 0, 16], b"\1\2")),
         "bad_lookup_table"),
    Case("BI-77b VOI table of no descriptor", with_elements(lut(VOI, [], bytes(32))), "shown", {"source": "auto"},
         values=RAMP),
    *(Case(f"BI-77{letter} window width {width[:12]}", with_elements(
        SAY.element(CENTER, "DS", "40"), SAY.element(WIDTH, "DS", width)), "shown", {"source": "auto"}, values=RAMP)
      for letter, width in zip("cdefgh", ("0", "-1", "NaN", "1e308", "9" * 400, "1_0"), strict=True)),
    Case("BI-77i window of width 1", with_elements(SAY.element(CENTER, "DS", "7"), SAY.element(WIDTH, "DS", "1")),
         "shown", {"source": "file"}, values=RAMP),
    *(Case(f"BI-78{letter} rescale slope {slope[:12]}", with_text(SLOPE, "DS", slope), "bad_rescale")
      for letter, slope in zip("abcdef", ("0", "Infinity", "NaN", "1e999", "abc", "9" * 400), strict=True)),
    Case("BI-78g intercept that is no number", with_elements(
        SAY.element(SLOPE, "DS", "1"), SAY.element(INTERCEPT, "DS", "NaN")), "bad_rescale"),
    Case("BI-78h slope with nothing in it", with_text(SLOPE, "DS", ""), "shown", {"header.image.slope": 1.0},
         values=RAMP),
    Case("BI-78i slope of 1e300", with_text(SLOPE, "DS", "1e300"), "shown", values=RAMP),
    Case("BI-79a planes said, pixels interleaved", lambda: d.image(
        samples=3, photometric="RGB", replaced={0x00280006: SAY.element(0x00280006, "US", 1)}), "shown",
        values=[n + 16 * sample for n in range(16) for sample in range(3)]),
    Case("BI-79b planes of one sample", with_text(0x00280006, "US", 1), "shown", values=RAMP),
    Case("BI-79c half a pair of 4:2:2", lambda: d.image(
        SAY.element(0x7FE00010, "OB", bytes(40)), columns=5, samples=3, photometric="YBR_FULL_422"), "bad_geometry"),
    Case("BI-79f 4:2:2 said, every pixel whole", lambda: d.image(
        SAY.element(0x7FE00010, "OB", bytes([90, 128, 128]) * 20), columns=5, samples=3, photometric="YBR_FULL_422"),
        "shown", values=[90] * 60),
    Case("BI-79d RGB of one sample", lambda: d.image(photometric="RGB"), "unsupported_photometric"),
    Case("BI-79e a color nobody knows", lambda: d.image(photometric="CMYK", samples=4), "unsupported_photometric"),
    Case("BI-81a padding range upside down", with_elements(
        SAY.element(0x00280120, "US", 9), SAY.element(0x00280121, "US", 3)), "shown",
        {"header.image.padding": (3, 9)}, values=RAMP),
    Case("BI-81b padding everywhere", with_elements(
        SAY.element(0x00280120, "US", 0), SAY.element(0x00280121, "US", 65535)), "shown", values=RAMP),
    Case("BI-82a float pixels that are no numbers", lambda: d.image(
        SAY.element(0x7FE00008, "OF", [float("nan"), float("inf"), -float("inf"), 1e38] * 4), allocated=32), "shown"),
    Case("BI-82b double pixels beyond float", lambda: d.image(
        SAY.element(0x7FE00009, "OD", [1e308, -1e308, 0.0, 1.0] * 4), allocated=64), "shown"),
    Case("BI-82c all float pixels are no numbers", lambda: d.image(
        SAY.element(0x7FE00008, "OF", [float("nan")] * 16), allocated=32), "shown"),
    Case("BI-84a MPEG-2", lambda: d.image(SAY.fragments(b"\0\0\1\xb3" + bytes(60)), syntax=d.MPEG2), "video"),
    Case("BI-84b HEVC", lambda: d.image(SAY.fragments(b"\0\0\0\1" + bytes(60)), syntax=d.HEVC), "video"),
    Case("BI-85a slide of ten million tiles", lambda: d.image(
        SAY.fragments(c.jpeg()), syntax=d.JPEG_BASELINE, rows=256, columns=256, frames=10_000_000, modality="SM",
        sop_class="1.2.840.10008.5.1.4.1.1.77.1.6"), "too_many_frames"),
    Case("BI-85b slide of a million tiles, one of them there", lambda: d.image(
        SAY.fragments(c.jpeg()), syntax=d.JPEG_BASELINE, rows=256, columns=256, frames=1_000_000, modality="SM",
        sop_class="1.2.840.10008.5.1.4.1.1.77.1.6"), "frames_missing"),
    Case("BI-86 private run-length (PMSCT_RLE1)", with_elements(
        SAY.element(0x00280100, "US", 16), SAY.element(0x07A10011, "CS", "PMSCT_RLE1"),
        SAY.element(0x07A1100A, "OB", b"\xa5\x03\0" * 4), allocated=16), "shown"),
    *(Case(f"BI-87 {name} inside the fragments", partial(jpeg, start + bytes(200)), "bad_codestream")
      for name, start in MASKS.items()),
]  # fmt: skip


@pytest.mark.parametrize("case", [*SHAPES, *FRAGMENTS, *CODESTREAMS, *VALUES], ids=lambda case: case.name)
async def test_pixels_are_judged(pool: WorkerPool, case: Case) -> None:
    """T-27, T-28, BI-65 to BI-87: refused by name or shown as it says, within two seconds, at no price here."""
    await check(pool, case)
