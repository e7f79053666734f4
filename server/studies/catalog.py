"""Instances as series and stacks: what belongs together, in which order, and which of it is useful.

A stack is an ordered list of frames: single-frame images of one series with one size and orientation, or the frames
of one multi-frame image. Pure: the caller keeps the instances and names them by keys of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from server.studies.header import InstanceHeader, Kind, Placement, SeriesHeader, Vector
from server.studies.orientation import EdgeLetters, edge_letters
from server.studies.usefulness import StackKind, is_localizer, kind_of_stack
from server.terms.images import ImageTraits
from server.terms.view import StackBounds

_SAME_DIRECTION = 2  # decimals of direction cosines
_LAST = 1 << 62


@dataclass(frozen=True, slots=True)
class Member:
    """An instance under the caller's key."""

    key: str
    header: InstanceHeader


@dataclass(frozen=True, slots=True)
class StackFrame:
    """One displayable frame. `frame` counts from 0; `image_number` is what reports cite (`Im 57`).

    For a multi-frame image that is the number of the frame, else the Instance Number.
    """

    key: str
    frame: int
    image_number: int | None
    letters: EdgeLetters | None
    laterality: str


@dataclass(frozen=True, slots=True)
class Stack:
    """Frames in order. `traits` are those of the first frame's instance."""

    kind: StackKind
    frames: tuple[StackFrame, ...]
    traits: ImageTraits
    frame_ms: float | None

    @property
    def bounds(self) -> StackBounds:
        """What a view of this stack must stay inside."""
        return StackBounds(len(self.frames), self.traits.columns, self.traits.rows, color=self.traits.color)


@dataclass(frozen=True, slots=True)
class Series:
    """A series with its stacks, useful ones first, and what else is in it by kind."""

    header: SeriesHeader
    stacks: tuple[Stack, ...]
    others: tuple[tuple[Kind, int], ...]

    @property
    def kind(self) -> StackKind:
        """The kind of its most useful stack."""
        return self.stacks[0].kind if self.stacks else StackKind.OTHER

    @property
    def count(self) -> int:
        """Displayable frames in all stacks."""
        return sum(len(stack.frames) for stack in self.stacks)


def series_of(members: Iterable[Member]) -> tuple[Series, ...]:
    """All series of these instances, useful ones first, then by series number."""
    grouped: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        grouped[member.header.series.uid].append(member)
    return tuple(sorted((one_series(group) for group in grouped.values()), key=_series_order))


def one_series(members: Sequence[Member]) -> Series:
    """The series that these instances (at least one) belong to."""
    others: dict[Kind, int] = defaultdict(int)
    for member in members:
        if member.header.kind is not Kind.IMAGE:
            others[member.header.kind] += 1
    images = [member for member in members if member.header.image is not None]
    stacks = sorted((_stack(group) for group in _groups(images)), key=_stack_order)
    header = min(members, key=_arrival).header.series
    return Series(header, tuple(stacks), tuple(sorted(others.items())))


def _series_order(series: Series) -> tuple[int, int, str]:
    number = series.header.number
    return series.kind.rank, _LAST if number is None else number, series.header.uid


def _stack_order(stack: Stack) -> tuple[int, int, int, str]:
    number = stack.frames[0].image_number
    return stack.kind.rank, -len(stack.frames), _LAST if number is None else number, stack.frames[0].key


def _arrival(member: Member) -> tuple[int, str]:
    number = member.header.number
    return _LAST if number is None else number, member.key


def _groups(images: Sequence[Member]) -> list[list[Member]]:
    """Images that form a stack: each multi-frame image alone, others by size, direction, echo, time and purpose."""
    grouped: dict[tuple[object, ...], list[Member]] = defaultdict(list)
    for member in images:
        header, image = member.header, member.header.image
        if image is None:
            continue
        if image.frames > 1:
            grouped["multi-frame", member.key].append(member)
            continue
        grouped[
            image.rows,
            image.columns,
            image.color,
            is_localizer(header),
            _direction(header),
            header.placement.frame_of_reference,
            header.echo,
            header.temporal_position,
        ].append(member)
    return list(grouped.values())


def _direction(header: InstanceHeader) -> tuple[float, ...] | None:
    if header.placement.orientation is None:
        return None
    row, column = header.placement.orientation
    return tuple(round(value, _SAME_DIRECTION) + 0.0 for value in (*row, *column))


def _stack(members: Sequence[Member]) -> Stack:
    ordered = in_order(members)
    first = ordered[0].header
    if first.image is None:
        raise LookupError(first.kind)  # only images are grouped
    frames = tuple(frame for member in ordered for frame in _frames(member))
    return Stack(kind_of_stack([member.header for member in ordered]), frames, first.image, first.frame_ms)


def _frames(member: Member) -> list[StackFrame]:
    header, image = member.header, member.header.image
    letters = edge_letters(header.placement)
    if image is None or image.frames == 1:
        own = image.values_of(0).laterality if image else ""
        return [StackFrame(member.key, 0, header.number, letters, own or header.series.laterality)]
    return [
        StackFrame(
            member.key,
            frame,
            frame + 1,
            _frame_letters(image, frame) or letters,
            image.values_of(frame).laterality or header.series.laterality,
        )
        for frame in range(image.frames)
    ]


def _frame_letters(image: ImageTraits, frame: int) -> EdgeLetters | None:
    """Letters of a frame that has a direction of its own."""
    turn = image.values_of(frame).orientation
    if turn is None:
        return None
    return edge_letters(Placement(orientation=(turn[:3], turn[3:])))


def in_order(members: Sequence[Member]) -> list[Member]:
    """The members along the normal of their planes, or by Instance Number where they have no place in space.

    Along the normal the direction is the one in which Instance Numbers rise, when they rise steadily; else from the
    feet, the front or the right, whichever the normal points away from.
    """
    placed = [(_distance(member.header), member) for member in members]
    if any(distance is None for distance, _ in placed):
        return sorted(members, key=_arrival)
    ordered = [member for _, member in sorted(placed, key=lambda pair: (round(pair[0] or 0.0, 4), _arrival(pair[1])))]
    numbers = [member.header.number for member in ordered]
    known = [number for number in numbers if number is not None]
    falling = len(known) > 1 and all(later < earlier for earlier, later in pairwise(known))
    return ordered[::-1] if falling else ordered


def _distance(header: InstanceHeader) -> float | None:
    """Millimetres of the image's position along its normal."""
    place = header.placement
    if place.position is None or place.orientation is None:
        return None
    normal = cross(*place.orientation)
    return sum(a * b for a, b in zip(normal, place.position, strict=True))


def cross(row: Vector, column: Vector) -> Vector:
    """The normal of a plane: row cross column."""
    return (
        row[1] * column[2] - row[2] * column[1],
        row[2] * column[0] - row[0] * column[2],
        row[0] * column[1] - row[1] * column[0],
    )
