"""What every shelf of tickets must do, in one process and over a real Redis."""

from collections.abc import AsyncIterator

import pytest

from server.desk.ports import TicketShelf
from server.storage.shared.tickets import Tickets
from tests.redis_servers import RedisServer
from tests.storage.shared.nodes_in_redis import processes


@pytest.fixture(params=["process", "redis"])
async def tickets(request: pytest.FixtureRequest) -> AsyncIterator[TicketShelf]:
    if request.param == "process":
        yield Tickets()
        return
    server: RedisServer = request.getfixturevalue("redis_server")
    async with processes(server.url, 1) as (only,):
        yield only.state.tickets


async def test_a_ticket_is_good_once(tickets: TicketShelf) -> None:
    """T-11: the second use of a ticket, and an invented one, are worth nothing."""
    ticket = await tickets.issue(b"who", now_ms=0)
    assert await tickets.redeem(ticket, now_ms=29_999) == b"who"
    assert await tickets.redeem(ticket, now_ms=29_999) is None
    assert await tickets.redeem("invented", now_ms=0) is None
    assert await tickets.redeem("\udc80", now_ms=0) is None


async def test_a_late_ticket_is_worth_nothing(tickets: TicketShelf) -> None:
    """T-11: after its 30 seconds a ticket is refused, whoever still keeps it."""
    ticket = await tickets.issue(b"who", now_ms=0)
    assert await tickets.redeem(ticket, now_ms=30_000) is None


async def test_tickets_cannot_be_guessed(tickets: TicketShelf) -> None:
    """T-11: two tickets differ in 256 bits."""
    one, two = await tickets.issue(b"", now_ms=0), await tickets.issue(b"", now_ms=0)
    assert one != two
    assert len(one) == 43
