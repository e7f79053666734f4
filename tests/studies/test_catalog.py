import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from server.studies.catalog import Member, Series, series_of
from server.studies.header import InstanceHeader, Kind
from server.studies.orientation import EdgeLetters
from server.studies.usefulness import StackKind
from tests.studies.headers import AXIAL, SAGITTAL, TRAITS, frames, slice_at
from tests.studies.memory_source import header_of


def catalog(headers: Iterable[InstanceHeader]) -> tuple[Series, ...]:
    """The catalogue of these headers, handed over in a mixed order."""
    members = [Member(f"i{place}", header) for place, header in enumerate(headers)]
    random.Random(7).shuffle(members)
    return series_of(members)


def numbers(series: Series, stack: int = 0) -> list[int | None]:
    return [frame.image_number for frame in series.stacks[stack].frames]


def test_slices_are_sorted_along_the_normal() -> None:
    """Position decides, not arrival and not Instance Number."""
    (series,) = catalog(slice_at(z, number) for z, number in ((2.5, 3), (0.0, 9), (5.0, 1), (7.5, 4)))
    assert numbers(series) == [9, 3, 1, 4]


def test_direction_follows_steadily_rising_instance_numbers() -> None:
    """A series numbered from head to feet is shown from head to feet."""
    (series,) = catalog(slice_at(-2.5 * number, number) for number in range(1, 8))
    assert numbers(series) == [1, 2, 3, 4, 5, 6, 7]


def test_without_places_instance_number_decides() -> None:
    """Images without position keep the order of their numbers, unnumbered ones last."""
    (series,) = catalog(slice_at(None, number) for number in (3, None, 1, 2))
    assert numbers(series) == [1, 2, 3, None]


def test_two_slices_of_one_place_stay_in_order_of_number() -> None:
    """Duplicates of a position are both shown."""
    (series,) = catalog([slice_at(0.0, 2), slice_at(0.0, 1), slice_at(5.0, 3)])
    assert numbers(series) == [1, 2, 3]


def test_directions_sizes_and_echoes_are_stacks_of_their_own() -> None:
    """What cannot be scrolled through as one is not one stack."""
    small = replace(TRAITS, rows=8)
    (series,) = catalog(
        [
            *(slice_at(float(z), z) for z in range(1, 7)),
            *(slice_at(float(z), 10 + z, orientation=SAGITTAL) for z in range(1, 4)),
            slice_at(1.0, 20, image=small),
            slice_at(1.0, 21, echo="2"),
        ]
    )
    assert [len(stack.frames) for stack in series.stacks] == [6, 3, 1, 1]
    assert series.count == 11


def test_a_multi_frame_image_is_its_own_stack() -> None:
    """Frames of one instance follow each other, numbered from 1."""
    (series,) = catalog([slice_at(None, 5, modality="US", image=frames(3), frame_ms=40.0), slice_at(None, 6)])
    cine = series.stacks[0]
    assert (cine.kind, cine.frame_ms) == (StackKind.CINE, 40.0)
    assert [(frame.key, frame.frame, frame.image_number) for frame in cine.frames] == [
        ("i0", 0, 1),
        ("i0", 1, 2),
        ("i0", 2, 3),
    ]


def test_localizers_are_split_off_and_come_last() -> None:
    """Scouts inside a series do not interrupt its slices."""
    scout = slice_at(0.0, 99, image_type=("ORIGINAL", "PRIMARY", "LOCALIZER"))
    (series,) = catalog([scout, *(slice_at(float(z), z) for z in range(1, 7))])
    assert [stack.kind for stack in series.stacks] == [StackKind.VOLUME, StackKind.LOCALIZER]


def test_useful_series_come_first() -> None:
    """Volumes, then clips and images, then localizers, captures and dose sheets."""
    capture = "1.2.840.10008.5.1.4.1.1.7"
    found = catalog(
        [
            slice_at(None, 1, series="1.1", series_number=1, description="Dose Report", sop_class=capture),
            slice_at(None, 1, series="1.2", series_number=2, description="Screen save", sop_class=capture),
            slice_at(0.0, 1, series="1.3", series_number=3, description="Topogram"),
            slice_at(0.0, 1, series="1.4", series_number=4),
            *(slice_at(float(z), z, series="1.5", series_number=5) for z in range(1, 9)),
            slice_at(None, 1, series="1.6", series_number=6, modality="US", image=frames(30)),
        ]
    )
    assert [series.header.number for series in found] == [5, 6, 4, 3, 2, 1]
    assert [series.kind.useful for series in found] == [True, True, True, False, False, False]


def test_what_is_no_image_is_counted_by_kind() -> None:
    """A report in a series is named, not shown."""
    (series,) = catalog([slice_at(None, 1, image=None, kind=Kind.REPORT), slice_at(0.0, 2)])
    assert (series.others, series.count) == (((Kind.REPORT, 1),), 1)


def test_series_without_images_has_no_stack() -> None:
    """A series of reports is listed as other."""
    (series,) = catalog([slice_at(None, 1, image=None, kind=Kind.REPORT)])
    assert (series.kind, series.stacks) == (StackKind.OTHER, ())


def test_bounds_of_a_stack_are_its_pictures() -> None:
    """A view stays inside frames, rows and columns."""
    (series,) = catalog(slice_at(float(z), z) for z in range(3))
    bounds = series.stacks[0].bounds
    assert (bounds.frames, bounds.columns, bounds.rows, bounds.color) == (3, 16, 16, False)


def test_frames_of_an_enhanced_image_with_places_are_a_volume() -> None:
    """Frames in space are slices, not a clip."""
    (series,) = catalog([slice_at(None, 1, modality="MR", image=frames(8, positions=True))])
    assert series.kind is StackKind.VOLUME


def test_letters_go_with_every_frame() -> None:
    """An axial slice has the patient's right at its left edge."""
    (series,) = catalog([slice_at(0.0, 1, orientation=AXIAL)])
    letters = series.stacks[0].frames[0].letters
    assert letters is not None
    assert (letters.left, letters.right, letters.top, letters.bottom) == ("R", "L", "A", "P")


@pytest.mark.parametrize(
    ("folder", "modality", "count", "letters"),
    [
        ("series/ct-head-ge", "CT", 28, EdgeLetters("R", "L", "A", "P")),
        ("series/mr-t1-studyforrest", "MR", 45, EdgeLetters("R", "L", "A", "P")),
    ],
)
def test_real_series_are_whole_volumes_in_order(
    shared_data: Path, compared: Callable[[Path], None], folder: str, modality: str, count: int, letters: EdgeLetters
) -> None:
    """A CT and an MR series become one stack each, every slice further along than the one before."""
    paths = sorted((shared_data / folder).glob("*.dcm"))
    (series,) = catalog(header_of(path.read_bytes()) for path in paths)
    assert (series.header.modality, series.kind, series.count) == (modality, StackKind.VOLUME, count)
    assert series.stacks[0].frames[0].letters == letters
    shown = numbers(series)
    assert shown == sorted(shown, key=lambda number: number or 0)
    for path in paths:
        compared(path)
