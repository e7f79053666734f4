"""Tickets are good once, for seconds."""

import pytest

from server.storage.shared import tickets as tickets_module
from server.storage.shared.tickets import Tickets
from server.terms.errors import Unavailable


async def test_a_ticket_is_good_once() -> None:
    """T-11: the second use of a ticket, and an invented one, are worth nothing."""
    tickets = Tickets()
    ticket = await tickets.issue(b"who", now_ms=0)
    assert await tickets.redeem(ticket, now_ms=29_999) == b"who"
    assert await tickets.redeem(ticket, now_ms=29_999) is None
    assert await tickets.redeem("invented", now_ms=0) is None
    assert await tickets.redeem("\udc80", now_ms=0) is None


async def test_a_late_ticket_is_worth_nothing() -> None:
    """T-11: after its 30 seconds a ticket is refused."""
    tickets = Tickets()
    ticket = await tickets.issue(b"who", now_ms=0)
    assert await tickets.redeem(ticket, now_ms=30_000) is None


async def test_tickets_cannot_be_guessed_nor_read_from_memory() -> None:
    """T-11: two tickets differ in 256 bits, and only hashes are held."""
    tickets = Tickets()
    one, two = await tickets.issue(b"", now_ms=0), await tickets.issue(b"", now_ms=0)
    assert one != two
    assert len(one) == 43
    assert one.encode() not in tickets._waiting


async def test_waiting_tickets_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """More waiting tickets than the limit are refused until the old ones are late."""
    monkeypatch.setattr(tickets_module, "TICKETS_MAX", 3)
    tickets = Tickets()
    for _ in range(3):
        await tickets.issue(b"", now_ms=0)
    with pytest.raises(Unavailable, match="busy"):
        await tickets.issue(b"", now_ms=1)
    assert await tickets.issue(b"", now_ms=30_000)
