"""`python -m bench` measures everything there is, `python -m bench ONLY=P1,P8` (or `make bench ONLY=…`) what begins so."""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable

from bench import (
    crowd,
    fanout,
    frame,
    idle,
    importing,
    marking,
    memory,
    opening,
    painter,
    proofs,
    recording,
    rendered,
    room,
    screens,
    sealing,
    shifts,
    stalled,
    still,
    windows,
)
from bench.measure import Result
from bench.swarm import measured as swarm
from tests.network import enter

Measure = Callable[[list[str]], Awaitable[list[Result]]]
PARTS = (
    rendered,
    frame,
    importing,
    fanout,
    stalled,
    room,
    crowd,
    screens,
    opening,
    shifts,
    sealing,
    proofs,
    recording,
    marking,
    idle,
    memory,
    windows,
    still,
    painter,
    swarm,
)


def wanted(words: list[str]) -> tuple[str, ...]:
    """The beginnings of names that were asked for; one empty one for all."""
    named = next((word.removeprefix("ONLY=") for word in words if word.startswith("ONLY=")), os.environ.get("ONLY", ""))
    return tuple(name.strip() for name in named.split(","))


async def main() -> int:
    """Print one JSON line per measure; exit code 2 when none has that name, 1 when what was measured was wrong."""
    asked = wanted(sys.argv[1:])
    codes = []
    for part in PARTS:
        names = [name for name in part.NAMES if _is_asked(name, asked)]
        if names:
            codes.append(await _measured(part.measure, names))
    return max(codes, default=2)


async def _measured(measure: Measure, names: list[str]) -> int:
    try:
        for result in await measure(names):
            print(result, flush=True)
    except AssertionError as wrong:
        for name in names:
            print(json.dumps({"id": name, "ok": False, "error": str(wrong)}), flush=True)
        return 1
    return 0


def _is_asked(name: str, asked: tuple[str, ...]) -> bool:
    """P1 is P1 and P1.*, not P10."""
    return any(not each or name == each or name.startswith(f"{each}.") for each in asked)


if __name__ == "__main__":
    # nothing outside this machine can reach what is measured, Orthanc least of all
    enter()
    sys.exit(asyncio.run(main()))
