"""P20: memory of one connected viewer who does nothing: socket, outbox with its writer, feed with its loop."""

import asyncio
import gc

from bench.measure import Judged, Result
from bench.served import served
from bench.stalled import resident_mb
from server.live.feed import Feed
from server.live.screen import Screen
from server.live.showing import Showing
from server.sessions.strain import Strain
from server.terms.view import StackBounds

NAMES = ("P20",)
VIEWERS = 300
ROUNDS = 3


class _Nothing:
    """A session that shows nothing."""

    epoch = 0

    def now_ms(self) -> int:
        return 0

    def may_show(self, *_: object) -> bool:
        return False

    def strain(self, _: object) -> Strain:
        return Strain.NONE

    async def authorize(self, *_: object) -> None:
        raise NotImplementedError

    async def render(self, *_: object) -> object:
        raise NotImplementedError

    def log_failed(self, *, failed: bool) -> None:
        raise NotImplementedError


async def measure(_names: list[str]) -> list[Result]:
    """Connections on top of connections, so that what the first ones warmed up is not counted."""
    grown = [await _run() for _ in range(ROUNDS + 1)][1:]
    return [
        Judged("P20", "KB", 150, 50, less=True).told(
            grown,
            viewers=VIEWERS,
            ours="each with outbox, writer, feed and loop",
            verified="every viewer got a frame afterwards, byte for byte",
        )
    ]


async def _run() -> float:
    gc.collect()
    before = resident_mb()
    async with served("ours", VIEWERS, 1) as running:
        bounds = (StackBounds(128, 512, 512, color=False),)
        nothing: Showing = _Nothing()  # type: ignore[assignment]  # nobody ever asks it for a picture
        screens = [Screen(screen, Feed(bounds), nothing) for screen in running.hall.screens]
        loops = [asyncio.create_task(screen.run()) for screen in screens]
        await asyncio.sleep(1)
        gc.collect()
        each_kb = (resident_mb() - before) * 1024 / VIEWERS
        for loop in loops:
            loop.cancel()
        await running.show()
        told = await running.told()
    assert (told["frames"], told["wrong"]) == (VIEWERS, 0)
    return each_kb
