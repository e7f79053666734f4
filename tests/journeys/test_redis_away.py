"""A Redis that is killed and comes back empty, or stands still, under a consult that is owned over it."""

import asyncio
import re
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import pytest

from server.cli.visitor import UnexpectedError
from tests.journeys.clinic import Clinic, Consult
from tests.redis_servers import RedisServer, one_server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]
FROZEN_S = 15.0
"""R4: blurred by then."""
BACK_S = 30.0


@dataclass
class Far:
    """A clinic and the Redis beside it."""

    clinic: Clinic
    redis: RedisServer

    def lose_everything(self, seconds: float) -> None:
        """Killed, and after a while started anew with nothing."""
        self.redis.kill()
        time.sleep(seconds)
        self.redis.start_empty()

    def stand_still(self, seconds: float) -> None:
        """Stopped, and after a while let go on."""
        self.redis.signal(signal.SIGSTOP)
        time.sleep(seconds)
        self.redis.signal(signal.SIGCONT)


@pytest.fixture
async def far(tmp_path: Path) -> AsyncIterator[Far]:
    """Both running."""
    with one_server(tmp_path / "redis") as redis:
        clinic = Clinic.in_folder(tmp_path / "clinic", SHARED__URL=redis.url, METRICS__NETWORKS="127.0.0.0/8")
        try:
            await asyncio.to_thread(clinic.server.start)
            yield Far(clinic, redis)
        finally:
            await asyncio.to_thread(clinic.server.kill)


@pytest.mark.parametrize(
    ("away", "seconds"),
    [
        (Far.lose_everything, 1.0),
        pytest.param(Far.stand_still, 30.0, marks=pytest.mark.hunt),
    ],
    ids=["killed and empty", "still for 30 s"],
)
async def test_a_consult_outlives_its_redis(
    far: Far, away: Callable[[Far, float], None], seconds: float, record_property: Any
) -> None:
    """R3, R4, JU6, [SES-253]: talk goes on, pictures come back by themselves, under a new epoch."""
    async with far.clinic.consult(minutes=60) as consult:
        host = await consult.open()
        guest = await consult.seeing()
        epoch, until_ms = max(host._keys), host.state["until_ms"]
        late = await _late(consult)
        steering = asyncio.create_task(_steer(consult))
        going = asyncio.create_task(asyncio.to_thread(away, far, seconds))
        gone = time.monotonic()
        assert (await guest.chat("Are you there?"))["ok"]
        while not going.done():
            assert (await host.chat("Yes."))["ok"]
            await asyncio.sleep(0.5)
        await going
        back = time.monotonic()
        await host.until(lambda: max(host._keys, default=0) > epoch, "a new epoch", BACK_S)
        await guest.until(lambda: guest.frames[-1].at_s > back + 0.1, "a picture after it", BACK_S)
        await guest.until(lambda: guest.frames[-1].meta["epoch"] > epoch, "of the newest epoch", BACK_S)
        again_s = time.monotonic() - back
        steering.cancel()
        await asyncio.wait({steering})
        shown = [frame.at_s for frame in guest.frames if frame.at_s > gone - 1]
        pause_s = max(later - sooner for sooner, later in pairwise(shown))
        froze = [at for at in shown if gone < at < back]
        assert not froze or max(froze) - gone < FROZEN_S
        assert (host.state["phase"], host.state["until_ms"]) == ("live", until_ms)
        assert not guest.is_dark
        late = await _late(consult) - late
    record_property("pictures paused (s)", f"{pause_s:.1f}")
    print(  # noqa: T201
        f"{away.__name__} {seconds:g} s: pictures paused {pause_s:.1f} s, were back {again_s:.1f} s after it;"
        f" the loop was later than 200 ms {late:g} times"
    )


async def _late(consult: Consult) -> float:
    """How often the server's loop came back later than it may."""
    async with consult.browser.session.get(f"{consult.browser.address}/metrics") as answer:
        figures = await answer.text()
    name = "lightbox_event_loop_lag_seconds"
    soon = re.search(rf'^{name}_bucket{{le="0.2"}} (\S+)$', figures, re.MULTILINE)
    every = re.search(rf"^{name}_count (\S+)$", figures, re.MULTILINE)
    assert soon is not None
    assert every is not None
    return float(every[1]) - float(soon[1])


async def _steer(consult: Consult) -> None:
    """The host moves the window on and on; while nobody knows whose the room is, that is refused."""
    for number in count(1):
        with suppress(AssertionError, UnexpectedError, TimeoutError):
            await consult.look(number % 6, cseq=10 + number, voi={"center": 40.0 + number, "width": 900.0})
        await asyncio.sleep(0.2)
