"""A series as the wire tells it, and what somebody decided about names in its pictures."""

from server.desk.checking import Looked
from server.desk.study_views import SeriesView, StackView
from server.terms.consults import Mask
from server.terms.people import Role
from server.transport.wire import http as wire


def series_card(view: SeriesView) -> wire.SeriesCard:
    """Build the card of a series."""
    return wire.SeriesCard(
        id=view.id,
        number=view.number,
        modality=view.modality,
        description=view.description,
        count=view.count,
        columns=view.columns,
        rows=view.rows,
        kind=view.kind,
        useful=view.useful,
        color=view.color,
        stacks=[_stack(stack) for stack in view.stacks],
        notes=[wire.NoteCard(note.code, dict(note.facts)) for note in view.notes],
    )


def looked(asked: wire.CheckNames) -> list[Looked]:
    """What was asked for, as a decision about each stack."""
    return [Looked(stack.frames, tuple(_mask(mask) for mask in stack.masks)) for stack in asked.stacks]


def _stack(stack: StackView) -> wire.StackNames:
    return wire.StackNames(
        frames=stack.frames,
        count=stack.count,
        columns=stack.columns,
        rows=stack.rows,
        aspect=stack.aspect,
        suspicion=stack.suspicion,
        checked=stack.checked,
        masks=[
            wire.MaskCard(mask.left, mask.top, mask.right, mask.bottom, [role.value for role in mask.roles])
            for mask in stack.masks
        ],
    )


def _mask(mask: wire.MaskAsked) -> Mask:
    roles = tuple(role for role in Role if role.value in mask.roles)
    return Mask(mask.left, mask.top, mask.right, mask.bottom, roles)
