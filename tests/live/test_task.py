"""A running session from the first screen to locked."""

import io

import numpy as np
from PIL import Image

from server.live.notices import ChatAdded, ConsentShown, KeyGiven, LeaseGiven, ManifestShown, ViewShown, Welcomed
from server.sessions.commands import End, Remove, SetView, Withdraw
from server.sessions.phases import Phase
from server.terms.errors import Refused
from server.terms.ids import ParticipantId
from server.terms.view import Viewport, Window
from tests.live.light_stand import HOST, PATIENT, SPECIALIST, Eye, LightStand, raised_by
from tests.stopwatch import Stopwatch


def look(
    pos: int, *, cseq: int = 1, token_epoch: int = 1, voi: Window | None = None, by: ParticipantId = HOST.id
) -> SetView:
    """The first stack at a position."""
    return SetView(by, token_epoch, cseq, (1, 1), "a", (Viewport("a", 0, pos, voi),))


async def shared(stand: LightStand) -> tuple[Eye, Eye]:
    """Host and patient looking at the same picture."""
    room = await stand.consult(await stand.study())
    host = await stand.enter(room, HOST)
    await room.set_view(look(2))
    patient = await stand.enter(room, PATIENT)
    await stand.admit(room, PATIENT)
    await stand.agree(room)
    await patient.until(lambda: patient.frames)
    # the host may have got no picture of the epoch before
    await host.until(lambda: host.frames and host.frames[-1].epoch == room.session.epoch)
    return host, patient


async def test_a_guest_who_waits_learns_nothing(stand: LightStand) -> None:
    """Before admission there is a welcome with a word, and no manifest, view, key, chat or frame."""
    room = await stand.consult(await stand.study())
    host = await stand.enter(room, HOST)
    await room.set_view(look(1))
    await host.until(lambda: host.frames)
    patient = await stand.enter(room, PATIENT)
    await patient.until(lambda: patient.told(Welcomed))
    assert not patient.frames
    assert not any(patient.told(kind) for kind in (ManifestShown, ViewShown, KeyGiven, ChatAdded))


async def test_pictures_come_only_after_the_patient_agreed(stand: LightStand) -> None:
    """H1: admitted to the talk is not admitted to pictures; the consent is asked, then frames flow."""
    room = await stand.consult(await stand.study())
    await stand.enter(room, HOST)
    await room.set_view(look(1))
    patient = await stand.enter(room, PATIENT)
    await stand.admit(room, PATIENT)
    await stand.read_notice(room)
    await patient.until(lambda: patient.told(ConsentShown))
    assert not patient.frames
    await stand.agree(room)
    await patient.until(lambda: patient.frames)


async def test_everybody_sees_the_stored_values_through_the_window(stand: LightStand) -> None:
    """The lossless frame opened by the published layout equals the window formula of PS3.3 C.11.2.1.2.1."""
    _, patient = await shared(stand)
    await patient.room.set_view(look(3, cseq=2, voi=Window(500, 2000)))
    stand.clock.at_ms += 1000
    patient.room.acked(patient, 0, [])
    await patient.until(lambda: any(f.want.tier == "lossless" and f.want.pos == 3 for f in patient.frames))
    shown = next(f for f in patient.frames if f.want.tier == "lossless" and f.want.pos == 3)
    seen = np.asarray(Image.open(io.BytesIO(patient.opened(shown))))
    values = np.arange(64 * 64).reshape(64, 64) + 400 - 1024.0
    expected = np.clip(((values - 499.5) / 1999 + 0.5) * 255, 0, 255)
    assert np.abs(seen - expected).max() <= 1


async def test_no_frame_leaves_before_its_entry(stand: LightStand) -> None:
    """No log, no image: each picture's block was authorized by an entry with participant, epoch and series."""
    _, patient = await shared(stand)
    authorized = [each.entry for each in await stand.entries("instances.authorized")]
    epochs = {(entry.actor, entry.facts["epoch"]) for entry in authorized}
    assert {(patient.participant, shown.epoch) for shown in patient.frames} <= epochs


async def test_the_end_darkens_every_screen_and_destroys_keys(stand: LightStand) -> None:
    """After the end no key, frame or decoded level of the session exists, and every screen was told to go dark."""
    host, patient = await shared(stand)
    room = host.room
    await room.act(End(HOST.id))
    assert room.session.phase is Phase.CLOSING
    assert host.is_dark
    assert patient.is_dark
    assert stand.keys.epochs(room.session.id) == ()
    assert stand.cache.size_bytes == 0


async def test_the_deadline_ends_viewing_by_itself(stand: LightStand) -> None:
    """A1: within a second of the deadline viewing is over, whatever anybody does."""
    host, patient = await shared(stand)
    deadline = host.room.session.deadline_ms
    assert deadline is not None
    watch = Stopwatch()
    stand.clock.at_ms = deadline
    await patient.until(lambda: patient.is_dark)
    assert watch.own_s <= 2
    await host.until(lambda: host.room.session.phase is Phase.CLOSING)


async def test_the_receipt_says_what_was_destroyed(stand: LightStand) -> None:
    """The lock entry and the receipt count frames and name key fingerprints."""
    host, _ = await shared(stand)
    await host.room.act(End(HOST.id))
    (locked,) = await stand.entries("lock.started")
    assert locked.entry.facts["frames"]
    assert locked.entry.facts["keys"]
    assert len(await stand.receipts.of(host.room.session.id)) == 1


async def test_a_removed_guest_gets_a_goodbye_and_the_others_a_new_epoch(stand: LightStand) -> None:
    """T-22: what is sealed after the removal is sealed with a key the removed client never had."""
    host, patient = await shared(stand)
    before = host.room.session.epoch
    await host.room.act(Remove(HOST.id, PATIENT.id))
    assert patient.closed == "removed"
    await host.until(lambda: any(shown.epoch > before for shown in host.frames))
    assert all(key.epoch <= before for key in patient.told(KeyGiven))


async def test_withdrawing_takes_the_pictures_away_and_leaves_the_talk(stand: LightStand) -> None:
    """H2: the patient stops sharing; keys die, screens go dark, the chat goes on."""
    _, patient = await shared(stand)
    await patient.room.act(Withdraw(PATIENT.id))
    assert patient.is_dark
    message = await patient.room.say(PATIENT.id, "c" * 32, "Thank you.")
    assert message.seq > 0


async def test_chat_keeps_order_and_a_retry_adds_nothing(stand: LightStand) -> None:
    """G1: the same client id is the same line."""
    _, patient = await shared(stand)
    first = await patient.room.say(PATIENT.id, "1" * 32, "one")
    again = await patient.room.say(PATIENT.id, "1" * 32, "one")
    second = await patient.room.say(PATIENT.id, "2" * 32, "two")
    assert (again.seq, second.seq) == (first.seq, first.seq + 1)


async def test_a_patient_cannot_steer(stand: LightStand) -> None:
    """A view from anybody but the presenter is refused."""
    _, patient = await shared(stand)
    error = await raised_by(patient.room.set_view(look(1, by=PATIENT.id)), Refused)
    assert str(error).startswith("forbidden")


async def test_a_specialist_sees_pictures_under_the_patients_grant(stand: LightStand) -> None:
    """The patient's consent names the people in the consult."""
    room = await stand.consult(await stand.study(), (PATIENT, SPECIALIST))
    await stand.enter(room, HOST)
    await room.set_view(look(1))
    specialist = await stand.enter(room, SPECIALIST)
    await stand.enter(room, PATIENT)
    await stand.admit(room, SPECIALIST)
    await stand.admit(room, PATIENT)
    assert not specialist.frames
    await stand.agree(room)
    await specialist.until(lambda: specialist.frames)


async def test_a_second_tab_replaces_the_first(stand: LightStand) -> None:
    """The older connection of the same person is closed as moved; the new one gets the picture."""
    host, _ = await shared(stand)
    newer = await stand.enter(host.room, HOST)
    assert host.closed == "moved"
    await newer.until(lambda: newer.frames)


async def test_leases_are_renewed_and_never_pass_the_deadline(stand: LightStand) -> None:
    """Decision 10: at most 30 s ahead, at most the end of viewing."""
    host, _ = await shared(stand)
    deadline = host.room.session.deadline_ms
    assert deadline is not None
    stand.clock.at_ms = deadline - 5_000
    await host.until(lambda: host.told(LeaseGiven) and host.told(LeaseGiven)[-1].now_ms > deadline - 6_000)
    assert host.told(LeaseGiven)[-1].until_ms == deadline
