"""One screen's frames wait for the record: nothing leaves before its entry is durable, and nothing leaves twice."""

import asyncio

from server.live.keeping import UNPROVEN_MS
from server.sessions.commands import Pause, Resume
from server.sessions.phases import Phase
from tests.live.faults import gated_log, gated_sessions
from tests.live.light_stand import HOST, PATIENT, Eye, LightStand
from tests.live.test_task import look, shared


async def _beat(times: int = 20) -> None:
    """Let whatever can go on go on."""
    for _ in range(times):
        await asyncio.sleep(0.01)


async def _held(stand: LightStand) -> tuple[Eye, Eye, int, int]:
    """Host and patient in a new epoch whose entries about pictures are not durable yet; frames each had before."""
    host, patient = await shared(stand)
    await host.until(lambda: host.frames)
    await patient.room.act(Pause(HOST.id))
    await _beat()
    return host, patient, len(host.frames), len(patient.frames)


async def test_no_byte_leaves_before_the_entry_is_durable(stand: LightStand) -> None:
    """T-51 (a): a record that becomes durable on command: until then no frame to anybody, then to everybody."""
    host, patient, host_had, patient_had = await _held(stand)
    log = gated_log(patient.room, "instances.authorized")
    log.gate.close()
    await patient.room.act(Resume(HOST.id))
    await patient.room.set_view(look(4, cseq=7))
    await host.until(lambda: log.gate.waiting)
    await _beat()
    assert (len(host.frames), len(patient.frames)) == (host_had, patient_had)
    log.gate.open()
    for eye, had in ((host, host_had), (patient, patient_had)):
        await eye.until(lambda eye=eye, had=had: len(eye.frames) > had)  # type: ignore[misc]  # bound now, on purpose


async def test_a_record_that_refuses_shows_nothing_and_says_so(stand: LightStand) -> None:
    """Invariant 2, T-52: no log, no image; the talk goes on, and the room says why."""
    host, patient, host_had, patient_had = await _held(stand)
    log = gated_log(patient.room, "instances.authorized")
    log.gate.broken = True
    await patient.room.act(Resume(HOST.id))
    await patient.until(lambda: patient.room.stage.log_down)
    await _beat()
    assert (len(host.frames), len(patient.frames)) == (host_had, patient_had)
    assert (await patient.room.say(PATIENT.id, "a" * 16, "Are you there?")).seq > 0
    log.gate.broken = False
    await patient.until(lambda: len(patient.frames) > patient_had, 8)
    await patient.until(lambda: not patient.room.stage.log_down)


async def test_pictures_recorded_before_go_on_for_ten_seconds_without_a_record(stand: LightStand) -> None:
    """R6, R12: then nothing goes any more, the room says why, nobody is locked out, and it comes back by itself."""
    host, patient = await shared(stand)
    room = host.room
    walls = (gated_log(room).gate, gated_sessions(room))
    for wall in walls:
        wall.broken = True
    had = len(patient.frames)
    await room.set_view(look(1, cseq=7))
    await patient.until(lambda: len(patient.frames) > had)
    assert not room.stage.log_down, "its entry was written before"
    stand.clock.at_ms += UNPROVEN_MS
    await room.set_view(look(2, cseq=8))
    await patient.until(lambda: room.stage.log_down)
    await _beat()
    had = len(patient.frames)
    await room.set_view(look(3, cseq=9))
    await _beat()
    assert len(patient.frames) == had
    assert room.session.phase is Phase.LIVE
    for wall in walls:
        wall.broken = False
    await patient.until(lambda: len(patient.frames) > had, 8)
    await patient.until(lambda: not room.stage.log_down)
