"""Marks come back as what they were; of others' graphics comes what a mark can say. PS3.3 C.10.5."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom.dataset import Dataset

from server.reports.drawn_marks import marks_of
from server.reports.references import reference_item
from server.sessions.marking import POINTS
from server.terms.errors import Malformed
from server.terms.ids import InstanceUID
from server.terms.marks import Mark, MarkKind
from tests.reports.consult import (
    AUTHORS,
    COLUMNS,
    HOST,
    IMPORTER,
    LEE,
    PICTURE,
    ROWS,
    SLICE,
    back,
    state,
)

TURN = 0.70710678


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    """Anything that somebody can draw inside the picture."""
    kind: MarkKind = draw(st.sampled_from(tuple(POINTS)))
    least, most = POINTS[kind]
    point = st.tuples(st.floats(0, COLUMNS), st.floats(0, ROWS))
    points = tuple(draw(st.lists(point, min_size=least, max_size=min(most, 40))))
    words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=30)
    text = "·" + draw(words) if kind == "text" else draw(words)
    id = f"{draw(st.integers(0, 2**64 - 1)):016x}"
    return Mark(id, draw(st.sampled_from((HOST, LEE))), 0, 7, kind, points, text)


def as_drawn(mark: Mark) -> Mark:
    """A box may come back with its corners named the other way round; it is the same box."""
    if mark.kind not in {"ellipse", "rectangle"}:
        return mark
    (x0, y0), (x1, y1) = mark.points
    return replace(mark, points=((min(x0, x1), min(y0, y1)), (max(x0, x1), max(y0, y1))))


@settings(max_examples=40)
@given(st.lists(marks(), max_size=4, unique_by=lambda mark: mark.id))
def test_marks_come_back(drawn: list[Mark]) -> None:
    _, again = back(state(marks=tuple(drawn)))
    assert [replace(mark, points=()) for mark in again] == [replace(mark, points=()) for mark in drawn]
    for one, other in zip(map(as_drawn, again), map(as_drawn, drawn), strict=True):
        assert len(one.points) == len(other.points)
        for (x, y), (u, v) in zip(one.points, other.points, strict=True):
            assert abs(x - u) < 1e-3
            assert abs(y - v) < 1e-3


def foreign(kind: str, data: list[float], units: str = "PIXEL") -> Dataset:
    """A state with one graphic as another machine writes it."""
    graphic = Dataset()
    graphic.GraphicAnnotationUnits, graphic.GraphicType, graphic.GraphicData = units, kind, data
    item = Dataset()
    item.GraphicLayer, item.GraphicObjectSequence = "LAYER1", [graphic]
    dataset = Dataset()
    dataset.GraphicAnnotationSequence = [item]
    return dataset


def read(dataset: Dataset) -> tuple[Mark, ...]:
    return marks_of(dataset, PICTURE, place=(0, 7), authors=AUTHORS, importer=IMPORTER)


@pytest.mark.parametrize(
    ("graphic", "data", "kind", "points"),
    [
        ("POLYLINE", [1, 2, 3, 4], "freehand", ((1, 2), (3, 4))),
        ("INTERPOLATED", [1, 2, 3, 4, 5, 0], "freehand", ((1, 2), (3, 4), (5, 0))),
        ("CIRCLE", [10, 10, 10, 15], "ellipse", ((5, 5), (15, 15))),
        ("ELLIPSE", [10, 25, 50, 25, 30, 20, 30, 30], "ellipse", ((10, 20), (50, 30))),
        ("ELLIPSE", [15, 20, 15, 60, 10, 40, 20, 40], "ellipse", ((10, 20), (20, 60))),
    ],
)
def test_graphic_of_another_machine_becomes_a_mark(
    graphic: str, data: list[float], kind: MarkKind, points: tuple[tuple[float, float], ...]
) -> None:
    (mark,) = read(foreign(graphic, data))
    assert (mark.kind, mark.points, mark.author) == (kind, points, IMPORTER)
    assert len(mark.id) == 16


def test_slanted_ellipse_becomes_its_outline() -> None:
    """Its first point is the end of the major axis; a quarter of the way round comes the minor one's."""
    a, b = 40 * TURN, 20 * TURN
    (mark,) = read(foreign("ELLIPSE", [100 + a, 100 + a, 100 - a, 100 - a, 100 + b, 100 - b, 100 - b, 100 + b]))
    assert mark.kind == "freehand"
    assert mark.points[0] == mark.points[-1] == pytest.approx((100 + a, 100 + a))
    assert mark.points[16] == pytest.approx((100 + b, 100 - b))


def test_long_line_is_thinned_to_what_a_mark_holds() -> None:
    (mark,) = read(foreign("POLYLINE", [float(number) for number in range(2000)]))
    assert len(mark.points) == 256
    assert (mark.points[0], mark.points[-1]) == ((0, 1), (1998, 1999))


def test_graphic_on_the_display_stays_behind() -> None:
    assert read(foreign("POLYLINE", [0.1, 0.1, 0.9, 0.9], "DISPLAY")) == ()


def test_annotation_of_another_picture_stays_behind() -> None:
    dataset = foreign("POLYLINE", [1, 2, 3, 4])
    other = replace(SLICE, sop_instance_uid=InstanceUID("2.25.77"))
    dataset.GraphicAnnotationSequence[0].ReferencedImageSequence = [reference_item(other)]
    assert read(dataset) == ()


@pytest.mark.parametrize("data", [[1, 2, 3], [], [1, float("nan")]])
def test_graphic_that_is_none_is_refused(data: list[float]) -> None:
    with pytest.raises(Malformed, match="GraphicData"):
        read(foreign("POLYLINE", data))


def test_mark_of_ours_with_other_points_than_its_kind_is_refused() -> None:
    dataset = state(marks=(Mark("00000000000000e1", HOST, 0, 7, "length", ((1.0, 1.0), (5.0, 5.0))),))
    dataset.GraphicAnnotationSequence[0].GraphicObjectSequence[0].GraphicData = [1, 1, 2, 2, 3, 3]
    with pytest.raises(Malformed, match="GraphicData"):
        back(dataset)


def test_without_private_elements_a_measurement_is_a_line() -> None:
    """A machine between us may remove what it does not know."""
    dataset = state(marks=(Mark("00000000000000e1", LEE, 0, 7, "length", ((1.0, 1.0), (5.0, 5.0)), "node"),))
    dataset.remove_private_tags()
    _, drawn = back(dataset)
    assert [(mark.kind, mark.author, mark.text) for mark in drawn] == [("freehand", LEE, ""), ("text", LEE, "node")]
