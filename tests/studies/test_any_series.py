"""What holds for any series, however odd: generated, with everything a header can say mixed."""

import math
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.studies.catalog import Member, one_series
from server.studies.header import Concatenation, InstanceHeader, Kind, Placement, SeriesHeader, Tiling
from server.terms.geometry import Vector
from server.terms.images import FrameValues, ImageTraits, Nature, PixelSpacing
from tests.studies.headers import TRAITS, slice_at

NUMBERS = st.one_of(st.none(), st.integers(-3, 12))
PLACES = st.one_of(st.none(), st.tuples(*[st.sampled_from([0.0, 0.004, 2.5, 5.0, 1e308, -1e308, -1e-9])] * 3))
FEW = st.sampled_from([None, 0.0, 1000.0])


def turned(degrees: float) -> tuple[Vector, Vector]:
    angle = math.radians(degrees)
    return (math.cos(angle), math.sin(angle), 0.0), (0.0, 0.0, -1.0)


PLANES = st.one_of(st.none(), st.sampled_from([turned(a) for a in (0, 0.1, 5, 10, 15, 20, 90)]))
NATURES = st.builds(Nature, flavor=st.sampled_from(["", "M", "P"]), energy=FEW, b_value=FEW, trigger_ms=FEW, at_s=FEW)
VALUES = st.builds(
    FrameValues,
    position=PLACES,
    orientation=PLANES.map(lambda plane: None if plane is None else (*plane[0], *plane[1])),
    dimension_index=st.lists(st.integers(1, 3), max_size=3).map(tuple),
    stack_id=st.sampled_from(["", "A"]),
    in_stack=NUMBERS,
    temporal_position=NUMBERS,
    segment=NUMBERS,
    nature=st.one_of(st.none(), NATURES),
    tile=st.one_of(st.none(), st.just((1, 1))),
)


@st.composite
def images(draw: st.DrawFn) -> ImageTraits | None:
    count = draw(st.sampled_from([1, 1, 1, 2, 5]))
    values = draw(st.one_of(st.just([]), st.lists(VALUES, min_size=count, max_size=count)))
    spacing = draw(st.sampled_from([None, PixelSpacing(0.5, 0.5, "patient")]))
    whole = replace(TRAITS, frames=count, frame_values=tuple(values), spacing=spacing)
    return draw(st.sampled_from([whole, whole, whole, None]))


@st.composite
def headers(draw: st.DrawFn) -> InstanceHeader:
    image = draw(images())
    return replace(
        slice_at(None, draw(NUMBERS)),
        kind=Kind.IMAGE if image else Kind.REPORT,
        series=SeriesHeader("1.1", draw(st.sampled_from(["CT", "MR", "US", "SEG", "SM"])), 1),
        acquisition=draw(NUMBERS),
        echo=draw(st.sampled_from(["", "1", "two"])),
        temporal_position=draw(NUMBERS),
        placement=Placement("1.9", draw(PLACES), draw(PLANES), draw(st.sampled_from([None, ("L", "F")]))),
        image=image,
        nature=draw(st.one_of(st.none(), NATURES)),
        dimensions=draw(
            st.sampled_from([(), ("StackID", "InStackPositionNumber"), ("", "TemporalPositionIndex", "Q")])
        ),
        concatenation=draw(st.sampled_from([None, None, Concatenation("1.7", 0), Concatenation("1.7", 5)])),
        tiling=draw(st.sampled_from([None, None, Tiling(2, 1, full=True)])),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(headers(), min_size=1, max_size=14))
def test_every_frame_is_in_one_stack_whatever_order_files_come_in(found: list[InstanceHeader]) -> None:
    """Nothing gets lost, nothing is shown twice, and a second look gives the same."""
    named = [replace(header, sop_instance=f"1.1.{at}") for at, header in enumerate(found)]
    members = [Member(f"k{at:02}", header) for at, header in enumerate(named)]
    series = one_series(members)
    shown = [(frame.key, frame.frame) for stack in series.stacks for frame in stack.frames]
    wanted = [(one.key, frame) for one in members if one.header.image for frame in range(one.header.image.frames)]
    assert sorted(shown) == sorted(wanted)
    assert one_series(members[::-1]) == series
    assert sum(count for _, count in series.others) == sum(one.header.image is None for one in members)
    for stack in series.stacks:
        assert stack.bounds.frames == len(stack.frames) > 0
        assert len({(frame.key, frame.frame) for frame in stack.frames}) == len(stack.frames)
