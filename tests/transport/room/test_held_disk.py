"""Somebody else holds the real database of a running server: nobody is cut, nobody silenced, and all recovers by itself."""

import asyncio
import json
import time
import uuid

from server.cli.visitor import ROOM, Json, Seat
from tests.journeys.clinic import Clinic
from tests.journeys.haste import PING_S
from tests.journeys.held import held

HELD_S = 2.2 * PING_S
"""Longer than engine.io waits for anybody's pong, and than SQLite waits for the lock."""
BACK_S = 15.0
"""It comes back within two seconds; a busy machine is given more."""


async def asked(seat: Seat, event: str, body: Json) -> asyncio.Future[Json]:
    """Say something whose answer may take as long as the disk does."""
    assert seat._socket is not None
    number, answer = next(seat._numbers), asyncio.get_running_loop().create_future()
    seat._answers[number] = answer
    await seat._socket.send_str(f"42{ROOM},{number}{json.dumps([event, body])}")
    return answer


def line(text: str) -> Json:
    """A line of chat."""
    return {"cid": str(uuid.uuid4()), "text": text}


def unkept(seat: Seat) -> list[str]:
    """What this seat was shown as not yet kept."""
    return [each["text"] for told in seat.told("chat:unkept") for each in told["lines"]]


def kept(seat: Seat) -> list[str]:
    """What this seat was told as stored."""
    return [each["text"] for told in seat.told("chat") for each in told["lines"] if each["kind"] == "text"]


def positions(seat: Seat, stack: int) -> list[int]:
    """Pictures of a stack that came."""
    return [frame.meta["pos"] for frame in seat.frames if frame.meta["stack"] == stack]


async def test_a_held_database_cuts_and_silences_nobody(clinic: Clinic) -> None:
    """T-52, I5: readers are served, talk is shown as not yet kept, pictures stop and it is said; then all comes, once."""
    async with clinic.consult(6, 6) as consult:
        host = await consult.open()
        patient = await consult.seeing()
        with held(clinic.server):
            begun = time.monotonic()
            await asked(host, "view:set", view(consult.host, stack=1))
            said = [await asked(seat, "chat:send", line(seat.participant)) for seat in (patient, host, patient)]
            for seat in (host, patient):
                await seat.until(lambda seat=seat: len(unkept(seat)) == 3, "what cannot be kept yet")  # type: ignore[misc]  # bound now
            # the same connections, with answers outstanding: nothing else of theirs waits
            for seat in (host, patient):
                assert (await seat.say("time:ping", {"t0": 1.0}))["ok"]
            extending = await asked(host, "room:extend", {"minutes": 5, "reason": ""})
            await host.until(lambda: host.state["log_down"], "why no picture comes", 3 * HELD_S)
            await asyncio.sleep(max(0.0, begun + HELD_S - time.monotonic()))
            for seat in (host, patient):
                assert (await seat.say("ack", {"n": 0}))["ok"]
                assert (seat.closed, kept(seat), positions(seat, 1)) == (False, [], [])
            assert not any(answer.done() for answer in said)
        for seat in (host, patient):
            await seat.until(lambda seat=seat: len(kept(seat)) == 3 and positions(seat, 1), "all again", BACK_S)  # type: ignore[misc]  # bound now
        async with asyncio.timeout(BACK_S):
            answers = [await answer for answer in said]
            await extending
        assert all(answer["ok"] for answer in answers)
        assert len({answer["seq"] for answer in answers}) == 3
        # each person's own in the order they were said; two lines of different people may cross on their way
        assert answers[0]["seq"] < answers[2]["seq"]
        assert kept(host) == kept(patient) == unkept(host) == unkept(patient)
        assert not host.state["log_down"]
        assert (host.closed, patient.closed) == (False, False)


def view(seat: Seat, *, stack: int) -> Json:
    """Another series, of which nothing was authorized yet."""
    token = (seat.told("control") or seat.told("room:welcome"))[-1]["token"]
    viewport = {"id": "a", "stack": stack, "pos": 2, "voi": None}
    return {
        "cseq": 99,
        "token_epoch": token["token_epoch"],
        "layout": [1, 1],
        "active": "a",
        "viewports": [viewport],
    }
