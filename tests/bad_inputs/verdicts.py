"""What becomes of a file, with the price it may cost: time, memory here and in the workers, the picture after it."""

import math
import os
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from server.render.pipeline import render_frame
from server.render.voi import series_window
from server.studies.header import InstanceHeader
from server.terms.errors import Malformed
from server.workers.pool import WorkerPool
from server.workers.shared_frame import InputFile, SharedFrame
from tests.bad_inputs import dicom_bytes as d

VERDICT_S, NEXT_S = 2.0, 0.5
HERE_BYTES, WORKER_BYTES = 20_000_000, 1_000_000_000
TRIES, BUSY = 3, 4  # a bomb is slow every time, a busy machine is not
HONEST = d.image()


@dataclass(frozen=True, slots=True)
class Verdict:
    """`outcome` is "shown", the kind of what is no image, or the code of a refusal.

    `stored` are the decoded values of the frame, `picture` what people would get of it.
    """

    outcome: str
    header: InstanceHeader | None = None
    stored: NDArray[np.generic] | None = None
    picture: bytes = b""
    source: str = ""


async def verdict(pool: WorkerPool, content: bytes, frame: int = 0) -> Verdict:
    """The whole way of a file: read and decoded in a worker, rendered here."""
    file = InputFile.holding(content)
    try:
        header = await pool.inspect(file.descriptor)
        traits = header.image
        if traits is None:
            return Verdict(str(header.kind), header)
        memory = SharedFrame.for_grid(traits.grid)
        try:
            grid = await pool.decode(file.descriptor, frame, traits=traits, out=memory)
            stored = memory.array(grid)
            auto = None if traits.color else series_window([(stored, traits, 0)])
            drawn = render_frame(
                stored, traits, window=None, invert=False, level=0, tier="preview", mark=None, auto=auto, frame=frame
            )
            kept = stored.copy() if stored.size <= 1 << 16 else None
            return Verdict("shown", header, kept, drawn.content, drawn.window_source)
        finally:
            memory.close()
    except Malformed as refusal:
        return Verdict(refusal.code)
    finally:
        file.close()


async def judged(pool: WorkerPool, content: bytes, frame: int = 0) -> Verdict:
    """The verdict, after checking its price.

    Within two seconds, with less than 20 MB here and 1 GB in a worker, and the honest file after it is shown within
    half a second.
    """
    await verdict(pool, HONEST)
    price = Price()
    found = Verdict("")
    for _ in range(TRIES):
        found, price = await _priced(pool, content, frame)
        if price.is_fair:
            break
    assert price.is_fair, price
    assert max(worker_peaks(pool)) < WORKER_BYTES
    return found


@dataclass(frozen=True, slots=True)
class Price:
    """Seconds until the verdict and until the next picture, processor seconds of the workers, bytes grown here."""

    took_s: float = math.inf
    next_s: float = math.inf
    worked_s: float = math.inf
    grown: int = 0

    @property
    def is_fair(self) -> bool:
        """Whether people would not notice; on a busy machine what was worked counts, not what was waited."""
        in_time = self.took_s < VERDICT_S or (self.worked_s < VERDICT_S and self.took_s < BUSY * VERDICT_S)
        return in_time and self.next_s < NEXT_S and self.grown < HERE_BYTES


async def _priced(pool: WorkerPool, content: bytes, frame: int) -> tuple[Verdict, Price]:
    before, worked, began = resident(), worker_seconds(pool), time.monotonic()
    found = await verdict(pool, content, frame)
    took, grown, worked = time.monotonic() - began, resident() - before, worker_seconds(pool) - worked
    began = time.monotonic()
    following = await verdict(pool, HONEST)
    waited = time.monotonic() - began
    assert following.stored is not None
    assert following.stored.ravel().tolist() == list(range(16))
    return found, Price(took, waited, worked if worked > 0 else math.inf, grown)


def resident() -> int:
    """Bytes of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def worker_peaks(pool: WorkerPool) -> list[int]:
    """The most bytes of memory each idle worker ever had."""
    statuses = [folder.joinpath("status").read_text() for folder in _folders(pool)]
    return [0, *(int(status.split("VmHWM:")[1].split()[0]) * 1024 for status in statuses)]


def worker_seconds(pool: WorkerPool) -> float:
    """Processor seconds that the idle workers have used."""
    fields = [folder.joinpath("stat").read_text().rsplit(")", 1)[1].split() for folder in _folders(pool)]
    return sum(int(field[11]) + int(field[12]) for field in fields) / os.sysconf("SC_CLK_TCK")


def _folders(pool: WorkerPool) -> list[Path]:
    """What the kernel tells about the idle workers."""
    infos = [Path(f"/proc/self/fdinfo/{worker.process}").read_text() for worker in pool._idle]
    numbers = [int(info.split("Pid:")[1].split()[0]) for info in infos]
    return [Path(f"/proc/{number}") for number in numbers if number > 0]
