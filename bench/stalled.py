"""P13, P14: one of five viewers stops reading while 60 frames of 60 KB a second go out for ten seconds."""

import asyncio
import gc
import statistics
import time
from pathlib import Path

from bench.measure import Judged, Result
from bench.served import SIZE, Served, served, stamped
from server.transport.room.screen import RemoteScreen

NAMES = ("P13", "P14")
VIEWERS = 5
RATE = 60
SECONDS = 10
PAIRS = 3
LEAST_SHARE = 0.5
"""Of all frames, the others must have got: on a busy machine newest-wins skips some."""
KIB_PER_PAGE = 4
PUSHED_MB = RATE * SECONDS * SIZE / 1e6
"""To each viewer that reads."""


async def measure(names: list[str]) -> list[Result]:
    """Runs with and without a stalled viewer take turns; both measures come from the same runs."""
    pairs = [(await _run(stalled=1), await _run(stalled=0)) for _ in range(PAIRS)]
    results = []
    if "P13" in names:
        results.append(
            Judged("P13", "MB", 4, 1, less=True).told(
                [with_one[0] for with_one, _ in pairs],
                ours_mb=statistics.median(one[0] for one, _ in pairs),
                none_stalled_mb=statistics.median(none[0] for _, none in pairs),
                pushed_mb=PUSHED_MB,
                verified=f"the other viewers got ≥ {LEAST_SHARE:.0%} of the frames, byte for byte",
            )
        )
    if "P14" in names:
        results.append(
            Judged("P14", "×", 1.5, 1.1, less=True).told(
                [with_one[1] / none[1] for with_one, none in pairs],
                ours_p95_ms=statistics.median(one[1] for one, _ in pairs),
                theirs_p95_ms=statistics.median(none[1] for _, none in pairs),
                theirs="the others' p95 when nobody stalls",
                verified=f"the other viewers got ≥ {LEAST_SHARE:.0%} of the frames, byte for byte",
            )
        )
    return results


async def _run(*, stalled: int) -> tuple[float, float]:
    """(growth of resident memory in MB, the others' p95 in ms)."""
    pushed, reading = RATE * SECONDS, VIEWERS - stalled
    async with served("ours", VIEWERS, pushed + 1, stalled=stalled) as running:
        newest = _Newest()
        feeds = [asyncio.create_task(_feed(running, screen, newest)) for screen in running.hall.screens]
        gc.collect()
        before = resident_mb()
        for _ in range(pushed):
            next_s = time.monotonic() + 1 / RATE
            newest.put(stamped())
            await asyncio.sleep(max(0.0, next_s - time.monotonic()))
        grown = resident_mb() - before
        for feed in feeds:
            feed.cancel()
        told = await running.told(now=True)
    assert told["wrong"] == 0
    assert told["frames"] >= LEAST_SHARE * pushed * reading, f"only {told['frames']} of {pushed * reading} frames came"
    return grown, statistics.quantiles(told["late_ms"], n=20)[-1]


class _Newest:
    """One place for the newest frame; who comes late finds only that."""

    def __init__(self) -> None:
        self.frame = b""
        self.number = 0
        self._changed = asyncio.Event()

    def put(self, frame: bytes) -> None:
        self.frame, self.number = frame, self.number + 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def after(self, number: int) -> tuple[int, bytes]:
        while self.number == number:
            await self._changed.wait()
        return self.number, self.frame


async def _feed(running: Served, screen: RemoteScreen, newest: _Newest) -> None:
    """As a feed does: the newest frame, and the next one only once the socket took it (without waiting for receipts)."""
    number = 0
    while True:
        number, frame = await newest.after(number)
        await screen.show(running.shown(frame))


def resident_mb() -> float:
    """Resident memory of the server's process."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * KIB_PER_PAGE / 1024
