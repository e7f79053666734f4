"""R3, R4, R5: a Redis that is killed, empty, stands still, or is replaced; each call ends, and all goes on by itself."""

import asyncio
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.live.owning import ControlMessage
from server.storage.shared.redis_line import CALL_S
from server.terms.errors import Refused, Unavailable
from tests.contract.consults import a_session
from tests.contract.session_store import MemorySessionStore
from tests.redis_servers import RedisServer, cluster, one_server, redis_users, until, url_of_cluster, watched_servers
from tests.stalls import stalls
from tests.storage.shared.nodes_in_redis import OURS, PASSWORD, Process, processes, some_session
from tests.storage.shared.test_redis_owners import one_owner

BACK_S = 30.0
GAP_S = 0.2
"""What is promised, and measured by hand."""
BUSY_GAP_S, BUSY_CALL_S = 2 * GAP_S, 2 * CALL_S
"""What a machine that does much else beside may make of it."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    with one_server(tmp_path) as server:
        yield server


async def fails(process: Process) -> float:
    """A call of each kind ends as `Unavailable`; gives how long the slowest took."""

    async def timed(call: object) -> float:
        began = time.monotonic()
        with pytest.raises(Unavailable, match="shared_unavailable"):
            await call  # type: ignore[misc]
        return time.monotonic() - began

    state = process.state
    calls = [
        *(state.owners.renew({some_session()}) for _ in range(20)),
        *(state.owners.claim(some_session()) for _ in range(20)),
        *(state.tickets.issue(b"", now_ms=0) for _ in range(20)),
        state.owners.present(process.node),
        state.control.tell(None, ControlMessage("ended")),
        state.check(),
    ]
    return max(await asyncio.gather(*map(timed, calls)))


def told(figures: str) -> None:
    """Say it to whoever runs this by hand."""
    sys.stdout.write(f"\n{figures}\n")


async def is_back(one: Process, two: Process) -> float:
    """Wait until both can claim, and hear each other, without anybody's help; gives the seconds."""
    began = time.monotonic()
    heard = two.state.control.heard()
    async with asyncio.timeout(BACK_S):
        while True:
            try:
                await one.state.owners.claim(some_session())
                await two.state.check()
                await one.state.control.tell(two.state.node, ControlMessage("released"))
                async with asyncio.timeout(0.3):
                    while (await anext(heard)).sender != one.state.node:
                        pass
            except (Unavailable, TimeoutError):
                heard = two.state.control.heard()
                await asyncio.sleep(0.05)
            else:
                return time.monotonic() - began


async def stood_still(server: RedisServer, seconds: float) -> tuple[float, float, float]:
    """Redis stops for a while; gives the longest gap of the loop, the slowest call, and the time to come back."""
    async with processes(server.url) as (one, two), stalls() as stall:
        session = some_session()
        await one.state.owners.claim(session)
        server.signal(signal.SIGSTOP)
        until_s, slowest_s = time.monotonic() + seconds, 0.0
        while time.monotonic() < until_s:
            slowest_s = max(slowest_s, await fails(one))
        server.signal(signal.SIGCONT)
        back_s = await is_back(one, two)
        if seconds > 15:
            # whoever held it through all that holds it no longer: by Redis' own clock
            assert await one.state.owners.renew({session}) == frozenset()
    return stall.own_s, slowest_s, back_s


async def test_a_redis_that_stands_still_stops_nobody(server: RedisServer) -> None:
    """R4: the loop never gaps for 200 ms, every call ends within 2 s, and all goes on by itself."""
    gap_s, slowest_s, _ = await stood_still(server, 0.5)
    assert gap_s < BUSY_GAP_S
    assert slowest_s < BUSY_CALL_S


@pytest.mark.hunt
@pytest.mark.timeout(120)
async def test_a_redis_that_stands_still_for_half_a_minute(server: RedisServer) -> None:
    """R4: 30 s, with figures (`pytest -m hunt -s`)."""
    gap_s, slowest_s, back_s = await stood_still(server, 30.0)
    told(f"R4: loop gap {gap_s * 1000:.0f} ms, slowest call {slowest_s:.2f} s, back after {back_s:.2f} s")
    assert gap_s < GAP_S
    assert slowest_s < CALL_S + 0.5


@pytest.mark.hunt
@pytest.mark.timeout(120)
async def test_twenty_restarts_of_an_empty_redis(server: RedisServer) -> None:
    """R3: with figures (`pytest -m hunt -s`)."""
    slowest_s, back_s = 0.0, []
    async with processes(server.url) as (one, two), stalls() as stall:
        for _ in range(20):
            await asyncio.to_thread(server.kill)
            slowest_s = max(slowest_s, await fails(one))
            await asyncio.to_thread(server.start_empty)
            back_s.append(await is_back(one, two))
    told(f"R3: loop gap {stall.own_s * 1000:.0f} ms, slowest call {slowest_s:.2f} s, back after {max(back_s):.2f} s")
    assert stall.own_s < GAP_S


async def test_a_redis_that_comes_back_empty_is_begun_anew(server: RedisServer) -> None:
    """R3: calls fail at once while it is gone; then nothing is ours until it is claimed again, by whoever is first."""
    async with processes(server.url) as (one, two), stalls() as stall:
        session = some_session()
        await one.state.owners.claim(session)
        ticket = await one.state.tickets.issue(b"who", now_ms=0)
        await asyncio.to_thread(server.kill)
        assert await fails(one) < BUSY_CALL_S
        assert one.state.away == {"owners": 1, "tickets": 1, "control": 1}
        await asyncio.to_thread(server.start_empty)
        await is_back(one, two)
        await one.state.check()
        assert one.state.away == {"owners": 0, "tickets": 0, "control": 0}
        assert await one.state.owners.renew({session}) == frozenset()
        assert await one.state.tickets.redeem(ticket, now_ms=0) is None
        assert await two.state.owners.claim(session) is None
        assert await one.state.owners.renew({session}) == frozenset()
    assert stall.own_s < BUSY_GAP_S


@pytest.mark.slow
async def test_sentinels_replace_a_primary_that_died(tmp_path: Path) -> None:
    """R5: killed; the replica is made primary, and both processes find it without being told."""
    with watched_servers(tmp_path) as servers:
        await one_owner(servers.url)
        async with processes(servers.url) as (one, two), stalls() as stall:
            await one.state.owners.claim(some_session())
            await asyncio.to_thread(servers.primary.kill)
            await is_back(one, two)
            assert "role:master" in servers.replica.ask("INFO", "replication")
        assert stall.own_s < BUSY_GAP_S


@pytest.mark.hunt
async def test_a_former_primary_that_wakes_up_is_left(tmp_path: Path) -> None:
    """R5: it stood still, was replaced, and takes writes again for a moment: everybody ends up at the new one."""
    with watched_servers(tmp_path) as servers:
        async with processes(servers.url) as (one, two), stalls() as stall:
            session = some_session()
            await one.state.owners.claim(session)
            servers.primary.signal(signal.SIGSTOP)
            began = time.monotonic()
            await is_back(one, two)
            away_s = time.monotonic() - began
            servers.primary.signal(signal.SIGCONT)
            follows = lambda: "role:slave" in servers.primary.ask("INFO", "replication")  # noqa: E731
            await asyncio.to_thread(until, follows, "it follows the new one")
            await is_back(one, two)
            told(f"R5: loop gap {stall.own_s * 1000:.0f} ms, the new primary was used after {away_s:.2f} s")
        assert stall.own_s < GAP_S


async def test_who_was_told_the_same_by_two_primaries_is_told_apart(tmp_path: Path) -> None:
    """R5, A6: one that takes writes still and one that was put in its place: the fence lets the latest write, alone."""
    store = MemorySessionStore()
    session = a_session()
    await store.add(session)
    with one_server(tmp_path / "old") as old, one_server(tmp_path / "new") as new:
        async with processes(old.url, 1) as (one,), processes(new.url, 1) as (two,):
            assert await one.state.owners.claim(session.id) is None
            first = await store.claim(session.id)
            assert await two.state.owners.claim(session.id) is None
            second = await store.claim(session.id)
            await store.save(session, fence=second)
            with pytest.raises(Refused):
                await store.save(session, fence=first)


@pytest.mark.slow
async def test_three_primaries_of_a_cluster_are_one(tmp_path: Path) -> None:
    """A6: the same over a Cluster; one primary away leaves the others' sessions alone, and it comes back by itself."""
    users = tmp_path / "users.acl"
    users.write_text("\n".join([*redis_users(PASSWORD, in_cluster=True), "user default on nopass ~* &* +@all"]) + "\n")
    with cluster(tmp_path, "--aclfile", str(users)) as servers:
        url = url_of_cluster(servers)
        await one_owner(url, OURS)
        async with processes(url, users=OURS) as (one, two), stalls() as stall:
            await is_back(one, two)
            servers[2].kill()
            await asyncio.to_thread(servers[2].start)
            await is_back(one, two)
        assert stall.own_s < BUSY_GAP_S
