"""The pictures an answer rests on, named from what is stored and from what the record knows: never from what a page says."""

from dataclasses import dataclass
from typing import Protocol

from server.desk.key_images import SessionRecord, Shown, shown_in
from server.desk.opened_stacks import OpenedStack
from server.sessions.session import Session
from server.terms.consults import StackRef
from server.terms.errors import Malformed
from server.terms.ids import ParticipantId
from server.terms.opinions import UNDECLARED, CitedImage, DeclaredDisplay
from server.terms.view import Window


@dataclass(frozen=True, slots=True)
class ImageAsked:
    """A picture somebody wants to cite: its place in the reading, and what only they can know of it."""

    stack: int
    pos: int
    window: Window | None = None
    display: DeclaredDisplay = UNDECLARED
    caption: str = ""


class Stacks(Protocol):
    """Stacks as they were when a session was made; `library` has them."""

    async def open_stack(self, ref: StackRef) -> OpenedStack:
        """Give one; `NotFound` once its study is gone."""
        ...


class OpinionImages:
    """Names pictures."""

    def __init__(self, stacks: Stacks, log: SessionRecord) -> None:
        self._stacks = stacks
        self._log = log

    async def cited(self, session: Session, by: ParticipantId, asked: tuple[ImageAsked, ...]) -> tuple[CitedImage, ...]:
        """Give the pictures as an answer cites them, with the author's own marks on them.

        Raises
        ------
        Malformed
            `bad_value` {field}: no picture of this reading.
        NotFound
            the study is gone.
        """
        if not asked:
            return ()
        shown = shown_in(await self._log.read(session=session.id))
        opened: dict[int, OpenedStack] = {}
        for stack in dict.fromkeys(each.stack for each in asked):
            if not 0 <= stack < len(session.stacks):
                raise Malformed("bad_value", field="images")
            opened[stack] = await self._stacks.open_stack(session.stacks[stack])
        return tuple(_cited(session, opened[each.stack], each, by, shown) for each in asked)


def _cited(session: Session, stack: OpenedStack, asked: ImageAsked, by: ParticipantId, shown: Shown) -> CitedImage:
    if not 0 <= asked.pos < len(stack.frames):
        raise Malformed("bad_value", field="images")
    source = stack.frames[asked.pos]
    here = (asked.stack, asked.pos)
    return CitedImage(
        stack=asked.stack,
        pos=asked.pos,
        study=stack.ref.study,
        series=stack.ref.series,
        instance=source.instance,
        frame=source.frame + 1,
        series_number=stack.facts.series_number,
        image_number=asked.pos + 1 if source.image_number is None else source.image_number,
        window=None if stack.ref.bounds.color else asked.window,
        quality=shown.get((by, *here), ""),
        display=asked.display,
        caption=asked.caption.strip(),
        marks=tuple(mark for mark in session.marks if mark.author == by and (mark.stack, mark.pos) == here),
    )
