"""Marks as graphic annotations: lines, points, ellipses and words in image pixels. PS3.3 C.10.5, C.10.7.

Both sides count the same way: (0, 0) is the outer corner of the first pixel, (columns, rows) that of the last. What a line
*means* (an arrow, a length, an angle) has no place in the standard's simple graphics, so it is kept beside them in private
elements. How they are read: `drawn_marks`.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Final

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items

from server.reports.shown_picture import ShownPicture
from server.terms.errors import Refused
from server.terms.ids import ParticipantId
from server.terms.marks import Mark, Point
from server.terms.people import Role

CREATOR: Final = "LIGHTBOX CONSULT"
GROUP: Final = 0x0071
KIND, ID, USE = 0x01, 0x02, 0x03
CAPTION: Final = "CAPTION"
WORDS_MAX: Final = 1024
HEAD_ANGLE: Final = math.pi / 7
Line = tuple[str, tuple[Point, ...]]
"""A Graphic Type and its points."""


def is_sayable(mark: Mark, picture: ShownPicture) -> bool:
    """Whether a mark lies inside the image, where graphics in pixels have to. PS3.3 C.10.5.1.2."""
    return all(0 <= x <= picture.columns and 0 <= y <= picture.rows for x, y in mark.points)


def annotations(
    marks: Iterable[Mark],
    picture: ShownPicture,
    roles: Mapping[ParticipantId, Role],
    captions: Mapping[str, str],
) -> Items:
    """One Graphic Annotation item per mark, on the layer of its author's role; nobody's name is in it.

    `captions` are what stands beside a mark (by its id): its figures as a sentence for people.

    Raises
    ------
    Refused
        `not_sayable` {what: outside_image} for a mark that reaches beyond the image: moving its points would draw
        something nobody drew (see `is_sayable`).
    """
    return Items([_annotation(mark, picture, roles[mark.author], captions.get(mark.id, "")) for mark in marks])


def layers(roles: Iterable[Role]) -> Items:
    """The Graphic Layer items that these authors draw on, in the order of the roles. PS3.3 C.10.7."""
    drawing = set(roles)
    items = Items()
    for order, role in enumerate((role for role in Role if role in drawing), start=1):
        item = Dataset()
        item.GraphicLayer, item.GraphicLayerOrder = layer_of(role), order
        items.append(item)
    return items


def _annotation(mark: Mark, picture: ShownPicture, role: Role, caption: str) -> Dataset:
    if not is_sayable(mark, picture):
        raise Refused("not_sayable", what="outside_image")
    item = Dataset()
    item.GraphicLayer = layer_of(role)
    item.GraphicObjectSequence = Items(_graphic(line) for line in _lines(mark, picture))
    words = [_words(text, mark.points[0], use) for text, use in ((mark.text, ""), (caption, CAPTION)) if text]
    if words:
        item.TextObjectSequence = Items(words)
    _keep(item, {KIND: mark.kind, ID: mark.id})
    return item


def _lines(mark: Mark, picture: ShownPicture) -> list[Line]:
    points = mark.points
    match mark.kind:
        case "text":
            return [("POINT", points)]
        case "arrow":
            return [("POLYLINE", (*points, *_head(points[0], points[1], picture)))]
        case "angle" if len(points) == 4:
            return [("POLYLINE", points[:2]), ("POLYLINE", points[2:])]
        case "freehand" | "length" | "angle":
            return [("POLYLINE", points)]
        case "ellipse":
            return [("ELLIPSE", axes(*points))]
        case "rectangle":
            (x0, y0), (x1, y1) = points
            return [("POLYLINE", ((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)))]


def _head(tail: Point, tip: Point, picture: ShownPicture) -> tuple[Point, Point, Point]:
    """One wing, the tip again, the other wing: the arrow stays one line, and its head inside the image."""
    size = min(math.dist(tail, tip) / 5, max(picture.rows, picture.columns) / 24)
    turn = math.atan2(tip[1] - tail[1], tip[0] - tail[0])

    def wing(side: float) -> Point:
        x, y = tip[0] - size * math.cos(turn + side), tip[1] - size * math.sin(turn + side)
        return min(max(x, 0.0), float(picture.columns)), min(max(y, 0.0), float(picture.rows))

    return wing(HEAD_ANGLE), tip, wing(-HEAD_ANGLE)


def axes(one: Point, other: Point) -> tuple[Point, ...]:
    """The ends of the major axis, then of the minor, of the ellipse in a box. PS3.3 C.10.5.1.2."""
    (x0, y0), (x1, y1) = one, other
    across = ((x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2))
    down = (((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1))
    return (*across, *down) if abs(x1 - x0) >= abs(y1 - y0) else (*down, *across)


def _graphic(line: Line) -> Dataset:
    kind, points = line
    item = Dataset()
    item.GraphicAnnotationUnits, item.GraphicDimensions = "PIXEL", 2
    item.NumberOfGraphicPoints = len(points)
    item.GraphicData = [coordinate for point in points for coordinate in point]
    item.GraphicType = kind
    if kind == "ELLIPSE" or (len(points) > 2 and points[0] == points[-1]):
        item.GraphicFilled = "N"
    return item


def _words(text: str, anchor: Point, use: str) -> Dataset:
    item = Dataset()
    item.UnformattedTextValue = "\r\n".join(text[:WORDS_MAX].splitlines())[:WORDS_MAX]
    item.AnchorPointAnnotationUnits, item.AnchorPointVisibility = "PIXEL", "N"
    item.AnchorPoint = list(anchor)
    if use:
        _keep(item, {USE: use})
    return item


def layer_of(role: Role) -> str:
    """The name of the layer that everybody of a role draws on."""
    return role.value.upper()


def _keep(item: Dataset, values: Mapping[int, str]) -> None:
    block = item.private_block(GROUP, CREATOR, create=True)
    for element, value in values.items():
        block.add_new(element, "LO", value)
