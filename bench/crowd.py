"""C1 and `room.*`: one presenter steers, ten or a hundred raw clients follow in one room of a real server process.

`room.n100` and `room.memory` last a minute; `python -m bench ONLY=room LONG` (or `LONG=1 make bench ONLY=room`) ten.
"""

import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Final

from bench import coded
from bench.measure import Judged, Result
from server.cli.visitor import ROOM, Browser, Json, Seat
from tests.journeys.clinic import Clinic, Consult
from tests.journeys.server_process import running

CASES: Final = {
    "C1": Judged("C1", "ms", 150, 60, less=True),
    "room.n100": Judged("room.n100", "ms", 150, 50, less=True),
    "room.memory": Judged("room.memory", "MB", 4, 1, less=True),
}
NAMES = tuple(CASES)
FEW, MANY = 10, 100
MINUTE_S = 60.0
LONG_MINUTES: Final = 10
STEP_S: Final = 0.1
"""A hand that goes on moving: ten views a second."""
STEPS_OF_FEW: Final = 150
MIDDLE, AROUND = 60, 20
SAMPLED_EVERY_S: Final = 1.0
ADMITTED_EVERY_S: Final = 0.5
"""A host lets in no more than two people a second."""
LEAST_SHARE: Final = 0.5
PARTS: Final = 4
"""Memory at the end is that of the last of so many parts, against the first one."""
WARM_S: Final = 15.0


class Follower(Seat):
    """A raw client that opens nothing: it answers as fast as it can and notes when which view and picture came."""

    def __init__(self, browser: Browser) -> None:
        super().__init__(browser)
        self.told_s: dict[float, float] = {}
        """When the view came whose area has this right edge: every step has its own."""
        self.came_s: dict[tuple[int, float], float] = {}
        """When the first picture of this position through this window came."""

    async def _text(self, text: str) -> None:
        # the two that come thousands of times are not kept
        if text.startswith(f'42{ROOM},["view"'):
            viewport = json.loads(text.split(",", 1)[1])[1]["view"]["viewports"][0]
            if viewport["area"]:
                self.told_s.setdefault(viewport["area"][2], time.monotonic())
        elif text.startswith(f'42{ROOM},["presence"'):
            body = json.loads(text.split(",", 1)[1])[1]
            await self._write(f'42{ROOM},["ack",{json.dumps({"n": 0, "m": body["m"]})}]')
        else:
            await super()._text(text)

    async def _frame(self, meta: Json, _sealed: bytes) -> None:
        self.came_s.setdefault((meta["pos"], (meta["voi"] or {"width": 0})["width"]), time.monotonic())
        shown = [[meta["fid"], int(time.time() * 1000)]]
        await self._write(f'42{ROOM},["ack",{json.dumps({"n": meta["n"], "m": 0, "shown": shown})}]')


@dataclass(slots=True)
class Hand:
    """The presenter's: every view has an area of its own, by which followers tell them apart."""

    host: Seat
    token_epoch: int
    step: int = 0
    said_s: dict[float, float] = field(default_factory=dict)

    async def show(self, pos: int, **how: Any) -> float:
        """Say a view without waiting for others; gives its mark."""
        self.step += 1
        mark = coded.SIDE - self.step / 1024
        area = [self.step / 1024, 0, mark, coded.SIDE]
        viewport = {"id": "a", "stack": 0, "pos": pos, "voi": None, "area": area, **how}
        body = {
            "cseq": 1000 + self.step,
            "token_epoch": self.token_epoch,
            "layout": [1, 1],
            "active": "a",
            "viewports": [viewport],
        }
        self.said_s[mark] = time.monotonic()
        answer = await self.host.say("view:set", body)
        assert answer["ok"], answer
        return mark


async def measure(names: list[str]) -> list[Result]:
    """One server; a room with few, then one with many."""
    results = []
    with tempfile.TemporaryDirectory() as folder:
        clinic = Clinic.in_folder(Path(folder))
        clinic.server.module = "bench.crowded"
        with running(clinic.server):
            asked = await coded.bring(clinic)
            if "C1" in names:
                async with _room(clinic, asked, FEW) as (hand, followers):
                    results.append(await _reach(hand, followers))
            many = [name for name in names if name.startswith("room.")]
            if many:
                async with _room(clinic, asked, MANY) as (hand, followers):
                    results += await _crowd(clinic, hand, followers, many)
    return results


@asynccontextmanager
async def _room(clinic: Clinic, asked: tuple[int, int], count: int) -> AsyncIterator[tuple[Hand, list[Follower]]]:
    """All of them specialists, who have every picture around the middle."""
    guests = ("patient", *("specialist" for _ in range(count)))
    async with clinic.consult(guests=guests, noisy=asked) as consult:
        await consult.open(pos=MIDDLE)
        assert (await consult.host.say("consent:basis", {"basis": "documented", "words": {"reference": "bench"}}))["ok"]
        followers = [await _follower(clinic, consult, number) for number in range(1, count + 1)]
        token = (consult.host.told("control") or consult.host.told("room:welcome"))[-1]["token"]
        needed = {(pos, 0) for pos in range(MIDDLE - AROUND, MIDDLE + AROUND + 1)}
        for each in followers:
            await each.until(lambda each=each: needed <= each.came_s.keys(), "the neighbors", 60)  # type: ignore[misc]
        yield Hand(consult.host, token["token_epoch"]), followers


async def _follower(clinic: Clinic, consult: Consult, number: int) -> Follower:
    clinic.forgive()
    seat = await consult.proven(number, Browser(clinic.server.address))
    follower = consult.seats[-1] = Follower(seat.browser)
    await follower.enter(await follower.browser.must("POST", "/api/join/ticket", {}))
    await asyncio.sleep(ADMITTED_EVERY_S)
    await consult.admit(follower)
    return follower


async def _reach(hand: Hand, followers: list[Follower]) -> Result:
    """Scroll, zoom, pan, window, rotate, invert in turn: until everybody has the word and the picture it asks for."""
    late_ms: dict[str, list[float]] = {}
    woken_late_ms: list[float] = []
    pos, width = MIDDLE, 0.0
    for step in range(STEPS_OF_FEW):
        kind = ("scroll", "window", "scroll", "rotate", "scroll", "invert")[step % 6]
        if kind == "scroll":
            pos = MIDDLE - AROUND + (pos - MIDDLE + AROUND + 1) % (2 * AROUND)
        if kind == "window":
            width = 400.0 + step
        voi = {"center": 40, "width": width} if width else None
        mark = await hand.show(pos, voi=voi, rot=90 * (step % 4 > 1), invert=step % 6 > 3)
        until_s = time.monotonic() + 2 * STEP_S
        await asyncio.sleep(2 * STEP_S)
        woken_late_ms.append((time.monotonic() - until_s) * 1000)
        for each in followers:
            await each.until(lambda each=each: mark in each.told_s and (pos, width) in each.came_s, "the picture")  # type: ignore[misc]  # bound now  # noqa: B023
            there_s = max(each.told_s[mark], each.came_s[pos, width])
            late_ms.setdefault(kind, []).append((there_s - hand.said_s[mark]) * 1000)
    everything = [each for kind in late_ms.values() for each in kind]
    return CASES["C1"].told(
        [_p95(everything)],
        p50_ms=median(everything),
        **{f"{kind}_p95_ms": _p95(each) for kind, each in late_ms.items()},
        woken_late_p95_ms=_p95(woken_late_ms),
        viewers=len(followers),
        ours="from the presenter's word to word and picture at a viewer, all clients in one process",
        verified="every viewer got every view; areas, which zoom and pan are, differ with each",
    )


async def _crowd(clinic: Clinic, hand: Hand, followers: list[Follower], names: list[str]) -> list[Result]:
    """Ten views a second over pictures that all have; the server's memory once a second."""
    minutes = LONG_MINUTES if "LONG" in sys.argv or os.environ.get("LONG") else 1
    await _scroll(hand, WARM_S)
    first, before_cpu_s, begun_s = hand.step, _cpu_s(clinic.pid), time.monotonic()
    memory: list[float] = []
    sampling = asyncio.create_task(_sample(clinic, memory))
    woken_late_ms = await _scroll(hand, minutes * MINUTE_S)
    sampling.cancel()
    cpu = (_cpu_s(clinic.pid) - before_cpu_s) / (time.monotonic() - begun_s)
    await asyncio.sleep(1)
    said = list(hand.said_s.items())[first:]
    # newest wins: of views that came while a socket was busy only the last one is told
    late_ms = [(each.told_s[mark] - at_s) * 1000 for mark, at_s in said for each in followers if mark in each.told_s]
    share = len(late_ms) / (len(said) * len(followers))
    assert share > LEAST_SHARE, f"only {share:.0%} of the views came"
    assert all(said[-1][0] in each.told_s for each in followers), "somebody has not got the last view"
    part = len(memory) // PARTS
    grown_mb = median(memory[-part:]) - median(memory[:part])
    told = {
        "room.n100": CASES["room.n100"].told(
            [_p95(late_ms)],
            p50_ms=median(late_ms),
            p99_ms=quantiles(late_ms, n=100)[-1],
            worst_ms=max(late_ms),
            woken_late_p95_ms=_p95(woken_late_ms),
            came_percent=share * 100,
            server_cpu_percent=cpu * 100,
            viewers=len(followers),
            minutes=minutes,
            ours="from the presenter's word to the view at a viewer, all clients in one process",
            verified="the last view is with everybody; every view told apart by its area",
        ),
        "room.memory": CASES["room.memory"].told(
            [grown_mb],
            first_mb=median(memory[:part]),
            last_mb=median(memory[-part:]),
            most_mb=max(memory),
            viewers=len(followers),
            minutes=minutes,
            ours="resident memory of the server, last quarter of the run against the first",
            verified="as room.n100, of the same run",
        ),
    }
    return [told[name] for name in names]


async def _scroll(hand: Hand, seconds: float) -> list[float]:
    """To and fro at the hand's own beat; gives how much later than it wanted this process went on, ms."""
    late_ms: list[float] = []
    due_s = time.monotonic()
    end_s, pos, by = due_s + seconds, MIDDLE, 1
    asked: set[asyncio.Task[float]] = set()
    while due_s < end_s:
        by = -by if abs(pos + by - MIDDLE) > AROUND else by
        pos += by
        asking = asyncio.create_task(hand.show(pos))
        asked.add(asking)
        asking.add_done_callback(asked.discard)
        due_s += STEP_S
        await asyncio.sleep(max(0.0, due_s - time.monotonic()))
        late_ms.append(max(0.0, time.monotonic() - due_s) * 1000)
    await asyncio.gather(*asked)
    return late_ms


async def _sample(clinic: Clinic, memory: list[float]) -> None:
    while True:
        memory.append(clinic.rss_kb() / 1024)
        await asyncio.sleep(SAMPLED_EVERY_S)


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]
