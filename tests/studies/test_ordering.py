from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.studies.catalog import Member, Stack, one_series
from server.studies.header import InstanceHeader, Placement
from server.terms.geometry import Vector
from server.terms.images import FrameValues
from tests.studies.headers import AXIAL, SAGITTAL, TRAITS, slice_at

CORONAL: tuple[Vector, Vector] = ((1.0, 0.0, 0.0), (0.0, 0.0, -1.0))
UPSIDE_DOWN: tuple[Vector, Vector] = ((-1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
TILTED: tuple[Vector, Vector] = ((1.0, 0.0, 0.0), (0.0, 0.8, -0.6))


def only_stack(headers: list[InstanceHeader]) -> Stack:
    (stack,) = one_series([Member(f"k{at}", header) for at, header in enumerate(headers)]).stacks
    return stack


def numbers(headers: list[InstanceHeader]) -> list[int | None]:
    return [frame.image_number for frame in only_stack(headers).frames]


def placed(number: int | None, position: Vector, orientation: tuple[Vector, Vector]) -> InstanceHeader:
    header = slice_at(0.0, number, orientation=orientation)
    return replace(header, placement=Placement("1.9", position, orientation))


@given(st.permutations(range(12)), st.lists(st.integers(1, 40), min_size=12, max_size=12, unique=True))
def test_order_does_not_depend_on_how_files_came_in(order: list[int], numbered: list[int]) -> None:
    """Neither on the order of arrival nor on what it leaves alike."""
    headers = [slice_at(2.5 * (place // 2), number) for place, number in enumerate(numbered)]
    members = [Member(f"k{at}", header) for at, header in enumerate(headers)]
    assert one_series([members[at] for at in order]) == one_series(members)


@given(st.lists(st.integers(-500, 500), min_size=2, max_size=30, unique=True), st.booleans())
def test_numbers_that_rise_along_the_normal_decide_the_direction(
    places: list[int],
    from_head: bool,  # noqa: FBT001  (hypothesis gives positions)
) -> None:
    """The stack runs the way its Instance Numbers rise, whichever way that is."""
    ordered = sorted(places, reverse=from_head)
    headers = [slice_at(float(z), number) for number, z in enumerate(ordered, start=1)]
    assert numbers(headers[::-1]) == list(range(1, len(places) + 1))


@pytest.mark.parametrize(
    ("orientation", "axis", "expected"),
    [
        (AXIAL, 2, "feet to head"),
        (UPSIDE_DOWN, 2, "feet to head"),
        (SAGITTAL, 0, "right to left"),
        (CORONAL, 1, "front to back"),
        (TILTED, 2, "feet to head"),
    ],
)
def test_without_a_steady_numbering_coordinates_rise(
    orientation: tuple[Vector, Vector], axis: int, expected: str
) -> None:
    """The stated convention: from right to left, front to back, feet to head, however the picture is turned."""
    numbered = [3, 1, 4, 2, 5]
    headers = []
    for at, number in enumerate(numbered):
        position = [0.0, 0.0, 0.0]
        position[axis] = 5.0 * at
        headers.append(placed(number, (position[0], position[1], position[2]), orientation))
    assert numbers(headers) == numbered, expected


def test_numbers_that_are_missing_do_not_disturb_the_others() -> None:
    """Unnumbered slices take their place in space."""
    headers = [slice_at(-5.0 * at, number) for at, number in enumerate([1, None, 3, None, 5])]
    headers = [replace(header, sop_instance=f"1.{at}") for at, header in enumerate(headers)]
    assert numbers(headers) == [1, None, 3, None, 5]


def test_equal_numbers_say_nothing_about_direction() -> None:
    """All numbered 1: from the feet to the head."""
    stack = only_stack([replace(slice_at(-float(z), 1), sop_instance=f"1.{z}") for z in range(3)])
    assert [frame.key for frame in stack.frames] == ["k2", "k1", "k0"]


def test_pictures_of_one_place_follow_time() -> None:
    """A heart over time runs by its temporal position, then by number."""
    headers = [
        replace(slice_at(0.0, number), temporal_position=time) for number, time in ((1, 3), (2, 1), (3, 2), (4, 1))
    ]
    assert numbers(headers) == [2, 4, 3, 1]


def enhanced(*values: FrameValues, dimensions: tuple[str, ...] = ()) -> InstanceHeader:
    image = replace(TRAITS, frames=len(values), frame_values=values)
    return replace(slice_at(None, 1, modality="MR", image=image), dimensions=dimensions)


def at(z: float, **more: object) -> FrameValues:
    return replace(FrameValues(position=(0.0, 0.0, z), orientation=(1.0, 0.0, 0.0, 0.0, 1.0, 0.0)), **more)  # type: ignore[arg-type]  # fields by name


def test_enhanced_frames_run_by_their_in_stack_position() -> None:
    """PS3.3 C.7.6.16.2.2: the file's own count along the stack, not the order of the frames."""
    header = enhanced(at(0.0, in_stack=3), at(10.0, in_stack=1), at(5.0, in_stack=2))
    assert numbers([header]) == [2, 3, 1]


def test_enhanced_frames_run_by_the_dimension_that_counts_places() -> None:
    """PS3.3 C.7.6.17: where no in-stack position is written out."""
    values = [at(z, dimension_index=(1, index)) for z, index in ((0.0, 3), (10.0, 1), (5.0, 2))]
    assert numbers([enhanced(*values, dimensions=("StackID", "InStackPositionNumber"))]) == [2, 3, 1]


def test_enhanced_frames_without_places_follow_their_dimension_index() -> None:
    """A volume of ultrasound: the index is all there is."""
    values = [FrameValues(dimension_index=(index,)) for index in (2, 3, 1)]
    assert numbers([enhanced(*values, dimensions=("ImagePositionVolume",))]) == [3, 1, 2]


def test_frames_without_index_and_place_stay_as_they_are() -> None:
    """Clips play as they were taken."""
    assert numbers([enhanced(*[FrameValues(laterality="L")] * 3)]) == [1, 2, 3]


def test_tiles_of_a_slide_go_by_row_and_column() -> None:
    """A sparse slide level lists its tiles in any order."""
    values = [FrameValues(tile=place) for place in ((257, 1), (1, 257), (1, 1))]
    assert numbers([enhanced(*values)]) == [3, 2, 1]
