"""Where slices lie, and which slice of another stack lies there too (C9)."""

import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.terms.geometry import NOWHERE, PARALLEL_DEG, Places, Slices, Vector, in_spaces

HEAD, FEET = (0.0, 0.0, 1.0), (0.0, 0.0, -1.0)
STEPS_MM = st.lists(st.floats(0.3, 12.0), min_size=1, max_size=60)


def placed(*mm: float) -> Places:
    """A stack with slices there, beside one that can be compared with it."""
    return in_spaces([("visit", along(HEAD, *mm)), ("visit", along(HEAD, 0.0, 1.0))])[0]


def along(normal: Vector, *mm: float, frame_of_reference: str = "1.9", shift: Vector = (0.0, 0.0, 0.0)) -> Slices:
    """Slices of that normal so far along it."""
    centers = tuple((shift[0] + normal[0] * at, shift[1] + normal[1] * at, shift[2] + normal[2] * at) for at in mm)
    return Slices(frame_of_reference, normal, centers)


def tilted(degrees: float) -> Vector:
    """The head's direction, nodded so far."""
    return (0.0, math.sin(math.radians(degrees)), math.cos(math.radians(degrees)))


VECTORS = json.loads((Path(__file__).parent / "places.json").read_text())


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["what"] for vector in VECTORS])
def test_the_nearest_slice_is_the_one_everybody_finds(vector: dict[str, Any]) -> None:
    """C9: the server and the page compute the same; the page's tests read the same file."""
    places = placed(*vector["mm"])
    assert places.step_mm == vector["step_mm"]
    assert [[at, places.nearest(at - vector["mm"][0])] for at, _ in vector["at"]] == vector["at"]


@given(STEPS_MM, st.floats(-50.0, 800.0))
def test_no_slice_is_nearer_than_the_nearest(steps: list[float], at: float) -> None:
    """C9: whatever the spacing, the one found is nearest and reaches the place; where none is found none reaches it."""
    mm = [sum(steps[:count]) for count in range(len(steps) + 1)]
    places = placed(*mm)
    least = min(abs(place - at) for place in places.mm)
    found = places.nearest(at)
    if found is not None:
        assert abs(places.mm[found] - at) == least
        assert least <= 0.75 * places.step_mm
    else:
        assert least > min(abs(after - before) for before, after in pairwise(places.mm)) / 2


@given(STEPS_MM, st.lists(st.floats(-20.0, 400.0), min_size=2, max_size=20))
def test_further_along_is_never_an_earlier_slice(steps: list[float], along_mm: list[float]) -> None:
    """C9: who scrolls one way never sees the other picture go back."""
    places = placed(*[sum(steps[:count]) for count in range(len(steps) + 1)])
    found = [position for at in sorted(along_mm) if (position := places.nearest(at)) is not None]
    assert found == sorted(found)


@given(STEPS_MM)
def test_a_slice_is_the_nearest_to_its_own_place(steps: list[float]) -> None:
    """C9: a stack linked with itself shows the same slice."""
    places = placed(*[sum(steps[:count]) for count in range(len(steps) + 1)])
    assert [places.nearest(at) for at in places.mm] == list(range(len(places.mm)))


def test_stacks_of_one_frame_of_reference_share_a_space() -> None:
    """C9: an axial T1 and an axial T2 of one visit, of different spacing and start; the second runs the other way."""
    thick, thin = in_spaces([("visit", along(HEAD, 10, 15, 20)), ("visit", along(HEAD, 21, 20, 19, 18))])
    assert thick.is_with(thin)
    assert (thick.mm, thin.mm) == ((0, 5, 10), (11, 10, 9, 8))
    assert thick.nearest(thin.mm[3]) == 2


def test_planes_seen_from_the_other_side_and_beside_each_other_are_the_same_planes() -> None:
    """C9: neither the side nor a turn in the plane moves a slice."""
    one, other = in_spaces([("visit", along(HEAD, 0, 5)), ("visit", along(FEET, 0, -5, shift=(80.0, -20.0, 0.0)))])
    assert one.mm == other.mm == (0, 5)


@given(st.floats(0, 2 * math.pi), st.floats(0, math.pi), st.floats(-90, 90))
def test_oblique_planes_are_compared_along_their_own_normal(turn: float, nod: float, aside: float) -> None:
    """C9: what counts is the distance between planes, however they lie and however far they are shifted in themselves."""
    normal = (math.sin(nod) * math.cos(turn), math.sin(nod) * math.sin(turn), math.cos(nod))
    in_plane = (math.cos(nod) * math.cos(turn), math.cos(nod) * math.sin(turn), -math.sin(nod))
    shift = (in_plane[0] * aside, in_plane[1] * aside, in_plane[2] * aside)
    one, other = in_spaces([("visit", along(normal, -7, -2, 3)), ("visit", along(normal, 3, 4.5, shift=shift))])
    assert one.is_with(other)
    assert [abs(mm) for mm in other.mm] == pytest.approx([10, 11.5], abs=0.0011)
    assert one.nearest(other.mm[0]) == 2


@pytest.mark.parametrize("degrees", [0.0, 0.3, PARALLEL_DEG - 0.01, 180.0 - PARALLEL_DEG + 0.01])
def test_planes_a_hair_off_are_parallel(degrees: float) -> None:
    """C9: rounding of the file's numbers parts nothing."""
    one, other = in_spaces([("visit", along(HEAD, 0, 5)), ("visit", along(tilted(degrees), 0, 5))])
    assert one.is_with(other)


@pytest.mark.parametrize("degrees", [PARALLEL_DEG + 0.01, 3.0, 45.0, 90.0, 180.0 - PARALLEL_DEG - 0.01])
def test_planes_that_cross_are_never_linked(degrees: float) -> None:
    """C9: of a localizer's orthogonal planes a place in one is no slice of the other."""
    one, other = in_spaces([("visit", along(HEAD, 0, 5)), ("visit", along(tilted(degrees), 0, 5))])
    assert not one.is_with(other)


def test_members_of_one_space_are_less_than_half_a_thick_slice_apart_at_the_edge() -> None:
    """C9, the measure behind `PARALLEL_DEG`: two stacks as far off as may be, at the edge of a field of 250 mm."""
    assert 125 * math.tan(math.radians(2 * PARALLEL_DEG)) < 5 / 2


@pytest.mark.parametrize(
    ("visits", "frames"),
    [(("one", "other"), ("1.9", "1.9")), (("one", "one"), ("1.9", "1.8")), (("one", "one"), ("", ""))],
    ids=["two visits that share a UID", "two frames of reference", "none"],
)
def test_two_visits_never_share_a_space(visits: tuple[str, str], frames: tuple[str, str]) -> None:
    """C9, live-review clinical truths: two dates are linked by hand."""
    stacks = [(visit, along(HEAD, 0, 5, frame_of_reference=frame)) for visit, frame in zip(visits, frames, strict=True)]
    one, other = in_spaces(stacks)
    assert not one.is_with(other)


@pytest.mark.parametrize("mm", [(0.0,), (0.0, 0.0), (0.0, 5.0, 5.0, 10.0), (0.0, 5.0, 2.0)])
def test_a_stack_that_does_not_go_one_way_has_no_places(mm: tuple[float, ...]) -> None:
    """C9: one slice alone, several pictures of one place, back and forth: no position is a place of its own."""
    assert in_spaces([("visit", along(HEAD, 0, 5)), ("visit", along(HEAD, *mm))])[1] == NOWHERE


def test_spaces_are_told_apart_by_small_numbers() -> None:
    """C9, privacy: an opaque number that means something within one session only; what lies nowhere has none."""
    axial, coronal = along(HEAD, 0, 5), along((0.0, 1.0, 0.0), 0, 4)
    alone = along((1.0, 0.0, 0.0), 0, 3)
    stacks = [("v", axial), ("v", coronal), ("v", None), ("v", alone), ("v", coronal), ("v", axial)]
    assert [places.space for places in in_spaces(stacks)] == [1, 2, 0, 3, 2, 1]


def test_places_rise_the_way_the_patient_s_axis_does() -> None:
    """C9: by hand two visits are compared too, whichever way their planes are written down."""
    assert in_spaces([("now", along(FEET, 0, -5))])[0].mm == in_spaces([("then", along(HEAD, 0, 5))])[0].mm == (0, 5)
