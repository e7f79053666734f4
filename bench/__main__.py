"""`python -m bench` measures everything there is, `python -m bench ONLY=P1,P8` (or `make bench ONLY=…`) what begins so."""

import asyncio
import os
import sys

from bench import fanout, frame, idle, sealing, stalled

PARTS = (frame, fanout, stalled, sealing, idle)


def wanted(words: list[str]) -> tuple[str, ...]:
    """The beginnings of names that were asked for; one empty one for all."""
    named = next((word.removeprefix("ONLY=") for word in words if word.startswith("ONLY=")), os.environ.get("ONLY", ""))
    return tuple(name.strip() for name in named.split(","))


async def main() -> int:
    """Print one JSON line per measure as it is done; exit code 2 when none has that name."""
    asked = wanted(sys.argv[1:])
    found = False
    for part in PARTS:
        names = [name for name in part.NAMES if _is_asked(name, asked)]
        if names:
            found = True
            for result in await part.measure(names):
                print(result, flush=True)
    return 0 if found else 2


def _is_asked(name: str, asked: tuple[str, ...]) -> bool:
    """P1 is P1 and P1.*, not P10."""
    return any(not each or name == each or name.startswith(f"{each}.") for each in asked)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
