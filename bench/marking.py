"""What the visible mark costs: a patient's picture against the same one without a mark, made in turns."""

import time
from statistics import median

import numpy as np
from numpy.typing import NDArray

from bench.frame import CASES, dicom_file
from bench.measure import ROUNDS, Judged, Result
from server.render.pipeline import EncodedFrame, render_frame
from server.terms.images import ImageTraits
from server.workers.pool import WorkerPool
from server.workers.shared_frame import InputFile, SharedFrame

NAMES = ("mark.512", "mark.2048")
TOGETHER = 8
"""Pictures per turn: one alone is over before the clock is read."""
TEXT = "shared with patient, 14:12"


async def measure(names: list[str]) -> list[Result]:
    """CPU of rendering with the mark, over that without, in percent."""
    pool = WorkerPool(size=1)
    await pool.start()
    try:
        return [await _measure(pool, name) for name in NAMES if name in names]
    finally:
        await pool.stop()


async def _measure(pool: WorkerPool, name: str) -> Result:
    side = int(name.rpartition(".")[2])
    stored, traits = await _decoded(pool, side)
    marked_ms, plain_ms = [], []
    _render(stored, traits, TEXT)  # where its letters lie is found once for an epoch
    for _ in range(ROUNDS * 3):
        marked_ms.append(_cpu_ms(stored, traits, TEXT))
        plain_ms.append(_cpu_ms(stored, traits, None))
    assert _render(stored, traits, TEXT).content != _render(stored, traits, None).content
    return Judged(name, "%", 25, 10, less=True).told(
        [(marked / plain - 1) * 100 for marked, plain in zip(marked_ms, plain_ms, strict=True)],
        ours_cpu_ms=median(marked_ms),
        theirs_cpu_ms=median(plain_ms),
        ours=f"made picture {side}² as a patient gets it, q90, with its mark",
        theirs="the same picture as a clinician gets it",
        verified="the two pictures differ",
    )


async def _decoded(pool: WorkerPool, side: int) -> tuple[NDArray[np.generic], ImageTraits]:
    file = InputFile.holding(dicom_file(side))
    try:
        traits = (await pool.inspect(file.descriptor)).image
        assert traits is not None
        shared = SharedFrame.for_grid(traits.grid)
        await pool.decode(file.descriptor, 0, traits=traits, out=shared)
        stored = np.array(shared.array(traits.grid))
        shared.close()
        return stored, traits
    finally:
        file.close()


def _cpu_ms(stored: NDArray[np.generic], traits: ImageTraits, mark: str | None) -> float:
    start = time.thread_time()
    for _ in range(TOGETHER):
        _render(stored, traits, mark)
    return (time.thread_time() - start) * 1000 / TOGETHER


def _render(stored: NDArray[np.generic], traits: ImageTraits, mark: str | None) -> EncodedFrame:
    return render_frame(stored, traits, window=None, invert=False, level=0, tier=CASES[0].tier, mark=mark, auto=None)
