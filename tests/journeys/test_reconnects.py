"""Twenty breaks in the middle of a talk: nothing is lost, nothing is doubled, and all screens agree (issue 4; G1)."""

import asyncio
import io
import json
import random
import uuid
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

import numpy as np
import pytest
from PIL import Image

from server.cli.visitor import Browser, Json, Seat, UnexpectedError
from tests.journeys.clinic import Clinic, Consult
from tests.journeys.raw import Wayward, come_back, said, ticket
from tests.journeys.relay import Relay, RelayedBrowser, relay
from tests.journeys.server_process import running

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
LINES, PEOPLE, RECONNECTS, STEERS = 200, 3, 20, 500
BURST, EVERY_S = 9, 0.35
"""What a connection may write at once, and how often afterwards (three lines a second, ten at once)."""


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A server that draws no mark into a patient's pictures, so that all can be compared."""
    made = Clinic.in_folder(tmp_path_factory.mktemp("reconnects"), POLICY__PATIENT_MARK="false")
    with running(made.server):
        yield made


@dataclass
class Writer:
    """Somebody who writes lines over a line that breaks, and sends again under the same `cid` what nobody answered."""

    seat: Seat
    line: Relay
    consult: Consult
    chance: random.Random
    texts: list[str]
    breaks: int
    reconnects: int = 0
    _left: int = field(default=BURST)

    async def run(self) -> None:
        """All lines in order; the line breaks evenly often, anywhere in a message."""
        at = set(self.chance.sample(range(len(self.texts)), self.breaks))
        cid = ""
        for number, text in enumerate(self.texts):
            if number in at:
                self._break()
            cid = str(uuid.UUID(int=self.chance.getrandbits(128)))
            await self._write(cid, text)
        while self.reconnects < self.breaks:
            # a cut that two breaks shared is made up for by a line that everybody has already
            self.line.up.cut_after = self.chance.randrange(1, 60)
            await self._write(cid, self.texts[-1])

    def _break(self) -> None:
        way = self.chance.choice((self.line.up, self.line.down))
        way.cut_after = self.chance.randrange(1, 150)

    async def _write(self, cid: str, text: str) -> None:
        while True:
            try:
                if not self._left:
                    await asyncio.sleep(EVERY_S)
                self._left = max(0, self._left - 1)
                async with asyncio.timeout(5):
                    if (await self._answered(cid, text))["ok"]:
                        return
            except (UnexpectedError, TimeoutError, OSError):
                await self._again()

    async def _answered(self, cid: str, text: str) -> Json:
        """The answer, or the end of the connection."""
        asking = asyncio.create_task(self.seat.chat(text, cid))
        try:
            await self.seat.until(lambda: asking.done() or self.seat.closed, "an answer")
            if not asking.done():
                raise UnexpectedError("the line broke")
            return asking.result()
        finally:
            asking.cancel()

    async def _again(self) -> None:
        self.reconnects += 1
        self._left = BURST
        self.line.up.cut_after = self.line.down.cut_after = None
        await come_back(self.seat, await ticket(self.seat, self.consult))


@pytest.mark.hunt
async def test_twenty_reconnects_lose_and_double_no_line(clinic: Clinic) -> None:
    """G1: 200 lines of three people over lines that break 20 times: nothing lost, nothing doubled, one order."""
    async with AsyncExitStack() as stack:
        lines = [await stack.enter_async_context(relay(clinic.port)) for _ in range(PEOPLE)]
        consult = await stack.enter_async_context(clinic.consult(6, guests=("patient", "specialist")))
        await consult.open()
        guests = [
            await consult.admitted(number, RelayedBrowser(clinic.server.address, lines[number])) for number in (0, 1)
        ]
        writers = []
        for number, seat in enumerate((*guests, consult.host)):
            texts = [f"{number}: {each}" for each in range(number, LINES, PEOPLE)]
            breaks = RECONNECTS // PEOPLE + (number < RECONNECTS % PEOPLE)
            writers.append(Writer(seat, lines[number], consult, random.Random(number), texts, breaks))
        consult.host.browser = await stack.enter_async_context(_on(consult.host.browser, lines[2]))
        await come_back(consult.host, await consult.ticket())
        await asyncio.gather(*(writer.run() for writer in writers))
        for writer in writers:
            await writer.seat.until(lambda writer=writer: len(said(writer.seat)) == LINES, "all lines")  # type: ignore[misc]
    told = said(writers[0].seat)
    assert all(said(writer.seat) == told for writer in writers)
    assert sorted(told) == sorted(text for writer in writers for text in writer.texts)
    for number, writer in enumerate(writers):
        assert [text for text in told if text.startswith(f"{number}:")] == writer.texts
    assert sum(writer.reconnects for writer in writers) >= RECONNECTS


def _on(browser: Browser, line: Relay) -> RelayedBrowser:
    """The same browser, its cookies too, behind a line."""
    behind = RelayedBrowser(browser.address, line)
    behind._cookies = browser._cookies
    return behind


async def test_shuffled_and_doubled_messages_are_each_done_once(clinic: Clinic) -> None:
    """G1 at the level of messages: the same bytes twice, in any order, are one line; everybody has one view."""
    async with clinic.consult(12) as consult:
        await consult.open()
        first = await consult.seeing()
        patient = consult.seats[0] = Wayward(first.browser)
        await patient.enter(await ticket(patient, consult))
        lines = [("chat:send", {"cid": str(uuid.UUID(int=number)), "text": f"line {number}"}) for number in range(5)]
        answers = await patient.jumble(lines)
        assert all(answer["ok"] for answer in answers)
        assert len({answer["seq"] for answer in answers}) == 5
        await consult.host.until(lambda: len(said(consult.host)) == 5, "five lines")
        assert sorted(said(consult.host)) == [f"line {number}" for number in range(5)]
        assert said(patient) == said(consult.host)


async def test_after_500_steers_and_20_reconnects_three_screens_show_the_same(clinic: Clinic) -> None:
    """Issue 4: random pictures and windows while lines break; then equal pixels, views and chats for all three."""
    chance = random.Random(500)
    async with AsyncExitStack() as stack:
        lines = [await stack.enter_async_context(relay(clinic.port, jitter_s=0.005, seed=each)) for each in (1, 2)]
        consult = await stack.enter_async_context(clinic.consult(12, guests=("patient", "specialist")))
        await consult.open()
        guests = [
            await consult.admitted(number, RelayedBrowser(clinic.server.address, lines[number])) for number in (0, 1)
        ]
        assert (await consult.host.say("consent:basis", {"basis": "documented", "words": {"reference": "letter"}}))[
            "ok"
        ]
        await consult.agree(guests[0])
        asked = [asyncio.create_task(_steered(consult, random.Random(chance.random())))]
        asked += [
            asyncio.create_task(_broken(seat, lines[number], consult, random.Random(chance.random())))
            for number, seat in enumerate(guests)
        ]
        await asyncio.gather(*asked)
        last = {"center": 40.0, "width": 900.0, "function": "LINEAR"}
        await consult.look(chance.randrange(12), cseq=STEERS + 1, voi=last)
        await consult.host.chat("the end")
        everybody = (consult.host, *guests)
        for seat in everybody:
            await seat.until(lambda seat=seat: _best(seat), "the picture at rest")  # type: ignore[misc]  # bound now
            await seat.until(lambda seat=seat: said(seat)[-1:] == ["the end"], "the chat")  # type: ignore[misc]
        assert len({json.dumps(seat.told("view")[-1]["view"]) for seat in everybody}) == 1
        assert [said(seat) for seat in guests] == [said(consult.host)] * 2
        pixels = [np.asarray(Image.open(io.BytesIO(_best(seat)))) for seat in everybody]
    assert pixels[0].std() > 0
    assert all(np.array_equal(pixels[0], each) for each in pixels)


async def _steered(consult: Consult, chance: random.Random) -> None:
    """As fast as one may; what is too fast gives way to what is newer."""
    loop, asked = asyncio.get_running_loop(), []
    due = loop.time()
    for step in range(STEERS):
        voi = {"center": chance.uniform(-200, 200), "width": chance.uniform(50, 2000)}
        asked.append(asyncio.create_task(consult.look(chance.randrange(12), cseq=step + 1, voi=voi)))
        due += 1 / 50
        await asyncio.sleep(max(0.0, due - loop.time()))
    await asyncio.gather(*asked)


async def _broken(seat: Seat, line: Relay, consult: Consult, chance: random.Random) -> None:
    """Half of the reconnects, each after a few pictures and in the middle of the next; a line of chat every time."""
    for number in range(RECONNECTS // 2):
        seen = len(seat.frames)
        await seat.until(lambda seen=seen: len(seat.frames) > seen + 2, "pictures")  # type: ignore[misc]  # bound now
        assert (await seat.chat(f"{seat.participant} {number}"))["ok"]
        line.down.cut_after = chance.randrange(1, 20_000)
        await seat.until(lambda: seat.closed, "the break")
        await come_back(seat, await ticket(seat, consult))


def _best(seat: Seat) -> bytes:
    """The lossless picture of the present view, or nothing yet."""
    viewport = seat.told("view")[-1]["view"]["viewports"][0]
    for frame in reversed(seat.frames):
        if (frame.meta["pos"], frame.meta["voi"]) == (viewport["pos"], viewport["voi"]) and frame.meta[
            "tier"
        ] == "lossless":
            return frame.image
    return b""
