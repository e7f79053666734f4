"""How much this process has to do, measured twice a second, and what it says to whoever comes while that is too much."""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Final

import structlog

from server.sessions.arrivals import FIRST_A_SECOND, Arrivals, arrive, later_ms, paced
from server.sessions.strain import Load, Reading, Strain, weigh
from server.terms.errors import Unavailable
from server.terms.figures import Tally

SLEEP_S: Final = 0.1
SLEEPS: Final = 5
"""Their median counts: a single hiccup is none of anybody's business."""
_log = structlog.get_logger()


@dataclass(slots=True)
class Burden:
    """One for a process. Whoever shows pictures reads `strain`; only `weighed` changes it."""

    render_wait_s: Callable[[], float]
    now_ms: Callable[[], int] = lambda: time.monotonic_ns() // 1_000_000
    chance: Callable[[], float] = random.random
    steps: Tally = field(default_factory=Tally)
    """How often each step was taken, by its word (`none` for the last one back)."""
    postponed: Tally = field(default_factory=Tally)
    """Who was asked to come again, by why."""
    _load: Load = field(default_factory=Load)
    _arrivals: Arrivals = field(default_factory=Arrivals)
    _a_second: float = FIRST_A_SECOND
    """How many may come in."""
    _has_turned_away: bool = False
    """Since the reading before."""
    _measuring: asyncio.Task[None] | None = None

    @property
    def strain(self) -> Strain:
        """What is given up at present."""
        return self._load.strain

    def start(self) -> None:
        """Measure from now on."""
        self._measuring = asyncio.create_task(self._measure(), name="load")

    async def stop(self) -> None:
        """No more."""
        if self._measuring is not None:
            self._measuring.cancel()
            await asyncio.wait({self._measuring})

    def weighed(self, reading: Reading, now_ms: int) -> None:
        """Take one reading in."""
        self._a_second = paced(self._a_second, reading, has_turned_away=self._has_turned_away)
        self._has_turned_away = False
        before, self._load = self.strain, weigh(self._load, reading, now_ms)
        if self.strain is not before:
            self.steps.add(self.strain.word or "none")
            _log.warning(
                "strain",
                step=self.strain.word or "none",
                late_ms=round(reading.late_ms),
                render_wait_ms=round(reading.render_wait_ms),
                busy=round(reading.busy, 2),
            )

    def host_arrives(self) -> None:
        """Whoever presents never waits, and counts."""
        self._arrive()

    def guest_arrives(self, *, is_new: bool) -> None:
        """Let a guest come in now.

        Raises
        ------
        Unavailable
            `crowded` {retry_ms} for one who was never in the talk, while the process is full [SES-273]; `arriving`
            {retry_ms} while more come at once than can be welcomed [SES-275].
        """
        if is_new and self.strain is Strain.FULL:
            self.postponed.add("crowded")
            raise Unavailable("crowded", retry_ms=later_ms(self.chance()))
        retry_ms = self._arrive()
        if retry_ms:
            self.postponed.add("arriving")
            raise Unavailable("arriving", retry_ms=retry_ms)

    def _arrive(self) -> int:
        self._arrivals, retry_ms = arrive(self._arrivals, self.now_ms(), a_second=self._a_second, chance=self.chance())
        self._has_turned_away |= retry_ms > 0
        return retry_ms

    async def _measure(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            start_s, worked_s, late_s = loop.time(), time.thread_time(), []
            for _ in range(SLEEPS):
                due_s = loop.time() + SLEEP_S
                await asyncio.sleep(SLEEP_S)
                late_s.append(max(0.0, loop.time() - due_s))
            busy = (time.thread_time() - worked_s) / max(1e-6, loop.time() - start_s)
            self.weighed(Reading(median(late_s) * 1000, self.render_wait_s() * 1000, busy), self.now_ms())
