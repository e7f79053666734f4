"""What lies over the picture or instead of it: overlays, shutters, padding, masks, segments, PET's inverted gray."""

from io import BytesIO
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from pydicom.dataelem import DataElement
from pydicom.uid import ExplicitVRBigEndian

from server.terms.view import Window
from server.workers.pool import WorkerPool
from tests.reference.files import color, grayscale, sequence_item
from tests.reference.record import Reference, table
from tests.reference.way import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")
FULL = {"WindowCenter": "128", "WindowWidth": "256"}
GRAY = np.full((6, 9), 100, np.uint8)
SHAPE = np.array([[1, 0, 0], [1, 1, 0]], np.uint8)


def overlay(
    bits: NDArray[np.uint8], *, origin: tuple[int, int] = (1, 1), group: int = 0x6000, **more: tuple[int, str, Any]
) -> dict[str, DataElement]:
    """The elements of an overlay with a plane of its own: one bit a pixel, least significant first. C.9.2."""
    packed = np.packbits(bits.ravel(), bitorder="little").tobytes()
    rows, columns = bits.shape[-2:]
    described = {
        "rows": (0x10, "US", rows), "columns": (0x11, "US", columns), "type": (0x40, "CS", "G"),
        "origin": (0x50, "SS", list(origin)), "allocated": (0x100, "US", 1), "position": (0x102, "US", 0),
        "data": (0x3000, "OW", packed + bytes(len(packed) % 2)),
    } | more  # fmt: skip
    return {f"{name}{group:04x}": DataElement((group, at), vr, value) for name, (at, vr, value) in described.items()}


def edged(picture: NDArray[np.uint8], drawn: list[tuple[int, int]]) -> NDArray[np.uint8]:
    """The picture with pixels (row, column) white and what touches them black."""
    made = picture.copy()
    for row, column in drawn:
        for down, across in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            if 0 <= row + down < made.shape[0] and 0 <= column + across < made.shape[1]:
                made[row + down, column + across] = 0
    for row, column in drawn:
        made[row, column] = 255
    return made


def outside(visible: NDArray[np.bool_], gray: int) -> NDArray[np.uint8]:
    return np.where(visible, GRAY, gray).astype(np.uint8)


DOWN, ACROSS = np.mgrid[0:6, 0:9]
CELLS = GRAY.astype(np.uint16)
CELLS[1, 2] |= 1 << 12
RECTANGLE = {
    "ShutterShape": "RECTANGULAR", "ShutterLeftVerticalEdge": "3", "ShutterRightVerticalEdge": "7",
    "ShutterUpperHorizontalEdge": "2", "ShutterLowerHorizontalEdge": "4",
}  # fmt: skip
IN_RECTANGLE = (ACROSS >= 2) & (ACROSS <= 6) & (DOWN >= 1) & (DOWN <= 3)
IN_CIRCLE = (DOWN - 2) ** 2 + (ACROSS - 4) ** 2 <= 4
REFERENCES = [
    Reference(
        "an overlay lies where its origin says, counted from 1 (C.9.2.1.1)",
        lambda: grayscale(GRAY, **FULL, **overlay(SHAPE, origin=(2, 4))),
        edged(GRAY, [(1, 3), (2, 3), (2, 4)]),
    ),
    Reference(
        "an overlay in big-endian words",
        lambda: grayscale(
            GRAY, Syntax=ExplicitVRBigEndian, Raw=GRAY.tobytes(), **FULL,
            **overlay(SHAPE, data=(0x3000, "OW", b"\x00\x19")),
        ),
        edged(GRAY, [(0, 0), (1, 0), (1, 1)]),
    ),
    Reference(
        "an overlay that begins outside the image is cut off",
        lambda: grayscale(GRAY, **FULL, **overlay(SHAPE, origin=(0, 0))),
        edged(GRAY, [(0, 0)]),
    ),
    Reference(
        "several overlays are all drawn",
        lambda: grayscale(GRAY, **FULL, **overlay(SHAPE), **overlay(SHAPE, origin=(5, 7), group=0x6002)),
        edged(GRAY, [(0, 0), (1, 0), (1, 1), (4, 6), (5, 6), (5, 7)]),
    ),
    Reference(
        "an old overlay in an unused bit of the pixel cells (PS3.5 8.1.2)",
        lambda: grayscale(
            CELLS, BitsStored=12, **FULL,
            **overlay(SHAPE, rows=(0x10, "US", 6), columns=(0x11, "US", 9), allocated=(0x100, "US", 16),
                      position=(0x102, "US", 12), data=(0x22, "LO", "no data")),
        ),
        edged(GRAY, [(1, 2)]),
    ),
    Reference(
        "an overlay of two planes for the second and third frame, bits without gaps between them (C.9.3)",
        lambda: grayscale(
            np.stack([GRAY] * 4), **FULL,
            **overlay(np.stack([SHAPE, SHAPE[::-1]]), frames=(0x15, "IS", "2"), first=(0x51, "US", 2)),
        ),
        edged(GRAY, [(0, 0), (0, 1), (1, 0)]),
        frame=2,
    ),
    Reference(
        "no overlay on the frames it does not name",
        lambda: grayscale(
            np.stack([GRAY] * 4), **FULL,
            **overlay(np.stack([SHAPE, SHAPE[::-1]]), frames=(0x15, "IS", "2"), first=(0x51, "US", 2)),
        ),
        GRAY,
        frame=3,
    ),
    Reference(
        "an overlay over color",
        lambda: color(np.repeat(GRAY[..., np.newaxis], 3, axis=2), **overlay(SHAPE)),
        np.repeat(edged(GRAY, [(0, 0), (1, 0), (1, 1)])[..., np.newaxis], 3, axis=2),
    ),
    Reference("a rectangular shutter (C.7.6.11)", lambda: grayscale(GRAY, **FULL, **RECTANGLE), outside(IN_RECTANGLE, 0)),
    Reference(
        "a circular shutter in its own gray",
        lambda: grayscale(
            GRAY, **FULL, ShutterShape="CIRCULAR", CenterOfCircularShutter=["3", "5"], RadiusOfCircularShutter="2",
            ShutterPresentationValue=0x4000,
        ),
        outside(IN_CIRCLE, 0x40),
    ),
    Reference(
        "a polygonal shutter",
        lambda: grayscale(
            GRAY, **FULL, ShutterShape="POLYGONAL", VerticesOfThePolygonalShutter=["2", "3", "2", "7", "4", "7", "4", "3"]
        ),
        outside(IN_RECTANGLE, 0),
    ),
    Reference(
        "several shutters show what all of them show",
        lambda: grayscale(
            GRAY, **FULL, **(RECTANGLE | {"ShutterShape": ["RECTANGULAR", "CIRCULAR"]}), CenterOfCircularShutter=["3", "5"],
            RadiusOfCircularShutter="2",
        ),
        outside(IN_RECTANGLE & IN_CIRCLE, 0),
    ),
    Reference(
        "padding is black on a picture turned over (C.7.5.1.1.2)",
        lambda: grayscale(
            np.array([[-2000, -1000, 0, 1000]], np.int16), PixelPaddingValue=-2000, PresentationLUTShape="INVERSE",
            WindowCenter="0", WindowWidth="2001",
        ),
        [[0, 255, 127, 0]],
    ),
    Reference(
        "a range of padding",
        lambda: grayscale(
            np.array([[-2000, -1500, 0, 1000]], np.int16), PixelPaddingValue=-2000, PixelPaddingRangeLimit=-1400,
            PresentationLUTShape="INVERSE", WindowCenter="0", WindowWidth="2001",
        ),
        [[0, 0, 127, 0]],
    ),
    Reference(
        "a binary segmentation in the color its segment recommends: white (C.8.20.2, C.10.7.1.1)",
        lambda: grayscale(
            np.zeros((1, 8), np.uint8), Raw=bytes([0b10010110]), Modality="SEG", SegmentationType="BINARY", BitsAllocated=1,
            BitsStored=1, HighBit=0,
            SegmentSequence=[sequence_item(SegmentNumber=1, SegmentLabel="x", RecommendedDisplayCIELabValue=[65535, 32896, 32896])],
        ),
        [[[value] * 3 for value in (0, 255, 255, 0, 255, 0, 0, 255)]],
    ),
    Reference(
        "a fractional segmentation is as bright as its share",
        lambda: grayscale(
            np.array([[0, 50, 100]], np.uint8), Modality="SEG", SegmentationType="FRACTIONAL", MaximumFractionalValue=100,
            SegmentSequence=[sequence_item(SegmentNumber=1, SegmentLabel="x", RecommendedDisplayCIELabValue=[65535, 32896, 32896])],
        ),
        [[[value] * 3 for value in (0, 128, 255)]],
    ),
]  # fmt: skip


@table(REFERENCES)
async def test_what_lies_over_the_picture_is_drawn_to_the_byte(pool: WorkerPool, reference: Reference) -> None:
    """Each rule has one small file; its picture was worked out by hand."""
    await reference.check(pool)


def pet(**changes: Any) -> bytes:
    """A PET slice of 70 kg and 350 MBq: SUV 5 lies at 25 000 Bq/ml."""
    tracer = sequence_item(
        RadionuclideTotalDose="350000000", RadionuclideHalfLife="6586.2", RadiopharmaceuticalStartTime="100000",
    )  # fmt: skip
    described = {
        "Modality": "PT", "Units": "BQML", "CorrectedImage": ["ATTN", "DECY"], "DecayCorrection": "ADMIN",
        "PatientWeight": "70", "RadiopharmaceuticalInformationSequence": [tracer], "RescaleSlope": "10",
        "RescaleIntercept": "0", "WindowCenter": "100", "WindowWidth": "200",
    }  # fmt: skip
    return grayscale(np.array([[0, 625, 1250, 2500, 9999]], np.uint16), **described | changes)


async def test_pet_is_inverted_gray_by_suv(pool: WorkerPool) -> None:
    """Clinical truth: SUV 0 is white and 5 black, whatever window the scanner wrote; values stay Bq/ml."""
    made = await shown(pool, pet())
    assert made.pixels.tolist() == [[255, 191, 128, 0, 0]]
    assert made.frame.window_used == Window(12_500.0, 25_000.0, "LINEAR_EXACT")


@pytest.mark.parametrize("missing", [{"PatientWeight": None}, {"CorrectedImage": ["DECY"]}, {"Units": "PROPCPS"}])
async def test_pet_without_suv_keeps_the_window_of_the_file(pool: WorkerPool, missing: dict[str, Any]) -> None:
    """A wrong SUV is worse than none: without a weight, a correction or a unit the file's window counts."""
    made = await shown(pool, pet(**missing))
    assert made.frame.window_used == Window(100.0, 200.0, "LINEAR")
    assert made.pixels[0, 0] == 0


@pytest.mark.parametrize("level", [0, 1, 2])
async def test_masks_are_black_and_never_smaller_at_a_level(pool: WorkerPool, level: int) -> None:
    """H5: every place with any part of a masked pixel is black, before anything is encoded."""
    white = grayscale(np.full((16, 16), 255, np.uint8), **FULL)
    made = await shown(pool, white, level=level, masks=[(3, 5, 9, 6)])
    step = 1 << level
    black = {(row // step, column // step) for row in range(5, 6) for column in range(3, 9)}
    expected = np.full(made.pixels.shape, 255, np.uint8)
    for place in black:
        expected[place] = 0
    np.testing.assert_array_equal(made.pixels, expected)
    assert made.frame.masked


@pytest.mark.parametrize(
    ("elements", "across", "down"),
    [
        ({"PixelSpacing": ["2", "1"]}, 2, 1),
        ({"PixelAspectRatio": ["3", "4"]}, 3, 4),
        ({"PixelSpacing": ["1", "1"]}, 1, 1),
    ],
)
async def test_oblong_pixels_are_told_not_resampled(
    pool: WorkerPool, elements: dict[str, Any], across: int, down: int
) -> None:
    """C.7.6.3.1.7, 10.7.1.3: rows 2 mm apart make pixels twice as high as wide; the picture says so (PNG pHYs)."""
    made = await shown(pool, grayscale(GRAY, **FULL, **elements))
    assert made.pixels.shape == GRAY.shape
    assert made.traits.aspect == pytest.approx(across / down)
    with Image.open(BytesIO(made.frame.content)) as picture:
        density = picture.info.get("aspect", (1, 1))
    assert density[0] / density[1] == pytest.approx(across / down)
