"""What comes with a picture: color profiles and overlays, read and applied inside the worker."""

import numpy as np
import pytest
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian, ExplicitVRLittleEndian

from server.studies.elements import BULKY_BYTES
from server.workers.pool import WorkerPool
from tests.reference import files
from tests.reference.way import values_of
from tests.render.icc import profile

pytestmark = pytest.mark.asyncio(loop_scope="module")
RED = np.zeros((8, 8, 3), np.uint8) + np.array([200, 40, 40], np.uint8)
GRAY = np.arange(64, dtype=np.uint16).reshape(8, 8)
DIAGONAL = np.eye(8, dtype=bool)


async def test_colors_come_in_srgb(pool: WorkerPool) -> None:
    """A profile of wider primaries makes red redder."""
    decoded = await values_of(pool, files.color(RED, ICCProfile=profile()))
    assert decoded.traits.icc_profile
    assert decoded.stored[0, 0, 0] > 215


async def test_colors_of_a_slide_come_in_srgb(pool: WorkerPool) -> None:
    """PS3.3 C.8.12.5: the profile of an optical path counts."""
    path = files.sequence_item(ICCProfile=profile())
    decoded = await values_of(pool, files.color(RED, OpticalPathSequence=[path]))
    assert decoded.stored[0, 0, 0] > 215


@pytest.mark.parametrize(
    "elements",
    [{"ICCProfile": profile(), "ColorSpace": "SRGB"}, {"ICCProfile": profile(name="sRGB IEC61966-2.1")},
     {"ICCProfile": profile()[:150]}, {"ICCProfile": profile() + bytes(BULKY_BYTES)}],
    ids=["color space", "its own name", "broken", "huge"],
)  # fmt: skip
async def test_colors_are_left_alone(pool: WorkerPool, elements: dict[str, object]) -> None:
    """BI-83: what is sRGB already, or no usable profile, changes no color and refuses no picture."""
    decoded = await values_of(pool, files.color(RED, **elements))
    np.testing.assert_array_equal(decoded.stored, RED)


def with_overlay(plane: np.ndarray, syntax: str, **origin: int) -> bytes:
    """A gray file with one overlay in group 6000."""
    dataset = files.sequence_item(
        Modality="OT", SOPClassUID=files.CLASSES["OT"], SOPInstanceUID="1.2.3", StudyInstanceUID="1.2",
        SeriesInstanceUID="1.2.1", Rows=8, Columns=8, SamplesPerPixel=1, PhotometricInterpretation="MONOCHROME2",
        BitsAllocated=16, BitsStored=16, HighBit=15, PixelRepresentation=0,
    )  # fmt: skip
    _add_overlay(dataset, plane, syntax, **origin)
    pixels = GRAY.astype(">u2") if syntax == ExplicitVRBigEndian else GRAY
    dataset.PixelData = pixels.tobytes()
    dataset["PixelData"].VR = "OW"
    return files.written(dataset, type(ExplicitVRLittleEndian)(syntax))


def _add_overlay(dataset: Dataset, plane: np.ndarray, syntax: str, top: int = 1, left: int = 1) -> None:
    octets = np.packbits(plane.reshape(-1), bitorder="little").tobytes()
    octets += bytes(len(octets) % 2)
    if syntax == ExplicitVRBigEndian:
        octets = np.frombuffer(octets, "<u2").astype(">u2").tobytes()
    dataset.add_new(0x60000010, "US", plane.shape[0])
    dataset.add_new(0x60000011, "US", plane.shape[1])
    dataset.add_new(0x60000040, "CS", "G")
    dataset.add_new(0x60000050, "SS", [top, left])
    dataset.add_new(0x60000100, "US", 1)
    dataset.add_new(0x60000102, "US", 0)
    dataset.add_new(0x60003000, "OW", octets)


@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian])
async def test_overlay_comes_behind_the_frame(pool: WorkerPool, syntax: str) -> None:
    """PS3.3 C.9.2: bits of words, least significant first, whatever the file's byte order."""
    decoded = await values_of(pool, with_overlay(DIAGONAL, syntax))
    np.testing.assert_array_equal(decoded.stored, GRAY)
    assert decoded.overlay is not None
    np.testing.assert_array_equal(decoded.overlay == 255, DIAGONAL)


async def test_overlay_larger_than_the_image_is_cut(pool: WorkerPool) -> None:
    """BI-80: what lies outside is left out."""
    decoded = await values_of(pool, with_overlay(np.ones((20, 30), bool), ExplicitVRLittleEndian, top=5, left=-4))
    assert decoded.overlay is not None
    assert (decoded.overlay == 255).sum() == 4 * 8


async def test_image_without_overlay_has_no_plane(pool: WorkerPool) -> None:
    """Nothing is reserved for what is not there."""
    decoded = await values_of(pool, files.grayscale(GRAY))
    assert decoded.overlay is None
    assert decoded.traits.grid.byte_count == 128


async def test_overlay_in_unused_bits_is_drawn_and_kept_out_of_the_values(pool: WorkerPool) -> None:
    """PS3.5 8.1.2 (retired): 12 bits stored, the overlay in bit 15 of the same cells."""
    said = {
        0x10: ("US", 8),
        0x11: ("US", 8),
        0x40: ("CS", "G"),
        0x50: ("SS", [1, 1]),
        0x100: ("US", 16),
        0x102: ("US", 15),
    }
    elements = {f"E{number}": DataElement(0x6000 << 16 | number, vr, value) for number, (vr, value) in said.items()}
    cells = GRAY | DIAGONAL.astype(np.uint16) << 15
    decoded = await values_of(pool, files.grayscale(cells, BitsStored=12, HighBit=11, **elements))
    np.testing.assert_array_equal(decoded.stored, GRAY)
    assert decoded.overlay is not None
    np.testing.assert_array_equal(decoded.overlay == 255, DIAGONAL)
