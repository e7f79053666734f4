"""Finding, starting and ending running sessions; what a crash left behind."""

import asyncio
from dataclasses import replace

import pytest

from server.live.registry import Directory, Rooms
from server.sessions.commands import End, Extend, Kill
from server.sessions.phases import LockReason, PauseReason, Phase
from server.sessions.session import PresenceState, Session
from server.terms.errors import Refused, Unavailable
from server.terms.ids import SessionId
from tests.live.faults import GatedSessions, gated_log
from tests.live.light_stand import HOST, PATIENT, LightStand, PlainConsent, raised_by
from tests.live.test_task import shared


class StubbornSessions(GatedSessions):
    """Sessions of which one cannot be loaded while `stubborn`."""

    stubborn: SessionId | None = None
    error: Exception = Unavailable("storage_unavailable")

    async def load(self, session: SessionId) -> Session:
        """Unless it is the stubborn one."""
        if session == self.stubborn:
            raise self.error
        return await super().load(session)


def reborn(stand: LightStand, sessions: GatedSessions | None = None) -> Rooms:
    """The rooms of a process that comes after a crash of the stand's, over the same data."""
    archive = stand.rooms.archive
    if sessions is not None:
        archive = replace(archive, sessions=sessions)
    return Rooms(stand.rooms.workshop, archive, PlainConsent(), lambda: 7, Directory())


async def test_after_a_crash_a_live_session_waits_for_its_host(stand: LightStand) -> None:
    """Live review §5: recovered sessions are paused; the host's return brings a new epoch."""
    host, _ = await shared(stand)
    epoch = host.room.session.epoch
    stand.keys.destroy_all()
    rooms = reborn(stand)
    await rooms.start(PlainConsent())
    room = await rooms.room(host.room.session.id)
    assert room.session.pause_reason is PauseReason.RECOVERING
    again = await stand.enter(room, HOST)
    await again.until(lambda: again.frames)
    assert again.frames[0].epoch > epoch
    await rooms.stop()


async def test_a_session_that_could_not_be_recovered_at_the_start_is_when_it_is_asked_for(stand: LightStand) -> None:
    """No session is ever run as its former process left it: nobody is connected, no key is alive."""
    host, _ = await shared(stand)
    sessions = StubbornSessions(stand.rows)
    sessions.stubborn = host.room.session.id
    rooms = reborn(stand, sessions)
    await rooms.start(PlainConsent())
    assert not rooms.tasks
    sessions.stubborn = None
    room = await rooms.room(host.room.session.id)
    assert room.session.phase is Phase.PAUSED
    assert not room.session.presence_of(PATIENT.id).is_online
    await rooms.stop()


@pytest.mark.parametrize("error", [Unavailable("storage_unavailable"), ValueError("a bug of ours")])
async def test_one_session_that_cannot_be_had_keeps_no_other_from_starting(stand: LightStand, error: Exception) -> None:
    """Whatever is wrong with one row, the rest of the house opens."""
    series = await stand.study()
    first, second = await stand.consult(series), await stand.consult(series)
    sessions = StubbornSessions(stand.rows)
    sessions.stubborn, sessions.error = first.session.id, error
    rooms = reborn(stand, sessions)
    await rooms.start(PlainConsent())
    assert list(rooms.tasks) == [second.session.id]
    await rooms.stop()


@pytest.mark.parametrize("command", [End(HOST.id), Kill("system", LockReason.REVOKED)])
async def test_the_entry_of_an_end_that_a_crash_swallowed_follows_at_the_next_start(
    stand: LightStand, command: End | Kill
) -> None:
    """Decision 1: keys died and the phase was saved, then the process; entry and receipt are made good, once."""
    host, _ = await shared(stand)
    gated_log(host.room).gate.broken = True
    await host.room.act(command)
    assert not await stand.entries("lock.started")
    for _ in range(2):
        rooms = reborn(stand)
        await rooms.start(PlainConsent())
        await rooms.stop()
    (locked,) = await stand.entries("lock.started")
    assert locked.entry.facts["keys"]
    assert len(await stand.receipts.of(host.room.session.id)) == 1


async def test_what_an_end_owes_is_written_when_the_disk_is_back(stand: LightStand) -> None:
    """Entry and receipt of an end follow by themselves."""
    host, _ = await shared(stand)
    log = gated_log(host.room)
    log.gate.broken = True
    await host.room.act(End(HOST.id))
    log.gate.broken = False
    await host.until(lambda: not host.room.performer.keeper.owes)
    assert len(await stand.entries("lock.started")) == 1
    assert len(await stand.receipts.of(host.room.session.id)) == 1


async def test_who_lost_the_session_to_another_process_shows_nothing_more(stand: LightStand) -> None:
    """A save that is fenced ends keys and screens at once, and the session leaves this process."""
    host, patient = await shared(stand)
    room = host.room
    await stand.rows.claim(room.session.id)
    error = await raised_by(room.act(Extend(HOST.id, 5)), Refused)
    assert str(error) == "fenced"
    assert (host.closed, patient.closed) == ("moved", "moved")
    assert not stand.keys.epochs(room.session.id)
    async with asyncio.timeout(3):
        while room.session.id in stand.rooms.tasks:
            await asyncio.sleep(0.05)


async def test_who_waits_in_line_when_a_session_stops_is_told(stand: LightStand) -> None:
    """Nobody hangs on a room that is gone."""
    host, _ = await shared(stand)
    room, log = host.room, gated_log(host.room)
    log.gate.close()
    waiting = [asyncio.create_task(room.say(HOST.id, str(number) * 32, "Hello")) for number in range(3)]
    acting = asyncio.create_task(room.act(End(HOST.id)))
    await host.until(lambda: log.gate.waiting)
    await room.stop("draining")
    async with asyncio.timeout(1):
        outcomes = await asyncio.gather(*waiting, acting, return_exceptions=True)
    assert all(not isinstance(each, BaseException) or str(each) == "draining" for each in outcomes)
    assert str(await raised_by(room.say(HOST.id, "9" * 32, "Hello"), Unavailable)) == "draining"


async def test_a_link_revoked_before_anybody_came_can_be_made_anew(stand: LightStand) -> None:
    """Removal is for good and for who is here; a link sent to the wrong address costs its guest nothing."""
    room = await stand.consult(await stand.study())
    await stand.enter(room, HOST)
    await stand.rooms.guest_changed(room.session.id, PATIENT.id, "revoked")
    await stand.enter(room, PATIENT)
    assert room.session.presence_of(PATIENT.id).state is PresenceState.WAITING
    await stand.rooms.guest_changed(room.session.id, PATIENT.id, "revoked")
    assert room.session.presence_of(PATIENT.id).state is PresenceState.REMOVED
