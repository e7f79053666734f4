"""What mutations start from: honest files of every structure and every codec, made here, and real ones where present."""

import struct
from functools import cache
from pathlib import Path

from tests.bad_inputs import codestreams as c
from tests.bad_inputs import dicom_bytes as d
from tests.bad_inputs.test_trimmings import colored, profile

LARGEST, REAL = 60_000, 60
SAY = d.LITTLE


@cache
def structures() -> tuple[bytes, ...]:
    """Files that a pre-scan and a reader have to walk through: every encoding, every way to nest."""
    return (
        *(d.image(syntax=syntax, allocated=16, replaced=_header(d.dialect_of(syntax))) for syntax in _NATIVE),
        d.image(replaced=_groups(), frames=3),
        d.image(photometric="PALETTE COLOR", replaced=_palette()),
        d.image(photometric="PALETTE COLOR", replaced=_segments()),
        d.image(replaced=_overlay()),
        colored(profile()),
        d.image(SAY.element(0x7FE00008, "OF", [0.5] * 16), allocated=32),
        d.part10(SAY.sequence(0x00041220, [SAY.element(0x00041500, "CS", "A\\B")] * 3), sop_class=_DIRECTORY),
        *compressed(),
    )


@cache
def compressed() -> tuple[bytes, ...]:
    """A small frame in every transfer syntax with a codec, and several frames with each kind of offset table."""
    deep: tuple[tuple[bytes, str], ...] = (
        (c.lossless_jpeg(), d.JPEG_LOSSLESS_SV1),
        (c.jpeg_ls(), d.JPEG_LS),
        (c.jpeg_2000(), d.JPEG_2000),
        (c.boxed(c.jpeg_2000()), d.JPEG_2000),
        (c.htj2k(), d.HTJ2K_LOSSLESS),
        (d.rle_frame(bytes(256), bytes(range(256))), d.RLE),
    )
    frames = [c.jpeg()[:100], c.jpeg()[100:]] * 2
    table = [0, 8 + 100 + 8 + len(c.jpeg()) - 100]
    return (
        *(_frame(stream, syntax, allocated=16) for stream, syntax in deep),
        _frame(c.jpeg(), d.JPEG_BASELINE),
        _frame(c.progressive(), d.JPEG_BASELINE),
        _frame(c.jpeg(color=True), d.JPEG_BASELINE, samples=3, photometric="YBR_FULL_422"),
        d.image(SAY.fragments(*frames, table=table), syntax=d.JPEG_BASELINE, rows=16, columns=16, frames=2),
        d.image(SAY.fragments(*frames), syntax=d.JPEG_BASELINE, rows=16, columns=16, frames=2),
        d.image(
            SAY.element(0x7FE00001, "OV", struct.pack("<2Q", *table)) + SAY.fragments(*frames),
            syntax=d.JPEG_BASELINE,
            rows=16,
            columns=16,
            frames=2,
        ),
    )


def real(folder: Path) -> tuple[bytes, ...]:
    """Some small real files, spread over the folder; none where it is absent."""
    small = [path for path in sorted(folder.rglob("*.dcm")) if path.stat().st_size <= LARGEST]
    return tuple(path.read_bytes() for path in small[:: max(1, len(small) // REAL)])


_NATIVE = (d.EXPLICIT, d.IMPLICIT, d.BIG_ENDIAN, d.DEFLATED)
_DIRECTORY = "1.2.840.10008.1.3.10"


def _frame(stream: bytes, syntax: str, **image: object) -> bytes:
    shape: dict[str, object] = {"rows": 16, "columns": 16} | image
    return d.image(SAY.fragments(stream), syntax=syntax, **shape)  # type: ignore[arg-type]  # the image's own keywords


def _header(say: d.Dialect) -> dict[int, bytes]:
    """Text, numbers, windows, tables and sequences in the dialect of the file."""
    table = say.element(0x00283002, "US", [4, 0, 16]) + say.element(0x00283006, "OW", say.value("US", [1, 2, 3, 4]))
    inner = say.sequence(0x00081150, [say.element(0x00081155, "UI", "1.2.3")] * 2, undefined=True)
    return {
        0x00080005: say.element(0x00080005, "CS", "\\ISO 2022 IR 87"),
        0x00081030: say.element(0x00081030, "LO", b"plain \x1b$B;3ED\x1b(B words"),
        0x00081140: say.sequence(0x00081140, [inner, inner]),
        0x00091001: say.element(0x00091001, "UN", b"\1\2\3"),
        0x00200032: say.element(0x00200032, "DS", "0\\-1.5\\1e2"),
        0x00200037: say.element(0x00200037, "DS", "1\\0\\0\\0\\1\\0"),
        0x00280030: say.element(0x00280030, "DS", "0.5\\0.5"),
        0x00281050: say.element(0x00281050, "DS", "40\\400"),
        0x00281051: say.element(0x00281051, "DS", "80\\2000"),
        0x00281052: say.element(0x00281052, "DS", "-1024"),
        0x00281053: say.element(0x00281053, "DS", "1"),
        0x00283010: say.sequence(0x00283010, [table], undefined=True),
    }


def _groups() -> dict[int, bytes]:
    place = SAY.sequence(0x00209113, [SAY.element(0x00200032, "DS", "0\\0\\1")], undefined=True)
    scale = SAY.sequence(0x00289145, [SAY.element(0x00281053, "DS", "2") + SAY.element(0x00281052, "DS", "1")])
    return {
        0x52009229: SAY.sequence(0x52009229, [scale]),
        0x52009230: SAY.sequence(0x52009230, [place + scale] * 3, undefined=True),
    }


def _palette() -> dict[int, bytes]:
    tables = {0x00281101 + n: SAY.element(0x00281101 + n, "US", [16, 0, 16]) for n in range(3)}
    return tables | {0x00281201 + n: SAY.element(0x00281201 + n, "OW", bytes(range(32))) for n in range(3)}


def _segments() -> dict[int, bytes]:
    segments = struct.pack("<9H", 0, 2, 1, 2, 1, 12, 900, 0, 1) + b"\7\0"
    tables = {0x00281101 + n: SAY.element(0x00281101 + n, "US", [16, 0, 16]) for n in range(3)}
    return tables | {0x00281221 + n: SAY.element(0x00281221 + n, "OW", segments) for n in range(3)}


def _overlay() -> dict[int, bytes]:
    return {
        0x60000010: SAY.element(0x60000010, "US", 4) + SAY.element(0x60000011, "US", 4),
        0x60000040: SAY.element(0x60000040, "CS", "G") + SAY.element(0x60000050, "SS", [1, 1]),
        0x60000100: SAY.element(0x60000100, "US", 1) + SAY.element(0x60000102, "US", 0),
        0x60003000: SAY.element(0x60003000, "OW", b"\xa5\x5a"),
    }
