"""Segments of a header, and colors from CIELab."""

import numpy as np
import pytest

from server.studies.segments import rgb_of_lab
from server.terms.images import ImageTraits, Segment
from tests.reference import files
from tests.studies.memory_source import header_of


def traits(**elements: object) -> ImageTraits:
    segments = [
        files.sequence_item(SegmentNumber=1, SegmentLabel="Liver", RecommendedDisplayCIELabValue=[65535, 32896, 32896]),
        files.sequence_item(SegmentNumber=7, SegmentLabel="Spleen"),
    ]
    described = {"Modality": "SEG", "SegmentationType": "BINARY", "SegmentSequence": segments} | elements
    image = header_of(files.grayscale(np.zeros((4, 8), np.uint8), **described)).image
    assert image is not None
    return image


def test_segments_are_read_with_their_colors() -> None:
    """PS3.3 C.8.20.4: number, label and recommended color."""
    assert traits().segments == (Segment(1, "Liver", (255, 255, 255)), Segment(7, "Spleen"))


@pytest.mark.parametrize(
    ("kind", "width"),
    [("BINARY", 1.0), ("FRACTIONAL", 100.0), ("LABELMAP", 7.0)],
    ids=["binary", "fractional", "labels"],
)
def test_values_of_masks_have_a_window(kind: str, width: float) -> None:
    """From nothing to all of it: 1, Maximum Fractional Value, the last label."""
    window = traits(SegmentationType=kind, MaximumFractionalValue=100).windows[0]
    assert (window.center, window.width, window.function) == (width / 2, width, "LINEAR_EXACT")


def test_other_images_are_no_segmentation() -> None:
    """The modality says so."""
    assert traits(Modality="MR").segmentation == ""


@pytest.mark.parametrize(
    ("lab", "rgb"),
    [((0, 0, 0), (0, 0, 0)), ((100, 0, 0), (255, 255, 255)), ((53.39, 0, 0), (127, 127, 127)),
     ((54.29, 80.81, 69.89), (255, 0, 0)), ((87.82, -79.29, 80.99), (0, 255, 0)), ((29.57, 68.30, -112.03), (0, 0, 255))],
    ids=["black", "white", "gray", "red", "green", "blue"],
)  # fmt: skip
def test_lab_of_srgb_primaries_comes_back(lab: tuple[float, float, float], rgb: tuple[int, int, int]) -> None:
    """PS3.3 C.10.7.1.1: L* 0…100 and a*, b* -128…127 as 16 bits, under D50."""
    written = (round(lab[0] * 655.35), round((lab[1] + 128) * 257), round((lab[2] + 128) * 257))
    assert rgb_of_lab(*written) == pytest.approx(rgb, abs=1)
