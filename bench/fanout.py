"""P7, P8, P9, P10: one 60 KB frame to many viewers through our door, a plain aiohttp loop, and stock `sio.emit`."""

import asyncio
import statistics
import time
from dataclasses import dataclass

from bench.measure import Judged, Result
from bench.served import Way, served

NAMES = ("P7", "P8.raw", "P8.emit", "P9", "P10.n20", "P10.n100")
PAIRS = 5
FRAMES = 40
PACED_FRAMES = 40
VERIFIED = "every frame counted and compared byte for byte by the viewers"
THEIRS: dict[Way, str] = {"raw": "a plain aiohttp loop", "emit": "stock sio.emit"}
WAYS: dict[str, tuple[Way, ...]] = {"P7": ("ours", "raw"), "P8.raw": ("ours", "raw"), "P8.emit": ("ours", "emit")}


@dataclass(frozen=True, slots=True)
class Run:
    """One saturated run."""

    per_second: float
    cpu_us: float
    """Server CPU per delivered frame."""


async def measure(names: list[str]) -> list[Result]:
    """What was asked for; runs of P7 and P8 are shared."""
    results = []
    hundred = [name for name in names if name in WAYS]
    if hundred:
        results += await _hundred(hundred)
    if "P9" in names:
        results.append(await _deflate())
    for name, viewers in (("P10.n20", 20), ("P10.n100", 100)):
        if name in names:
            results.append(await _paced(name, viewers))
    return results


async def _hundred(names: list[str]) -> list[Result]:
    ways = list(dict.fromkeys(way for name in names for way in WAYS[name]))
    turns = [{way: await _saturated(way, 100) for way in ways} for _ in range(PAIRS)]

    def rate(way: Way) -> float:
        return statistics.median(turn[way].per_second for turn in turns)

    def cpu(way: Way) -> float:
        return statistics.median(turn[way].cpu_us for turn in turns)

    results = []
    if "P7" in names:
        ratios = [turn["ours"].per_second / turn["raw"].per_second for turn in turns]
        judged = Judged("P7", "×", 0.7, 0.9)
        figures = {"ours_frames_per_s": rate("ours"), "theirs_frames_per_s": rate("raw")}
        results.append(judged.told(ratios, verified=VERIFIED, **figures, theirs="a plain aiohttp loop"))
    for name, other, floor, goal in (("P8.raw", "raw", 2, 1.3), ("P8.emit", "emit", 0.6, 0.4)):
        if name in names:
            way: Way = "raw" if other == "raw" else "emit"
            ratios = [turn["ours"].cpu_us / turn[way].cpu_us for turn in turns]
            judged = Judged(name, "×", floor, goal, less=True)
            cpus = {"ours_cpu_us": cpu("ours"), "theirs_cpu_us": cpu(way)}
            results.append(judged.told(ratios, verified=VERIFIED, **cpus, theirs=THEIRS[way]))
    return results


async def _deflate() -> Result:
    pairs = [(await _saturated("ours", 20, deflate=True), await _saturated("ours", 20)) for _ in range(PAIRS)]
    return Judged("P9", "×", 1.2, 1.05, less=True).told(
        [offered.cpu_us / plain.cpu_us for offered, plain in pairs],
        ours_cpu_us=statistics.median(run.cpu_us for run, _ in pairs),
        theirs_cpu_us=statistics.median(run.cpu_us for _, run in pairs),
        ours="clients offer permessage-deflate",
        theirs="the same without the offer",
        verified=VERIFIED + "; the 101 answer names no extension",
    )


async def _saturated(way: Way, viewers: int, *, deflate: bool = False) -> Run:
    async with served(way, viewers, FRAMES, deflate=deflate) as running:
        start, cpu = time.perf_counter(), time.process_time()
        for _ in range(FRAMES):
            await running.show()
        told = await running.told()
        lasted, spent = time.perf_counter() - start, time.process_time() - cpu
    assert told["frames"] == FRAMES * viewers, f"{way}: {told['frames']} of {FRAMES * viewers} frames came"
    assert told["wrong"] == 0, f"{way}: {told['wrong']} frames differ"
    return Run(told["frames"] / lasted, spent / told["frames"] * 1e6)


async def _paced(name: str, viewers: int) -> Result:
    pairs = [(await _late_ms("ours", viewers), await _late_ms("raw", viewers)) for _ in range(PAIRS)]
    return Judged(name, "×", 2, 1.2, less=True).told(
        [ours / raw for ours, raw in pairs],
        ours_p95_ms=statistics.median(ours for ours, _ in pairs),
        theirs_p95_ms=statistics.median(raw for _, raw in pairs),
        theirs="a plain aiohttp loop",
        verified=VERIFIED,
    )


async def _late_ms(way: Way, viewers: int) -> float:
    """The 95th percentile of how late frames come at ten a second."""
    async with served(way, viewers, PACED_FRAMES) as running:
        for _ in range(PACED_FRAMES):
            next_s = time.monotonic() + 0.1
            await running.show()
            await asyncio.sleep(max(0.0, next_s - time.monotonic()))
        told = await running.told()
    assert told["wrong"] == 0
    assert len(told["late_ms"]) == PACED_FRAMES * viewers
    return float(statistics.quantiles(told["late_ms"], n=20)[-1])
