"""Finding, starting and ending running sessions; what a crash left behind."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from server.desk.ports import GuestChange
from server.live.directory import Directory
from server.live.registry import Rooms
from server.sessions.commands import End, Extend, Kill
from server.sessions.phases import LockReason, PauseReason, Phase
from server.sessions.session import PresenceState, Session
from server.storage.database.sessions import sessions
from server.terms.entries import Entry
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
    return Rooms(stand.rooms.workshop, archive, PlainConsent(), lambda: 7, Directory(), stand.heads)


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


@pytest.mark.parametrize("closed", [False, True], ids=["live put back over closing", "closing put back over locked"])
async def test_an_older_row_put_back_over_one_that_is_over_stays_over(stand: LightStand, *, closed: bool) -> None:
    """K4, T-42: one row of a backup, where the record was left alone: the record says that it is over, so it is."""
    host, _ = await shared(stand)
    session = host.room.session.id
    if closed:
        await host.room.act(End(HOST.id))
    async with stand.desk.database.read() as conn:
        older = dict((await conn.execute(select(sessions).where(sessions.c.id == session))).mappings().one())
    await host.room.act(End(HOST.id))
    await host.room.stop("draining")
    async with stand.desk.database.write() as conn:
        await conn.execute(update(sessions).where(sessions.c.id == session).values(older))
    rooms = reborn(stand)
    await rooms.start(PlainConsent())
    await raised_by(rooms.room(session), Refused)
    saved = await stand.rows.load(session)
    assert (saved.phase, saved.lock_reason) == (Phase.LOCKED, LockReason.FAILED)
    assert "session_rolled_back" in {each.entry.facts["code"] for each in await stand.entries("security.alert")}
    assert not stand.keys.epochs(session)
    await rooms.stop()


async def test_an_end_that_was_extended_is_not_over(stand: LightStand) -> None:
    """Live review §5: back to live under a new key; after a crash its pictures come back, the record does not deny them."""
    host, _ = await shared(stand)
    await host.room.act(End(HOST.id))
    await host.room.act(Extend(HOST.id, 5))
    await host.until(lambda: host.room.session.phase is Phase.LIVE)
    rooms = reborn(stand)
    await rooms.start(PlainConsent())
    assert (await rooms.room(host.room.session.id)).session.phase is Phase.PAUSED
    await rooms.stop()


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
    assert (host.closed, patient.closed) == ("draining", "draining")
    assert not stand.keys.epochs(room.session.id)
    async with asyncio.timeout(10):
        while room.session.id in stand.rooms.tasks:
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("change", ["revoked", "knocked", "asked"])
async def test_what_becomes_of_a_link_is_decided_though_the_room_runs_elsewhere(
    stand: LightStand, change: GuestChange
) -> None:
    """T-10: whoever revokes a link is not refused because of a room that was lost; its screens are closed all the same."""
    host, patient = await shared(stand)
    await stand.rows.claim(host.room.session.id)
    await stand.rooms.guest_changed(host.room.session.id, PATIENT.id, change)
    assert (host.closed, patient.closed) == ("draining", "draining")
    assert not stand.keys.epochs(host.room.session.id)


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


async def test_the_record_is_signed_once_nothing_of_a_consult_is_still_to_be_written(stand: LightStand) -> None:
    """AUD-23, step 7: after the lock and what screens showed last, and never again; who comes later gets the same."""
    host, patient = await shared(stand)
    session = host.room.session.id
    log = gated_log(host.room, "chat.closed")
    log.gate.close()
    going = [host.room.act(Kill("system", LockReason.REVOKED)), host.room.leave(patient), host.room.leave(host)]
    ending = [asyncio.ensure_future(each) for each in going]
    await host.until(lambda: log.gate.waiting)
    assert await heads(stand, session) == []
    log.gate.open()
    await asyncio.gather(*ending)
    async with asyncio.timeout(10):
        while not await heads(stand, session):
            await asyncio.sleep(0.05)
    (note,) = await heads(stand, session)
    assert max(each.index for each in await stand.log.read(session=session)) < int(note.split("\n")[1])
    told = [each.entry for each in await stand.log.read(session=session)]
    assert told[-1].kind == "chat.closed"
    assert {each.actor for each in told if each.kind == "instances.shown"} == {HOST.id, PATIENT.id}
    await stand.log.append([Entry("application.stop", 1, "system")])
    assert await stand.heads.keep(session, 2) == note


async def heads(stand: LightStand, session: SessionId) -> list[str]:
    """Give the signed heads that are kept of a session."""
    return [each.receipt.decode() for each in await stand.receipts.of(session) if each.kind == "head"]
