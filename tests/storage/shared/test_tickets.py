"""Tickets of the only process: bounded, and hashes only. What every shelf does is in tests/contract."""

import pytest

from server.storage.shared import tickets as tickets_module
from server.storage.shared.tickets import Tickets
from server.terms.errors import Unavailable


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
