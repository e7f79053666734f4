"""How long something took by its own doing: a promise in seconds is the product's, however busy the machine is."""

import os
import time
from contextlib import suppress
from pathlib import Path

from tests.lock.search import family


class Stopwatch:
    """Runs from when it is made; stands while a thread of ours, or of what we started, waits for a processor."""

    def __init__(self) -> None:
        self._began_s, self._waited_s = time.monotonic(), _waited_s()

    @property
    def own_s(self) -> float:
        """Seconds so far, without those that the machine gave to others."""
        return time.monotonic() - self._began_s - self.others_s

    @property
    def others_s(self) -> float:
        """Seconds so far in which threads of ours were ready and others had the processors."""
        return sum(waited - self._waited_s.get(thread, 0.0) for thread, waited in _waited_s().items())


def _waited_s() -> dict[Path, float]:
    """By thread, how long it was ready to run and another one had the processor, since it began."""
    found: dict[Path, float] = {}
    for process in (os.getpid(), *family(os.getpid())):
        with suppress(FileNotFoundError, ProcessLookupError):
            for task in Path(f"/proc/{process}/task").iterdir():
                with suppress(FileNotFoundError, ProcessLookupError):
                    found[task] = int((task / "schedstat").read_text().split()[1]) / 1e9
    return found
