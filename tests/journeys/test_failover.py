"""A Redis whose primary goes and whose replica takes its place, under a consult that is owned over it by one of two processes."""

import asyncio
import random
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from server.cli.visitor import UnexpectedError
from tests.journeys.clinic import Clinic, Consult
from tests.journeys.server_process import free_port, running
from tests.journeys.test_owner_dies import serving
from tests.journeys.test_restart import Talk, roster, same_chat
from tests.redis_servers import cluster, until, url_of_cluster, watched_servers

pytestmark = [pytest.mark.hunt, pytest.mark.timeout(240)]
SETTLED_S = 12.0
"""Longer than anything is owned without asking again."""
FROZEN_S = 15.0
STILL_S = 15.0


@dataclass(frozen=True)
class Fleet:
    """Where the processes find their Redis, and what makes it fail over; done when a replica is primary."""

    url: str
    fail_over: Callable[[], None]


@contextmanager
def killed_behind_sentinels(folder: Path) -> Iterator[Fleet]:
    """The primary dies."""
    with watched_servers(folder) as servers:

        def fail_over() -> None:
            servers.primary.kill()
            until(lambda: "role:master" in servers.replica.ask("INFO", "replication"), "the replica is primary")

        yield Fleet(servers.url, fail_over)


@contextmanager
def still_behind_sentinels(folder: Path) -> Iterator[Fleet]:
    """The primary stands still and, once it was replaced, wakes up and takes writes for a moment as if nothing were."""
    with watched_servers(folder) as servers:

        def fail_over() -> None:
            began = time.monotonic()
            servers.primary.signal(signal.SIGSTOP)
            until(lambda: "role:master" in servers.replica.ask("INFO", "replication"), "the replica is primary")
            time.sleep(max(0.0, began + STILL_S - time.monotonic()))
            servers.primary.signal(signal.SIGCONT)

        yield Fleet(servers.url, fail_over)


@contextmanager
def killed_in_a_cluster(folder: Path) -> Iterator[Fleet]:
    """The primary dies that knows whose the consult is."""
    with cluster(folder, replicas=True) as servers:

        def fail_over() -> None:
            number = next(n for n in range(3) if "lb:own:" in servers[n].ask("KEYS", "lb:own:*"))
            servers[number].kill()
            replica = servers[3 + number]
            until(lambda: "role:master" in replica.ask("INFO", "replication"), "the replica is primary")

        yield Fleet(url_of_cluster(servers[:3]), fail_over)


@pytest.mark.parametrize("kind", [killed_behind_sentinels, still_behind_sentinels, killed_in_a_cluster])
@pytest.mark.parametrize("turn", range(3))
async def test_a_consult_outlives_a_failover(
    kind: Callable[[Path], Any], turn: int, tmp_path: Path, record_property: Any
) -> None:
    """R5: talk goes on, pictures come back by themselves, nothing acknowledged is lost; nobody has to come again."""
    with kind(tmp_path / "redis") as fleet:
        port = free_port()
        clinic = Clinic.in_folder(
            tmp_path / "clinic", words=("serve", "--processes", "2"), SHARED__URL=fleet.url, METRICS__PORT=str(port)
        )
        with running(clinic.server):
            await asyncio.to_thread(until, lambda: serving(clinic) == 2, "two processes serve")
            async with clinic.consult(20, minutes=60) as consult:
                pause_s, over_s, late, line_s = await _lived_through(consult, fleet, port, turn)
    record_property("pictures paused (s)", f"{pause_s:.2f}")
    print(  # noqa: T201
        f"{kind.__name__}: a replica was primary after {over_s:.1f} s; pictures paused {pause_s:.2f} s at most,"
        f" from one line of chat to the next it took {line_s:.2f} s at most; the loops came back later than 200 ms {late:g} times"
    )
    assert pause_s < FROZEN_S


async def _lived_through(consult: Consult, fleet: Fleet, port: int, turn: int) -> tuple[float, float, float, float]:
    host = await consult.open()
    guest = await consult.seeing()
    until_ms, people = host.state["until_ms"], roster(host)
    talk, chance = Talk(consult), random.Random(turn)
    late = await _late(port)
    lines: list[float] = []
    work = [
        asyncio.create_task(_talk(talk, lines)),
        asyncio.create_task(talk.run(guest, "patient", random.Random(chance.random()))),
        asyncio.create_task(_steer(consult)),
    ]
    await asyncio.sleep(chance.uniform(1, 4))
    gone = time.monotonic()
    await asyncio.to_thread(fleet.fail_over)
    over_s = time.monotonic() - gone
    await asyncio.sleep(SETTLED_S)
    end = time.monotonic()
    broken = [task.exception() for task in work if task.done() and not task.cancelled()]
    for task in work:
        task.cancel()
    await asyncio.wait(work)
    assert not broken
    assert not host.closed
    assert not guest.closed
    shown = [frame.at_s for frame in guest.frames if frame.at_s > gone - 1]
    assert end - shown[-1] < 2, "pictures go on"
    assert (host.state["phase"], host.state["until_ms"], roster(host)) == ("live", until_ms, people)
    await same_chat(consult, talk)
    return max(after - before for before, after in pairwise(shown)), over_s, await _late(port) - late, max(lines)


async def _talk(talk: Talk, took: list[float]) -> None:
    """The host's lines, a third of a second apart, and how long it took from one answer to the next."""
    running = asyncio.create_task(talk.run(talk.consult.host, "host", random.Random(1)))
    try:
        while not running.done():
            known, began = len(talk.stored), time.monotonic()
            while len(talk.stored) == known and not running.done():
                await asyncio.sleep(0.01)
            took.append(time.monotonic() - began)
        running.result()
    finally:
        running.cancel()


async def _steer(consult: Consult) -> None:
    """The host moves the window on and on; while nobody knows whose the room is, that is refused."""
    for number in count(1):
        with suppress(AssertionError, UnexpectedError, TimeoutError):
            await consult.look(number % 6, cseq=10 + number, voi={"center": 40.0 + number, "width": 900.0})
        await asyncio.sleep(0.1)


async def _late(port: int) -> float:
    """How often the loops of both processes came back later than 200 ms."""
    late = 0.0
    async with aiohttp.ClientSession() as client:
        for each in (port, port + 1):
            async with client.get(f"http://127.0.0.1:{each}/metrics") as answer:
                figures = await answer.text()
            name = "lightbox_event_loop_lag_seconds"
            soon = re.search(rf'^{name}_bucket{{le="0.2"}} (\S+)$', figures, re.MULTILINE)
            every = re.search(rf"^{name}_count (\S+)$", figures, re.MULTILINE)
            assert soon is not None
            assert every is not None
            late += float(every[1]) - float(soon[1])
    return late
