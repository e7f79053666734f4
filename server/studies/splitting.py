"""Which frames of a series form a stack: what cannot be scrolled through as one is not one stack.

Frames part by size, color, purpose, frame of reference, direction, stack, segment, echo, energy, what is shown
(magnitude and phase, water and fat) and the other dimensions a file counts. Time parts volumes, not the frames of one
place. What then still lies twice in one place is parted by whatever sets it apart, in the order of `_FURTHER`.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from server.studies.cells import Cell
from server.studies.notes import Fact, StackNote
from server.studies.ordering import PLACES, is_parallel, places_of
from server.studies.usefulness import is_capture, is_localizer

_Key = Callable[[Cell], Hashable]
_ROTATING = 4
_DIRECTIONS = 256


@dataclass(frozen=True, slots=True)
class Group:
    """Cells of one stack, not yet in order; `apart` says what sets them apart from others of their series."""

    cells: tuple[Cell, ...]
    apart: tuple[StackNote, ...] = ()
    rotating: bool = False


def groups_of(cells: Iterable[Cell]) -> list[Group]:
    """The stacks of a series; the same whatever order the cells came in."""
    units: dict[str, list[Cell]] = defaultdict(list)
    for cell in sorted(cells, key=lambda cell: cell.arrival):
        units[cell.unit].append(cell)
    return [group for unit in units.values() for group in _stacks(Group(tuple(unit)))]


def _stacks(whole: Group) -> list[Group]:
    groups = [whole]
    for by, key in _ALWAYS:
        groups = [part for group in groups for part in _parted(group, by, key)]
    groups = [part for group in groups for part in _by_direction(group)]
    for by, key in _KINDS:
        groups = [part for group in groups for part in (_parted(group, by, key))]
    groups = [part for group in groups for part in _by_dimensions(group)]
    groups = [part for group in groups for part in _by_time(group)]
    return [part for group in groups for part in _by_what_is_left(group)]


def _parted(group: Group, by: str, key: _Key) -> list[Group]:
    """The group in parts of equal key, in the order of the keys' first frames."""
    parts: dict[Hashable, list[Cell]] = {}
    for cell in group.cells:
        parts.setdefault(key(cell), []).append(cell)
    if len(parts) < 2:
        return [group]
    return _noted(group, by, [(value, tuple(part)) for value, part in parts.items()])


def _noted(group: Group, by: str, parts: Sequence[tuple[Hashable, tuple[Cell, ...]]]) -> list[Group]:
    made = []
    for number, (value, cells) in enumerate(parts, start=1):
        facts: dict[str, Fact] = {"by": by, "number": number, "count": len(parts)}
        if isinstance(value, int | float | str) and not isinstance(value, bool) and value != "":
            facts["value"] = value
        made.append(Group(cells, (*group.apart, StackNote.of("mixed", **facts)), group.rotating))
    return made


def _by_direction(group: Group) -> list[Group]:
    """Parallel planes together; a turning series (rotating projections, radial slices) stays whole."""
    planes = list(dict.fromkeys(cell.orientation for cell in group.cells))
    if len(planes) < 2:
        return [group]
    if _is_turning(group, planes):
        return [Group(group.cells, group.apart, rotating=True)]
    stated = sorted(plane for plane in planes if plane is not None)[:_DIRECTIONS]
    kind: dict[Hashable, int] = {None: -1}
    kind |= {plane: at for at, plane in enumerate(stated)}
    for at, plane in enumerate(stated):
        for earlier in stated[:at]:
            if is_parallel(earlier, plane):
                old, new = kind[plane], kind[earlier]
                kind = {known: new if number == old else number for known, number in kind.items()}
    return [
        Group(part.cells, part.apart, part.rotating)
        for part in _parted(group, "orientation", lambda cell: (kind.get(cell.orientation, cell.orientation),))
    ]


def _is_turning(group: Group, planes: Sequence[object]) -> bool:
    """Whether pictures turn about one axis: hardly two lie the same way, and all share their rows or columns."""
    if len(planes) < _ROTATING or len(planes) * 2 < len(group.cells) or None in planes:
        return False
    first = group.cells[0].orientation
    turned = [cell.orientation for cell in group.cells if cell.orientation is not None]
    if first is None:
        return False
    return any(
        all(is_parallel((first[axis], first[axis]), (plane[axis], plane[axis])) for plane in turned) for axis in (0, 1)
    )


def _by_dimensions(group: Group) -> list[Group]:
    """Parts by the dimensions a file counts besides place and time, unless every frame would be alone."""
    names = group.cells[0].header.dimensions
    for at, name in enumerate(names):
        if name in PLACES or name in _TIMES or name in _KNOWN or _is_counting_all(group, at):
            continue
        parts = _parted(group, _DIMENSIONS.get(name, "dimension"), _index(at))
        if len(parts) > 1 and max(len(part.cells) for part in parts) > 1:
            return [deeper for part in parts for deeper in _by_dimensions(part)]
    return [group]


def _index(at: int) -> _Key:
    return lambda cell: cell.own.dimension_index[at] if at < len(cell.own.dimension_index) else None


def _is_counting_all(group: Group, at: int) -> bool:
    """Whether a dimension has a value of its own for every frame, or one for all."""
    values = {_index(at)(cell) for cell in group.cells}
    return len(values) in {1, len(group.cells)}


def _by_time(group: Group) -> list[Group]:
    """Parts by temporal position; frames of one place stay together, and so do frames that each have their own time."""
    counts = {cell.time for cell in group.cells}
    if len(counts) in {1, len(group.cells)} or _has_one_place(group):
        return [group]
    return _noted(group, "time", [(time, part.cells) for time, part in _times(group)])


def _times(group: Group) -> list[tuple[int | None, Group]]:
    times: dict[int | None, list[Cell]] = defaultdict(list)
    for cell in group.cells:
        times[cell.time].append(cell)
    ranked = sorted(times.items(), key=lambda item: (item[0] is None, item[0] or 0))
    return [(time, Group(tuple(cells))) for time, cells in ranked]


def _by_what_is_left(group: Group) -> list[Group]:
    """Parts of what lies in one place, by the first attribute that leaves fewer frames in each place; then by turns.

    An attribute that takes more values than there are frames in a place does not count volumes (each slice has a time
    of its own), and one that only sets a few frames apart is no volume in time: these stay, and are said to repeat.
    """
    crowd = _crowd(group.cells)
    if group.rotating or crowd < 2 or _has_one_place(group):
        return [group]
    for by, key in _FURTHER:
        parts = _parted(group, by, key)
        sizes = sorted(len(part.cells) for part in parts)
        if not 1 < len(parts) <= crowd or (by in _WEAK and sizes[0] * 4 < max(sizes[-1], 8)):
            continue
        if max(_crowd(part.cells) for part in parts) < crowd:
            return [deeper for part in parts for deeper in _by_what_is_left(part)]
    return _by_turns(group)


def _by_turns(group: Group) -> list[Group]:
    """Whole passes over the same places, one after another, when every place has been taken equally often."""
    crowd = _crowd(group.cells)
    places = places_of(group.cells)
    if crowd * len(set(places)) != len(group.cells):
        return [group]
    seen: dict[int, int] = defaultdict(int)
    turns: dict[int, list[Cell]] = defaultdict(list)
    for place, cell in zip(places, group.cells, strict=True):
        turns[seen[place]].append(cell)
        seen[place] += 1
    return _noted(group, "turn", [(None, tuple(turns[turn])) for turn in sorted(turns)])


def _crowd(cells: Sequence[Cell]) -> int:
    """The most frames in one place; 1 when some have none."""
    if any(cell.position is None or cell.orientation is None for cell in cells):
        return 1
    places = places_of(cells)
    counts: dict[int, int] = defaultdict(int)
    for place in places:
        counts[place] += 1
    return max(counts.values())


def _has_one_place(group: Group) -> bool:
    placed = all(cell.position is not None for cell in group.cells)
    return placed and len(set(places_of(group.cells))) == 1


def _photometric(cell: Cell) -> str:
    return "color" if cell.traits.color else cell.traits.photometric_interpretation


def _layer(cell: Cell) -> int:
    """The focal plane or light of a slide level whose tiles are all there in order. C.7.6.17.3."""
    tiling = cell.header.tiling
    if tiling is None or not tiling.full:
        return 0
    return ((cell.number or 1) - 1) // (tiling.across * tiling.down)


def _echo(cell: Cell) -> Hashable:
    """The echo as a number; what is no number is compared, but never told."""
    try:
        return float(cell.echo)
    except ValueError:
        return (cell.echo,)


def _scale(cell: Cell) -> Hashable:
    """The spacing of a slice; pictures without a place (still ultrasound images) keep each its own in one stack."""
    spacing = cell.spacing if cell.position is not None else None
    return None if spacing is None else (round(spacing.row_mm, 3), round(spacing.column_mm, 3))


_ALWAYS: tuple[tuple[str, _Key], ...] = (
    ("size", lambda cell: (cell.traits.rows, cell.traits.columns)),
    ("photometric", _photometric),
    ("localizer", lambda cell: is_localizer(cell.header)),
    ("capture", lambda cell: is_capture(cell.header)),
    ("frame_of_reference", lambda cell: (cell.header.placement.frame_of_reference,)),
    ("layer", _layer),
)
_KINDS: tuple[tuple[str, _Key], ...] = (
    ("stack", lambda cell: (cell.own.stack_id,)),
    ("segment", lambda cell: cell.own.segment),
    ("echo", _echo),
    ("energy", lambda cell: cell.nature.energy),
    ("flavor", lambda cell: cell.nature.flavor),
    ("spacing", _scale),
)
"""What always sets apart; values that are free text or UIDs are hidden in a tuple, so that no note tells them."""
_KNOWN = {"StackID", "ReferencedSegmentNumber", "EffectiveEchoTime"}
_DIMENSIONS = {
    "DiffusionBValue": "b_value", "DiffusionGradientOrientation": "gradient", "InversionTimes": "inversion_time",
    "OpticalPathIdentifier": "layer", "ZOffsetInSlideCoordinateSystem": "layer", "KVP": "energy",
    "ComplexImageComponent": "flavor", "FrameType": "flavor", "DataType": "flavor",
}  # fmt: skip
_TIMES = {
    "TemporalPositionIndex", "TemporalPositionTimeOffset", "NominalCardiacTriggerDelayTime",
    "ActualCardiacTriggerDelayTime", "FrameReferenceDateTime", "FrameAcquisitionDateTime", "FrameAcquisitionNumber",
}  # fmt: skip
_FURTHER: tuple[tuple[str, _Key], ...] = (
    ("b_value", lambda cell: cell.nature.b_value),
    ("gradient", lambda cell: (cell.nature.gradient,)),
    ("echo_time", lambda cell: cell.nature.echo_ms),
    ("inversion_time", lambda cell: cell.nature.inversion_ms),
    ("kernel", lambda cell: (cell.nature.kernel,)),
    ("image_type", lambda cell: (cell.header.image_type,)),
    ("trigger", lambda cell: cell.nature.trigger_ms),
    ("acquisition", lambda cell: cell.header.acquisition),
    ("moment", lambda cell: cell.nature.at_s),
)
_WEAK = {"trigger", "acquisition", "moment"}
