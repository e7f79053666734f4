"""Where the frames of a stack lie, as far as the file says so."""

import math
from dataclasses import replace
from pathlib import Path

import pydicom
import pytest

from server.studies.catalog import Member, Stack, one_series
from server.studies.header import InstanceHeader
from server.terms.geometry import Slices, Vector, in_spaces
from server.terms.images import FrameValues, PixelSpacing
from tests.studies.headers import SAGITTAL, TRAITS, frames, slice_at

SPACED = replace(TRAITS, spacing=PixelSpacing(2.0, 1.0, "patient"))


def stack_of(*headers: InstanceHeader) -> Stack:
    """The one stack of these instances."""
    (stack,) = one_series([Member(str(at), header) for at, header in enumerate(headers)]).stacks
    return stack


def test_a_slice_lies_where_its_middle_lies() -> None:
    """PS3.3 C.7.6.2.1.1: 16 columns of 1 mm and 16 rows of 2 mm, from the middle of the first pixel."""
    stack = stack_of(*(slice_at(z, number, image=SPACED) for number, z in enumerate((10.0, 15.0, 20.0), start=1)))
    assert stack.slices == Slices("1.9", (0.0, 0.0, 1.0), tuple((7.5, 15.0, z) for z in (10.0, 15.0, 20.0)))


def test_frames_of_one_image_lie_in_space_too() -> None:
    """C9: an enhanced image is a stack like any other."""
    image = replace(frames(4, positions=True), spacing=PixelSpacing(1.0, 1.0, "patient"))
    slices = stack_of(slice_at(None, 1, image=image)).slices
    assert slices is not None
    assert [center[2] for center in slices.centers] == [0.0, 1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    "headers",
    [
        [slice_at(0.0, 1, image=SPACED), slice_at(None, 2, image=SPACED)],
        [slice_at(0.0, 1, image=SPACED), slice_at(0.0, 2, image=SPACED)],
        [slice_at(0.0, 1, image=SPACED)],
        [slice_at(0.0, 1), slice_at(5.0, 2)],
        [slice_at(z, 1, image=replace(TRAITS, spacing=PixelSpacing(1.0, 1.0, "detector"))) for z in (0.0, 5.0)],
        [slice_at(z, 1, orientation=None, image=SPACED) for z in (0.0, 5.0)],
        [slice_at(None, 1, image=replace(SPACED, frames=3, frame_values=(FrameValues(),)))],
    ],
    ids=["one has no place", "one place", "alone", "no scale", "scale of a detector", "no direction", "a clip"],
)
def test_what_does_not_lie_in_space_has_no_slices(headers: list[InstanceHeader]) -> None:
    """C9: nothing is guessed: without a known place, direction and scale of every frame there is nothing to compare."""
    stacks = one_series([Member(str(at), header) for at, header in enumerate(headers)]).stacks
    assert [stack.slices for stack in stacks] == [None] * len(stacks)


def test_crossing_planes_of_a_localizer_share_no_space() -> None:
    """C9: one frame of reference, planes at right angles."""
    axial = stack_of(*(slice_at(z, number, image=SPACED) for number, z in enumerate((0.0, 5.0), start=1)))
    across: list[Vector] = [(0.0, 0.0, 0.0), (4.0, 0.0, 0.0)]
    plain = [slice_at(0.0, number, orientation=SAGITTAL, image=SPACED) for number in (1, 2)]
    turned = stack_of(
        *(replace(one, placement=replace(one.placement, position=at)) for one, at in zip(plain, across, strict=True))
    )
    assert axial.slices is not None
    assert turned.slices is not None
    one, other = in_spaces([("v", axial.slices), ("v", turned.slices)])
    assert not one.is_with(other)


def real_slices(folder: Path, every: int, start: int = 0) -> Slices:
    """A real series, or every nth slice of it, as a series of its own; in the order of its numbers."""
    headers = []
    for file in sorted(folder.rglob("*")):
        if not file.is_file():
            continue
        found = pydicom.dcmread(file, stop_before_pixels=True)
        if "ImagePositionPatient" not in found:
            continue
        row_mm, column_mm = (float(value) for value in found.PixelSpacing)
        plane = [float(value) for value in found.ImageOrientationPatient]
        place = [float(value) for value in found.ImagePositionPatient]
        image = replace(
            TRAITS, rows=found.Rows, columns=found.Columns, spacing=PixelSpacing(row_mm, column_mm, "patient")
        )
        header = slice_at(0.0, int(found.InstanceNumber), image=image, modality=str(found.Modality))
        at = replace(
            header.placement,
            frame_of_reference=str(found.FrameOfReferenceUID),
            position=(place[0], place[1], place[2]),
            orientation=((plane[0], plane[1], plane[2]), (plane[3], plane[4], plane[5])),
        )
        headers.append(replace(header, placement=at))
    headers.sort(key=lambda header: header.number or 0)
    slices = stack_of(*headers[start::every]).slices
    assert slices is not None
    return slices


@pytest.mark.parametrize("name", ["ct-head-ge", "mr-t1-studyforrest"])
def test_real_series_of_one_frame_of_reference_are_compared(name: str, shared_data: Path) -> None:
    """C9: a gantry-tilted head and an oblique MR, each beside every third slice of itself: the same slices are found."""
    folder = shared_data / "series" / name
    whole, third = in_spaces([("v", real_slices(folder, 1)), ("v", real_slices(folder, 3, start=1))])
    assert whole.is_with(third)
    assert [whole.nearest(mm) for mm in third.mm] == list(range(1, len(whole.mm), 3))
    assert math.isclose(third.step_mm, 3 * whole.step_mm, rel_tol=0.02)
    assert [third.nearest(mm) for mm in whole.mm][1:7] == [0, 0, 1, 1, 1, 2]


def test_two_real_series_share_no_space(shared_data: Path) -> None:
    """C9: different visits, different frames of reference."""
    head, brain = (real_slices(shared_data / "series" / name, 1) for name in ("ct-head-ge", "mr-t1-studyforrest"))
    one, other = in_spaces([("v", head), ("v", brain)])
    assert not one.is_with(other)
