"""What every keeper of ownership must do, in one process and over a real Redis."""

from collections.abc import AsyncIterator

import pytest

from server.storage.shared.live_state import InProcess, LiveState, new_node
from server.terms.nodes import Node
from tests.redis_servers import RedisServer
from tests.storage.shared.nodes_in_redis import processes, some_session


@pytest.fixture(params=["process", "redis"])
async def state(request: pytest.FixtureRequest) -> AsyncIterator[LiveState]:
    if request.param == "process":
        yield InProcess.of(new_node())
        return
    server: RedisServer = request.getfixturevalue("redis_server")
    async with processes(server.url, 1) as (only,):
        yield only.state


async def test_who_claims_owns(state: LiveState) -> None:
    """A6: what was claimed is ours, may be claimed again, and is found as ours."""
    here, session = Node(state.node, "http://127.0.0.1:9001", load=3), some_session()
    await state.owners.present(here)
    assert await state.owners.claim(session) is None
    assert await state.owners.claim(session) is None
    assert await state.owners.renew({session}) == {session}
    assert await state.owners.owner(session) == here


async def test_what_somebody_gone_had_may_be_claimed(redis_server: RedisServer) -> None:
    """R1: for whoever knows that its owner has ended; naming anybody else changes nothing."""
    session = some_session()
    async with processes(redis_server.url, 2) as (first, second):
        await first.state.owners.present(first.node)
        assert await first.state.owners.claim(session) is None
        held = await second.state.owners.claim(session, new_node())
        assert held is not None
        assert held.id == first.state.node
        assert await second.state.owners.claim(session, first.state.node) is None
        assert await first.state.owners.renew({session}) == frozenset()


async def test_who_is_here_is_known(state: LiveState) -> None:
    """What was said last counts."""
    await state.owners.present(Node(state.node, "http://127.0.0.1:9001"))
    here = Node(state.node, "http://127.0.0.1:9001", load=3, is_draining=True)
    await state.owners.present(here)
    assert here in await state.owners.nodes()


async def test_letting_go_of_nothing_is_nothing(state: LiveState) -> None:
    """No sessions, and sessions nobody owns."""
    await state.owners.release([])
    await state.owners.release([some_session()])
    assert await state.owners.renew([]) == frozenset()


async def test_it_can_be_asked_whether_it_is_there(state: LiveState) -> None:
    """/readyz asks; nothing was refused so far."""
    await state.check()
    assert dict(state.refused) == {}
