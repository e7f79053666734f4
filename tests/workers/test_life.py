"""One crash, hang or limit costs one job: the pool is whole again in a second and the next picture comes at once."""

import asyncio
import contextlib
import fcntl
import os
import resource
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from server.terms.errors import Malformed
from server.workers.limits import WorkerLimits
from server.workers.pool import SPARES, WorkerPool
from server.workers.wire import Drill
from tests.bad_inputs.verdicts import HONEST, verdict

pytestmark = [pytest.mark.alone, pytest.mark.asyncio(loop_scope="module")]
NEXT_S, WHOLE_S = 0.5, 1.0
HIGH = 1100
HURTS = [("segfault", "decoder_crashed"), ("abort", "decoder_crashed"), ("exhaust_memory", "decoder_out_of_memory")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hasty() -> AsyncIterator[WorkerPool]:
    """Two workers for which two seconds are too long."""
    workers = WorkerPool(WorkerLimits(wall_s=2.0), size=2)
    await workers.start()
    yield workers
    await workers.stop()


async def next_picture(pool: WorkerPool) -> float:
    """Seconds until the honest file is shown."""
    began = time.monotonic()
    assert (await verdict(pool, HONEST)).outcome == "shown"
    return time.monotonic() - began


async def whole_again(pool: WorkerPool) -> float:
    """Seconds until as many living workers stand by as before."""
    began = time.monotonic()
    async with asyncio.timeout(10):
        while len([worker for worker in pool._idle if not worker.gone]) < pool.size + SPARES:
            await asyncio.sleep(0.005)
    return time.monotonic() - began


@pytest.mark.parametrize(("what", "code"), HURTS)
async def test_the_pool_is_whole_within_a_second(pool: WorkerPool, what: str, code: str) -> None:
    """T-28: after a crash or the memory limit the next picture comes within 500 ms, the workers are all back in 1 s."""
    await whole_again(pool)
    with pytest.raises(Malformed, match=code):
        await pool.drill(Drill(what))  # type: ignore[arg-type]  # one of the table above
    assert await next_picture(pool) < NEXT_S
    assert await whole_again(pool) < WHOLE_S


async def test_the_processor_limit_ends_a_worker() -> None:
    """T-28: a loop without end is ended by the kernel, long before our patience is."""
    pool = WorkerPool(WorkerLimits(cpu_s=1, wall_s=30.0), size=1)
    await pool.start()
    began = time.monotonic()
    with pytest.raises(Malformed, match="decoder_timed_out"):
        await pool.drill(Drill("spin"))
    assert time.monotonic() - began < pool.limits.wall_s / 2
    assert await next_picture(pool) < NEXT_S
    assert await whole_again(pool) < WHOLE_S
    await pool.stop()


async def test_two_hanging_jobs_keep_nobody_waiting(hasty: WorkerPool) -> None:
    """T-28: while every place is taken by a job that hangs, the next picture still comes within 500 ms."""
    hanging = [asyncio.create_task(hasty.drill(Drill("hang"))) for _ in range(2)]
    await asyncio.sleep(0)
    assert await next_picture(hasty) < NEXT_S
    assert await next_picture(hasty) < NEXT_S
    outcomes = await asyncio.gather(*hanging, return_exceptions=True)
    assert [str(one) for one in outcomes] == ["decoder_timed_out"] * 2
    assert await whole_again(hasty) < WHOLE_S


async def test_long_jobs_are_bounded_too(hasty: WorkerPool) -> None:
    """However many jobs hang, there are never more processes than twice the places and a spare."""
    hanging = [asyncio.create_task(hasty.drill(Drill("hang"))) for _ in range(9)]
    most = 0
    async with asyncio.timeout(30):
        while len(hasty._working) < 2 * hasty.size:
            await asyncio.sleep(0.01)
            most = max(most, len(hasty._working))
        for _ in range(50):
            await asyncio.sleep(0.01)
            most = max(most, len(hasty._working) + len(hasty._idle))
    for task in hanging:
        task.cancel()
    await asyncio.gather(*hanging, return_exceptions=True)
    assert most <= 2 * hasty.size + SPARES
    assert await next_picture(hasty) < NEXT_S


async def test_a_killed_nursery_blames_no_file(hasty: WorkerPool) -> None:
    """T-28: when the process that workers come from is killed, jobs under way are done again by new ones."""
    await whole_again(hasty)
    jobs = [asyncio.create_task(verdict(hasty, HONEST)) for _ in range(6)]
    await asyncio.sleep(0.002)
    nursery = hasty._family._process
    assert nursery is not None
    nursery.kill()
    assert {(await job).outcome for job in jobs} == {"shown"}
    assert await next_picture(hasty) < NEXT_S


@pytest.mark.parametrize("killed", [1, 3])
async def test_a_killed_worker_costs_nobody_a_picture(hasty: WorkerPool, killed: int) -> None:
    """T-28: those killed while they stood by are found out by the next job, and all are replaced, not only its own."""
    await whole_again(hasty)
    doomed = hasty._idle[-killed:]
    for worker in doomed:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(worker.process, signal.SIGKILL)
    async with asyncio.timeout(10):
        while not all(worker.gone for worker in doomed):
            await asyncio.sleep(0.001)
    assert await next_picture(hasty) < NEXT_S
    assert await whole_again(hasty) < WHOLE_S


async def test_a_worker_is_watched_in_a_busy_server_too(hasty: WorkerPool) -> None:
    """R18: with a thousand sockets open the descriptors of processes have numbers that `select` cannot take."""
    await whole_again(hasty)
    worker = hasty._idle[-1]
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < HIGH + 1:
        pytest.skip("this machine allows no so many files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, HIGH + 1), hard))
    try:
        low, worker.process = worker.process, fcntl.fcntl(worker.process, fcntl.F_DUPFD_CLOEXEC, HIGH)
        os.close(low)
        assert not worker.gone
        assert await next_picture(hasty) < NEXT_S
    finally:
        hasty._idle.remove(worker)
        worker.end()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        hasty._top_up()


async def test_three_failures_are_enough(pool: WorkerPool) -> None:
    """R19: an instance that took three workers is refused at once, and says so; others are shown."""
    for _ in range(3):
        pool.breaker.note("poisoned", "decoder_timed_out")
    with pytest.raises(Malformed, match="instance_given_up"):
        pool.breaker.check("poisoned")
    assert await next_picture(pool) < NEXT_S


def limits_of(process: int) -> tuple[int, dict[str, list[str]]]:
    """The number of a process by its descriptor, and its soft and hard limits as the kernel tells them."""
    number = int(Path(f"/proc/self/fdinfo/{process}").read_text().split("Pid:")[1].split()[0])
    lines = Path(f"/proc/{number}/limits").read_text().splitlines()
    return number, {line[:25].strip(): line[25:].split()[:2] for line in lines}


async def test_limits_are_set_in_every_worker(pool: WorkerPool) -> None:
    """Decision 12: address space, files, processes and core dumps."""
    await whole_again(pool)
    limits = pool.limits
    for worker in pool._idle:
        number, rows = limits_of(worker.process)
        assert rows["Max address space"] == [str(limits.address_space_bytes)] * 2
        assert rows["Max open files"] == [str(limits.open_files)] * 2
        assert rows["Max core file size"] == rows["Max processes"] == ["0", "0"]
        assert rows["Max file size"] == [str(limits.written_bytes)] * 2
        assert os.getpgid(number) != os.getpgid(0)
