"""Graphic annotations as marks, ours and other machines': what each draws, as far as a mark can say it. PS3.3 C.10.5.

Ours carry their kind in private elements (`graphic_annotation`). Without them a line comes back as a line.
"""

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, cast, get_args

from pydicom.dataset import Dataset

from server.reports.elements import items_of, numbers_of, private_text_of, text_of
from server.reports.graphic_annotation import CAPTION, CREATOR, GROUP, ID, KIND, USE, Line, layer_of
from server.reports.references import applies
from server.reports.shown_picture import ShownPicture
from server.terms.errors import Malformed
from server.terms.ids import ParticipantId
from server.terms.marks import Mark, MarkKind, Point
from server.terms.people import Role

MARKS_MAX: Final = 200
POINTS_MAX: Final = 256
TEXT_MAX: Final = 500
OUTLINE_POINTS: Final = 64
Shape = tuple[MarkKind, tuple[Point, ...], str]
"""Kind, points and words of a mark."""


def marks_of(
    dataset: Dataset,
    picture: ShownPicture,
    *,
    place: tuple[int, int],
    authors: Mapping[Role, ParticipantId],
    importer: ParticipantId,
) -> tuple[Mark, ...]:
    """The marks that a presentation state draws on this picture, at most 200; figures are to be measured again.

    Ours come back as what they were. Of others' come lines, outlines and words in image pixels; what is placed relative
    to a display stays behind.

    Parameters
    ----------
    place
        Stack and position of the picture.
    authors
        Who draws for a layer of ours; `importer` for any other.

    Raises
    ------
    Malformed
        `bad_value` {field}.
    """
    marks: list[Mark] = []
    for number, item in enumerate(items_of(dataset, "GraphicAnnotationSequence")):
        if not applies(item, picture.reference):
            continue
        author = next((authors[role] for role in authors if layer_of(role) == text_of(item, "GraphicLayer")), importer)
        for part, (kind, points, text) in enumerate(_shapes(item)):
            known = _private(item, ID)
            made = hashlib.sha256(f"{picture.reference.sop_instance_uid}/{number}/{part}".encode()).hexdigest()[:16]
            marks.append(Mark(known or made, author, *place, kind, points, text[:TEXT_MAX]))
    return tuple(marks[:MARKS_MAX])


def _shapes(item: Dataset) -> Iterator[Shape]:
    """What an annotation item draws: one of our marks, or each of somebody else's lines and words by itself."""
    lines = [line for line in map(_line, items_of(item, "GraphicObjectSequence")) if line is not None]
    texts = [
        (text, place)
        for text, place in map(_said, items_of(item, "TextObjectSequence"))
        if text.strip() and place is not None
    ]
    kind = _private(item, KIND)
    if kind in get_args(MarkKind):
        yield _own(cast("MarkKind", kind), lines, texts)
        return
    for graphic, points in lines:
        if graphic == "ELLIPSE":
            yield _ellipse(points)
        elif graphic == "CIRCLE":
            (x, y), radius = points[0], math.dist(points[0], points[1])
            yield "ellipse", ((x - radius, y - radius), (x + radius, y + radius)), ""
        elif len(points) > 1:
            yield "freehand", _thinned(points), ""
    for text, place in texts:
        yield "text", (place,), text


def _own(kind: MarkKind, lines: Sequence[Line], texts: Sequence[tuple[str, Point]]) -> Shape:
    points = tuple(point for _, line in lines for point in line)
    expected = {"arrow": 5, "length": 2, "ellipse": 4, "rectangle": 5, "text": 1}.get(kind, len(points))
    if len(points) != expected or len(points) < (1 if kind == "text" else 2) or len(points) > POINTS_MAX:
        raise Malformed("bad_value", field="GraphicData")
    text = texts[0][0] if texts else ""
    match kind:
        case "arrow":
            return kind, points[:2], text
        case "rectangle":
            return kind, (points[0], points[2]), text
        case "ellipse":
            return kind, _box(points), text
        case _:
            return kind, points, text


def _line(item: Dataset) -> Line | None:
    """A graphic in image pixels; None when it is placed on the display or the whole slide."""
    if text_of(item, "GraphicAnnotationUnits") != "PIXEL":
        return None
    kind, numbers = text_of(item, "GraphicType"), numbers_of(item, "GraphicData")
    points = tuple(zip(numbers[::2], numbers[1::2], strict=False))
    if len(numbers) % 2 or not points or len(points) != {"ELLIPSE": 4, "CIRCLE": 2, "POINT": 1}.get(kind, len(points)):
        raise Malformed("bad_value", field="GraphicData")
    return kind, points


def _said(item: Dataset) -> tuple[str, Point | None]:
    """The words of a text object and where they belong; no words for a caption of ours, no place for a display's."""
    text = "" if _private(item, USE) == CAPTION else text_of(item, "UnformattedTextValue").replace("\r\n", "\n")
    for units, corner in (
        ("AnchorPointAnnotationUnits", "AnchorPoint"),
        ("BoundingBoxAnnotationUnits", "BoundingBoxTopLeftHandCorner"),
    ):
        place = numbers_of(item, corner, 2)
        if place and text_of(item, units) == "PIXEL":
            return text, (place[0], place[1])
    return text, None


def _ellipse(points: tuple[Point, ...]) -> Shape:
    """An upright ellipse as ours, a slanted one as its outline."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    upright = max(abs(ay - by), abs(cx - dx)) < 0.5 or max(abs(ax - bx), abs(cy - dy)) < 0.5
    if upright:
        return "ellipse", _box(points), ""
    center = ((ax + bx) / 2, (ay + by) / 2)
    turns = [2 * math.pi * step / OUTLINE_POINTS for step in range(OUTLINE_POINTS + 1)]
    outline = tuple(
        (
            center[0] + (ax - bx) / 2 * math.cos(turn) + (cx - dx) / 2 * math.sin(turn),
            center[1] + (ay - by) / 2 * math.cos(turn) + (cy - dy) / 2 * math.sin(turn),
        )
        for turn in turns
    )
    return "freehand", outline, ""


def _box(points: Sequence[Point]) -> tuple[Point, Point]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys)), (max(xs), max(ys))


def _thinned(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """At most 256 of them, the first and the last among them."""
    if len(points) <= POINTS_MAX:
        return points
    last = len(points) - 1
    return tuple(points[round(step * last / (POINTS_MAX - 1))] for step in range(POINTS_MAX))


def _private(item: Dataset, element: int) -> str:
    return private_text_of(item, GROUP, CREATOR, element)
