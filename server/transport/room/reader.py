"""What one connection says: read, handled, answered; a reader is never held by an event that waits for a disk.

Events go past engine.io and python-socketio, which keep what is theirs: handshake, namespace, pings, goodbyes. They hand each
event over through two tasks, two timers and a queue, several times what handling one costs, and a thousand rooms say hundreds
a second (`docs/scale.md`). They also handle events either in the reading task, where a stalled disk holds pongs and
acknowledgements of frames too until the line is cut, or each in a task of its own, where a flood is no longer read at the rate
it is handled. Here the reader waits a moment for each event and then reads on; while one is late, the next ones are not waited
for.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

import structlog

from server.transport.room.codec import answer_packet, event_of
from server.transport.wire.room_in import EVENTS

PATIENCE_S: Final = 0.25
"""A disk that is well takes a fiftieth of it."""
_QUICK: Final = frozenset(event for event, kind in EVENTS.items() if kind.quick)
"""What waits for nothing is handled where it is read."""
_log = structlog.get_logger()
Told = dict[str, Any]


@dataclass(eq=False, slots=True)
class Reader:
    """The events of one connection, in the order they come.

    Parameters
    ----------
    handle
        Gives the acknowledgement of an event by its name and arguments.
    answer
        Writes an acknowledgement.
    under_way
        Of all connections, so that whoever stops the server lets go of them; what a lost line asked for goes on.
    """

    handle: Callable[[str, tuple[Any, ...]], Awaitable[Told]]
    answer: Callable[[bytes], None]
    under_way: set[asyncio.Task[None]]
    _late: int = 0
    """Events under way that are no longer waited for."""

    async def read(self, text: str) -> None:
        """Take an event; returns when the next one may be read."""
        number, name, arguments = event_of(text)
        if name in _QUICK:
            await self._handle(number, name, arguments)
            return
        task = asyncio.create_task(self._handle(number, name, arguments))
        is_waiting = self._late > 0
        self._late += 1
        self.under_way.add(task)
        task.add_done_callback(self._over)
        if not is_waiting:
            await asyncio.wait({task}, timeout=PATIENCE_S)

    def _over(self, task: asyncio.Task[None]) -> None:
        self._late -= 1
        self.under_way.discard(task)

    async def _handle(self, number: int | None, name: str, arguments: tuple[Any, ...]) -> None:
        try:
            told = await self.handle(name, arguments)
        except Exception as error:  # noqa: BLE001  (a bug of ours costs this event, not the connection)
            _log.error("event_failed", exc_info=error)
            return
        if number is not None:
            self.answer(answer_packet(number, told))
