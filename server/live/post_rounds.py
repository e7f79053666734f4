"""When messages go out: every channel is asked each second for what is due, whoever queued it and before which restart."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

import structlog

from server.live.ports import PostDesk
from server.terms.errors import LightboxError
from server.terms.people import Channel

ROUND_S: Final = 1.0
TIDY_S: Final = 30.0
_log = structlog.get_logger()


@dataclass(slots=True)
class PostRounds:
    """One task a channel, so that a mail server that hangs holds up no text message; one that tidies."""

    desk: PostDesk
    round_s: float = ROUND_S
    late: Callable[[], Awaitable[None]] | None = None
    """Tells of what is overdue; asked each second, like a channel."""
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def start(self) -> None:
        """Begin to go round."""
        self._tasks = [asyncio.create_task(self._channel(each)) for each in self.desk.channels]
        if self.late is not None:
            self._tasks.append(asyncio.create_task(self._again(self.late, self.round_s)))
        self._tasks.append(asyncio.create_task(self._again(self.desk.tidy, min(TIDY_S, 30 * self.round_s))))

    async def stop(self) -> None:
        """No further round; what is being handed over right now is tried again after the next start."""
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def _channel(self, channel: Channel) -> None:
        async def deliver() -> None:
            while await self.desk.deliver_due(channel):
                pass

        await self._again(deliver, self.round_s)

    async def _again(self, act: Callable[[], Awaitable[None]], every_s: float) -> None:
        """Do it for ever; a failure is said once, and the next round is another chance."""
        is_failing = False
        while True:
            try:
                await act()
                is_failing = False
            except LightboxError as error:
                if not is_failing:
                    _log.error("post_round_failed", code=error.code)
                is_failing = True
            except Exception as error:  # noqa: BLE001  (a bug of ours in one round must not leave every later one out)
                if not is_failing:
                    _log.error("post_round_failed", exc_info=error)
                is_failing = True
            await asyncio.sleep(every_s)
