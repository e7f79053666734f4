"""What running sessions count for operators, and how late the event loop is."""

import asyncio
from dataclasses import dataclass, field
from typing import Final

from server.live.want import Tier
from server.terms.figures import Spread, Tally

EVERY_S: Final = 0.5
LATE: Final = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 5.0)
"""Seconds; 0.2 is the most that is promised."""


@dataclass(slots=True)
class Sent:
    """The pictures that went to all screens of this process."""

    frames: Tally = field(default_factory=Tally)
    """By tier."""
    size_bytes: Tally = field(default_factory=Tally)
    """By tier, sealed."""
    withheld: Tally = field(default_factory=Tally)
    """What could not be shown, by the code of why."""

    def count(self, tier: Tier, size: int) -> None:
        """One picture more."""
        self.frames.add(tier)
        self.size_bytes.add(tier, by=size)


@dataclass(slots=True)
class LoopLag:
    """How much later than asked for the event loop comes back: what everybody in every room waits."""

    spread: Spread = field(default_factory=lambda: Spread(LATE))
    _task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Look twice a second from now on."""
        self._task = asyncio.create_task(self._look(), name="loop lag")

    async def stop(self) -> None:
        """No more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})

    async def _look(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            due_s = loop.time() + EVERY_S
            await asyncio.sleep(EVERY_S)
            self.spread.add(max(0.0, loop.time() - due_s))
