"""Gray images: each file made for one rule of PS3.3 C.7.6.3, C.11.1, C.11.2, with the picture worked out beside it."""

from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from server.workers.pool import WorkerPool
from tests.reference import standard as s
from tests.reference.files import grayscale, lut, sequence_item
from tests.reference.record import Reference, table

pytestmark = pytest.mark.asyncio(loop_scope="module")
BYTES = np.arange(256, dtype=np.uint8).reshape(16, 16)
HOUNSFIELD = np.arange(0, 4096, 16, dtype=np.uint16).reshape(16, 16)
SIGNED = np.arange(-1024, 3072, 16, dtype=np.int16).reshape(16, 16)
FULL = {"WindowCenter": "128", "WindowWidth": "256"}
EXACT = {"VOILUTFunction": "LINEAR_EXACT"}
BITS = {"BitsAllocated": 1, "BitsStored": 1, "HighBit": 0, "WindowCenter": "1", "WindowWidth": "2"}
FLOAT = {"BitsStored": None, "HighBit": None, "PixelRepresentation": None, **EXACT}


def drawn(stored: NDArray[np.generic], of: object) -> list[list[int]]:
    """`of` applied to each stored value by itself."""
    assert callable(of)
    return [[s.rounded(of(int(value))) for value in row] for row in stored]


def modality_lut(values: list[int], *, first: int = 0) -> list[Dataset]:
    return [lut(values, first=first, ModalityLUTType="US")]


def group(**functions: Dataset) -> Dataset:
    """The functional groups of a frame, one item each."""
    return sequence_item(**{f"{name}Sequence": [item] for name, item in functions.items()})


SQUARES = [value * value for value in range(256)]
REFERENCES = [
    Reference("8 bits through the whole range are themselves", lambda: grayscale(BYTES, **FULL), BYTES),
    Reference(
        "MONOCHROME1 is white at its lowest value (C.7.6.3.1.2)",
        lambda: grayscale(BYTES, **FULL, PhotometricInterpretation="MONOCHROME1"),
        255 - BYTES,
    ),
    Reference(
        "Presentation LUT Shape INVERSE turns gray over (C.11.6.1.2)",
        lambda: grayscale(BYTES, **FULL, PresentationLUTShape="INVERSE"),
        255 - BYTES,
    ),
    Reference(
        "INVERSE and MONOCHROME1 say the same thing twice (C.8.11.3.1.2)",
        lambda: grayscale(
            BYTES, **FULL, PresentationLUTShape="INVERSE", PhotometricInterpretation="MONOCHROME1", Modality="DX"
        ),
        255 - BYTES,
    ),
    Reference(
        "16 bits unsigned, slope and intercept, LINEAR at its edges (C.11.2.1.2.1)",
        lambda: grayscale(HOUNSFIELD, RescaleSlope="1", RescaleIntercept="-1024", WindowCenter="40", WindowWidth="400"),
        drawn(HOUNSFIELD, lambda value: s.linear(value - 1024, "40", "400")),
    ),
    Reference(
        "12 of 16 bits, signed",
        lambda: grayscale(SIGNED, BitsStored=13, WindowCenter="300", WindowWidth="2000"),
        drawn(SIGNED, lambda value: s.linear(value, "300", "2000")),
    ),
    Reference(
        "a fractional slope as the file writes it",
        lambda: grayscale(BYTES, RescaleSlope="0.1", RescaleIntercept="-3.7", WindowCenter="9", WindowWidth="20"),
        drawn(BYTES, lambda value: s.linear(s.rescaled(value, "0.1", "-3.7"), "9", "20")),
    ),
    Reference(
        "a negative slope turns the order of values round",
        lambda: grayscale(BYTES, RescaleSlope="-1", RescaleIntercept="255", **FULL),
        255 - BYTES,
    ),
    Reference(
        "LINEAR_EXACT at its edges (C.11.2.1.3.2)",
        lambda: grayscale(BYTES, WindowCenter="100", WindowWidth="64", **EXACT),
        drawn(BYTES, lambda value: s.linear_exact(value, "100", "64")),
    ),
    Reference(
        "LINEAR and LINEAR_EXACT differ by half a unit",
        lambda: grayscale(BYTES, WindowCenter="100", WindowWidth="4"),
        drawn(BYTES, lambda value: {98: 0, 99: 85, 100: 170}.get(value, 0 if value < 98 else 255)),
    ),
    Reference(
        "SIGMOID (C.11.2.1.3.1)",
        lambda: grayscale(BYTES, WindowCenter="100", WindowWidth="64", VOILUTFunction="SIGMOID"),
        drawn(BYTES, lambda value: s.sigmoid(value, "100", "64")),
    ),
    Reference(
        "a window of width 1 is a threshold (C.11.2.1.2.1)",
        lambda: grayscale(BYTES, WindowCenter="100", WindowWidth="1"),
        np.where(BYTES > 99, 255, 0),
    ),
    Reference(
        "of several windows the first",
        lambda: grayscale(BYTES, WindowCenter=["128", "10"], WindowWidth=["256", "5"]),
        BYTES,
    ),
    Reference(
        "a modality LUT goes before the window and clamps at its ends (C.11.1.1.1)",
        lambda: grayscale(
            BYTES, ModalityLUTSequence=modality_lut(SQUARES[:200], first=20), WindowCenter="20000", WindowWidth="40001"
        ),
        drawn(BYTES, lambda value: s.linear(s.looked_up(value, 20, SQUARES[:200]), "20000", "40001")),
    ),
    Reference(
        "a modality LUT with a negative first value over signed pixels",
        lambda: grayscale(
            SIGNED,
            BitsStored=13,
            ModalityLUTSequence=modality_lut(SQUARES, first=-100),
            WindowCenter="32768",
            WindowWidth="65536",
        ),
        drawn(SIGNED, lambda value: s.linear(s.looked_up(value, -100, SQUARES), "32768", "65536")),
    ),
    Reference(
        "a VOI LUT of 12 bits: its full range is black to white (C.11.2.1.1)",
        lambda: grayscale(BYTES, VOILUTSequence=[lut([value * 16 for value in range(200)], first=30, bits=12)]),
        drawn(BYTES, lambda value: s.voi_entry(s.looked_up(value, 30, range(0, 3200, 16)), 12)),
    ),
    Reference(
        "a VOI LUT goes before windows, as in every viewer's default, after the rescale",
        lambda: grayscale(
            HOUNSFIELD,
            RescaleIntercept="-1024",
            RescaleSlope="1",
            VOILUTSequence=[lut(list(range(256)), first=-100, bits=8)],
            **FULL,
        ),
        drawn(HOUNSFIELD, lambda value: s.looked_up(value - 1024, -100, range(256))),
    ),
    Reference(
        "MONOCHROME1 after a VOI LUT",
        lambda: grayscale(
            BYTES, VOILUTSequence=[lut(list(range(256)), bits=8)], PhotometricInterpretation="MONOCHROME1"
        ),
        255 - BYTES,
    ),
    Reference(
        "frames of an enhanced image have their own rescale and window (C.7.6.16.2.9, .10)",
        lambda: grayscale(
            np.stack([HOUNSFIELD, HOUNSFIELD]),
            PerFrameFunctionalGroupsSequence=[
                group(
                    PixelValueTransformation=sequence_item(
                        RescaleSlope=slope, RescaleIntercept=intercept, RescaleType="US"
                    ),
                    FrameVOILUT=sequence_item(WindowCenter=center, WindowWidth=width),
                )
                for slope, intercept, center, width in (("1", "0", "500", "1000"), ("2", "-1000", "600", "1200"))
            ],
        ),
        drawn(HOUNSFIELD, lambda value: s.linear(s.rescaled(value, "2", "-1000"), "600", "1200")),
        frame=1,
    ),
    Reference(
        "what all frames share fills what a frame leaves out (C.7.6.16.1.1)",
        lambda: grayscale(
            np.stack([HOUNSFIELD, HOUNSFIELD]),
            SharedFunctionalGroupsSequence=[
                group(
                    PixelValueTransformation=sequence_item(RescaleSlope="2", RescaleIntercept="-7", RescaleType="US"),
                    FrameVOILUT=sequence_item(WindowCenter="900", WindowWidth="1000", VOILUTFunction="LINEAR_EXACT"),
                )
            ],
            PerFrameFunctionalGroupsSequence=[sequence_item(), sequence_item()],
        ),
        drawn(HOUNSFIELD, lambda value: s.linear_exact(s.rescaled(value, "2", "-7"), "900", "1000")),
        frame=1,
    ),
    Reference("a single pixel", lambda: grayscale(np.array([[77]], np.uint8), **FULL), [[77]]),
    Reference("odd sizes", lambda: grayscale(BYTES[:3, :5], **FULL), BYTES[:3, :5]),
    Reference(
        "bits above the high bit are no part of the value (PS3.5 8.1.1)",
        lambda: grayscale(
            BYTES.astype(np.uint16) | 0xF000, BitsStored=12, HighBit=11, WindowCenter="128", WindowWidth="256"
        ),
        BYTES,
    ),
    Reference(
        "a high bit above bits stored: the value is shifted down (PS3.5 8.1.1)",
        lambda: grayscale(
            BYTES.astype(np.uint16) << 4, BitsStored=12, HighBit=15, WindowCenter="128", WindowWidth="256"
        ),
        BYTES,
    ),
    Reference(
        "8 bits signed",
        lambda: grayscale(BYTES.view(np.int8), WindowCenter="0", WindowWidth="256"),
        BYTES.view(np.int8).astype(int) + 128,
    ),
    Reference(
        "10 of 16 bits, signed: the sign is bit 9",
        lambda: grayscale(
            np.array([[0x0200, 0x01FF, 0x03FF]], np.uint16),
            BitsStored=10,
            PixelRepresentation=1,
            WindowCenter="0",
            WindowWidth="1024",
        ),
        [[0, 255, s.rounded(s.linear(-1, "0", "1024"))]],
    ),
    Reference(
        "32 bits unsigned",
        lambda: grayscale(
            np.array([[0, 2**31, 2**32 - 1]], np.uint32), WindowCenter="2147483648", WindowWidth="4294967296"
        ),
        [[0, 128, 255]],
    ),
    Reference(
        "32 bits signed with a small slope, as RT dose",
        lambda: grayscale(
            np.array([[-5, 0, 50_000, 100_000, 2_000_000_000]], np.int32),
            RescaleSlope=None,
            WindowCenter="50000",
            WindowWidth="100001",
        ),
        [[s.rounded(s.linear(value, "50000", "100001")) for value in (-5, 0, 50_000, 100_000, 2_000_000_000)]],
    ),
    Reference(
        "1 bit, least significant first (PS3.5 8.1.1, D)",
        lambda: grayscale(np.zeros((2, 12), np.uint8), Raw=bytes([0b00000101, 0b00110000, 0b10000000]), **BITS),
        [[255, 0, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0], [255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255]],
    ),
    Reference(
        "frames of 1 bit that do not start at a byte (C.7.6.3.1.1, PS3.5 8.1.1)",
        lambda: grayscale(np.zeros((2, 3, 3), np.uint8), Raw=bytes([0b00000000, 0b00100010, 0b00000010]), **BITS),
        [[255, 0, 0], [0, 255, 0], [0, 0, 255]],
        frame=1,
    ),
    Reference(
        "float pixels through a narrow window (C.7.6.24, C.11.2.1.3.2)",
        lambda: grayscale(
            np.zeros((1, 5), np.float32),
            FloatPixelData=np.array([[-1.0, 0.0, 0.25, 0.5, 9.0]], "<f4").tobytes(),
            WindowCenter="0.25",
            WindowWidth="0.5",
            **FLOAT,
        ),
        [[0, 0, 128, 255, 255]],
    ),
    Reference(
        "double pixels (C.7.6.25)",
        lambda: grayscale(
            np.zeros((1, 4), np.float64),
            DoubleFloatPixelData=np.array([[-1e30, 1e9, 1e9 + 256, 1e30]], "<f8").tobytes(),
            WindowCenter="1000000128",
            WindowWidth="512",
            **FLOAT,
        ),
        [[0, s.rounded(Fraction(1, 4) * 255), s.rounded(Fraction(3, 4) * 255), 255]],
    ),
]


@table(REFERENCES)
async def test_gray_is_drawn_to_the_byte(pool: WorkerPool, reference: Reference) -> None:
    """Each rule has one small file; its picture was worked out from the standard's formulas by themselves."""
    await reference.check(pool)
