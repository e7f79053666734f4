"""Display shutters of a header: what of the image is to be seen. PS3.3 C.7.6.11, C.7.6.16.2.16."""

from server.studies.fields import Fields
from server.terms.images import Shutter

_VERTICES = 1024


def shutters_of(fields: Fields, shared: Fields | None = None) -> tuple[Shutter, ...]:
    """The shutters of an image, one per shape it names; a shape whose numbers do not fit it is left out.

    Edges, centers and vertices count from 1 in the file and from 0 here. Enhanced images say it in a shared group.
    """
    group = shared.first("FrameDisplayShutterSequence") if shared else None
    said = group if group is not None and group.has("ShutterShape") else fields
    found = (_READERS[shape](said) for shape in said.codes("ShutterShape") if shape in _READERS)
    return tuple(shutter for shutter in found if shutter is not None)


def shutter_value_of(fields: Fields, shared: Fields | None = None) -> int:
    """The gray of what shutters hide, 0 (black, also when nothing is said) … 65 535 (white), as a P-value."""
    group = shared.first("FrameDisplayShutterSequence") if shared else None
    for said in (group, fields):
        value = said.integer("ShutterPresentationValue") if said is not None else None
        if value is not None:
            return min(max(value, 0), 0xFFFF)
    return 0


def _rectangular(fields: Fields) -> Shutter | None:
    edges = [
        fields.integer(keyword)
        for keyword in (
            "ShutterLeftVerticalEdge",
            "ShutterUpperHorizontalEdge",
            "ShutterRightVerticalEdge",
            "ShutterLowerHorizontalEdge",
        )
    ]
    known = [float(edge - 1) for edge in edges if edge is not None]
    if len(known) != len(edges) or known[0] > known[2] or known[1] > known[3]:
        return None
    return Shutter("rectangular", tuple(known))


def _circular(fields: Fields) -> Shutter | None:
    center, radius = fields.integers("CenterOfCircularShutter"), fields.integer("RadiusOfCircularShutter")
    if len(center) != 2 or radius is None or radius < 1:
        return None
    return Shutter("circular", (float(center[0] - 1), float(center[1] - 1), float(radius)))


def _polygonal(fields: Fields) -> Shutter | None:
    numbers = fields.integers("VerticesOfThePolygonalShutter")[: 2 * _VERTICES]
    if len(numbers) < 6 or len(numbers) % 2:
        return None
    return Shutter("polygonal", tuple(float(number - 1) for number in numbers))


_READERS = {"RECTANGULAR": _rectangular, "CIRCULAR": _circular, "POLYGONAL": _polygonal}
