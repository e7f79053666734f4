"""How each kind of mark is drawn by simple graphics, and on whose layer. PS3.3 C.10.5, C.10.7."""

from dataclasses import replace

import pytest
from pydicom.dataset import Dataset

from server.reports.graphic_annotation import annotations, is_sayable, layers
from server.terms.errors import Refused
from server.terms.marks import Mark, MarkKind, Point
from server.terms.people import Role
from tests.reports.consult import COLUMNS, HOST, PICTURE, ROLES, ROWS

LINE = ((10.0, 20.0), (110.0, 20.0))
MARK = Mark("00000000000000e1", HOST, 0, 7, "length", LINE)


def drawn(mark: Mark, caption: str = "") -> Dataset:
    return annotations([mark], PICTURE, ROLES, {mark.id: caption})[0]


@pytest.mark.parametrize(
    ("kind", "points", "graphics"),
    [
        ("length", LINE, [("POLYLINE", [10, 20, 110, 20])]),
        ("freehand", (*LINE, (110.0, 50.0)), [("POLYLINE", [10, 20, 110, 20, 110, 50])]),
        ("angle", (*LINE, (110.0, 50.0)), [("POLYLINE", [10, 20, 110, 20, 110, 50])]),
        ("angle", (*LINE, *LINE), [("POLYLINE", [10, 20, 110, 20]), ("POLYLINE", [10, 20, 110, 20])]),
        ("rectangle", ((10.0, 20.0), (30.0, 50.0)), [("POLYLINE", [10, 20, 30, 20, 30, 50, 10, 50, 10, 20])]),
        ("ellipse", ((10.0, 20.0), (50.0, 30.0)), [("ELLIPSE", [10, 25, 50, 25, 30, 20, 30, 30])]),
        ("ellipse", ((10.0, 20.0), (20.0, 60.0)), [("ELLIPSE", [15, 20, 15, 60, 10, 40, 20, 40])]),
        ("text", ((10.0, 20.0),), [("POINT", [10, 20])]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_mark_is_drawn_in_image_pixels(
    kind: MarkKind, points: tuple[Point, ...], graphics: list[tuple[str, list[float]]]
) -> None:
    """An ellipse begins with the ends of its major axis; a closed line says that it is not filled."""
    items = drawn(replace(MARK, kind=kind, points=points, text="here")).GraphicObjectSequence
    assert [(item.GraphicType, list(item.GraphicData)) for item in items] == graphics
    assert {(item.GraphicAnnotationUnits, item.GraphicDimensions) for item in items} == {("PIXEL", 2)}
    assert [item.NumberOfGraphicPoints for item in items] == [len(data) // 2 for _, data in graphics]


def test_arrow_has_its_head_at_its_second_point() -> None:
    data = drawn(replace(MARK, kind="arrow")).GraphicObjectSequence[0].GraphicData
    assert list(data[:4]) == [10, 20, 110, 20]
    assert list(data[6:8]) == [110, 20]
    assert all(x < 110 for x in (data[4], data[8]))


def test_head_of_an_arrow_stays_in_the_image() -> None:
    data = drawn(replace(MARK, kind="arrow", points=((400.0, 0.0), (0.0, 0.0)))).GraphicObjectSequence[0].GraphicData
    assert min(data) >= 0


def test_words_are_anchored_where_the_mark_begins() -> None:
    words = drawn(replace(MARK, text="first\nsecond")).TextObjectSequence[0]
    assert words.UnformattedTextValue == "first\r\nsecond"
    assert (words.AnchorPointAnnotationUnits, list(words.AnchorPoint)) == ("PIXEL", [10, 20])


def test_figures_stand_beside_the_mark_as_the_reader_was_told() -> None:
    texts = [item.UnformattedTextValue for item in drawn(replace(MARK, text="node"), "34.0 mm").TextObjectSequence]
    assert texts == ["node", "34.0 mm"]


def test_silent_mark_has_no_words() -> None:
    assert "TextObjectSequence" not in drawn(MARK)


@pytest.mark.parametrize("point", [(-0.1, 5.0), (5.0, -0.1), (COLUMNS + 0.1, 5.0), (5.0, ROWS + 0.1)])
def test_mark_that_leaves_the_image_is_refused(point: Point) -> None:
    outside = replace(MARK, points=(LINE[0], point))
    assert not is_sayable(outside, PICTURE)
    with pytest.raises(Refused, match="outside_image"):
        drawn(outside)


def test_outer_corners_belong_to_the_image() -> None:
    assert is_sayable(replace(MARK, points=((0.0, 0.0), (float(COLUMNS), float(ROWS)))), PICTURE)


def test_each_role_that_draws_has_one_layer() -> None:
    items = layers([Role.SPECIALIST, Role.PROVIDER, Role.SPECIALIST])
    assert [(item.GraphicLayer, item.GraphicLayerOrder) for item in items] == [("PROVIDER", 1), ("SPECIALIST", 2)]
    assert drawn(MARK).GraphicLayer == "PROVIDER"
