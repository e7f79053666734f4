"""Who comes back after a broken line with sealed frames still at hand is not sent them again, and nobody else's."""

import asyncio

from server.live.notices import LeaseGiven, PresenceChanged
from server.sessions.commands import Pause, Resume
from server.terms.ids import FrameId
from tests.live.light_stand import HOST, PATIENT, Eye, LightStand
from tests.live.test_task import look, shared


async def all_shown(stand: LightStand) -> tuple[Eye, Eye]:
    """Host and patient with every slice of the stack."""
    host, patient = await shared(stand)
    stand.clock.at_ms += 2_000
    host.room.stage.screens[PATIENT.id].wake()
    await patient.until(lambda: {frame.want.pos for frame in patient.frames} == set(range(6)))
    return host, patient


async def back(former: Eye, have: set[FrameId]) -> Eye:
    """The same person on a new connection, saying what it has, once the picture in view was looked for."""
    await former.room.leave(former)
    eye = Eye(former.participant, former.room, have=frozenset(have))
    await former.room.join(eye, ("link", "code"), 0)
    await former.room.set_view(look(2, cseq=9))
    return eye


def fids(eye: Eye) -> set[FrameId]:
    """What came."""
    return {frame.picture.fid for frame in eye.frames}


async def test_what_is_still_there_does_not_come_again(stand: LightStand) -> None:
    """Live review §3: `have`; of what a returning client names nothing is sent, the rest is, the view at once."""
    _, patient = await all_shown(stand)
    have = {frame.picture.fid for frame in patient.frames if frame.want.pos != 2}
    again = await back(patient, have)
    await again.until(lambda: again.frames)
    assert again.frames[0].want.pos == 2
    stand.clock.at_ms += 2_000
    again.room.stage.screens[PATIENT.id].wake()
    await asyncio.sleep(0.2)
    assert not fids(again) & have


async def test_what_it_shows_of_them_counts_as_seen(stand: LightStand) -> None:
    """Decision 26: a receipt for a frame of the former connection is one."""
    _, patient = await all_shown(stand)
    again = await back(patient, fids(patient))
    frame = next(frame for frame in patient.frames if frame.want.pos == 5)
    again.room.acked(again, 0, [frame.picture.fid])
    assert again.room.stage.screens[PATIENT.id].seen == (0, 5)


async def test_what_somebody_else_was_sent_or_nobody_was_says_nothing(stand: LightStand) -> None:
    """Only frames that this person was sent in this epoch are believed; other names change nothing."""
    host, patient = await shared(stand)
    again = await back(patient, {FrameId("A" * 22), *(fids(host) - fids(patient))})
    await again.until(lambda: any(frame.want.pos == 2 for frame in again.frames))
    assert not again.room.stage.screens[PATIENT.id].announced.keys() - fids(again)


async def test_after_a_turn_of_the_epoch_everything_comes_anew(stand: LightStand) -> None:
    """Frames of a former epoch open nothing: having them is having none."""
    host, patient = await all_shown(stand)
    have = fids(patient)
    await host.room.leave(patient)
    await host.room.act(Pause(HOST.id))
    await host.room.act(Resume(HOST.id))
    again = Eye(PATIENT.id, host.room, have=frozenset(have))
    await host.room.join(again, ("link", "code"), 0)
    await again.until(lambda: again.frames)
    assert again.frames[0].epoch == host.room.session.epoch
    assert not host.room.stage.audience.left


async def test_a_thin_line_is_told_to_the_page(stand: LightStand) -> None:
    """Live review §4.2.11: the mode is said, not silent; the next lease says it."""
    host, patient = await shared(stand)
    host.room.stage.screens[PATIENT.id].feed.screen.save_data = True
    stand.clock.at_ms += 4_000
    await patient.until(lambda: any(lease.is_low for lease in patient.told(LeaseGiven)))
    assert not any(lease.is_low for lease in host.told(LeaseGiven))


async def test_a_line_that_takes_no_pictures_is_said_to_the_others(stand: LightStand) -> None:
    """Live review §4.2.4, R9: eight seconds without an answer and presence says slow; with the answer it no longer does."""
    host, patient = await shared(stand)
    patient.answers = False
    before = len(patient.frames)
    await host.room.set_view(look(5, cseq=2))
    await patient.until(lambda: len(patient.frames) > before)
    assert not slow(host)
    stand.clock.at_ms += 9_000
    await host.until(lambda: slow(host))
    host.room.acked(patient, patient.frames[-1].number, [])
    stand.clock.at_ms += 4_000
    await host.until(lambda: not slow(host))


def slow(eye: Eye) -> bool:
    """Whether this screen was last told that the patient's line takes no pictures."""
    return eye.told(PresenceChanged)[-1].sights[PATIENT.id].slow
