"""What may be read of a picture: what a mark measures, and the value under a cursor; never from under a mask."""

from collections.abc import Sequence

from server.live import measuring
from server.live.decoded import Stored
from server.live.measuring import NOT_MEASURED, drawn, needs_values, with_values
from server.live.pictures import FrameSource
from server.live.stack import LiveStack, values_unit
from server.live.stage import Stage
from server.measure.geometry import box
from server.terms.errors import Malformed, Refused
from server.terms.ids import ParticipantId
from server.terms.marks import Mark, Measured, Point


async def measure(stage: Stage, by: ParticipantId, mark: Mark) -> Measured:
    """What a mark measures; `forbidden` for a picture this participant may not see."""
    stack, source = await _readable(stage, by, mark.stack, mark.pos)
    told = drawn(mark, source.spacing or stack.opened.facts.spacing, source.traits.regions)
    if told.note == "regions" or not needs_values(mark, source.traits):
        return told
    if any(_overlap(mark, mask) for mask in _masks(stage, by, mark.stack)):
        return Measured(told.figures, "masked")
    unit = values_unit(stack)

    def look(stored: Stored) -> Measured:
        return with_values(mark, told, stored, source.traits, source.frame, unit)

    try:
        return await stage.workshop.renderer.read(stage.session.id, stack.opened, source, look)
    except Malformed:
        return NOT_MEASURED


async def value_at(stage: Stage, by: ParticipantId, stack: int, pos: int, point: Point) -> tuple[Sequence[float], str]:
    """The modality value under a point and its unit; nothing outside the image or under a mask.

    Raises
    ------
    Refused
        `forbidden`.
    """
    shown, source = await _readable(stage, by, stack, pos)
    if any(_holds(mask, point) for mask in _masks(stage, by, stack)):
        return (), ""

    def look(stored: Stored) -> Sequence[float] | None:
        return measuring.value_at(point, stored, source.traits, source.frame)

    found = await stage.workshop.renderer.read(stage.session.id, shown.opened, source, look)
    return found or (), values_unit(shown)


async def _readable(stage: Stage, by: ParticipantId, stack: int, pos: int) -> tuple[LiveStack, FrameSource]:
    if not stage.may_show(by, stack):
        raise Refused("forbidden")
    await stage.open_stacks()
    if stack >= len(stage.stacks) or pos >= len(stage.stacks[stack].opened.frames):
        raise Refused("key_destroyed")
    return stage.stacks[stack], stage.stacks[stack].opened.frames[pos]


def _masks(stage: Stage, participant: ParticipantId, stack: int) -> Sequence[tuple[int, int, int, int]]:
    return stage.session.stacks[stack].masks_for(stage.session.role_of(participant))


def _overlap(mark: Mark, mask: tuple[int, int, int, int]) -> bool:
    left, top, right, bottom = box(mark.points)
    return left < mask[2] and mask[0] < right and top < mask[3] and mask[1] < bottom


def _holds(mask: tuple[int, int, int, int], point: Point) -> bool:
    return mask[0] <= point[0] < mask[2] and mask[1] <= point[1] < mask[3]
