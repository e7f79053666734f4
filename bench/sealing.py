"""P17: what sealing adds to a warm picture. P18: how soon nothing of an ended session can be opened."""

import time

import numpy as np

from bench.frame import CASES, FID, SESSION, dicom_file, render
from bench.measure import ROUNDS, Result, summary
from server.terms.ids import FrameId
from server.vault.frame_cache import FrameAddress, FrameCache, Sealed
from server.vault.session_keys import KeyRing
from server.workers.pool import WorkerPool
from server.workers.shared_frame import InputFile, SharedFrame

CACHED_FRAMES = 4000


async def measure(wanted: str) -> list[Result]:
    """P17 and P18 on this process's own keys and cache."""
    results = []
    if "P17".startswith(wanted):
        results.append(await _share_of_sealing())
    if "P18".startswith(wanted):
        results.append(_end_of_a_session())
    return results


async def _share_of_sealing() -> Result:
    case = CASES[0]
    pool = WorkerPool(size=1)
    await pool.start()
    file = InputFile.holding(dicom_file(case.side))
    traits = (await pool.inspect(file.descriptor)).image
    assert traits is not None
    shared = SharedFrame.for_grid(traits.grid)
    await pool.decode(file.descriptor, 0, traits=traits, out=shared)
    await pool.stop()
    stored = np.array(shared.array(traits.grid))
    ring = KeyRing()
    ring.mint(SESSION, 1)
    shares = []
    for _ in range(ROUNDS * 5):
        start = time.perf_counter()
        picture = render(stored, traits, case)
        rendered = time.perf_counter()
        ring.seal(SESSION, 1, FID, picture.mime, picture.content)
        shares.append((time.perf_counter() - rendered) / (rendered - start) * 100)
    shared.close()
    file.close()
    return summary("P17", "sealing, as a share of rendering a warm 512² picture", "≤ 3 %", shares, "%")


def _end_of_a_session() -> Result:
    lasted_ms = []
    for _ in range(ROUNDS):
        ring, cache = KeyRing(), FrameCache(1 << 30)
        ring.mint(SESSION, 1)
        sealed = ring.seal(SESSION, 1, FID, "image/jpeg", bytes(60_000))
        for number in range(CACHED_FRAMES):
            address = FrameAddress(b"", b"", number, "")
            cache.put(SESSION, 1, FrameId(f"frame-{number}"), Sealed("image/jpeg", sealed, address))
        start = time.perf_counter()
        ring.destroy(SESSION)
        cache.destroy(SESSION)
        lasted_ms.append((time.perf_counter() - start) * 1000)
    what = f"keys destroyed and {CACHED_FRAMES} sealed pictures forgotten"
    return summary("P18", what, "≤ 10 ms", lasted_ms, "ms")
