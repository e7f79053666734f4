"""What is owed is written once, in order, and never lost between two who write."""

import asyncio

from server.live.keeping import Keeper
from server.live.notices import ChatAdded
from server.terms.entries import Entry
from server.terms.ids import SessionId
from tests.live.faults import GatedLog
from tests.live.light_stand import HOST, PATIENT, LightStand
from tests.live.test_task import shared


def entry(stand: LightStand, reason: str) -> Entry:
    """An entry somebody can tell apart."""
    return Entry("chat.closed", stand.clock.at_ms, "system", SessionId("5" * 32), {"reason": reason})


async def test_what_becomes_owed_while_something_owed_is_written_is_not_forgotten(stand: LightStand) -> None:
    """One writer hangs on the disk while another fails: everything is there afterwards, once."""
    archive = stand.rooms.archive
    log = GatedLog(archive.log)
    keeper = Keeper(
        SessionId("5" * 32), type(archive)(archive.sessions, archive.transcript, log, archive.receipts), 1, stand.clock
    )
    log.gate.broken = True
    await keeper.record_or_owe(entry(stand, "one"))
    log.gate.broken = False
    log.gate.close()
    settling = asyncio.create_task(keeper.settle())
    while not log.gate.waiting:
        await asyncio.sleep(0)
    log.gate.broken = True
    await keeper.record_or_owe(entry(stand, "two"))
    assert keeper.owes
    log.gate.broken = False
    log.gate.open()
    await settling
    await keeper.settle()
    reasons = [each.entry.facts["reason"] for each in await stand.entries("chat.closed")]
    assert (reasons, keeper.owes) == (["one", "two"], False)


async def test_a_retry_of_a_line_is_told_to_nobody_again(stand: LightStand) -> None:
    """G1: who sends a line again because the answer was lost does not double it on other screens."""
    host, patient = await shared(stand)
    for _ in range(3):
        await host.room.say(HOST.id, "1" * 32, "one")
        stand.clock.at_ms += 5
    await host.room.say(PATIENT.id, "1" * 32, "another of the same number")
    texts = [line.text for told in patient.told(ChatAdded) for line in told.messages if line.kind == "text"]
    assert texts == ["one", "another of the same number"]
