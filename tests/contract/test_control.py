"""What every carrier of messages between processes must do, in one process and over a real Redis."""

from collections.abc import AsyncIterator

import pytest

from server.live.owning import ControlMessage
from server.storage.shared.in_process import WAITING_MAX
from server.storage.shared.live_state import InProcess, LiveState, new_node
from server.terms.nodes import NodeId
from tests.redis_servers import RedisServer
from tests.storage.shared.nodes_in_redis import processes, some_session

ELSEWHERE = NodeId("b" * 16)


@pytest.fixture(params=["process", "redis"])
async def state(request: pytest.FixtureRequest) -> AsyncIterator[LiveState]:
    if request.param == "process":
        yield InProcess.of(new_node())
        return
    server: RedisServer = request.getfixturevalue("redis_server")
    async with processes(server.url, 1) as (only,):
        yield only.state


@pytest.mark.parametrize("to_all", [True, False], ids=["all", "us"])
async def test_what_we_say_to_all_or_ourselves_we_hear(state: LiveState, to_all: bool) -> None:  # noqa: FBT001
    """Once, with who said it."""
    session = some_session()
    await state.control.tell(None if to_all else state.node, ControlMessage("ended", session))
    await state.control.tell(state.node, ControlMessage("released", session))
    heard = state.control.heard()
    assert await anext(heard) == ControlMessage("ended", session, sender=state.node)
    assert (await anext(heard)).kind == "released"


async def test_what_is_said_to_another_we_do_not_hear(state: LiveState) -> None:
    await state.control.tell(ELSEWHERE, ControlMessage("ended", some_session()))
    await state.control.tell(state.node, ControlMessage("released", some_session()))
    assert (await anext(state.control.heard())).kind == "released"


async def test_what_nobody_listens_to_is_bounded(state: LiveState) -> None:
    """The oldest hints go when too many wait."""
    for number in range(WAITING_MAX + 1):
        await state.control.tell(state.node, ControlMessage("login_ended", subject=str(number)))
    assert (await anext(state.control.heard())).subject == "1"
