"""What a link of two viewports may claim: the same place, one window, or only that a person put them side by side."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from server.terms.errors import Malformed
from server.terms.geometry import Places
from server.terms.view import Bearings, Link, View, Viewport

OFFSET_MAX: Final = 1e6


def linked(view: View, bearings: Sequence[Bearings]) -> View:
    """The view with a link that holds what it says.

    A link that joins nothing is none, and so is one by position between stacks of different spaces. Linked by position,
    the two show the same place: the viewport worked in leads, and the other shows its nearest slice, or stays where it
    is when it has none there or while a clip plays. One window is for equal, known units.

    Raises
    ------
    Malformed
        `bad_value` {field} for a distance that is no number.
    """
    link = view.link
    if link is None:
        return view
    if not math.isfinite(link.offset):
        raise Malformed("bad_value", field="link")
    ports = {port.id: port for port in view.viewports if port.stack is not None}
    if link.first == link.second or not {link.first, link.second} <= ports.keys():
        return replace(view, link=None)
    ends = ports[link.first], ports[link.second]
    ours, theirs = (_bearings_of(port, bearings) for port in ends)
    link = replace(link, windows=link.windows and ours.unit != "" and ours.unit == theirs.unit)
    if link.by == "hand":
        return replace(view, link=replace(link, offset=min(max(link.offset, -OFFSET_MAX), OFFSET_MAX)))
    if not ours.places.is_with(theirs.places):
        return replace(view, link=None)
    return _in_one_place(replace(view, link=replace(link, offset=0.0)), link, ports, bearings)


def _in_one_place(view: View, link: Link, ports: dict[str, Viewport], bearings: Sequence[Bearings]) -> View:
    lead, other = ports[link.first], ports[link.second]
    if view.active == link.second:
        lead, other = other, lead
    if lead.cine is not None or other.cine is not None:
        return view
    at = _found(lead, other, _bearings_of(lead, bearings).places, _bearings_of(other, bearings).places)
    moved = replace(other, pos=at)
    return replace(view, viewports=tuple(moved if port is other else port for port in view.viewports))


def _found(lead: Viewport, other: Viewport, ours: Places, theirs: Places) -> int:
    """Where the other viewport is: on its nearest slice, unless the one that leads is the nearest to it already.

    Slices are not equally thick: of several thin ones inside one thick slice each is in its place.
    """
    nearest = theirs.nearest(ours.mm[lead.pos])
    if nearest is None or ours.nearest(theirs.mm[other.pos]) == lead.pos:
        return other.pos
    return nearest


def _bearings_of(port: Viewport, bearings: Sequence[Bearings]) -> Bearings:
    at = port.stack
    return bearings[at] if at is not None and at < len(bearings) else Bearings()
