"""Instances as series and stacks: what belongs together, in which order, and which of it is useful.

A stack is an ordered list of frames: single-frame images of one series that can be scrolled through as one, or frames
of one multi-frame image (`splitting` says which, `ordering` in which order). Pure: the caller keeps the instances and
names them by keys of its own; the order in which they are given changes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from server.studies.cells import NO_NUMBER, Cell, Member, cells_of
from server.studies.frame_times import lasting
from server.studies.header import STEADY, Kind, Pace, SeriesHeader
from server.studies.notes import StackNote, notes_of, notes_without_places, steps_of, usual_mm
from server.studies.ordering import in_order, is_parallel
from server.studies.orientation import EdgeLetters, edge_letters, plane_name
from server.studies.slices import slices_of
from server.studies.splitting import Group, groups_of
from server.studies.usefulness import StackKind, kind_of_stack
from server.terms.geometry import Slices
from server.terms.images import ImageTraits, PixelSpacing
from server.terms.view import StackBounds

__all__ = ["Member", "Series", "Stack", "StackFrame", "one_series", "series_of"]


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
    spacing: PixelSpacing | None = None


@dataclass(frozen=True, slots=True)
class Stack:
    """Frames in order. `traits` are those of the first frame's instance.

    `notes` say what is odd about it (`server.studies.notes`); `plane` is axial, coronal, sagittal or oblique, empty when
    the file gives no direction or it changes; `step_mm` is the usual distance from slice to slice. `slices` is where the
    frames lie, None unless all of them say so and lie the same way; `pace` says how a clip wants to be played.
    """

    kind: StackKind
    frames: tuple[StackFrame, ...]
    traits: ImageTraits
    frame_ms: float | None
    notes: tuple[StackNote, ...] = ()
    plane: str = ""
    step_mm: float | None = None
    slices: Slices | None = None
    pace: Pace = STEADY

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
    ranked = sorted(members, key=_arrival)
    others = Counter(member.header.kind for member in ranked if member.header.kind is not Kind.IMAGE)
    images, repeated = _once([member for member in ranked if member.header.image is not None])
    groups = groups_of(cell for member in images if not _is_plain(member) for cell in cells_of(member))
    stacks = [_stack(group, repeated) for group in groups]
    stacks += [stack for member in images if _is_plain(member) for stack in _plain_stacks(member, repeated)]
    stacks.sort(key=_stack_order)
    return Series(ranked[0].header.series, tuple(stacks), tuple(sorted(others.items())))


def _arrival(member: Member) -> tuple[int, str, str]:
    number = member.header.number
    return NO_NUMBER if number is None else number, member.header.sop_instance, member.key


def _once(images: Sequence[Member]) -> tuple[list[Member], Counter[str]]:
    """Every instance once, and how many files repeat which; files without a UID cannot repeat one."""
    kept: dict[str, Member] = {}
    repeated: Counter[str] = Counter()
    for member in images:
        name = member.header.sop_instance or f"key {member.key}"
        if name in kept:
            repeated[kept[name].key] += 1
        kept.setdefault(name, member)
    return list(kept.values()), repeated


def _series_order(series: Series) -> tuple[int, int, str]:
    number = series.header.number
    return series.kind.rank, NO_NUMBER if number is None else number, series.header.uid


def _stack_order(stack: Stack) -> tuple[int, int, int, str, int]:
    """Useful stacks first, then long ones; of a slide its smallest level, which shows most of it, first."""
    first = stack.frames[0]
    size = len(stack.frames) if stack.traits.modality == "SM" else -len(stack.frames)
    return (
        stack.kind.rank,
        size,
        NO_NUMBER if first.image_number is None else first.image_number,
        first.key,
        first.frame,
    )


def _stack(group: Group, repeated: Counter[str]) -> Stack:
    cells = sorted(group.cells, key=lambda cell: cell.arrival) if group.rotating else in_order(group.cells)
    first = cells[0]
    steps = [] if group.rotating else steps_of(cells)
    kind = kind_of_stack(first.header, len(cells), in_space=len(steps) > 0)
    moments = [cell.own.taken_ms for cell in cells if cell.own.taken_ms is not None]
    times = lasting(moments) if kind is StackKind.CINE and len(moments) == len(cells) else ()
    odd = (StackNote.of("rotating", count=len(cells)),) if group.rotating else notes_of(cells, steps)
    return Stack(
        kind=kind,
        frames=tuple(_frame(cell) for cell in cells),
        traits=first.traits,
        frame_ms=sum(times) / len(times) if times else first.header.frame_ms,
        notes=(*group.apart, *odd, *_again(repeated, {cell.key for cell in cells})),
        plane=_plane(cells),
        step_mm=usual_mm(steps) if steps else None,
        slices=slices_of(cells) if steps else None,
        pace=replace(first.header.pace, times_ms=times),
    )


def _again(repeated: Counter[str], keys: Iterable[str]) -> tuple[StackNote, ...]:
    count = sum(repeated[key] for key in keys) if repeated else 0
    return (StackNote.of("duplicate_instances", count=count),) if count else ()


def _is_plain(member: Member) -> bool:
    """Whether no frame of a multi-frame image says anything for itself: a clip, or the tiles of a slide in order."""
    image = member.header.image
    return image is not None and image.frames > 1 and not image.frame_values and member.header.concatenation is None


def _plain_stacks(member: Member, repeated: Counter[str]) -> list[Stack]:
    """The frames of a plain image as they are, the layers of a slide apart: there may be a million of them."""
    header, image = member.header, member.header.image
    if image is None:
        raise LookupError(member.key)  # only images are plain
    letters, orientation = edge_letters(header.placement), header.placement.orientation
    side, spacing = header.series.laterality, image.spacing
    each = header.tiling.across * header.tiling.down if header.tiling and header.tiling.full else image.frames
    firsts = range(0, image.frames, each)
    stacks = []
    for layer, first in enumerate(firsts, start=1):
        count = min(each, image.frames - first)
        apart = (StackNote.of("mixed", by="layer", number=layer, count=len(firsts)),) if len(firsts) > 1 else ()
        stacks.append(
            Stack(
                kind=kind_of_stack(header, count, in_space=False),
                frames=tuple(
                    StackFrame(member.key, frame, frame + 1, letters, side, spacing)
                    for frame in range(first, first + count)
                ),
                traits=image,
                frame_ms=header.frame_ms,
                notes=(*apart, *notes_without_places(header, count, count), *_again(repeated, [member.key])),
                plane=plane_name(orientation) if orientation and header.placement.biped else "",
                pace=header.pace if count == image.frames else replace(header.pace, times_ms=()),
            )
        )
    return stacks


def _plane(cells: Sequence[Cell]) -> str:
    first = cells[0].orientation
    if first is None or not cells[0].header.placement.biped:
        return ""
    planes = {cell.orientation for cell in cells}
    return plane_name(first) if all(plane is not None and is_parallel(first, plane) for plane in planes) else ""


def _frame(cell: Cell) -> StackFrame:
    return StackFrame(cell.key, cell.frame, cell.number, cell.letters, cell.laterality, cell.spacing)
