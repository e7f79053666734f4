"""P11, P12, P15, P19: a presenter steers and a follower sees, both raw clients of a real server process on loopback."""

import asyncio
import math
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Final

import numpy as np

from bench.measure import Judged, Result
from server.cli.visitor import Frame, Json, Seat
from tests.desk.dicom_files import ROOT, slice_file
from tests.journeys.clinic import Clinic, Consult
from tests.journeys.relay import RelayedBrowser, relay
from tests.journeys.server_process import running

CASES: Final = {
    "P11.state": Judged("P11.state", "ms", 5, 2, less=True),
    "P11.cached": Judged("P11.cached", "ms", 6, 3, less=True),
    "P11.warm": Judged("P11.warm", "ms", 12, 6, less=True),
    "P11.cold": Judged("P11.cold", "ms", 15, 8, less=True),
    "P12.cached": Judged("P12.cached", "ms", 6, 3, less=True),
    "P12.warm": Judged("P12.warm", "ms", 20, 8, less=True),
    "P12.cold": Judged("P12.cold", "ms", 40, 12, less=True),
    "P15": Judged("P15", "frame times", 3, 1, less=True),
    "P19.ct": Judged("P19.ct", "ms", 600, 420, less=True),
    "P19.cr": Judged("P19.cr", "ms", 800, 460, less=True),
}
NAMES = tuple(CASES)
CT, CR = (62, 512), (17, 2048)
"""Pictures of a series, and their side."""
VIEWPORT = 1000
"""CSS pixels of the follower's picture: a radiograph of 2048² goes out as 1024²."""
COLD_FROM, PAUSE_S = 2, 0.05
SLOW_BYTES_PER_S, SLOW_DELAY_S = 125_000.0, 0.02
STALLED_S, STEP_S, RESUMED = 1.0, 0.15, 5
VERIFIED = "the follower opened every frame with its key; position and window are those asked for"


class Talk:
    """A host who steers and one who follows."""

    def __init__(self, consult: Consult, follower: Seat) -> None:
        self.consult, self.follower = consult, follower
        self.cseq = 1000
        self.set_s: dict[tuple[int, int], float] = {}
        """When each (position, window width) was steered to."""
        self.woken_late_ms: list[float] = []
        """How much later than it asked for this process went on: how busy the machine is."""

    async def rest(self) -> None:
        """A moment between two steps."""
        until_s = time.monotonic() + PAUSE_S
        await asyncio.sleep(PAUSE_S)
        self.woken_late_ms.append((time.monotonic() - until_s) * 1000)

    async def steer(self, pos: int, width: int) -> float:
        """Look at a position through a window; when that was said, in seconds."""
        self.cseq += 1
        start_s = self.set_s[(pos, width)] = time.monotonic()
        await self.consult.look(pos, voi={"center": 40, "width": width}, cseq=self.cseq)
        return start_s

    async def shown(self, pos: int, width: int, tier: str = "") -> Frame:
        """The follower's frame of that picture."""

        def found() -> Frame | None:
            frames = reversed(self.follower.frames)
            return next((each for each in frames if _is(each.meta, pos, width) and tier in each.meta["tier"]), None)

        await self.follower.until(found, f"{pos} through {width}")
        frame = found()
        assert frame is not None
        return frame

    async def told(self, pos: int, width: int) -> None:
        """The follower's view is that one."""

        def is_told() -> bool:
            port = self.follower.told("view")[-1]["view"]["viewports"][0]
            return bool(port["pos"] == pos and port["voi"]["width"] == width)

        await self.follower.until(is_told, "the view")


def _is(meta: Json, pos: int, width: int) -> bool:
    return bool(meta["pos"] == pos and meta["voi"] is not None and meta["voi"]["width"] == width)


async def measure(names: list[str]) -> list[Result]:
    """One server; a consult for each size of picture."""
    results = []
    with tempfile.TemporaryDirectory() as folder:
        clinic = Clinic.in_folder(Path(folder))
        with running(clinic.server):
            for side, kinds in ((CT, ("P11", "P19.ct")), (CR, ("P12", "P19.cr"))):
                asked = [name for name in names if name.startswith(kinds)]
                if asked:
                    async with _talk(clinic, *side) as talk:
                        results += [await _measured(talk, name, *side) for name in asked]
            if "P15" in names:
                results.append(await _after_a_stall(clinic))
    return results


async def _measured(talk: Talk, name: str, count: int, side: int) -> Result:
    ways: dict[str, Callable[[Talk, int], Awaitable[list[float]]]] = {
        "state": _state, "cached": _cached, "warm": _warm, "cold": _cold, "ct": _sharp, "cr": _sharp,
    }  # fmt: skip
    late_ms = await ways[name.split(".")[1]](talk, count)
    return CASES[name].told(
        [_p95(late_ms)],
        p50_ms=median(late_ms),
        woken_late_p95_ms=_p95(talk.woken_late_ms),
        pictures=len(late_ms),
        ours=f"{side}², from the presenter's word to the follower's opened frame, both clients in one process",
        verified=VERIFIED,
    )


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]


@asynccontextmanager
async def _talk(clinic: Clinic, count: int, side: int) -> AsyncIterator[Talk]:
    await _bring(clinic, count, side)
    async with clinic.consult(guests=("patient", "specialist"), noisy=(count, side)) as consult:
        await consult.open()
        assert (await consult.host.say("consent:basis", {"basis": "documented", "words": {"reference": "bench"}}))["ok"]
        follower = await consult.admitted(1)
        for seat in (consult.host, follower):
            assert (await seat.say("client:report", {"w": VIEWPORT, "h": VIEWPORT}))["ok"]
        await follower.until(lambda: follower.frames, "a picture")
        yield Talk(consult, follower)


async def _bring(clinic: Clinic, count: int, side: int) -> None:
    """A series that looks like a picture: soft shapes under noise."""
    key = ("lee", (count,), side)
    if key in clinic.series:
        return
    rows, columns = np.mgrid[0:side, 0:side] / side
    noise = np.random.default_rng(6).normal(0, 15, (side, side))
    hu = (300 * np.sin(9 * rows) * np.cos(7 * columns) - 200 + noise).astype("<i2")
    study = f"{ROOT}.{900 + side}"
    async with clinic.browser("lee") as browser:
        files = [
            slice_file(
                number,
                StudyInstanceUID=study,
                SeriesInstanceUID=f"{study}.1",
                SOPInstanceUID=f"{study}.1.{number}",
                Rows=side,
                Columns=side,
                PixelData=np.roll(hu, 7 * number, axis=1).tobytes(),
            )
            for number in range(1, count + 1)
        ]
        reports = await clinic.bring(browser, files)
    clinic.series[key] = list(dict.fromkeys(report["series_id"] for report in reports))


async def _cold(talk: Talk, count: int) -> list[float]:
    """Pictures nobody decoded yet: the window changes with each step, and so nothing is sent ahead."""
    late_ms = []
    for pos in range(COLD_FROM, count):
        width = 400 + pos % 2
        start_s = await talk.steer(pos, width)
        late_ms.append(((await talk.shown(pos, width)).at_s - start_s) * 1000)
        await talk.rest()
    return late_ms


async def _warm(talk: Talk, _count: int) -> list[float]:
    """A new window on a decoded picture."""
    await talk.steer(1, 399)
    await talk.shown(1, 399)
    late_ms = []
    for width in range(500, 560):
        start_s = await talk.steer(1, width)
        late_ms.append(((await talk.shown(1, width)).at_s - start_s) * 1000)
        await talk.rest()
    return late_ms


async def _cached(talk: Talk, _count: int) -> list[float]:
    """A picture that is sealed on the server, and that the follower does not have any more."""
    for width in (600, 601):
        await talk.steer(1, width)
        await talk.shown(1, width)
    late_ms = []
    for step in range(60):
        width = 600 + step % 2
        talk.follower.frames.clear()
        start_s = await talk.steer(1, width)
        late_ms.append(((await talk.shown(1, width)).at_s - start_s) * 1000)
        await talk.rest()
    return late_ms


async def _state(talk: Talk, count: int) -> list[float]:
    """Positions the follower has: all it needs is the word."""
    middle, width = count // 2, 700
    await talk.steer(middle, width)
    needed = set(range(middle - 8, middle + 9))

    def has() -> set[int]:
        return {each.meta["pos"] for each in talk.follower.frames if _is(each.meta, each.meta["pos"], width)}

    await talk.follower.until(lambda: needed <= has(), "the neighbors")
    late_ms = []
    for step in range(60):
        pos = middle - 8 + step % 17
        start_s = await talk.steer(pos, width)
        await talk.told(pos, width)
        late_ms.append((time.monotonic() - start_s) * 1000)
        await talk.rest()
    return late_ms


async def _sharp(talk: Talk, _count: int) -> list[float]:
    """From the last change to the lossless picture."""
    late_ms = []
    for width in range(800, 809):
        start_s = await talk.steer(1, width)
        late_ms.append(((await talk.shown(1, width, "lossless")).at_s - start_s) * 1000)
        await talk.rest()
    return late_ms


async def _after_a_stall(clinic: Clinic) -> Result:
    """A follower at 1 Mbit/s stops for a second while the presenter goes on, then reads again."""
    await _bring(clinic, *CT)
    ages, settled_ms, sizes = [], [], []
    async with (
        relay(clinic.port, bytes_per_s=SLOW_BYTES_PER_S, delay_s=SLOW_DELAY_S) as line,
        clinic.consult(guests=("patient", "specialist"), noisy=CT) as consult,
    ):
        await consult.open()
        assert (await consult.host.say("consent:basis", {"basis": "documented", "words": {"reference": "bench"}}))["ok"]
        follower = await consult.admitted(1, RelayedBrowser(clinic.server.address, line))
        await follower.until(lambda: follower.frames, "a picture")
        talk = Talk(consult, follower)
        for stall in range(RESUMED):
            stalled_s = resumed_s = 0.0
            for step in range(40):
                if step == 8:
                    line.down.stall()
                    stalled_s = time.monotonic()
                if step == 8 + math.ceil(STALLED_S / STEP_S):
                    line.down.go_on()
                    resumed_s = time.monotonic()
                await talk.steer(step + stall, 900 + 50 * stall + step % 2)
                await asyncio.sleep(STEP_S)
            fresh = _first_fresh(talk, stalled_s, resumed_s)
            frame_s = len(fresh.image) / SLOW_BYTES_PER_S
            set_s = talk.set_s[(fresh.meta["pos"], int(fresh.meta["voi"]["width"]))]
            # what waited for the line to come back was as old as the stall, whoever chose it
            ages.append(max(0.0, fresh.at_s - max(set_s, resumed_s) - 2 * SLOW_DELAY_S) / frame_s)
            settled_ms.append((fresh.at_s - resumed_s) * 1000)
            sizes.append(len(fresh.image))
    return CASES["P15"].told(
        ages,
        settled_ms=median(settled_ms),
        frame_bytes=median(sizes),
        stalled_ms=STALLED_S * 1000,
        ours="age of the first frame chosen after the line was back, less the round trip, in transfer times of it",
        verified=VERIFIED,
    )


def _first_fresh(talk: Talk, stalled_s: float, resumed_s: float) -> Frame:
    """The first frame after the line was back of a view that came after it stopped: not one that was under way."""
    for frame in talk.follower.frames:
        set_s = talk.set_s.get((frame.meta["pos"], int((frame.meta["voi"] or {"width": 0})["width"])), 0.0)
        if frame.at_s > resumed_s and set_s > stalled_s + STEP_S:
            return frame
    raise AssertionError("nothing fresh came")
