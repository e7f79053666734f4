"""A storm of messages over real sockets: everybody at once, out of their roles, late and doubled, lines cut between.

Smaller than `test_wire_histories` and on a whole server: afterwards every screen tells the same story, the chats are
equal and without a gap, and nobody ever opened a picture they had no right to.
"""

import asyncio
import os
import random

import pytest

from server.cli.visitor import Json, Seat
from tests.journeys.clinic import Clinic, Consult

SEED = int(os.environ.get("LIGHTBOX_TEST_STORM", "4"))
ROUNDS = 40
PAUSE_S = 0.03
"""Between messages of one person: an honest hand is slower than any bucket."""


def port(chance: random.Random) -> Json:
    return {"id": "a", "stack": chance.choice((0, 0, 1, None)), "pos": chance.randrange(4)}


def anything(chance: random.Random, consult: Consult, epoch: int) -> tuple[str, Json]:
    """Some message, sound in form, out of role as often as not."""
    to = chance.choice((consult.host, *consult.seats)).participant
    stack, name = chance.choice((0, 0, 1)), f"{chance.randrange(3):016x}"
    number, scope = chance.randrange(1, 5), chance.choice(("shared", "shared", "mine"))
    view = {"cseq": number, "token_epoch": epoch, "layout": [1, 1], "active": "a", "viewports": [port(chance)]}
    at = {"stack": stack, "pos": 1}
    return chance.choice((
        ("view:set", view | {"scope": scope}),
        ("view:set", view),
        ("view:follow", {}),
        ("mark:put", {**at, "id": name, "kind": "arrow", "points": [[1, 1], [3, 3]], "base_rev": number - 1}),
        ("mark:drop", {"id": name, "base_rev": number}),
        ("pointer", {**at, "x": 1.0, "y": 1.0}),
        ("control:grant", {"to": to}),
        ("control:request", {}),
        ("control:take", {}),
        ("bookmark:put", {"name": "A view", "number": chance.choice((None, number))}),
        ("room:blank", {"on": chance.random() < 0.5}),
        ("chat:send", {"cid": f"{chance.randrange(64):016x}", "text": "line", "channel": chance.choice(("talk", "clinicians"))}),
        ("value:at", {**at, "x": 2.0, "y": 2.0}),
    ))  # fmt: skip


async def storming(seat: Seat, consult: Consult, chance: random.Random, sent: list[tuple[str, Json]]) -> None:
    """One person's part: mostly something new, sometimes what somebody sent before."""
    for _ in range(ROUNDS):
        token = (seat.told("control") or seat.told("room:welcome"))[-1]["token"] or {"token_epoch": 1}
        message = anything(chance, consult, token["token_epoch"])
        sent.append(message)
        event, body = chance.choice(sent) if chance.random() < 0.2 else message
        answer = await seat.say(event, body)
        assert answer.get("code") != "internal", (event, body)
        if answer.get("code") == "rate":
            return
        await asyncio.sleep(PAUSE_S)
    if seat is not consult.host:
        await seat.leave()
        seen = max(seat.lines, default=0)
        await seat.enter(await seat.browser.must("POST", "/api/join/ticket", {}), have_chat=seen)


async def said_at_last(seat: Seat, event: str, body: Json | None = None) -> None:
    """The storm may have used up what this event may be said in a while."""
    async with asyncio.timeout(20):
        while not (answer := await seat.say(event, body))["ok"]:
            assert answer["code"] == "rate", answer
            await asyncio.sleep(answer["retry_ms"] / 1000)


@pytest.mark.parametrize("seed", [SEED])
async def test_everybody_agrees_after_a_storm(clinic: Clinic, seed: int) -> None:
    """T-15, T-16, T-37: token, view, marks and talk are one truth; what was out of right reached nobody."""
    chance = random.Random(seed)
    async with clinic.consult(6, 5, guests=("patient", "specialist")) as consult:
        host = await consult.open()
        patient, specialist = await consult.admitted(0), await consult.admitted(1)
        await consult.agree(patient, stacks=[0])
        await patient.until(lambda: patient.frames, "a picture")
        people, sent = (host, patient, specialist), list[tuple[str, Json]]()
        await asyncio.gather(*(storming(seat, consult, random.Random(chance.random()), sent) for seat in people))
        await said_at_last(host, "control:take")
        await said_at_last(host, "room:blank", {"on": False})
        assert (await consult.look(2, cseq=10**6))["ok"]
        for seat in people:
            await seat.until(lambda seat=seat: _pos(seat) == 2, "the same view")  # type: ignore[misc]
        for seat in (patient, specialist):
            assert {frame.meta["stack"] for frame in seat.frames} <= {0}
            assert not seat.unopened
            assert {card["stack"] for told in seat.told("marks") for card in told["put"]} <= {0}
            assert {told["stack"] for told in seat.told("pointer")} <= {0, None}
        truth = (await host.say("chat:since", {"seq": 0}))["lines"]
        for seat in (patient, specialist):
            told = (await seat.say("chat:since", {"seq": 0}))["lines"]
            assert [each["id"] for each in told] == [each["id"] for each in truth]
        assert [each["seq"] for each in truth] == list(range(1, len(truth) + 1))
        assert "clinicians" not in {line["channel"] for told in patient.told("chat") for line in told["lines"]}


def _pos(seat: Seat) -> int:
    told = seat.told("view")
    return told[-1]["view"]["viewports"][0]["pos"] if told else -1
