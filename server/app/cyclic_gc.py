"""When Python looks for garbage in cycles: young objects as ever, everything there is only when that costs little.

The collector's full pass goes through every object of the process with everything else standing still: 0.7 s with two
thousand people in rooms, 1.7 s with five thousand, and by itself it comes whenever a quarter more has grown. Here it comes
when it has been paid for: a pass may take two thousandths of the time since the one before, so that a small clinic is gone
through every few seconds and a large one every quarter of an hour.

No promise about pictures rests on it. What a lock destroys is in no cycle: the proofs that search memory hold with the
collector off (`tests/lock`).
"""

import asyncio
import gc
import time
from dataclasses import dataclass, field
from typing import Final, Self

SHARE: Final = 0.002
"""Of the time."""
LEAST_S: Final = 10.0
"""Between two passes, however cheap they are."""
YOUNG: Final = 5_000
"""New objects until the youngest are looked at."""
MIDDLE: Final = 20
NEVER: Final = 1_000_000_000


@dataclass(slots=True)
class CyclicGc:
    """The collector of this process, from the start of the house to its stop."""

    last_s: float = 0.0
    """How long the last full pass took."""
    _before: tuple[int, int, int] = field(default_factory=gc.get_threshold)
    _passing: asyncio.Task[None] | None = None

    @classmethod
    def started(cls) -> Self:
        """Everything is put together and stays: it is looked at once and never again."""
        made = cls()
        made._collect()
        gc.freeze()
        gc.set_threshold(YOUNG, MIDDLE, NEVER)
        made._passing = asyncio.create_task(made._pass(), name="cyclic gc")
        return made

    async def stop(self) -> None:
        """The collector is as it was."""
        if self._passing is None:
            return
        self._passing.cancel()
        await asyncio.wait({self._passing})
        gc.set_threshold(*self._before)
        gc.unfreeze()

    async def _pass(self) -> None:
        while True:
            await asyncio.sleep(rest_s(self.last_s))
            self._collect()

    def _collect(self) -> None:
        start_s = time.perf_counter()
        gc.collect()
        self.last_s = time.perf_counter() - start_s


def rest_s(took_s: float) -> float:
    """How long until the next full pass, after one that took so long."""
    return max(LEAST_S, took_s / SHARE)
