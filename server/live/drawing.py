"""Marks, pointers and values: what people draw, show and ask with their cursors in a running session."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from server.live.citing import cite
from server.live.clockwork import Clockwork
from server.live.notices import Pointed
from server.live.readings import measure, value_at
from server.live.telling import tell_pointer
from server.sessions.commands import DropMark, PutMark
from server.sessions.marking import check_mark
from server.sessions.roles import Capability, authorize, may
from server.sessions.session import Session
from server.terms.errors import Refused
from server.terms.ids import ParticipantId
from server.terms.marks import MEASURED, Mark, Point
from server.terms.view import Viewport


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn in one session."""

    clockwork: Clockwork

    async def put(self, by: ParticipantId, mark: Mark, base_rev: int) -> Session:
        """A mark drawn or changed; what it measures is found before it is anybody's turn."""
        authorize(self.clockwork.session, PutMark(by, mark, base_rev))
        checked = check_mark(self.clockwork.session, mark)
        stage = self.clockwork.stage
        measured = await measure(stage, by, checked) if mark.kind in MEASURED else None
        named = replace(mark, cited=cite(stage, by, Viewport("", mark.stack, mark.pos)))
        session = await self.clockwork.act(PutMark(by, named, base_rev, measured))
        self.clockwork.upkeep.view_changed = True
        return session

    async def drop(self, by: ParticipantId, mark: str, base_rev: int) -> None:
        """A mark taken away."""
        await self.clockwork.act(DropMark(by, mark, base_rev))
        self.clockwork.upkeep.view_changed = True

    def point(self, by: ParticipantId, pointed: Pointed | None) -> None:
        """Where somebody points now; needs no turn and is never kept.

        Raises
        ------
        Refused
            `forbidden` for who may not point, or at a picture they may not see.
        """
        stage = self.clockwork.stage
        if not may(stage.session, by, Capability.POINT) or (pointed and not stage.may_show(by, pointed.stack)):
            raise Refused("forbidden")
        tell_pointer(stage, by, pointed)

    async def value_at(self, by: ParticipantId, stack: int, pos: int, point: Point) -> tuple[Sequence[float], str]:
        """The value under a point, for clinicians; `forbidden`."""
        if not may(self.clockwork.session, by, Capability.READ_VALUES):
            raise Refused("forbidden")
        return await value_at(self.clockwork.stage, by, stack, pos, point)
