"""Killed, stopped or set back in time: after it the same room, or a locked one; never a picture too many."""

import asyncio
import os
import random
import signal
import sqlite3
import time
import uuid
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

import pytest

from server.cli.visitor import Json, Seat, UnexpectedError
from tests.journeys.clinic import LARGE, Clinic, Consult
from tests.journeys.server_process import running
from tests.stopwatch import Stopwatch

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
SEED = 20
KILLS = int(os.environ.get("LIGHTBOX_TEST_KILLS", "3"))
MINUTE_MS = 60_000


@pytest.fixture(scope="module")
def mended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A server that may be killed and set back in time."""
    made = Clinic.in_folder(tmp_path_factory.mktemp("mended"))
    with running(made.server):
        yield made


@pytest.fixture
def clinic(mended: Clinic) -> Iterator[Clinic]:
    """It, running, with clocks that agree."""
    if mended.server.process is None:
        mended.server.start()
    yield mended
    mended.settle_clocks(10 * MINUTE_MS)


@dataclass
class Talk:
    """Two people who write until told to stop, and which lines each was told are stored."""

    consult: Consult
    stored: dict[str, Json] = field(default_factory=dict)
    tried: list[tuple[str, str]] = field(default_factory=list)

    async def run(self, seat: Seat, who: str, pauses: random.Random) -> None:
        """Write lines; a line that nobody acknowledged is tried again under the same `cid` after the restart."""
        number = 0
        while True:
            number += 1
            cid, text = str(uuid.UUID(int=pauses.getrandbits(128))), f"{who} {number}"
            self.tried.append((cid, text))
            answer = await seat.chat(text, cid)
            if answer["ok"]:
                self.stored[cid] = {"text": text, **answer}
            await asyncio.sleep(pauses.uniform(0.3, 0.4))

    async def steer(self, pauses: random.Random) -> None:
        """Scroll all the time."""
        for step in range(10_000):
            await self.consult.look(pauses.randrange(20), cseq=step + 1)
            await asyncio.sleep(pauses.uniform(0.01, 0.05))


async def killed(clinic: Clinic, consult: Consult, talk: Talk, moment: random.Random) -> None:
    """Everybody at work, then SIGKILL at a random moment."""
    work = [
        asyncio.create_task(talk.run(consult.host, "host", random.Random(moment.random()))),
        asyncio.create_task(talk.run(consult.seats[0], "patient", random.Random(moment.random()))),
        asyncio.create_task(talk.steer(random.Random(moment.random()))),
    ]
    await asyncio.sleep(moment.uniform(0.2, 1.2))
    clinic.server.kill()
    for task in work:
        task.cancel()
    await asyncio.gather(*work, return_exceptions=True)


async def back(seat: Seat, ticket: Json) -> None:
    """The same person with the same cookie on a new line."""
    have = max(seat.lines, default=0)
    await seat.leave()
    seat.heard.clear()
    seat.frames.clear()
    seat._answers.clear()
    await seat.enter(ticket, have_chat=have)


async def returned(consult: Consult) -> None:
    """Everybody comes back; browsers find that their kept connections are gone."""
    for seat in (consult.host, *consult.seats):
        await seat.browser.fetch("/livez")
    await back(consult.host, await consult.ticket())
    for seat in consult.seats:
        await back(seat, await seat.browser.must("POST", "/api/join/ticket", {}))


def roster(seat: Seat) -> list[tuple[str, str, str, str]]:
    """Who is in the room, as somebody is told."""
    people = (seat.told("presence") or seat.told("room:welcome"))[-1]["participants"]
    return sorted((each["id"], each["role"], each["presence"], each["consent"]) for each in people)


async def test_killed_while_live_everything_is_as_it_was(clinic: Clinic) -> None:
    """Issue 2, point 9, R1, JU7: phase, people, chat, deadline and view; pictures under a new epoch within 5 s."""
    moment = random.Random(SEED)
    async with clinic.consult(20) as consult:
        await consult.open()
        patient = await consult.seeing()
        talk = Talk(consult)
        for _ in range(KILLS):
            before = {"state": consult.host.state["until_ms"], "people": roster(consult.host)}
            epoch = max(consult.host._keys)
            await killed(clinic, consult, talk, moment)
            clinic.server.start()
            answered_s = time.monotonic()
            await returned(consult)
            for seat in (consult.host, patient):
                await seat.until(lambda seat=seat: seat.frames, "pictures again", 5)  # type: ignore[misc]
            assert time.monotonic() - answered_s < 5
            assert consult.host.state["phase"] == "live"
            assert consult.host.state["until_ms"] == before["state"]
            assert roster(consult.host) == before["people"]
            assert min(frame.meta["epoch"] for frame in (*consult.host.frames, *patient.frames)) > epoch
            assert consult.host.told("view")[-1]["view"] == patient.told("view")[-1]["view"]
            await same_chat(consult, talk)
        assert len(talk.stored) >= KILLS


async def same_chat(consult: Consult, talk: Talk) -> None:
    """No acknowledged line is lost, none is doubled, a line tried again is the same line."""
    for cid, text in talk.tried[-2:]:
        again = (
            await consult.host.chat(text, cid) if text.startswith("host") else await consult.seats[0].chat(text, cid)
        )
        if cid in talk.stored:
            assert (again["id"], again["seq"]) == (talk.stored[cid]["id"], talk.stored[cid]["seq"])
        talk.stored[cid] = {"text": text, **again}
    lines: list[Json] = []
    while page := (await consult.seats[0].say("chat:since", {"seq": lines[-1]["seq"] if lines else 0}))["lines"]:
        lines += page
        await asyncio.sleep(0.5)
    said = [line for line in lines if line["kind"] == "text"]
    assert [line["seq"] for line in lines] == list(range(lines[0]["seq"], lines[0]["seq"] + len(lines)))
    assert len({line["cid"] for line in said}) == len(said)
    by_seq = {line["seq"]: line["text"] for line in said}
    assert all(by_seq[each["seq"]] == each["text"] for each in talk.stored.values())


@pytest.mark.parametrize("wall_ms", [8 * MINUTE_MS, -60 * MINUTE_MS], ids=["time went on", "wall clock set back"])
async def test_killed_and_overdue_is_locked_before_anybody_can_ask(clinic: Clinic, wall_ms: int) -> None:
    """Issue 2, point 9, LK-6, R13: the first answer of the server already says locked; old addresses and cookies with it.

    So with a wall clock that was set back while no process ran: the boot clock went on.
    """
    async with clinic.consult(guests=("patient",), noisy=LARGE, minutes=5) as consult:
        await consult.open()
        patient = await consult.seeing()
        address = await consult.address(patient)
        clinic.server.kill()
        clinic.move_clocks(wall_ms, 8 * MINUTE_MS)
        clinic.server.start()
        for seat in (patient, consult.host):
            status, _ = await seat.browser.fetch(address)
            assert status == 423
        locked = await patient.browser.ask("POST", "/api/join/ticket", {})
        assert (locked.status, locked.code, locked.facts["reason"]) == (423, "locked", "expired")
        assert locked.facts["receipt"]
        with pytest.raises(UnexpectedError):
            await consult.ticket()


async def test_killed_while_closing_stays_dark(clinic: Clinic) -> None:
    """Viewing that has ended does not come back with the process: the talk does, until its own end."""
    async with clinic.consult() as consult:
        await consult.open()
        patient = await consult.seeing()
        assert (await consult.host.say("room:end"))["ok"]
        clinic.server.kill()
        clinic.server.start()
        await returned(consult)
        assert patient.state["phase"] == "closing"
        assert (await patient.chat("Thank you."))["ok"]
        assert not patient.told("key")
        assert not patient.frames
        clinic.move_clocks(3 * MINUTE_MS, 3 * MINUTE_MS)
        await patient.until(lambda: patient.closed, "locked")


async def test_a_question_to_the_board_survives_and_ends_with_the_consult(clinic: Clinic) -> None:
    """[SES-310] [SES-311] F7: votes are there after a crash; who left is not counted; the end of viewing counts."""
    async with clinic.consult(6, guests=("patient", "specialist", "specialist")) as consult:
        await consult.open()
        await consult.agree(await consult.admitted(0))
        host, first, second = consult.host, await consult.admitted(1), await consult.admitted(2)
        board = [each.participant for each in (host, first, second)]
        asked = {"question": "Resect?", "board": board, "positions": ["Resect", "Wait"], "quorum": 2}
        assert (await host.say("board:ask", asked))["ok"]
        reason = {"number": 1, "position": 1, "reason": "Growth is not shown."}
        assert (await first.say("board:vote", reason))["ok"]
        clinic.server.kill()
        clinic.server.start()
        await returned(consult)
        (kept,) = first.told("room:welcome")[-1]["ballots"]
        assert kept["positions"] == ["Resect", "Wait"]
        assert [each["position"] for each in kept["seats"]] == [None, 1, None]
        assert (await host.say("board:vote", {"number": 1, "position": 0}))["ok"]
        assert (await first.say("room:leave"))["ok"]
        assert (await host.say("room:end"))["ok"]
        await host.until(lambda: any(each["ballots"][0]["closed_ms"] for each in host.told("board")), "the end")
        ended = host.told("board")[-1]["ballots"][0]
        assert (ended["outcome"], ended["counted"]) == ("no_quorum", 1)
        assert (ended["seats"][1]["absent"], ended["seats"][1]["reason"]) == (True, "Growth is not shown.")


async def alerts(clinic: Clinic) -> str:
    """What the record has of alerts."""
    told = await asyncio.to_thread(clinic.server.run, "log")
    return "\n".join(line for line in told.stdout.decode().splitlines() if "security.alert" in line)


async def test_a_suspended_process_shows_nothing_after_its_deadline(clinic: Clinic) -> None:
    """T-46: SIGSTOP before the end, SIGCONT after it: darkness is the first thing said, and no frame follows."""
    async with clinic.consult(20, minutes=5) as consult:
        await consult.open()
        patient = await consult.seeing()
        os.kill(clinic.pid, signal.SIGSTOP)
        try:
            clinic.move_clocks(5 * MINUTE_MS + 1000, 5 * MINUTE_MS + 1000)
            # what the host asks for while nobody listens: a picture that was never sent
            steering = asyncio.create_task(consult.host.look(0, 19, cseq=99, token_epoch=1))
            await asyncio.sleep(0.2)
            seen = [len(seat.frames) + seat.unopened for seat in (consult.host, patient)]
        finally:
            watch = Stopwatch()
            os.kill(clinic.pid, signal.SIGCONT)
        await patient.until(lambda: patient.is_dark and consult.host.is_dark, "darkness")
        assert watch.own_s <= 2
        assert not (await steering)["ok"]
        await patient.until(lambda: patient.state["phase"] == "closing", "closing")
        assert [len(seat.frames) + seat.unopened for seat in (consult.host, patient)] == seen


@pytest.mark.parametrize("boot_ms", [0, 5 * MINUTE_MS + 1000], ids=["clock goes on", "deadline by the boot clock"])
async def test_a_wall_clock_set_back_lengthens_nothing(clinic: Clinic, boot_ms: int) -> None:
    """T-44, JU9: an hour back: what is left is what was left, and the boot clock ends it."""
    async with clinic.consult(20, minutes=5) as consult:
        await consult.open()
        patient = await consult.seeing()
        until_ms = patient.state["until_ms"]
        watch = Stopwatch()
        clinic.move_clocks(-60 * MINUTE_MS, boot_ms)
        if boot_ms:
            await patient.until(lambda: patient.is_dark, "darkness")
            assert watch.own_s <= 3
            return
        await patient.until(lambda: patient.told("lease"), "a lease")
        lease = patient.told("lease")[-1]
        assert lease["until_ms"] <= until_ms
        assert patient.state["until_ms"] == until_ms
        assert abs(lease["server_ms"] - time.time() * 1000 - clinic.base_ms) < 5_000


async def test_a_wall_clock_set_forward_ends_it_early(clinic: Clinic) -> None:
    """R13, JU9: a jump forward locks early; it is in the record."""
    async with clinic.consult(20, minutes=5) as consult:
        await consult.open()
        patient = await consult.seeing()
        watch = Stopwatch()
        clinic.move_clocks(60 * MINUTE_MS, 0)
        await patient.until(lambda: patient.is_dark, "darkness")
        assert watch.own_s <= 3
        async with asyncio.timeout(20):
            while "clock_jump" not in await alerts(clinic):
                pass


EDITS = (
    "UPDATE deadlines SET until_ms = until_ms + 3600000 WHERE session = ?",
    "UPDATE deadlines SET signature = zeroblob(64) WHERE session = ?",
    "INSERT INTO deadlines SELECT session, number + 1, until_ms + 3600000, at_ms, signature FROM deadlines WHERE session = ?",
    "DELETE FROM deadlines WHERE session = ?",
)


async def test_an_edited_deadline_locks_the_session(clinic: Clinic) -> None:
    """T-47, decisions 2: whoever can write the database can end a session, not lengthen it; the others go on."""
    async with AsyncExitStack() as held:
        consults = [await held.enter_async_context(clinic.consult(20, minutes=5)) for _ in (*EDITS, "none")]
        for consult in consults:
            await consult.open()
            await consult.seeing()
        clinic.server.kill()
        with sqlite3.connect(clinic.server.data / "lightbox.db") as database:
            for consult, edit in zip(consults, EDITS, strict=False):
                assert database.execute(edit, (consult.id,)).rowcount == 1
        clinic.server.start()
        for consult in consults:
            patient = consult.seats[0]
            await patient.browser.fetch("/livez")
            answered = await patient.browser.ask("POST", "/api/join/ticket", {})
            if consult is consults[-1]:
                assert answered.status == 200
            else:
                assert (answered.status, answered.facts.get("reason")) == (423, "failed")
    assert (await alerts(clinic)).count("deadline") >= len(EDITS)
