"""No log, no image, as the kernel saw it: the record is on disk before the first byte of a frame is on a socket."""

import asyncio
import re
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.journeys.clinic import Clinic, poll
from tests.journeys.server_process import running
from tests.programs import require_program

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
CALLS = "fsync,fdatasync,sendto,sendmsg,write,writev"
STEERED = 5


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    """A server nobody else talks to, so that every call is about this consult."""
    made = Clinic.in_folder(tmp_path)
    with running(made.server):
        yield made


@asynccontextmanager
async def traced(clinic: Clinic, calls: Path) -> AsyncIterator[None]:
    """Every call of the server that syncs a file or writes to a socket, in order, in a file."""
    strace = require_program("strace")
    tracer = await asyncio.create_subprocess_exec(
        strace, "-f", "-yy", "-s", "48", "-e", f"trace={CALLS}", "-e", "signal=none", "-o", str(calls), "-p", str(clinic.pid),
        stderr=subprocess.PIPE,
    )  # fmt: skip
    assert tracer.stderr is not None
    async with asyncio.timeout(20):
        assert b"attached" in await tracer.stderr.readline()
    try:
        yield
    finally:
        tracer.send_signal(signal.SIGINT)
        await tracer.communicate()


def events(calls: str) -> list[str]:
    """`synced` when a sync of the record returned, else `key`, `manifest` or `frame` with its socket when its write began.

    A call that another thread interrupts is written in two lines: a write counts from its first, a sync from its last.
    """
    found = []
    for line in calls.splitlines():
        if (
            re.search(r"f(data)?sync", line)
            and line.rstrip().endswith("= 0")
            and ("lightbox.db" in line or "resumed" in line)
        ):
            found.append("synced")
        sent = re.search(
            r'(?:sendto|write|sendmsg|writev)\((\d+)<TCP.*?42(?:/room|\\/room),\[\\"(key|manifest)\\"', line
        )
        framed = re.search(r"(?:sendto|write|sendmsg|writev)\((\d+)<TCP.*?451-/room,\[\\\"frame\\\"", line)
        if sent:
            found.append(f"{sent[2]} {sent[1]}")
        if framed:
            found.append(f"frame {framed[1]}")
    return found


async def test_the_record_is_on_disk_before_a_frame_is_on_a_socket(clinic: Clinic, tmp_path: Path) -> None:
    """T-51 (b), invariant 2: between the start of a feed and its first frame a sync of the database has returned.

    The first picture of a stack's block in an epoch needs an entry for each person; `manifest` starts the feed.
    """
    calls = tmp_path / "calls.txt"
    async with clinic.consult(20) as consult:
        await consult.open()
        patient = await consult.admitted()
        await patient.asked()
        async with traced(clinic, calls):
            await consult.agree(patient)
            await patient.until(lambda: patient.frames, "the first picture", 20)
            for _ in range(STEERED):
                seen = len(patient.frames)
                assert (await consult.host.say("room:pause"))["ok"]
                assert (await consult.host.say("room:resume"))["ok"]
                await patient.until(lambda seen=seen: len(patient.frames) > seen, "a picture of the next epoch", 20)  # type: ignore[misc]
                await asyncio.sleep(0.5)
        await poll(calls.exists, "the trace")
    told = events(calls.read_text(errors="replace"))
    feeds = _feeds(told)
    assert sum(1 for between in feeds if between is not None) >= 1 + STEERED, told
    assert all(between for between in feeds if between is not None), told


def _feeds(told: list[str]) -> list[bool | None]:
    """For each manifest: whether a sync returned before the first frame on its socket; None when none came."""
    feeds: list[bool | None] = []
    for at, event in enumerate(told):
        kind, _, socket = event.partition(" ")
        if kind != "manifest":
            continue
        after = told[at + 1 :]
        first = next((index for index, each in enumerate(after) if each == f"frame {socket}"), None)
        feeds.append(None if first is None else "synced" in after[:first])
    return feeds


def feeds_of(*lines: str) -> list[bool | None]:
    """What these lines of a trace tell."""
    return _feeds(events("\n".join(lines)))


def test_a_frame_before_its_sync_would_be_seen() -> None:
    """The positive control: a trace in the wrong order is told apart from one in the right order."""
    manifest = '7 sendto(9<TCP:[127.0.0.1:1]>, "~\\0\\3042/room,[\\"manifest\\",{\\"st"..., 20, 0, NULL, 0) = 20'
    frame = '7 sendto(9<TCP:[127.0.0.1:1]>, "~\\1\\6451-/room,[\\"frame\\",{"..., 20, 0, NULL, 0) = 20'
    sync = "8 fdatasync(14</data/lightbox.db-wal>) = 0"
    begun = "8 fdatasync(14</data/lightbox.db-wal> <unfinished ...>"
    done = "8 <... fdatasync resumed>) = 0"
    assert feeds_of(manifest, sync, frame) == [True]
    assert feeds_of(manifest, begun, done, frame) == [True]
    assert feeds_of(manifest, begun, frame, done) == [False]
    assert feeds_of(sync, manifest, frame) == [False]
    assert feeds_of(manifest) == [None]
