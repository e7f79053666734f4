import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from server.studies.catalog import Member, Series, one_series
from server.studies.header import Concatenation, InstanceHeader, Placement, Tiling
from server.studies.notes import StackNote
from server.studies.usefulness import StackKind
from server.terms.geometry import Vector
from server.terms.images import FrameValues, Nature, PixelGrid, PixelSpacing
from tests.studies.headers import AXIAL, TRAITS, slice_at

CAPTURE = "1.2.840.10008.5.1.4.1.1.7"


def series(headers: Iterable[InstanceHeader]) -> Series:
    named = [replace(header, sop_instance=f"1.1.{at}") for at, header in enumerate(headers)]
    return one_series([Member(f"k{at:04}", header) for at, header in enumerate(named)])


def counts(headers: Iterable[InstanceHeader]) -> list[int]:
    return [len(stack.frames) for stack in series(headers).stacks]


def said(headers: Iterable[InstanceHeader]) -> list[list[str]]:
    """By what each stack was split."""
    stacks = series(headers).stacks
    return [[str(dict(note.facts)["by"]) for note in stack.notes if note.code == "mixed"] for stack in stacks]


def changed(header: InstanceHeader, changes: Mapping[str, object]) -> InstanceHeader:
    return replace(header, **changes)  # type: ignore[arg-type]  # fields by name


def volume(changes: Mapping[str, object] = {}, *, first: int = 1) -> list[InstanceHeader]:
    return [changed(slice_at(5.0 * at, first + at), changes) for at in range(6)]


COLOR = replace(TRAITS, grid=PixelGrid(16, 16, 3, "uint8"), samples_per_pixel=3, photometric_interpretation="RGB")
ALWAYS: dict[str, dict[str, object]] = {
    "size": {"image": replace(TRAITS, rows=32)},
    "photometric": {"image": replace(TRAITS, photometric_interpretation="MONOCHROME1")},
    "localizer": {"image_type": ("ORIGINAL", "PRIMARY", "LOCALIZER")},
    "capture": {"sop_class": CAPTURE},
    "frame_of_reference": {"placement": Placement("1.8", (0.0, 0.0, 2.5), AXIAL)},
    "echo": {"echo": "2"},
    "energy": {"nature": Nature(energy=80.0)},
    "flavor": {"nature": Nature(flavor="P")},
    "spacing": {"image": replace(TRAITS, spacing=PixelSpacing(0.7, 0.7, "patient"))},
}


@pytest.mark.parametrize("by", ALWAYS)
def test_what_cannot_be_scrolled_as_one_is_parted(by: str) -> None:
    """Even a single image that differs is a stack of its own, and both say so."""
    headers = [*volume(), changed(slice_at(2.5, 99), ALWAYS[by])]
    assert counts(headers) == [6, 1]
    assert said(headers) == [[by], [by]]


def test_color_and_gray_do_not_mix() -> None:
    """A window applies to one and not to the other."""
    headers = [*volume(), slice_at(2.5, 99, image=COLOR)]
    assert sorted(stack.traits.color for stack in series(headers).stacks) == [False, True]


@pytest.mark.parametrize(
    ("by", "values"),
    [
        ("b_value", [{"nature": Nature(b_value=b)} for b in (0.0, 500.0, 1000.0)]),
        ("echo_time", [{"nature": Nature(echo_ms=ms)} for ms in (2.3, 4.6, 6.9)]),
        ("inversion_time", [{"nature": Nature(inversion_ms=ms)} for ms in (200.0, 400.0, 600.0)]),
        ("kernel", [{"nature": Nature(kernel=name)} for name in ("B30f", "B60f", "B70f")]),
        ("image_type", [{"image_type": ("DERIVED", "PRIMARY", name)} for name in ("A", "B", "C")]),
        ("trigger", [{"nature": Nature(trigger_ms=ms)} for ms in (0.0, 40.0, 80.0)]),
        ("acquisition", [{"acquisition": number} for number in (1, 2, 3)]),
        ("moment", [{"nature": Nature(at_s=at)} for at in (10.0, 20.0, 30.0)]),
        ("time", [{"temporal_position": number} for number in (1, 2, 3)]),
        ("turn", [{}, {}, {}]),
    ],
)
def test_volumes_in_one_place_are_parted_by_what_sets_them_apart(by: str, values: list[dict[str, object]]) -> None:
    """4-D: three volumes of six slices in the same places."""
    headers = [header for at, value in enumerate(values) for header in volume(value, first=1 + 6 * at)]
    assert (counts(headers), said(headers)) == ([6, 6, 6], [[by]] * 3)
    shown = [[frame.image_number for frame in stack.frames] for stack in series(headers).stacks]
    assert shown == [list(range(1 + 6 * at, 7 + 6 * at)) for at in range(3)]


@pytest.mark.parametrize("by", ["acquisition", "nature"])
def test_a_count_for_every_slice_parts_nothing(by: str) -> None:
    """Step and shoot: each slice has its own acquisition and its own time, and one place was taken twice."""
    values: dict[str, list[object]] = {
        "acquisition": list(range(10)),
        "nature": [Nature(at_s=float(at)) for at in range(10)],
    }
    headers = [changed(slice_at(5.0 * min(at, 8), at), {by: values[by][at]}) for at in range(1, 10)]
    (stack,) = series(headers).stacks
    assert stack.notes == (StackNote.of("duplicate_positions", places=1, images=2, first=8),)


def test_one_slice_over_time_stays_one_stack() -> None:
    """A beating heart is scrolled through in time."""
    assert counts(replace(slice_at(0.0, at), temporal_position=at) for at in range(1, 21)) == [20]


def turning(count: int, degrees: float) -> list[InstanceHeader]:
    headers = []
    for at in range(count):
        angle = math.radians(at * degrees)
        row: Vector = (math.cos(angle), math.sin(angle), 0.0)
        headers.append(slice_at(0.0, at + 1, orientation=(row, (0.0, 0.0, -1.0))))
    return headers


@pytest.mark.parametrize("degrees", [1.0, 5.0, 10.0, 45.0])
def test_rotating_projections_stay_one_stack_in_order_of_number(degrees: float) -> None:
    """Turning about the patient's axis, however fine the steps."""
    (stack,) = series(turning(36, degrees)[::-1]).stacks
    assert [frame.image_number for frame in stack.frames] == list(range(1, 37))
    assert (stack.notes, stack.step_mm, stack.plane) == ((StackNote.of("rotating", count=36),), None, "")


def test_a_localizer_in_three_planes_is_three_stacks() -> None:
    """Three pictures are no rotation."""
    planes = [AXIAL, ((0.0, 1.0, 0.0), (0.0, 0.0, -1.0)), ((1.0, 0.0, 0.0), (0.0, 0.0, -1.0))]
    assert counts(slice_at(0.0, at, orientation=plane) for at, plane in enumerate(planes, start=1)) == [1, 1, 1]


def test_cosines_that_differ_by_rounding_are_one_direction() -> None:
    """0.70499 and 0.70501 round to two values and lie the same way."""
    planes = [((1.0, 0.0, 0.0), (0.0, c, -math.sqrt(1 - c * c))) for c in (0.70499, 0.70501, 0.705)]
    assert counts(slice_at(float(at), at, orientation=planes[at % 3]) for at in range(9)) == [9]


def enhanced(values: list[FrameValues], **changes: object) -> InstanceHeader:
    image = replace(TRAITS, frames=len(values), frame_values=tuple(values))
    return replace(slice_at(None, 1, modality="MR", image=image), **changes)  # type: ignore[arg-type]  # fields by name


def at(z: float, **more: object) -> FrameValues:
    return replace(FrameValues(position=(0.0, 0.0, z), orientation=(1.0, 0.0, 0.0, 0.0, 1.0, 0.0)), **more)  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    ("by", "fields"),
    [
        ("stack", [{"stack_id": name} for name in "AB"]),
        ("time", [{"temporal_position": number} for number in (1, 2)]),
        ("echo", [{"echo": ms} for ms in ("4.6", "9.2")]),
        ("segment", [{"segment": number} for number in (1, 2)]),
        ("b_value", [{"nature": Nature(b_value=b)} for b in (0.0, 1000.0)]),
        ("flavor", [{"nature": Nature(flavor=word)} for word in ("M", "P")]),
    ],
)
def test_an_enhanced_image_of_several_volumes_is_several_stacks(by: str, fields: list[dict[str, object]]) -> None:
    """Frames interleaved in the file: each volume has its own, in order, and frames keep their numbers."""
    found = series([enhanced([at(5.0 * place, **field) for place in range(5) for field in fields])])
    assert [[frame.image_number for frame in stack.frames] for stack in found.stacks] == [
        [1, 3, 5, 7, 9],
        [2, 4, 6, 8, 10],
    ]
    assert said([enhanced([at(5.0 * place, **field) for place in range(5) for field in fields])]) == [[by]] * 2


def test_dimensions_of_any_kind_part_the_frames() -> None:
    """PS3.3 C.7.6.17: the file says what it counts; the places among it are not parted."""
    values = [at(5.0 * place, dimension_index=(kind, place + 1)) for kind in (1, 2) for place in range(5)]
    header = enhanced(values, dimensions=("AcquisitionContrast", "InStackPositionNumber"))
    assert (counts([header]), said([header])) == ([5, 5], [["dimension"]] * 2)


def test_a_dimension_that_numbers_every_frame_parts_nothing() -> None:
    """One slice in twenty directions of diffusion is one stack."""
    values = [at(0.0, dimension_index=(1, number)) for number in range(1, 21)]
    assert counts([enhanced(values, dimensions=("InStackPositionNumber", "DiffusionGradientOrientation"))]) == [20]


def test_a_concatenation_is_one_image_again() -> None:
    """PS3.3 C.7.6.16.1: instances that hold parts of one multi-frame image."""
    parts = [
        enhanced([at(5.0 * (offset + place)) for place in range(3)], concatenation=Concatenation("1.7", offset))
        for offset in (3, 0)
    ]
    (stack,) = series(parts).stacks
    assert [(frame.key, frame.frame, frame.image_number) for frame in stack.frames] == [
        ("k0001", 0, 1), ("k0001", 1, 2), ("k0001", 2, 3), ("k0000", 0, 4), ("k0000", 1, 5), ("k0000", 2, 6),
    ]  # fmt: skip


def test_each_clip_is_a_stack() -> None:
    """Multi-frame images of one series do not run into each other."""
    clip = replace(TRAITS, frames=30)
    found = series(slice_at(None, number, modality="US", image=clip, orientation=None) for number in (1, 2))
    assert [(stack.kind, len(stack.frames), stack.notes) for stack in found.stacks] == [(StackKind.CINE, 30, ())] * 2


def test_lights_of_a_slide_are_stacks_and_its_smallest_level_comes_first() -> None:
    """TILED_FULL: all tiles of one light, then all of the next. PS3.3 C.7.6.17.3."""
    full = replace(enhanced([]), image=replace(TRAITS, modality="SM", frames=8), tiling=Tiling(2, 2, full=True))
    small = replace(
        slice_at(None, 2, modality="SM", image=replace(TRAITS, modality="SM")), tiling=Tiling(1, 1, full=True)
    )
    found = series([full, small])
    assert [[frame.image_number for frame in stack.frames] for stack in found.stacks] == [
        [2],
        [1, 2, 3, 4],
        [5, 6, 7, 8],
    ]
    assert StackNote.of("tiles", across=2, down=2) in found.stacks[1].notes
