"""An end that a crash cuts short after any of its steps: the next start makes it whole, and only once (LK-6, A6).

A crash leaves what was durable before it and nothing else: keys, frames and screens die with the process. So each test
lets the first so many writes of an end through, refuses every later one, and starts a new process over what is there.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import pytest
import pytest_asyncio

from server.desk.receipts import held_against, last_lock
from server.live.directory import Directory
from server.live.keeping import Archive
from server.live.registry import Rooms
from server.live.task import SessionTask
from server.sessions.commands import End, Kill
from server.sessions.phases import LockReason, Phase
from server.terms.errors import Unavailable
from server.terms.ids import SeriesId, SessionId
from server.workers.pool import WorkerPool
from tests.live.faults import Gate, GatedChat, GatedLog, GatedReceipts, GatedSessions
from tests.live.light_stand import HOST, PATIENT, POLICY, Eye, LightStand, PlainConsent
from tests.live.test_task import look

STEPS = 5
"""Writes of an end: the phase, the entry of the lock, its receipt, the line in the chat, and the entry of the chat's end."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def around(
    tmp_path_factory: pytest.TempPathFactory, workers: WorkerPool
) -> AsyncIterator[tuple[LightStand, SeriesId]]:
    """One process for all: its workers and its study take longer than an end does."""
    async with LightStand(tmp_path_factory.mktemp("stand"), workers) as stand:
        yield stand, await stand.study()


@dataclass
class Countdown(Gate):
    """Lets so many writes through; then this process writes nothing any more."""

    left: int = 0

    async def passed(self) -> None:
        """One write less."""
        if self.left <= 0:
            raise Unavailable("storage_unavailable")
        self.left -= 1


def dies_after(room: SessionTask, writes: int) -> None:
    """Put every wall of a running session behind one countdown."""
    countdown, keeper = Countdown(left=writes), room.performer.keeper
    walls = keeper.archive
    keeper.archive = Archive(
        GatedSessions(walls.sessions, countdown),
        GatedChat(walls.transcript, countdown),
        GatedLog(walls.log, countdown),
        GatedReceipts(walls.receipts, countdown),
    )


async def started(stand: LightStand) -> Rooms:
    """A process that comes after: nothing of the former one's memory is left."""
    stand.keys.destroy_all()
    rooms = Rooms(stand.rooms.workshop, stand.rooms.archive, PlainConsent(), lambda: 7, Directory(), stand.heads)
    await rooms.start(PlainConsent())
    return rooms


async def shared(stand: LightStand, series: SeriesId) -> tuple[Eye, Eye]:
    """Host and patient looking at the same picture."""
    room = await stand.consult(series)
    host = await stand.enter(room, HOST)
    await room.set_view(look(2))
    patient = await stand.enter(room, PATIENT)
    await stand.admit(room, PATIENT)
    await stand.agree(room)
    await patient.until(lambda: patient.frames)
    return host, patient


async def _ended_by_host(stand: LightStand, host: Eye, writes: int) -> None:
    dies_after(host.room, writes)
    await host.room.act(End(HOST.id))


async def _killed(stand: LightStand, host: Eye, writes: int) -> None:
    dies_after(host.room, writes)
    await host.room.act(Kill("system", LockReason.REVOKED))


async def _ran_out(stand: LightStand, host: Eye, writes: int) -> None:
    dies_after(host.room, writes)
    stand.clock.at_ms = host.room.session.deadline_ms or 0
    await host.until(lambda: host.room.session.phase is Phase.CLOSING and not host.room.clockwork.turns.is_busy)


async def _closed(stand: LightStand, host: Eye, writes: int) -> None:
    await host.room.act(End(HOST.id))
    dies_after(host.room, writes)
    await host.room.act(End(HOST.id))


Way = Callable[[LightStand, Eye, int], Awaitable[None]]
WAYS: dict[str, tuple[Way, LockReason]] = {
    "the host ends": (_ended_by_host, LockReason.ENDED),
    "killed": (_killed, LockReason.REVOKED),
    "the time is over": (_ran_out, LockReason.EXPIRED),
    "closing is over": (_closed, LockReason.ENDED),
}


async def _over(stand: LightStand, session: SessionId) -> None:
    """Start until it is locked: a session that is closing waits for its time, one whose end was not known is ended again."""
    rooms = await started(stand)
    assert stand.keys.epochs(session) == ()
    saved = await stand.rows.load(session)
    if saved.phase is Phase.PAUSED:
        await (await rooms.room(session)).act(End(HOST.id))
    if saved.phase is not Phase.LOCKED:
        stand.clock.at_ms += POLICY.closing_s * 1000 + 1
        await rooms.stop()
        rooms = await started(stand)
    await rooms.stop()


@pytest.mark.parametrize("writes", range(STEPS + 1))
@pytest.mark.parametrize("way", WAYS)
async def test_an_end_cut_short_is_made_whole_once(around: tuple[LightStand, SeriesId], way: str, writes: int) -> None:
    """Security 3.4: dark and without keys at once, whatever is written; afterwards one end, one receipt, one last line."""
    stand, series = around
    host, patient = await shared(stand, series)
    session = host.room.session.id
    end, reason = WAYS[way]
    await end(stand, host, writes)
    assert host.is_dark
    assert patient.is_dark
    assert stand.keys.epochs(session) == ()
    assert stand.cache.size_bytes == 0
    await stand.rooms.tasks.pop(session).stop("draining")
    await _over(stand, session)
    first = [each.entry for each in await stand.log.read(session=session)]
    await (await started(stand)).stop()
    assert [each.entry for each in await stand.log.read(session=session)] == first, "a second start adds nothing"
    saved = await stand.rows.load(session)
    expected = LockReason.ENDED if writes == 0 and way == "killed" else reason
    assert (saved.phase, saved.lock_reason) == (Phase.LOCKED, expected)
    kinds = [entry.kind for entry in first]
    assert (kinds.count("lock.started"), kinds.count("chat.closed")) == (1, 1)
    assert [each.kind for each in await stand.receipts.of(session)].count("lock") == 1
    receipt = held_against(await last_lock(stand.receipts, session), await stand.log.read(session=session))
    assert receipt is not None
    assert (receipt.standing, receipt.facts is not None and receipt.facts.reason) == ("holds", expected.value)
