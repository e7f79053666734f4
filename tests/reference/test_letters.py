"""The letters at the edges are those of the voxels nearest to them, for every way a picture can lie.

What the page makes of them when a picture is turned and mirrored is shown in `web/tests/viewer/phantom.test.ts`.
"""

import numpy as np
import pytest
from pydicom.dataset import Dataset

from server.studies.catalog import Member, series_of
from server.studies.header import InstanceHeader
from server.workers.pool import WorkerPool
from tests.reference.files import grayscale, sequence_item
from tests.reference.phantom import Direction, at_edges, axis_aligned, plane, slice_file
from tests.reference.way import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_there_are_24_orientations() -> None:
    assert len(set(axis_aligned())) == 24


@pytest.mark.parametrize(("row", "column"), axis_aligned(), ids=str)
async def test_letters_are_those_of_the_nearest_voxels(pool: WorkerPool, row: Direction, column: Direction) -> None:
    """Clinical truth: letters come from Image Orientation (Patient) and agree with what is in the picture."""
    made = await shown(pool, slice_file(row, column))
    assert letters_of(made.header) == [at_edges(made.pixels)]


@pytest.mark.parametrize(
    ("tilt", "letters"),
    [(10, ("R", "L", "A", "P")), (30, ("RA", "LP", "AL", "PR")), (60, ("AR", "PL", "LA", "RP"))],
)
async def test_an_oblique_plane_has_two_letters(pool: WorkerPool, tilt: int, letters: tuple[str, ...]) -> None:
    """The main direction first, a second one when it is clearly oblique; the nearest voxels carry the first."""
    angle = np.deg2rad(tilt)
    row, column = np.array([np.cos(angle), np.sin(angle), 0]), np.array([-np.sin(angle), np.cos(angle), 0])
    content = grayscale(
        plane(row, column), Modality="CT", WindowCenter="128", WindowWidth="256", ImagePositionPatient=["0", "0", "0"],
        ImageOrientationPatient=[f"{value:.6f}" for value in (*row, *column)],
    )  # fmt: skip
    made = await shown(pool, content)
    assert letters_of(made.header) == [letters]
    assert tuple(letter[0] for letter in letters) == at_edges(made.pixels)


async def test_frames_of_an_enhanced_image_lie_each_as_they_say(pool: WorkerPool) -> None:
    """C.7.6.16.2.4: each frame has its own orientation; none is taken over from another."""
    lying = [axis_aligned()[index] for index in (0, 7, 22)]
    pictures = [plane(np.array(row, float), np.array(column, float)) for row, column in lying]
    groups = [sequence_item(PlaneOrientationSequence=[_orientation(row, column)]) for row, column in lying]
    content = grayscale(
        np.stack(pictures), PerFrameFunctionalGroupsSequence=groups, WindowCenter="128", WindowWidth="256"
    )
    made = [await shown(pool, content, frame=number) for number in range(len(lying))]
    assert set(letters_of(made[0].header)) == {at_edges(each.pixels) for each in made}


@pytest.mark.parametrize(
    ("orientation", "letters"),
    [(["L", "F"], ("R", "L", "H", "F")), (["A", "F"], ("P", "A", "H", "F")), (["P", "FR"], ("A", "P", "HL", "FR"))],
)
async def test_projections_say_their_letters(
    pool: WorkerPool, orientation: list[str], letters: tuple[str, ...]
) -> None:
    """C.7.6.1.1.1: without a plane, Patient Orientation says where rows and columns go."""
    content = grayscale(np.zeros((4, 4), np.uint8), Modality="DX", PatientOrientation=orientation)
    assert letters_of((await shown(pool, content)).header) == [letters]


@pytest.mark.parametrize(
    "elements",
    [{}, {"ImageOrientationPatient": ["1", "0", "0", "1", "0", "0"]}, {"PatientOrientation": ["L", "R"]}],
    ids=["nothing said", "no plane", "one axis twice"],
)
async def test_no_letter_is_invented(pool: WorkerPool, elements: dict[str, list[str]]) -> None:
    """Clinical truth: what the file does not say, or says impossibly, has no letters."""
    content = grayscale(np.zeros((4, 4), np.uint8), Modality="CT", **elements)
    assert letters_of((await shown(pool, content)).header) == [None]


def _orientation(row: Direction, column: Direction) -> Dataset:
    return sequence_item(ImageOrientationPatient=[str(value) for value in (*row, *column)])


def letters_of(header: InstanceHeader) -> list[tuple[str, str, str, str] | None]:
    """The letters that a stack of this one file carries for each of its frames: left, right, top, bottom."""
    (series,) = series_of([Member("key", header)])
    found = [frame.letters for stack in series.stacks for frame in stack.frames]
    return [None if each is None else (each.left, each.right, each.top, each.bottom) for each in found]
