"""Decisions made real while disks stall and break."""

import asyncio

from server.live.notices import ConsentShown, StateChanged, ViewShown
from server.sessions.commands import Admit, End, Extend, KnockAgain, Pause, Remove, Resume
from server.sessions.phases import Phase
from server.terms.errors import Unavailable
from tests.live.faults import gated_chat, gated_log, gated_sessions
from tests.live.light_stand import HOST, PATIENT, LightStand, raised_by
from tests.live.test_task import look, shared


async def test_an_end_whose_line_cannot_be_stored_is_told_all_the_same(stand: LightStand) -> None:
    """Ending goes on: a chat that cannot be written keeps nobody from hearing that viewing is over."""
    host, patient = await shared(stand)
    gated_chat(host.room).broken = True
    await host.room.act(End(HOST.id))
    assert patient.told(StateChanged)[-1].session.phase is Phase.CLOSING
    assert patient.is_dark


async def test_the_deadline_does_not_wait_for_a_stalled_disk(stand: LightStand) -> None:
    """Decision 1: while a line of chat hangs on the disk, the end comes within a second, keys first."""
    host, _ = await shared(stand)
    room, gate = host.room, gated_chat(host.room)
    gate.close()
    hanging = asyncio.create_task(room.say(HOST.id, "1" * 32, "Hello"))
    await host.until(lambda: gate.waiting)
    assert room.session.deadline_ms is not None
    stand.clock.at_ms = room.session.deadline_ms
    await host.until(lambda: host.is_dark and not stand.keys.epochs(room.session.id), 1.0)
    gate.open()
    await asyncio.wait({hanging})
    await host.until(lambda: room.session.phase is Phase.CLOSING)


async def test_an_extension_counts_only_once_it_is_durable(stand: LightStand) -> None:
    """Asked for in time but written after the deadline: dark at the deadline, then pictures under a new epoch."""
    host, _ = await shared(stand)
    room, log = host.room, gated_log(host.room)
    epoch, deadline = room.session.epoch, room.session.deadline_ms
    log.gate.close()
    extending = asyncio.create_task(room.act(Extend(HOST.id, 5)))
    await host.until(lambda: log.gate.waiting)
    assert deadline is not None
    stand.clock.at_ms = deadline
    await host.until(lambda: host.is_dark and not stand.keys.epochs(room.session.id), 1.0)
    log.gate.open()
    await extending
    await host.until(lambda: not host.is_dark and host.frames[-1].epoch > epoch)


async def test_the_end_now_does_not_wait_for_a_stalled_record(stand: LightStand) -> None:
    """The host's End darkens within a second though another decision hangs; the receipt counts what was destroyed."""
    host, patient = await shared(stand)
    room, log = host.room, gated_log(host.room)
    log.gate.close()
    hanging = asyncio.create_task(room.act(Extend(HOST.id, 5)))
    await host.until(lambda: log.gate.waiting)
    ending = asyncio.create_task(room.act(End(HOST.id)))
    await patient.until(lambda: patient.is_dark and not stand.keys.epochs(room.session.id), 1.0)
    log.gate.open()
    await asyncio.wait({hanging, ending})
    (locked,) = await stand.entries("lock.started")
    assert locked.entry.facts["frames"]
    assert locked.entry.facts["keys"]


async def test_somebody_removed_goes_though_the_line_about_it_cannot_be_stored(stand: LightStand) -> None:
    """T-22: once the removal is durable the socket closes, whatever else fails."""
    host, patient = await shared(stand)
    gated_chat(host.room).broken = True
    before = host.room.session.epoch
    await host.room.act(Remove(HOST.id, PATIENT.id))
    assert patient.closed == "removed"
    assert stand.keys.epochs(host.room.session.id) == (before + 1,)


async def test_what_could_not_be_saved_did_not_happen(stand: LightStand) -> None:
    """A decision whose saving fails leaves the session as it was: still live, still the same epoch and key."""
    host, patient = await shared(stand)
    room, before = host.room, host.room.session
    gate = gated_sessions(room)
    gate.broken = True
    await raised_by(room.act(Remove(HOST.id, PATIENT.id)), Unavailable)
    assert room.session.presence_of(PATIENT.id).is_admitted
    assert stand.keys.epochs(room.session.id) == (before.epoch,)
    gate.broken = False
    await room.act(Remove(HOST.id, PATIENT.id))
    assert patient.closed == "removed"


async def test_no_view_waits_until_the_last_one_is_on_the_disk(stand: LightStand) -> None:
    """C1: where people are is written aside; while that write hangs, everybody sees the next view."""
    host, patient = await shared(stand)
    room, gate = host.room, gated_sessions(host.room)
    gate.close()
    stand.clock.at_ms += 2_000
    await room.set_view(look(1, cseq=1))
    await host.until(lambda: gate.waiting)
    async with asyncio.timeout(10):
        await room.set_view(look(2, cseq=2))
    await patient.until(lambda: patient.told(ViewShown)[-1].view.viewports[0].pos == 2)
    gate.open()


async def test_what_is_written_aside_overtakes_no_decision(stand: LightStand) -> None:
    """A view on its way to the disk comes before a decision made meanwhile, never after it."""
    host, _ = await shared(stand)
    room, gate = host.room, gated_sessions(host.room)
    gate.close()
    stand.clock.at_ms += 2_000
    await room.set_view(look(1, cseq=1))
    await host.until(lambda: gate.waiting)
    extending = asyncio.create_task(room.act(Extend(HOST.id, 5)))
    gate.open()
    await extending
    assert (await stand.rooms.archive.sessions.load(room.session.id)).deadline_ms == room.session.deadline_ms


async def test_a_connection_that_could_not_be_saved_is_not_counted(stand: LightStand) -> None:
    """A host refused at the door because the disk was full counts as away, so that the absence is noticed."""
    room = await stand.consult(await stand.study())
    gate = gated_sessions(room)
    gate.broken = True
    await raised_by(stand.enter(room, HOST), Unavailable)
    assert not room.session.presence_of(HOST.id).is_online


async def test_a_failed_second_connection_leaves_nobody_counted(stand: LightStand) -> None:
    """The first one was closed as moved, the second refused: the host is away."""
    host, _ = await shared(stand)
    gate = gated_sessions(host.room)
    gate.broken = True
    await raised_by(stand.enter(host.room, HOST), Unavailable)
    assert not host.room.session.presence_of(HOST.id).is_online


async def test_a_new_device_is_online_while_the_old_one_still_hangs(stand: LightStand) -> None:
    """A link proven anew: the former socket may take seconds to go and must not take the newcomer with it."""
    host, patient = await shared(stand)
    room = host.room
    await room.act(KnockAgain(PATIENT.id))
    knock = room.session.knock_of(PATIENT.id)
    assert knock is not None
    await room.act(Admit(HOST.id, PATIENT.id, "known", knock.word, knock=True))
    newer = await stand.enter(room, PATIENT)
    await room.leave(patient)
    assert room.session.presence_of(PATIENT.id).is_online
    await newer.until(lambda: newer.frames)


async def test_no_frame_of_a_new_epoch_goes_before_its_key(stand: LightStand) -> None:
    """While the turn of an epoch is not durable those who stay see on under the former; nothing goes under the new."""
    host, _ = await shared(stand)
    room, log = host.room, gated_log(host.room, "key.created")
    epoch = room.session.epoch
    log.gate.close()
    turning = asyncio.create_task(room.act(Remove(HOST.id, PATIENT.id)))
    await host.until(lambda: log.gate.waiting)
    before = len(host.frames)
    room.wanted_again(host, [frame.picture.fid for frame in host.frames])
    await host.until(lambda: len(host.frames) > before)
    assert {frame.epoch for frame in host.frames[before:]} == {epoch}
    log.gate.open()
    await turning
    await host.until(lambda: host.frames[-1].epoch > epoch)


async def test_who_is_being_removed_gets_nothing_though_the_record_stalls(stand: LightStand) -> None:
    """Taking sight away waits for nothing; only giving it waits for the entry."""
    host, patient = await shared(stand)
    log = gated_log(host.room, "participant.removed")
    log.gate.close()
    removing = asyncio.create_task(host.room.act(Remove(HOST.id, PATIENT.id)))
    await host.until(lambda: log.gate.waiting)
    assert patient.is_dark
    before = len(patient.frames)
    host.room.wanted_again(patient, [frame.picture.fid for frame in patient.frames])
    await asyncio.sleep(0.05)
    assert len(patient.frames) == before
    log.gate.open()
    await removing


async def test_a_turn_that_failed_leaves_the_former_key_at_work(stand: LightStand) -> None:
    """Nobody stays without a picture because an entry could not be written."""
    host, _ = await shared(stand)
    room, log = host.room, gated_log(host.room, "key.created")
    epoch, before = room.session.epoch, len(host.frames)
    log.gate.broken = True
    await raised_by(room.act(Remove(HOST.id, PATIENT.id)), Unavailable)
    await room.set_view(look(4, cseq=9))
    room.wanted_again(host, [frame.picture.fid for frame in host.frames])
    await host.until(lambda: len(host.frames) > before)
    assert host.frames[-1].epoch == room.session.epoch == epoch
    assert host.opened(host.frames[-1])


async def test_a_form_is_shown_once(stand: LightStand) -> None:
    """Whoever comes back without having answered reads one form, not two."""
    room = await stand.consult(await stand.study())
    await stand.enter(room, HOST)
    await stand.enter(room, PATIENT)
    await stand.admit(room, PATIENT)
    again = await stand.enter(room, PATIENT)
    await stand.read_notice(room)
    assert len(again.told(ConsentShown)) == 1


async def test_a_feed_outlives_a_pause_at_the_worst_moment(stand: LightStand) -> None:
    """A pause between an entry and its picture ends no feed: after the resume pictures come."""
    host, _ = await shared(stand)
    room, log = host.room, gated_log(host.room, "instances.authorized")
    await room.act(Pause(HOST.id))
    log.gate.close()
    await room.act(Resume(HOST.id))
    await host.until(lambda: log.gate.waiting)
    await room.act(Pause(HOST.id))
    log.gate.open()
    await asyncio.sleep(0.05)
    before = len(host.frames)
    await room.act(Resume(HOST.id))
    await room.set_view(look(3, cseq=5))
    await host.until(lambda: len(host.frames) > before)
