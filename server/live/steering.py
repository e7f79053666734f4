"""Views that wait for their turn: the newest of a person takes the place of an older one."""

import asyncio
from dataclasses import dataclass, field, replace

from server.live.clockwork import Clockwork
from server.sessions.commands import LookAround, SetView
from server.terms.ids import ParticipantId


@dataclass(slots=True)
class _Pending:
    command: SetView | LookAround
    answer: asyncio.Future[int]


@dataclass(slots=True)
class Steering:
    """What people want to look at, together or alone, before it is decided."""

    clockwork: Clockwork
    _waiting: dict[tuple[ParticipantId, type], _Pending] = field(default_factory=dict)

    async def set_view(self, command: SetView | LookAround) -> int:
        """Newest wins: while one waits for its turn, a newer one of the same person takes its place.

        Gives the shared view's `rev`.
        """
        kind = (command.by, type(command))
        pending = self._waiting.get(kind)
        if pending is not None:
            pending.command = command
            return await asyncio.shield(pending.answer)
        pending = _Pending(command, asyncio.get_running_loop().create_future())
        self._waiting[kind] = pending

        async def turn() -> int:
            self._forget_view(pending)
            bearings = tuple(stack.bearings for stack in self.clockwork.stage.stacks)
            await self.clockwork.perform(replace(pending.command, bearings=bearings))
            self.clockwork.upkeep.view_changed |= isinstance(pending.command, SetView)
            return self.clockwork.session.view.rev if self.clockwork.session.view else 0

        try:
            rev = await self.clockwork.turns.queue(turn)
        except BaseException as error:
            self._forget_view(pending)
            if not isinstance(error, Exception):
                pending.answer.cancel()
            elif not pending.answer.done():
                pending.answer.set_exception(error)
                pending.answer.exception()
            raise
        if not pending.answer.done():
            pending.answer.set_result(rev)
        return rev

    def _forget_view(self, pending: _Pending) -> None:
        kind = (pending.command.by, type(pending.command))
        if self._waiting.get(kind) is pending:
            del self._waiting[kind]
