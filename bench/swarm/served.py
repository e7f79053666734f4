"""The steered server of the journeys with a gauge: `python -m bench.swarm.served serve`.

Once a second it adds a line to `gauge.jsonl` beside its data: how late the loop was (each hundredth of a second's sleep,
in ms), its processor time, resident memory and open files. With SWARM_PROFILE naming a file, SIGUSR1 starts and stops a
profile of the loop's thread. Nothing else differs from the product.
"""

import asyncio
import cProfile
import gc
import json
import os
import signal
import sys
import time
from functools import wraps
from pathlib import Path
from statistics import quantiles
from typing import Any, Final

from server.app import House
from server.cli import main, serve
from tests.journeys.steered import FOLDER, make_people

TICK_S: Final = 0.01
LINE_S: Final = 1.0


_collected_ms: list[float] = []
"""How long each collection of cycles took since the last line, everything standing still."""


_found: list[int] = []
"""How many objects it found that only cycles held."""


def _collects(phase: str, info: dict[str, int]) -> None:
    if phase == "start":
        _collected_ms.append(-time.monotonic() * 1000)
    elif _collected_ms:
        _collected_ms[-1] += time.monotonic() * 1000
        _found.append(info["collected"])


async def gauge(path: Path) -> None:
    """Measure until cancelled."""
    gc.callbacks.append(_collects)
    loop, late_ms = asyncio.get_running_loop(), [0.0]
    written_s = loop.time()
    with path.open("a") as file:
        while True:
            start_s = loop.time()
            await asyncio.sleep(TICK_S)
            now_s = loop.time()
            late_ms.append((now_s - start_s - TICK_S) * 1000)
            if now_s - written_s >= LINE_S:
                file.write(json.dumps(_line(late_ms)) + "\n")
                file.flush()
                late_ms, written_s = [0.0], now_s


def _line(late_ms: list[float]) -> dict[str, Any]:
    resident_kb = next(
        int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS:")
    )
    collected_ms = [each for each in _collected_ms if each >= 0]
    _collected_ms.clear()
    found = sum(_found)
    _found.clear()
    return {
        "gc_found": found,
        "gc_ms": sum(collected_ms),
        "gc_max_ms": max(collected_ms, default=0.0),
        "at_s": time.monotonic(),
        "late_ms": [round(each, 2) for each in late_ms],
        "late_p99_ms": quantiles([*late_ms, 0.0], n=100)[98],
        "loop_s": time.thread_time(),
        "cpu_s": time.process_time(),
        "rss_kb": resident_kb,
        "fds": len(os.listdir("/proc/self/fd")),  # noqa: PTH208  (a Path for each of thousands would be measured, too)
    }


def profile(path: str) -> None:
    """SIGUSR1: begin; again: stop and write."""
    running: list[cProfile.Profile] = []

    def toggle() -> None:
        if running:
            running[0].disable()
            running[0].dump_stats(path)
            running.clear()
        else:
            running.append(cProfile.Profile())
            running[0].enable()

    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, toggle)


def install() -> None:
    """Begin to measure once the house stands."""
    real = serve.build  # type: ignore[attr-defined]  # the name under which `serve` imported it
    kept: list[asyncio.Task[None]] = []

    @wraps(real)
    async def build(*given: Any, **options: Any) -> House:
        house: House = await real(*given, **options)
        kept.append(asyncio.create_task(gauge(FOLDER / "gauge.jsonl")))
        if "SWARM_PROFILE" in os.environ:
            profile(os.environ["SWARM_PROFILE"])
        return house

    serve.build = build  # type: ignore[attr-defined]  # as above


if __name__ == "__main__":
    make_people()
    install()
    sys.exit(main())
