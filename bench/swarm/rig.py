"""A server, a swarm before it, and what was measured at both ends."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any, Final

import msgspec
import numpy as np

from bench import coded
from bench.swarm.seeding import Plan
from tests.desk.dicom_files import ROOT, slice_file
from tests.journeys.clinic import Clinic
from tests.journeys.server_process import REPOSITORY

Json = dict[str, Any]
SEEDED_S: Final = 900.0
ORDER_S: Final = 600.0
SPARE_FILES: Final = 512


@dataclass
class Rig:
    """One swarm before one server."""

    clinic: Clinic
    people: int
    swarm: asyncio.subprocess.Process
    told: list[Json] = field(default_factory=list)

    async def order(self, words: str) -> Json:
        """Have the swarm do something; gives what it saw, with the server's own figures of the same time."""
        assert self.swarm.stdin is not None
        assert self.swarm.stdout is not None
        before = len(self.gauge())
        self.swarm.stdin.write(f"{words}\n".encode())
        async with asyncio.timeout(ORDER_S):
            line = await self.swarm.stdout.readline()
        seen: Json = json.loads(line)
        lines = self.gauge()[before:] or self.gauge()[-1:]
        late_ms = [late for each in lines for late in each["late_ms"]]
        seconds = lines[-1]["at_s"] - lines[0]["at_s"] or 1.0
        return {
            "order": words,
            **seen,
            "loop_late_p50_ms": _at(late_ms, 50),
            "loop_late_p99_ms": _at(late_ms, 99),
            "loop_late_max_ms": max(late_ms),
            "loop_share": (lines[-1]["loop_s"] - lines[0]["loop_s"]) / seconds,
            "cpu_share": (lines[-1]["cpu_s"] - lines[0]["cpu_s"]) / seconds,
            "seconds": seconds,
            "gc_share": sum(each["gc_ms"] for each in lines[1:]) / 1000 / seconds,
            "gc_found": sum(each["gc_found"] for each in lines),
            "gc_max_ms": max(each["gc_max_ms"] for each in lines),
            "rss_mb": max(each["rss_kb"] for each in lines) / 1024,
            "fds": max(each["fds"] for each in lines),
        }

    def gauge(self) -> list[Json]:
        """What the server's gauge has said so far."""
        path = self.clinic.server.folder / "gauge.jsonl"
        text = path.read_text() if path.exists() else ""
        return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]

    def empty_mb(self) -> float:
        """Resident memory of the server before anybody came, all its consults there."""
        return self.clinic.rss_kb() / 1024

    def children_mb(self) -> float:
        """Resident memory of the server's workers."""
        pages = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = int(stat.read_text().rpartition(")")[2].split()[1])
                if parent == self.clinic.pid:
                    pages += int((stat.parent / "statm").read_text().split()[1])
            except (OSError, ValueError):
                continue  # it ended meanwhile
        return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


def fitting(sessions: int, people: int = 5) -> int:
    """How many of so many sessions this machine can open at once: each line is a file at both ends."""
    import resource  # noqa: PLC0415  (only here)

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return min(sessions, (hard - SPARE_FILES) // people)


@asynccontextmanager
async def rig(folder: Path, sessions: int, steered: int) -> AsyncIterator[Rig]:
    """A server with so many consults whose people have only to come in, and the swarm that plays them."""
    clinic = Clinic.in_folder(folder)
    clinic.server.start()
    try:
        plan = await _brought(clinic)
        clinic.server.stop()
        seated = await _seeded(clinic, sessions, steered, plan)
        clinic.server.module = "bench.swarm.served"
        clinic.server.start()
        cookie = clinic.cookies["lee"]["__Host-lightbox"]
        clinic.attend()
        swarm = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.swarm", str(clinic.port), str(seated), cookie,
            cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        try:
            yield Rig(clinic, 5 * sessions, swarm)
        finally:
            swarm.kill()
            await swarm.wait()
    finally:
        clinic.server.kill()


async def _brought(clinic: Clinic) -> Plan:
    """A scan and a single picture through the public surface."""
    await coded.bring(clinic)
    scan = clinic.series["lee", (coded.SLICES,), coded.SIDE]
    noise = np.random.default_rng(3).normal(0, 40, (512, 512)).astype("<i2")
    study = f"{ROOT}.961"
    single = slice_file(
        1, StudyInstanceUID=study, SeriesInstanceUID=f"{study}.1", SOPInstanceUID=f"{study}.1.1",
        Rows=512, Columns=512, PixelData=noise.tobytes(),
    )  # fmt: skip
    async with clinic.browser("lee") as browser:
        picture = [report["series_id"] for report in await clinic.bring(browser, [single])]
        person = (await browser.must("GET", "/api/me"))["person"]["id"]
    return Plan(person, list(scan), picture)


async def _seeded(clinic: Clinic, sessions: int, steered: int, plan: Plan) -> Path:
    out = clinic.server.folder / "seated.json"
    seeding = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.swarm.seeding", str(sessions), str(steered), str(out),
        cwd=REPOSITORY, env=clinic.server.environment, stdin=subprocess.PIPE,
    )  # fmt: skip
    async with asyncio.timeout(SEEDED_S):
        await seeding.communicate(msgspec.json.encode(plan))
    assert seeding.returncode == 0, "nobody was seated"
    return out


def _at(values: list[float], percent: int) -> float:
    return quantiles(values, n=100)[percent - 1] if len(values) > 1 else 0.0
