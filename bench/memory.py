"""M1, M2: what an opened study takes in memory over the server's whole family of processes, and what is left at rest.

    python -m bench.memory NAME FILE

is one run in a process of its own: a study is filed, its stack opened and shown, then left alone.
"""

import asyncio
import gc
import json
import os
import sys
import tempfile
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Final, Self

from bench.frame import dicom_file
from bench.importing import as_jpeg_2000, numbered
from bench.measure import Judged, Result
from server.live.decoded import DecodedStore
from server.live.pictures import OpenedStack
from server.live.renderer import Renderer, Rendering
from server.live.turnstile import Urgency
from server.live.want import Tier
from server.terms.ids import SeriesId, SessionId
from server.vault.frame_cache import FrameCache
from server.vault.session_keys import KeyRing
from server.workers.pool import WorkerPool
from tests.desk.study_desk import ME, StudyDesk

MIB = 1 << 20
SESSION = SessionId("bench")
SLICES, MAMMOGRAM_SIDE = 600, 3648
RESTED_S: Final = 10.0
"""By then the store has looked again for what nobody uses, which is cut short here to a second."""
SAMPLE_S = 0.02
ROUNDS = 2
CASES = {
    "M1": Judged("M1", "MB", 350, 300, less=True),
    "M2.native": Judged("M2.native", "MB", 250, 150, less=True),
    "M2.j2k": Judged("M2.j2k", "MB", 250, 200, less=True),
}
NAMES = tuple(CASES)
STUDIES = {
    "M1": f"{SLICES} slices of 512², all shown as JPEG q90",
    "M2.native": f"{MAMMOGRAM_SIDE}² uncompressed, shown at level 2, at level 0, and lossless",
    "M2.j2k": f"{MAMMOGRAM_SIDE}² JPEG 2000, shown at level 2, at level 0, and lossless",
}

AT_ALL_SIZES: list[tuple[int, Tier]] = [(2, "lossy"), (0, "lossy"), (0, "lossless")]
STEPS: dict[str, list[tuple[int, Tier]]] = {"M1": [(0, "lossy")], "M2.native": AT_ALL_SIZES, "M2.j2k": AT_ALL_SIZES}


@dataclass(frozen=True, slots=True)
class Taken:
    """Megabytes above the server with the study filed and another picture shown."""

    base_mb: float
    peak_mb: float
    idle_mb: float
    pictures: int


async def measure(names: list[str]) -> list[Result]:
    """Every run in a fresh process."""
    return [_told(name, [await _run_apart(name) for _ in range(ROUNDS)]) for name in names]


def _told(name: str, runs: list[Taken]) -> Result:
    idle_mb = median(run.idle_mb for run in runs)
    assert idle_mb < CASES[name].floor / 2, f"{name}: {idle_mb:.0f} MB are still held at rest"
    return CASES[name].told(
        [run.peak_mb for run in runs],
        idle_mb=idle_mb,
        base_mb=median(run.base_mb for run in runs),
        pictures=runs[0].pictures,
        ours=f"{STUDIES[name]}; server and workers, shared memory counted once",
        theirs="idle_mb: what is left once nobody looks: sealed pictures and what Python keeps",
        verified="every picture was rendered, sealed and opened again",
    )


async def _run_apart(name: str) -> Taken:
    """One run; the file is made here, so that making it leaves nothing behind in what is measured."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(_content(name))
        file.flush()
        words = (sys.executable, "-m", "bench.memory", name, file.name)
        process = await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.PIPE)
        told, _ = await process.communicate()
    assert process.returncode == 0, f"{name}: the run failed"
    return Taken(**json.loads(told))


def _content(name: str) -> bytes:
    content = dicom_file(512 if name == "M1" else MAMMOGRAM_SIDE)
    return as_jpeg_2000(content) if name == "M2.j2k" else content


async def run(name: str, content: bytes) -> Taken:
    """File, open, show, rest."""
    with tempfile.TemporaryDirectory() as folder:
        decoded = DecodedStore(256 * MIB)
        async with _server(Path(folder), decoded) as (desk, show):
            await show(await _filed(desk, [dicom_file(512)]), STEPS["M1"])
            stack = await _filed(desk, (numbered(content, at) for at in range(1, 1 + (SLICES if name == "M1" else 1))))
            gc.collect()
            base_mb = family_mb()
            with Watch() as watch:
                pictures = await show(stack, STEPS[name])
            decoded.idle_s = 1.0
            await asyncio.sleep(RESTED_S)
            gc.collect()
            return Taken(base_mb, watch.peak_mb - base_mb, family_mb() - base_mb, pictures)


Show = Callable[[OpenedStack, list[tuple[int, Tier]]], Awaitable[int]]


@asynccontextmanager
async def _server(folder: Path, decoded: DecodedStore) -> AsyncIterator[tuple[StudyDesk, Show]]:
    """A desk with workers, and what shows a stack as a room would."""
    pool = WorkerPool(size=2)
    await pool.start()
    keys = KeyRing()
    keys.mint(SESSION, 1)
    async with StudyDesk(folder, pool) as desk:
        renderer = Renderer(
            pictures=desk.library,
            decoder=pool,
            keys=keys,
            cache=FrameCache(256 * MIB),
            decoded=decoded,
        )

        async def show(stack: OpenedStack, steps: list[tuple[int, Tier]]) -> int:
            for source in stack.frames:
                for level, tier in steps:
                    asked = Rendering(SESSION, 1, stack, source, None, None, level, tier, "", (), overlays=True)
                    picture = await renderer.frame(asked, Urgency.REFINE)
                    assert keys.open_sealed(SESSION, 1, picture.fid, picture.mime, picture.payload)
            return len(stack.frames) * len(steps)

        yield desk, show
        await renderer.close()
    await pool.stop()


async def _filed(desk: StudyDesk, contents: Iterable[bytes]) -> OpenedStack:
    import_id = await desk.begin()
    series: SeriesId | None = None
    for content in contents:
        state = await desk.bring(import_id, content)
        assert state.outcome == "accepted", state.code
        series = state.series
    assert series is not None
    (ref,) = (await desk.library.stacks_of(ME.id, [series])).stacks
    return await desk.library.open_stack(ref)


class Watch:
    """The most the family held while it was watched."""

    def __init__(self) -> None:
        self.peak_mb = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(SAMPLE_S):
            self.peak_mb = max(self.peak_mb, family_mb())


def family_mb() -> float:
    """Memory of this process and everything it started; a page that several share counts once."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    family, size = {os.getpid()}, 0
    while size != len(family):
        size = len(family)
        family |= {process for process, parent in parents.items() if parent in family}
    return sum(_own_kib(process) for process in family) / 1024


def _own_kib(process: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(run(sys.argv[1], Path(sys.argv[2]).read_bytes())))))
