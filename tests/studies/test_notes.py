from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.studies.catalog import Member, Stack, one_series
from server.studies.header import InstanceHeader
from server.studies.notes import StackNote
from tests.studies.headers import AXIAL, SAGITTAL, frames, slice_at


def only_stack(headers: list[InstanceHeader]) -> Stack:
    (stack,) = one_series([Member(f"k{at}", header) for at, header in enumerate(headers)]).stacks
    return stack


def volume(count: int, *, step: float = 2.5, left_out: tuple[int, ...] = ()) -> list[InstanceHeader]:
    return [slice_at(step * number, number) for number in range(1, count + 1) if number not in left_out]


def test_an_even_volume_has_nothing_to_say() -> None:
    assert only_stack(volume(20)).notes == ()


def test_missing_slices_are_named_by_the_images_around_them() -> None:
    """By the numbers that reports cite: 2 slices missing between 41 and 44."""
    stack = only_stack(volume(60, left_out=(42, 43)))
    assert stack.notes == (StackNote.of("gap", missing=2, after=41, before=44, at=41),)


def test_gaps_are_found_in_a_stack_that_runs_downwards() -> None:
    """From head to feet as well."""
    stack = only_stack([slice_at(-2.5 * number, number) for number in range(1, 20) if number != 7])
    assert stack.notes == (StackNote.of("gap", missing=1, after=6, before=8, at=6),)


@given(st.sets(st.integers(2, 29), max_size=8), st.floats(0.3, 10))
def test_every_hole_is_counted_exactly(left_out: set[int], step: float) -> None:
    """However many slices are taken out of an even volume, as many are said to be missing, where they are."""
    found = [dict(note.facts) for note in only_stack(volume(30, step=step, left_out=tuple(left_out))).notes]
    gaps = [facts for facts in found if "at" in facts]
    missing = {number for gap in gaps for number in range(int(gap["after"]) + 1, int(gap["before"]))}
    more = sum(int(facts["missing"]) for facts in found if "at" not in facts)
    assert missing <= left_out
    assert len(missing) + more == len(left_out)


def test_many_holes_are_summed_up() -> None:
    """Five are named, the rest counted."""
    notes = only_stack(volume(60, left_out=tuple(range(5, 56, 5)))).notes
    assert [note.code for note in notes] == ["gap"] * 5 + ["more_gaps"]
    assert notes[-1] == StackNote.of("more_gaps", count=6, missing=6)


def test_two_regions_of_different_spacing_are_uneven_and_not_full_of_holes() -> None:
    """A head taken at 2.5 mm below and 5 mm above: numbers go on, nothing is missing."""
    places = [2.5 * at for at in range(12)] + [27.5 + 5.0 * at for at in range(1, 12)]
    notes = only_stack([slice_at(z, number) for number, z in enumerate(places, start=1)]).notes
    assert notes == (StackNote.of("uneven_spacing", least_mm=2.5, most_mm=5.0),)


def test_rounding_of_positions_is_not_uneven() -> None:
    """Positions are written with few digits."""
    assert only_stack([slice_at(round(number * 0.625, 1), number) for number in range(40)]).notes == ()


def test_two_pictures_of_one_place_are_said() -> None:
    """They are both shown, one after the other."""
    stack = only_stack([*volume(10), replace(slice_at(10.0, 99), sop_instance="1.1.99")])
    assert stack.notes == (StackNote.of("duplicate_positions", places=1, images=2, first=4),)
    assert len(stack.frames) == 11


def test_the_same_instance_twice_is_shown_once_and_said() -> None:
    """A disc holds copies; one picture is enough."""
    headers = volume(6)
    stack = only_stack([*headers, headers[2], headers[2]])
    assert (len(stack.frames), stack.notes) == (6, (StackNote.of("duplicate_instances", count=2),))


def test_slices_without_a_place_are_said() -> None:
    """Then the order is that of their numbers."""
    stack = only_stack([*volume(4), slice_at(None, 9)])
    assert stack.notes == (StackNote.of("not_in_space", count=1),)


@pytest.mark.parametrize("modality", ["US", "CR", "XA"])
def test_pictures_that_never_have_a_place_need_no_note(modality: str) -> None:
    """An ultrasound image does not lie anywhere."""
    assert only_stack([slice_at(None, number, modality=modality, orientation=None) for number in (1, 2)]).notes == ()


def test_one_place_over_time_is_said_and_is_no_duplicate() -> None:
    """A heart beating in one slice."""
    headers = [replace(slice_at(0.0, number), temporal_position=number) for number in range(1, 6)]
    assert only_stack(headers).notes == (StackNote.of("one_place", count=5),)


def test_what_a_series_was_split_by_is_said() -> None:
    """Two directions, two stacks: each says which it is."""
    headers = [*volume(6), *(slice_at(float(z), 20 + z, orientation=SAGITTAL) for z in range(3))]
    series = one_series([Member(str(at), header) for at, header in enumerate(headers)])
    assert [stack.notes[0] for stack in series.stacks] == [
        StackNote.of("mixed", by="orientation", number=1, count=2),
        StackNote.of("mixed", by="orientation", number=2, count=2),
    ]


def test_gaps_of_an_enhanced_image_name_its_frames() -> None:
    """Frames of one instance are numbered from 1."""
    image = frames(5, positions=True)
    values = tuple(value for at, value in enumerate(image.frame_values) if at != 3)
    header = slice_at(None, 1, modality="MR", image=replace(image, frames=4, frame_values=values), orientation=AXIAL)
    assert only_stack([header]).notes == (StackNote.of("gap", missing=1, after=3, before=4, at=3),)


def test_frames_that_a_segmentation_leaves_out_are_not_missing() -> None:
    """It has frames only where its segment is. PS3.3 C.8.20.2."""
    series = one_series([Member(str(at), header) for at, header in enumerate(segments())])
    assert [stack.notes for stack in series.stacks] == [()]


def segments() -> list[InstanceHeader]:
    return [slice_at(2.5 * number, number, modality="SEG") for number in (1, 2, 3, 9, 10)]


def test_a_slice_beyond_all_measure_has_no_place() -> None:
    """Positions that overflow when they are subtracted must not stop a study from opening."""
    stack = only_stack([*volume(4), slice_at(1e308, 8), slice_at(-1e308, 9)])
    assert stack.notes == (StackNote.of("not_in_space", count=2),)
