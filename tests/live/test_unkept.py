"""The talk over a disk that stalls, refuses or is full: said at once, stored once, never lost in silence."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import Connection, event

from server.live.notices import ChatAdded, ChatUnkept, LeaseGiven, ViewShown, Welcomed
from server.live.unkept import OF_ONE_MAX
from server.sessions.commands import Extend, Pause, Remove, Resume
from server.terms.entries import Entry
from server.terms.errors import Refused, Unavailable
from tests.live.faults import gated_chat, gated_log, gated_sessions
from tests.live.light_stand import HOST, PATIENT, SPECIALIST, Eye, LightStand, is_admitted, raised_by
from tests.live.test_task import look, shared


def cid(number: int) -> str:
    """A sender's own id of a line."""
    return f"{number:032d}"


def unkept(eye: Eye) -> list[str]:
    """What this screen was shown as not yet kept."""
    return [line.text for told in eye.told(ChatUnkept) for line in told.messages]


def kept(eye: Eye) -> list[str]:
    """What this screen was told as kept, but for words of the system."""
    return [line.text for told in eye.told(ChatAdded) for line in told.messages if line.kind != "system"]


async def stored(stand: LightStand, eye: Eye) -> list[str]:
    """What the transcript has."""
    return [line.text for line in await stand.chat.since(eye.room.session.id, 0, limit=500) if line.kind != "system"]


async def test_a_disk_that_is_well_says_nothing(stand: LightStand) -> None:
    """G1: a line that is stored at once is told once."""
    host, patient = await shared(stand)
    await patient.room.say(PATIENT.id, cid(1), "Hello")
    assert (kept(host), unkept(host), unkept(patient)) == (["Hello"], [], [])


async def test_a_stalled_disk_silences_nobody(stand: LightStand) -> None:
    """T-52: everybody reads it as not yet kept; it is acknowledged only once it is stored, and then told as any line."""
    host, patient = await shared(stand)
    gate = gated_chat(host.room)
    gate.close()
    saying = asyncio.create_task(patient.room.say(PATIENT.id, cid(1), "Are you there?"))
    for eye in (host, patient):
        await eye.until(lambda eye=eye: unkept(eye) == ["Are you there?"])  # type: ignore[misc]  # bound now
    assert not saying.done()
    assert not kept(host)
    gate.open()
    line = await saying
    assert (line.text, line.seq > 0) == ("Are you there?", True)
    assert kept(host) == kept(patient) == await stored(stand, host) == ["Are you there?"]


async def test_what_is_said_while_it_is_known_is_shown_at_once(stand: LightStand) -> None:
    """T-52: several lines of several people, in the order they were said; a retry of one is the same one."""
    host, patient = await shared(stand)
    gate = gated_chat(host.room)
    gate.broken = True
    texts = [f"line {number}" for number in range(6)]
    saying = []
    for number, text in enumerate(texts):
        author = (HOST, PATIENT)[number % 2].id
        saying += [asyncio.create_task(host.room.say(author, cid(number), text)) for _ in range(2)]
    await host.until(lambda: len(unkept(host)) == len(texts))
    assert unkept(host) == unkept(patient) == texts
    gate.broken = False
    lines = await asyncio.gather(*saying)
    assert [line.text for line in lines[::2]] == texts
    assert [line.id for line in lines[::2]] == [line.id for line in lines[1::2]]
    assert kept(host) == kept(patient) == await stored(stand, host) == texts


async def test_no_turn_waits_for_the_chat_and_the_chat_for_no_turn(stand: LightStand) -> None:
    """T-52: while a line cannot be stored people steer and decide; while a decision hangs people talk."""
    host, patient = await shared(stand)
    gate = gated_chat(host.room)
    gate.broken = True
    saying = asyncio.create_task(patient.room.say(PATIENT.id, cid(1), "one"))
    await host.until(lambda: unkept(host))
    await host.room.set_view(look(4, cseq=9))
    await patient.until(lambda: patient.told(ViewShown)[-1].view.viewports[0].pos == 4)
    gate.broken = False
    await saying
    saving = gated_sessions(host.room)
    saving.close()
    hanging = asyncio.create_task(host.room.act(Extend(HOST.id, 5)))
    await host.until(lambda: saving.waiting)
    await patient.room.say(PATIENT.id, cid(2), "two")
    assert kept(host) == ["one", "two"]
    saving.open()
    await hanging


async def test_patients_learn_nothing_of_what_clinicians_cannot_store(stand: LightStand) -> None:
    """G7: a line of the clinicians' channel is shown as not yet kept to clinicians only."""
    room = await stand.consult(await stand.study(), (PATIENT, SPECIALIST))
    host, patient, specialist = [await stand.enter(room, seat) for seat in (HOST, PATIENT, SPECIALIST)]
    for seat in (PATIENT, SPECIALIST):
        await stand.admit(room, seat)
    gate = gated_chat(room)
    gate.broken = True
    aside = asyncio.create_task(room.say(SPECIALIST.id, cid(1), "Between us", channel="clinicians"))
    aloud = asyncio.create_task(room.say(HOST.id, cid(2), "To all"))
    for eye in (host, specialist):
        await eye.until(lambda eye=eye: unkept(eye) == ["Between us", "To all"])  # type: ignore[misc]  # bound now
    assert unkept(patient) == ["To all"]
    again = await stand.enter(room, PATIENT)
    assert [line.text for line in again.told(Welcomed)[0].unkept] == ["To all"]
    gate.broken = False
    await asyncio.gather(aside, aloud)
    assert kept(again) == ["To all"]


async def test_who_may_not_speak_is_refused_at_once(stand: LightStand) -> None:
    """SES-93: a disk that stalls lets nobody in: neither who waits nor who is being removed."""
    host, _ = await shared(stand)
    room = host.room
    gated_chat(room).close()
    log = gated_log(room, "participant.removed")
    log.gate.close()
    removing = asyncio.create_task(room.act(Remove(HOST.id, PATIENT.id)))
    await host.until(lambda: log.gate.waiting)
    assert is_admitted(room, PATIENT)
    assert str(await raised_by(room.say(PATIENT.id, cid(1), "Still here"), Refused)) == "not_admitted"
    assert not unkept(host)
    log.gate.open()
    await removing


async def test_after_the_last_word_nobody_speaks_though_the_disk_hangs(stand: LightStand) -> None:
    """SES-93: the talk ends at its time, whatever a turn is waiting for."""
    host, _ = await shared(stand)
    room, gate = host.room, gated_sessions(host.room)
    gate.close()
    hanging = asyncio.create_task(room.act(Extend(HOST.id, 5)))
    await host.until(lambda: gate.waiting)
    stand.clock.at_ms += 24 * 3600 * 1000
    refused = await raised_by(room.say(PATIENT.id, cid(1), "Hello"), Refused)
    assert str(refused).startswith("locked")
    gate.open()
    await asyncio.wait({hanging})


async def test_leases_go_on_while_a_turn_hangs(stand: LightStand) -> None:
    """Decision 10: pictures that were authorized stay on the screens however long a decision hangs on the disk."""
    host, patient = await shared(stand)
    gate = gated_sessions(host.room)
    gate.close()
    hanging = asyncio.create_task(host.room.act(Extend(HOST.id, 5)))
    await host.until(lambda: gate.waiting)
    for _ in range(3):
        stand.clock.at_ms += 3_000
        await patient.until(lambda: stand.clock.at_ms in [given.now_ms for given in patient.told(LeaseGiven)])
    gate.open()
    await hanging


async def test_what_waits_is_bounded_and_a_process_that_stops_says_so(stand: LightStand) -> None:
    """T-17, T-52: nobody takes the place of all others; who waits at the end is told that their line was not stored."""
    host, _ = await shared(stand)
    room, gate = host.room, gated_chat(host.room)
    gate.broken = True
    saying = [asyncio.create_task(room.say(PATIENT.id, cid(number), "more")) for number in range(OF_ONE_MAX + 1)]
    await host.until(lambda: len(unkept(host)) == OF_ONE_MAX)
    assert str(await raised_by(saying.pop(), Unavailable)) == "busy"
    saying.append(asyncio.create_task(room.say(HOST.id, cid(1), "I am here")))
    await host.until(lambda: unkept(host)[-1] == "I am here")
    await room.stop("draining")
    assert {str(each) for each in await asyncio.gather(*saying, return_exceptions=True)} == {"draining"}
    assert not room.talk.unkept.waits


@asynccontextmanager
async def full(stand: LightStand) -> AsyncIterator[None]:
    """A database that has no room for another entry, as on a full disk; with room again afterwards."""
    db = stand.desk.database
    async with db.read() as conn:
        most = (await conn.exec_driver_sql("PRAGMA page_count")).scalar_one() + 1

    def limit(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={most}")

    event.listen(db.engine.sync_engine, "begin", limit)
    entry = Entry(
        "key.destroyed", stand.clock.at_ms, "system", None, {"keys": tuple("0123456789abcdef" for _ in range(60))}
    )
    with pytest.raises(Unavailable):
        await until_refused(stand, entry)
    yield
    most = 1 << 30


async def until_refused(stand: LightStand, entry: Entry) -> None:
    """Entries until there is no room for another one."""
    for _ in range(200):
        await stand.log.append([entry])


async def test_a_full_disk_stops_pictures_and_not_the_talk(stand: LightStand) -> None:
    """T-52, I5: no new picture; every line is shown; with room again all comes by itself, once and in order."""
    host, patient = await shared(stand)
    room = host.room
    await room.act(Pause(HOST.id))
    before, texts = len(patient.frames), [f"{number} " + "x" * 3000 for number in range(4)]
    async with full(stand):
        saying = [asyncio.create_task(room.say(PATIENT.id, cid(number), text)) for number, text in enumerate(texts)]
        await host.until(lambda: unkept(host) == unkept(patient) == texts)
        await raised_by(room.act(Resume(HOST.id)), Unavailable)
        assert (len(patient.frames), host.closed, patient.closed) == (before, "", "")
    await asyncio.gather(*saying)
    assert kept(host) == kept(patient) == await stored(stand, host) == texts
    await room.act(Resume(HOST.id))
    await patient.until(lambda: len(patient.frames) > before)
