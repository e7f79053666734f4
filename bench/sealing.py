"""P17: what sealing and the record add to a warm picture. P18: how soon nothing of an ended session can be opened.

`P17.c1` seals each picture right after it was made, as the product does, with caches that rendering has emptied; `P17.c8`
seals eight in a row.
"""

import os
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np

from bench.frame import CASES, FID, SESSION, dicom_file, render
from bench.measure import ROUNDS, Judged, Result
from server.audit.log import Log
from server.live.decoded import DecodedFrame, DecodedStore
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows
from server.storage.database.migrate import upgrade
from server.terms.entries import Entry
from server.terms.errors import Refused
from server.terms.ids import FrameId, InstanceId
from server.terms.images import ImageTraits
from server.vault.deployment import DeploymentKey
from server.vault.frame_cache import FrameAddress, FrameCache, Sealed
from server.vault.session_keys import KeyRing
from server.workers.pool import WorkerPool
from server.workers.shared_frame import InputFile, SharedFrame

NAMES = ("P17.c1", "P17.c8", "P18")
BLOCK = 128
"""Pictures that one durable entry authorizes."""
TOGETHER = {"P17.c1": 1, "P17.c8": 8}
"""Pictures that are rendered, then sealed, per turn."""
TURNS = 60
SEALED_FRAMES = 4000
DECODED_FRAMES = 400


async def measure(names: list[str]) -> list[Result]:
    """P17 and P18 on this process's own keys, record and cache."""
    results = []
    stored, traits = await _decoded()
    entry_ms = await _entry_ms() if TOGETHER.keys() & set(names) else 0.0
    results += [_share_of_sealing_and_record(name, stored, traits, entry_ms) for name in TOGETHER if name in names]
    if "P18" in names:
        results.append(_end_of_a_session(stored, traits))
    return results


async def _decoded() -> tuple[np.ndarray, ImageTraits]:
    pool = WorkerPool(size=1)
    await pool.start()
    file = InputFile.holding(dicom_file(CASES[0].side))
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
        await pool.stop()


def _share_of_sealing_and_record(name: str, stored: np.ndarray, traits: ImageTraits, entry_ms: float) -> Result:
    ring = KeyRing()
    ring.mint(SESSION, 1)
    together = TOGETHER[name]
    rendering, sealing = [], []
    for _ in range(TURNS):
        start = time.thread_time()
        pictures = [render(stored, traits, CASES[0]) for _ in range(together)]
        rendered = time.thread_time()
        sealed = [ring.seal(SESSION, 1, FID, picture.mime, picture.content) for picture in pictures]
        rendering.append((rendered - start) * 1000 / together)
        sealing.append((time.thread_time() - rendered) * 1000 / together)
        for picture, closed in zip(pictures, sealed, strict=True):
            assert ring.open_sealed(SESSION, 1, FID, picture.mime, closed) == picture.content
    shares = [(seal + entry_ms / BLOCK) / made * 100 for made, seal in zip(rendering, sealing, strict=True)]
    return Judged(name, "%", 8, 3, less=True).told(
        shares,
        ours_sealing_cpu_ms=median(sealing),
        ours_entry_cpu_ms=entry_ms,
        pictures_per_entry=BLOCK,
        theirs_cpu_ms=median(rendering),
        theirs="the same warm 512² picture without both",
        verified="what was sealed opens to the same bytes",
    )


async def _entry_ms() -> float:
    """CPU milliseconds of one durable entry, alone in its commit (the worst case), in a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}"
        key = Path(folder) / "deployment.key"
        DeploymentKey.create(key, os.urandom)
        await upgrade(url)
        db = Database(url)
        await db.start()
        log = Log(EntryRows(db, DeploymentKey.load(key)), os.urandom)
        facts = {"epoch": 1, "stack": 0, "block": 0, "first": 1, "last": BLOCK}
        lasted_ms = []
        for number in range(40):
            start = time.process_time()
            index = await log.append([Entry("instances.authorized", number, "bench", SESSION, facts)])
            lasted_ms.append((time.process_time() - start) * 1000)
            assert index == number
        await log.stop()
        await db.stop()
    return sorted(lasted_ms)[len(lasted_ms) // 2]


def _end_of_a_session(stored: np.ndarray, traits: ImageTraits) -> Result:
    key_ms, all_ms, given_back_ms, size = [], [], [], 0
    for _ in range(ROUNDS):
        ring, cache, decoded = KeyRing(), FrameCache(1 << 30), DecodedStore(1 << 30)
        ring.mint(SESSION, 1)
        sealed = ring.seal(SESSION, 1, FID, "image/jpeg", bytes(60_000))
        for number in range(SEALED_FRAMES):
            address = FrameAddress(b"", b"", number, "")
            cache.put(SESSION, 1, FrameId(f"frame-{number}"), Sealed("image/jpeg", sealed, address))
        for number in range(DECODED_FRAMES):
            memory = SharedFrame.for_grid(traits.grid)
            memory.array(traits.grid)[:] = stored
            decoded.put((SESSION, InstanceId("bench"), number, 0), DecodedFrame(memory, memory.array(traits.grid)))
        start = time.perf_counter()
        ring.destroy(SESSION)
        key_ms.append((time.perf_counter() - start) * 1000)
        gone, _ = cache.destroy(SESSION)
        wiped, size = decoded.destroy(SESSION)
        all_ms.append((time.perf_counter() - start) * 1000)
        assert (gone, wiped) == (SEALED_FRAMES, DECODED_FRAMES)
        _must_not_open(ring, sealed)
        while decoded.give_back():
            pass
        given_back_ms.append((time.perf_counter() - start) * 1000)
    return Judged("P18", "ms", 100, 10, less=True).told(
        all_ms,
        keys_ms=median(key_ms),
        given_back_ms=median(given_back_ms),
        sealed_frames=SEALED_FRAMES,
        decoded_mib=size >> 20,
        verified="the sealed frame is refused afterwards, nothing is left in either cache",
    )


def _must_not_open(ring: KeyRing, sealed: bytes) -> None:
    try:
        ring.open_sealed(SESSION, 1, FID, "image/jpeg", sealed)
    except Refused:
        return
    raise AssertionError("a frame of an ended session opened")
