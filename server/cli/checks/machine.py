"""The machine: its clock, what a process may use, the sandbox of workers, and whether every decoder works in it."""

import asyncio
import resource
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from server.cli.checks.finding import Finding, Findings
from server.cli.checks.samples import SAMPLES, Sample
from server.live.synchrony import ALARM_MS, OFF_MS, kernel_error_ms
from server.settings import Settings
from server.terms.errors import LightboxError, Unavailable
from server.workers.limits import MIB, WorkerLimits
from server.workers.pool import WorkerPool
from server.workers.shared_frame import InputFile, SharedFrame

FILES: Final = 4096
"""Each connection is one; so is each decoded frame."""
LAYERS: Final = frozenset({"resources", "namespaces", "files", "system_calls"})
PROCESS_MB: Final = 400
MEMORY: Final = Path("/proc/meminfo")


async def clock(_settings: Settings) -> Sequence[Finding]:
    """Whether somebody keeps it right (T-07)."""
    make, error_ms = Findings("clock"), kernel_error_ms()
    if error_ms is None:
        return [make.warning("clock_not_measured")]
    if error_ms > ALARM_MS:
        return [(make.failed if error_ms > OFF_MS else make.warning)("clock_uncertain", ms=error_ms)]
    return [make.ok("clock", ms=error_ms)]


async def limits(settings: Settings) -> Sequence[Finding]:
    """Open files, memory, swap."""
    make, found = Findings("limits"), []
    _, files = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files != resource.RLIM_INFINITY and files < FILES:
        found.append(make.warning("few_files", count=files, least=FILES))
    memory = _memory_mb(MEMORY.read_text("ascii")) if MEMORY.exists() else {}
    cache = settings.cache
    needed = PROCESS_MB + cache.decoded_mb + cache.sealed_mb + settings.workers.count * settings.workers.memory_mb
    if memory and memory["MemTotal"] < needed:
        found.append(make.warning("little_memory", mb=memory["MemTotal"], needed=needed))
    if memory.get("SwapTotal"):
        found.append(make.warning("swap", mb=memory["SwapTotal"]))
    return found or [make.ok("limits", files=files)]


def _memory_mb(text: str) -> dict[str, int]:
    lines = (line.split() for line in text.splitlines())
    return {words[0].rstrip(":"): int(words[1]) // 1024 for words in lines}


async def workers(settings: Settings) -> Sequence[Finding]:
    """Whether workers start, how far they are confined, and whether each decoder gives the pixels it was given."""
    make = Findings("workers")
    pool = WorkerPool(WorkerLimits(address_space_bytes=settings.workers.memory_mb * MIB), size=1)
    try:
        await pool.start()
        decoded = [await _decoded(pool, sample) for sample in SAMPLES]
        lacking = sorted(LAYERS - set(pool.confined))
    except Unavailable:
        return [make.failed("workers_down")]
    finally:
        await pool.stop()
    wrong = [finding for finding in decoded if finding is not None]
    confined = make.warning("sandbox_gaps", layers=", ".join(lacking)) if lacking else make.ok("workers")
    return [confined, *(wrong or [Findings("codecs").ok("codecs", count=len(SAMPLES))])]


async def _decoded(pool: WorkerPool, sample: Sample) -> Finding | None:
    make, file = Findings("codecs"), await asyncio.to_thread(lambda: InputFile.holding(sample.file()))
    try:
        traits = (await pool.inspect(file.descriptor)).image
        if traits is None:
            return make.failed("decoder_wrong", codec=sample.name)
        memory = SharedFrame.for_grid(traits.grid)
        try:
            values = memory.array(await pool.decode(file.descriptor, 0, traits=traits, out=memory)).astype(np.int32)
            off = int(np.abs(values.reshape(sample.values.shape) - sample.values).max())
            del values
        finally:
            memory.close()
    except (LightboxError, ValueError) as error:
        if isinstance(error, Unavailable):
            raise
        return make.failed("decoder_wrong", codec=sample.name)
    finally:
        file.close()
    return make.failed("decoder_wrong", codec=sample.name) if off > sample.tolerance else None
