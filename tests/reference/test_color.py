"""Color images: models, layouts, depths and palettes of PS3.3 C.7.6.3.1 and C.7.9, each with its picture beside it."""

import struct
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.uid import ExplicitVRBigEndian, ImplicitVRLittleEndian

from server.workers.pool import WorkerPool
from tests.reference import standard as s
from tests.reference.files import color, grayscale, sequence_item
from tests.reference.record import Reference, table

pytestmark = pytest.mark.asyncio(loop_scope="module")
RGB = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255]], [[1, 2, 3], [128, 64, 32], [255, 255, 254]]], np.uint8)
YBR = np.array(
    [[[76, 85, 255], [150, 44, 21], [29, 254, 107]], [[0, 128, 128], [255, 128, 128], [90, 7, 222]]], np.uint8
)
INDICES = np.arange(12, dtype=np.uint8).reshape(3, 4)
CHANNELS = ("Red", "Green", "Blue")


def planes(samples: NDArray[np.generic]) -> bytes:
    """Samples as all red, all green, all blue."""
    return np.moveaxis(samples, -1, 0).tobytes()


def converted(samples: NDArray[np.uint8]) -> list[list[tuple[int, int, int]]]:
    return [[s.rgb_of_ybr(*(int(sample) for sample in pixel)) for pixel in row] for row in samples]


def paletted(
    indices: NDArray[np.generic],
    tables: tuple[bytes, bytes, bytes],
    descriptor: tuple[int, int, int],
    *,
    segmented: bool = False,
    **elements: Any,
) -> bytes:
    """A PALETTE COLOR image (or what `elements` make of it) with the tables' bytes as given."""
    name = "Segmented{}PaletteColorLookupTableData" if segmented else "{}PaletteColorLookupTableData"
    lookup = sequence_item()
    for channel, content in zip(CHANNELS, tables, strict=True):
        first = descriptor[1]
        lookup.add_new(f"{channel}PaletteColorLookupTableDescriptor", "SS" if first < 0 else "US", list(descriptor))
        lookup.add_new(name.format(channel), "OW", content)
    described = {"PhotometricInterpretation": "PALETTE COLOR"} | elements
    return grayscale(indices, **described, **{item.keyword: item for item in lookup})


def words(*entries: int) -> bytes:
    return struct.pack(f"<{len(entries)}H", *entries)


RAMP, FALL, BLUE = ([at * 20 for at in range(12)], [255 - at * 20 for at in range(12)], [0] * 11 + [200])
COLORS = [[(RAMP[at], FALL[at], BLUE[at]) for at in range(row, row + 4)] for row in (0, 4, 8)]
WIDE = (words(*(v << 8 for v in RAMP)), words(*(v << 8 for v in FALL)), words(*(v << 8 for v in BLUE)))
SHORT = [[(RAMP[min(max(at - 3, 0), 4)],) * 3 for at in range(row, row + 4)] for row in (0, 4, 8)]
# C.7.9.2: discrete run of 2, linear ramp of 4 up to 60, discrete run of 1, then the first 2 segments again.
SEGMENTS = words(0, 2, 10 << 8, 20 << 8, 1, 4, 60 << 8, 0, 1, 200 << 8, 2, 2, 0, 0)
EXPANDED = [10, 20, 30, 40, 50, 60, 200, 10, 20, 30, 40, 50]
BYTE_SEGMENTS = bytes([0, 2, 10, 20, 1, 4, 60, 0, 1, 200, 2, 2, 0, 0, 0, 0])
OF_SEGMENTS = [[(EXPANDED[at],) * 3 for at in range(row, row + 4)] for row in (0, 4, 8)]

REFERENCES = [
    Reference("RGB by pixel is itself", lambda: color(RGB), RGB),
    Reference("RGB by plane (C.7.6.3.1.3)", lambda: color(RGB, Raw=planes(RGB), PlanarConfiguration=1), RGB),
    Reference(
        "RGB in big-endian words (PS3.5 A.3)", lambda: color(RGB, Syntax=ExplicitVRBigEndian, Raw=RGB.tobytes()), RGB
    ),
    Reference(
        "16-bit RGB shows its upper byte",
        lambda: color(RGB.astype(np.uint16) * 257),
        RGB,
    ),
    Reference(
        "12 of 16 bits of RGB",
        lambda: color(RGB.astype(np.uint16) << 4, BitsStored=12),
        RGB,
    ),
    Reference("YBR_FULL (C.7.6.3.1.2)", lambda: color(YBR, PhotometricInterpretation="YBR_FULL"), converted(YBR)),
    Reference(
        "YBR_FULL by plane",
        lambda: color(YBR, PhotometricInterpretation="YBR_FULL", Raw=planes(YBR), PlanarConfiguration=1),
        converted(YBR),
    ),
    Reference(
        "YBR_FULL_422: two pixels of a row share their color (C.7.6.3.1.2)",
        lambda: color(
            np.zeros((2, 4, 3), np.uint8),
            PhotometricInterpretation="YBR_FULL_422",
            Raw=bytes([50, 100, 90, 160, 150, 200, 128, 128, 0, 255, 128, 128, 20, 30, 200, 100]),
        ),
        [
            [s.rgb_of_ybr(y, cb, cr) for y, cb, cr in row]
            for row in (
                [(50, 90, 160), (100, 90, 160), (150, 128, 128), (200, 128, 128)],
                [(0, 128, 128), (255, 128, 128), (20, 200, 100), (30, 200, 100)],
            )
        ],
    ),
    Reference(
        "a palette of 16 bits shows its upper byte (C.7.6.3.1.5)", lambda: paletted(INDICES, WIDE, (12, 0, 16)), COLORS
    ),
    Reference(
        "a palette of 8 bits, two entries a word (C.7.6.3.1.6)",
        lambda: paletted(INDICES, (bytes(RAMP), bytes(FALL), bytes(BLUE)), (12, 0, 8)),
        COLORS,
    ),
    Reference(
        "a palette of 8 bits, one entry a word",
        lambda: paletted(INDICES, (words(*RAMP), words(*FALL), words(*BLUE)), (12, 0, 8)),
        COLORS,
    ),
    Reference(
        "16 bits announced, values of 8",
        lambda: paletted(INDICES, (words(*RAMP), words(*FALL), words(*BLUE)), (12, 0, 16)),
        COLORS,
    ),
    Reference(
        "indices outside the palette take its end entries",
        lambda: paletted(INDICES, (words(*(v << 8 for v in RAMP[:5])),) * 3, (5, 3, 16)),
        SHORT,
    ),
    Reference(
        "a palette of implicit VR",
        lambda: paletted(INDICES, WIDE, (12, 0, 16), Syntax=ImplicitVRLittleEndian),
        COLORS,
    ),
    Reference(
        "a palette for signed indices that starts below 0",
        lambda: paletted(INDICES.astype(np.int8) - 6, WIDE, (12, -6, 16), PixelRepresentation=1),
        COLORS,
    ),
    Reference(
        "a segmented palette of 16 bits: runs, ramps and repeats (C.7.9.2)",
        lambda: paletted(INDICES, (SEGMENTS,) * 3, (12, 0, 16), segmented=True),
        OF_SEGMENTS,
    ),
    Reference(
        "a segmented palette of 8 bits",
        lambda: paletted(INDICES, (BYTE_SEGMENTS,) * 3, (12, 0, 8), segmented=True),
        OF_SEGMENTS,
    ),
    Reference(
        "a palette of 16-bit indices",
        lambda: paletted(INDICES.astype(np.uint16) + 60_000, WIDE, (12, 60_000, 16)),
        COLORS,
    ),
    Reference(
        "a supplemental palette colors the values it names, the others are gray (C.7.6.19)",
        lambda: paletted(
            INDICES * 20,
            (words(255 << 8, 0), words(0, 255 << 8), words(7 << 8, 9 << 8)),
            (2, 200, 16),
            PhotometricInterpretation="MONOCHROME2",
            PixelPresentation="COLOR",
            WindowCenter="128",
            WindowWidth="256",
        ),
        [
            [(value,) * 3 if value < 200 else ((255, 0, 7) if value == 200 else (0, 255, 9)) for value in row]
            for row in (INDICES * 20).tolist()
        ],
    ),
]


@table(REFERENCES)
async def test_color_is_drawn_to_the_byte(pool: WorkerPool, reference: Reference) -> None:
    """Each model and layout has one small file; its picture was worked out from the standard by itself."""
    await reference.check(pool)
