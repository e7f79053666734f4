"""Alerts about pictures somebody reached for without a seat (T-16)."""

import asyncio

from server.audit.log import Log
from server.live.alerting import EVERY_MS, KEPT, Alerting
from server.terms.entries import Entry
from server.terms.ids import SessionId
from tests.contract.log_store import MemoryLogStore
from tests.live.light_stand import MovableClock


async def written(log: Log, count: int) -> list[Entry]:
    """The record, once it has so many entries."""
    async with asyncio.timeout(10):
        while len(found := await log.read()) < count:
            await asyncio.sleep(0.005)
    return [each.entry for each in found]


async def test_a_thousand_tries_are_one_entry_in_ten_minutes() -> None:
    """T-16: who asked, in whose record, and when; another room has its own."""
    log, clock = Log(MemoryLogStore(), bytes), MovableClock()
    alerting = Alerting(log, clock)
    for _ in range(1000):
        alerting.foreign_frame(SessionId("1" * 32), "c" * 16)
        alerting.foreign_frame(SessionId("2" * 32), "system")
    clock.at_ms += EVERY_MS
    alerting.foreign_frame(SessionId("1" * 32), "c" * 16)
    entries = await written(log, 3)
    assert sorted(entry.session or "" for entry in entries) == ["1" * 32, "1" * 32, "2" * 32]
    assert {entry.actor for entry in entries} == {"c" * 16, "system"}
    assert {entry.facts["code"] for entry in entries} == {"foreign_frame"}
    await log.stop()


async def test_what_is_remembered_of_rooms_is_bounded() -> None:
    """T-17: the oldest is forgotten."""
    log = Log(MemoryLogStore(), bytes)
    alerting = Alerting(log, MovableClock())
    for number in range(KEPT + 5):
        alerting.foreign_frame(SessionId(f"{number:032x}"), "system")
    assert len(alerting._last_ms) == KEPT
    await written(log, KEPT + 5)
    await log.stop()
