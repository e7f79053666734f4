import asyncio
import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio

from server.terms.errors import Malformed, Unavailable
from server.workers.limits import WorkerLimits
from server.workers.pool import WorkerPool
from server.workers.shared_frame import InputFile, SharedFrame
from server.workers.wire import Drill
from tests.stalls import stalls
from tests.stopwatch import Stopwatch
from tests.studies import part10 as p

pytestmark = pytest.mark.asyncio(loop_scope="module")
RAMP = np.arange(4096, dtype="<u2").reshape(64, 64)
SLICE = p.image(p.element(0x7FE00010, "OW", RAMP.tobytes()), rows=64, columns=64, allocated=16)


async def decoded(pool: WorkerPool, content: bytes, frame: int = 0) -> np.ndarray:
    """A frame by way of the workers, copied out of the shared memory."""
    file = InputFile.holding(content)
    try:
        image = (await pool.inspect(file.descriptor)).image
        assert image is not None
        memory = SharedFrame.for_grid(image.grid)
        try:
            return memory.array(await pool.decode(file.descriptor, frame, traits=image, out=memory)).copy()
        finally:
            memory.close()
    finally:
        file.close()


async def test_a_frame_comes_back_through_shared_memory(pool: WorkerPool) -> None:
    """Header and pixels of a file that only a worker has read."""
    np.testing.assert_array_equal(await decoded(pool, SLICE), RAMP)


async def test_refusal_of_a_worker_is_a_refusal_here(pool: WorkerPool) -> None:
    """The code and facts of a refusal travel; nothing else of the file does."""
    with pytest.raises(Malformed, match="frame_too_large") as refusal:
        await decoded(pool, p.rle_bomb())
    assert refusal.value.facts["limit_bytes"] == 256 << 20


@pytest.mark.parametrize(
    ("what", "code"),
    [("segfault", "decoder_crashed"), ("abort", "decoder_crashed"), ("exhaust_memory", "decoder_out_of_memory")],
)
async def test_a_crash_costs_one_job(pool: WorkerPool, what: str, code: str) -> None:
    """T-28: after a crash the next frame comes at once."""
    with pytest.raises(Malformed, match=code):
        await pool.drill(Drill(what))  # type: ignore[arg-type]  # one of the table above
    watch = Stopwatch()
    await decoded(pool, SLICE)
    assert watch.own_s < 0.5


@pytest.mark.parametrize(("what", "outcome"), [("babble", "done"), ("open_file", "PermissionError"),
                                               ("connect", "PermissionError"), ("fork", "PermissionError")])  # fmt: skip
async def test_a_worker_reaches_nothing(pool: WorkerPool, what: str, outcome: str) -> None:
    """T-28: no file, no network, no process; what it prints goes nowhere and blocks nothing."""
    if what != "babble" and "system_calls" not in pool.confined:
        pytest.skip("this machine's kernel confines less")
    assert await pool.drill(Drill(what)) == outcome  # type: ignore[arg-type]  # one of the table above


async def test_layers_of_confinement_are_known(pool: WorkerPool) -> None:
    """Every worker tells which layers hold; limits of resources always do."""
    await decoded(pool, SLICE)
    assert "resources" in pool.confined


async def test_many_jobs_share_few_workers(pool: WorkerPool) -> None:
    """More jobs than workers wait their turn, and each gets its own answer."""
    contents = [p.image(p.element(0x7FE00010, "OB", bytes([value]) * 16)) for value in range(24)]
    frames = await asyncio.gather(*(decoded(pool, content) for content in contents))
    assert [int(frame[0, 0]) for frame in frames] == list(range(24))


async def test_a_cancelled_job_frees_its_place(pool: WorkerPool) -> None:
    """A superseded picture is given up, and its worker with it."""
    task = asyncio.create_task(pool.drill(Drill("hang")))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await decoded(pool, SLICE)


async def test_pictures_go_before_files_that_come_in() -> None:
    """While every place is taken, a frame somebody waits for overtakes all uploads that came before it."""
    # one place, and no job counts as long: whose turn it is depends on no clock
    pool = WorkerPool(WorkerLimits(long_s=60.0), size=1)
    await pool.start()
    file = InputFile.holding(SLICE)
    image = (await pool.inspect(file.descriptor)).image
    assert image is not None
    order: list[str] = []
    memory = SharedFrame.for_grid(image.grid)

    async def upload() -> None:
        await pool.inspect(file.descriptor)
        order.append("upload")

    async def picture() -> None:
        await pool.decode(file.descriptor, 0, traits=image, out=memory)
        order.append("picture")

    # a worker may answer before its asker even waits: only while the place is held are all of them sure to queue
    async with pool._turns.taken(0), asyncio.timeout(10):
        jobs = [asyncio.create_task(each) for each in (*(upload() for _ in range(20)), picture())]
        while len(pool._turns._waiting) < len(jobs):
            await asyncio.sleep(0)
    await asyncio.gather(*jobs)
    memory.close()
    file.close()
    await pool.stop()
    assert order == ["picture", *["upload"] * 20]


async def test_forgetting_ends_every_worker_that_held_pixels(pool: WorkerPool) -> None:
    """Decision 11: after a session's end no process that decoded for it is left."""
    await decoded(pool, SLICE)
    before = {worker.process for worker in pool._idle if worker.holds_pixels}
    assert before
    await pool.forget()
    assert not any(worker.holds_pixels for worker in pool._idle)
    np.testing.assert_array_equal(await decoded(pool, SLICE), RAMP)


async def test_forgetting_does_not_wait_for_a_busy_worker(pool: WorkerPool) -> None:
    """Decision 11: a worker that does not come back within 50 ms is ended; others' jobs are done again."""
    file = InputFile.holding(SLICE)
    image = (await pool.inspect(file.descriptor)).image
    assert image is not None
    memory = SharedFrame.for_grid(image.grid)
    frames = [asyncio.create_task(pool.decode(file.descriptor, 0, traits=image, out=memory)) for _ in range(8)]
    await asyncio.sleep(0)
    watch = Stopwatch()
    await pool.forget()
    assert watch.own_s < 0.5
    assert [grid.rows for grid in await asyncio.gather(*frames)] == [64] * 8
    memory.close()
    file.close()


async def test_memory_that_is_too_small_is_refused(pool: WorkerPool) -> None:
    """A worker never writes where the server did not make room."""
    file, memory = InputFile.holding(SLICE), SharedFrame(16)
    image = (await pool.inspect(file.descriptor)).image
    assert image is not None
    with pytest.raises(Unavailable, match="frame_memory"):
        await pool.decode(file.descriptor, 0, traits=image, out=memory)
    memory.close()
    file.close()


async def test_an_instance_that_keeps_crashing_is_given_up(pool: WorkerPool) -> None:
    """R19: after three workers the breaker of that instance is open, others are served."""
    file, memory = InputFile.holding(SLICE), SharedFrame(1 << 16)
    image = (await pool.inspect(file.descriptor)).image
    assert image is not None
    for _ in range(3):
        pool.breaker.note("poisoned", "decoder_crashed")
    with pytest.raises(Malformed, match="instance_given_up"):
        await pool.decode(file.descriptor, 0, traits=image, out=memory, instance="poisoned")
    await pool.decode(file.descriptor, 0, traits=image, out=memory, instance="healthy")
    memory.close()
    file.close()


async def test_event_loop_stays_free_while_workers_work(pool: WorkerPool) -> None:
    """Waiting for a worker never blocks the server's loop."""
    async with stalls() as stalled:
        await asyncio.gather(*(decoded(pool, SLICE) for _ in range(20)))
    assert stalled.own_s < 0.5


@pytest_asyncio.fixture(loop_scope="module")
async def hasty() -> AsyncIterator[WorkerPool]:
    """A pool whose patience is short enough for a test."""
    workers = WorkerPool(WorkerLimits(cpu_s=1, wall_s=0.4), size=1)
    await workers.start()
    yield workers
    await workers.stop()


async def test_a_hanging_worker_is_ended_and_replaced(hasty: WorkerPool) -> None:
    """T-28: a job over its time is ended, and the next one is served."""
    with pytest.raises(Malformed, match="decoder_timed_out"):
        await hasty.drill(Drill("hang"))
    np.testing.assert_array_equal(await decoded(hasty, SLICE), RAMP)


def _alive(process: int) -> bool:
    """Whether a process descriptor is still open here."""
    try:
        os.fstat(process)
    except OSError:
        return False
    return True


async def test_a_stopped_pool_says_so() -> None:
    """Jobs after the end are unavailable, and no process is left."""
    workers = WorkerPool(size=1)
    await workers.start()
    processes = [worker.process for worker in workers._idle]
    assert processes
    await workers.stop()
    await workers.stop()
    assert not [process for process in processes if _alive(process)]
    file = InputFile.holding(SLICE)
    with pytest.raises(Unavailable, match="workers_down"):
        await workers.inspect(file.descriptor)
    file.close()


async def test_a_lost_nursery_is_started_again(hasty: WorkerPool) -> None:
    """When the process that workers come from is gone, with all of them, the next job still succeeds."""
    nursery = hasty._family._process
    assert nursery is not None
    nursery.kill()
    await nursery.wait()
    async with asyncio.timeout(10):
        while not all(worker.gone for worker in hasty._idle):
            await asyncio.sleep(0.01)
    np.testing.assert_array_equal(await decoded(hasty, SLICE), RAMP)


@pytest.mark.parametrize("name", ["series/ct-head-ge/10.dcm", "cr-dx/RG3_J2KR.dcm", "us/examples_ybr_color.dcm"])
async def test_real_files_are_decoded(
    pool: WorkerPool, shared_data: Path, compared: Callable[[Path], None], name: str
) -> None:
    """A CT slice, a JPEG 2000 radiograph and a colour clip come through the workers."""
    frame = await decoded(pool, (shared_data / name).read_bytes())
    assert frame.std() > 1
    compared(shared_data / name)
