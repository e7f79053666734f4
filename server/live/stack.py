"""A stack of the session's manifest once it is open: its frames, its card, and its automatic window if it needs one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from server.live.pictures import OpenedStack
from server.terms.consults import StackRef
from server.terms.geometry import in_spaces
from server.terms.units import unit_of
from server.terms.view import Bearings, Window

_NONE = Bearings()


@dataclass(frozen=True, slots=True)
class LiveStack:
    """Stack `index` of the manifest; `bearings` are what its links to the others may rest on."""

    index: int
    ref: StackRef
    opened: OpenedStack
    auto: Window | None
    bearings: Bearings = _NONE


def beside_each_other(stacks: Sequence[LiveStack]) -> tuple[LiveStack, ...]:
    """All stacks of a session with their bearings. A study is one visit, so two studies share no space."""
    placed = in_spaces([(stack.ref.study, stack.opened.slices) for stack in stacks])
    return tuple(
        replace(stack, bearings=Bearings(places, values_unit(stack)))
        for stack, places in zip(stacks, placed, strict=True)
    )


def values_unit(stack: LiveStack) -> str:
    """The unit of its modality values; empty for color and where nobody says."""
    facts = stack.opened.facts
    return "" if stack.ref.bounds.color else unit_of(facts.modality, facts.unit)
