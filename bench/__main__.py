"""`make bench` measures everything there is, `make bench ONLY=P6` the lines whose name starts so."""

import asyncio
import os
import sys

from bench import frame, sealing

PARTS = (frame.measure, sealing.measure)


async def main() -> int:
    """Print one line per measure; exit code 2 when none has that name."""
    wanted = [name.strip() for name in os.environ.get("ONLY", "").split(",")]
    results = [result for name in wanted for part in PARTS for result in await part(name)]
    for result in results:
        print(result)
    return 0 if results else 2


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
