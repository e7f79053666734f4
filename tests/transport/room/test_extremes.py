"""Values that fit the wire but no picture: clamped or refused by name, never a bug, and the room goes on."""

import random
from functools import partial
from typing import Any

from server.cli.visitor import Json, Seat
from tests.journeys.clinic import Clinic, Consult

SEED = 11
VIEWS = 240
EDGES = (0, 0.0, -0.0, 1, -1, 0.5, 1e-9, -1e-9, 1e9, -1e9, 63, 64, 65, 1e6)
POSITIONS = (0, 1, 5, 6, -1, 10**6, -(10**6))


def port(chance: random.Random, id: str) -> Json:
    """A viewport within the wire's limits and often outside the picture's."""
    edge = partial(chance.choice, EDGES)
    made: Json = {"id": id, "pos": chance.choice(POSITIONS), "stack": chance.choice((None, 0, 0, 0, 1, 1, 1, 2, 1000))}
    if chance.random() < 0.6:
        made["voi"] = {
            "center": edge(),
            "width": edge(),
            "function": chance.choice(("LINEAR", "LINEAR_EXACT", "SIGMOID")),
        }
    if chance.random() < 0.6:
        made["area"] = [edge(), edge(), edge(), edge()]
    if chance.random() < 0.4:
        first, last = sorted((chance.randrange(8), chance.choice((0, 5, 10**9))))
        made["cine"] = {
            "first": chance.choice((first, last)), "last": chance.choice((first, last)), "fps": chance.choice((0.5, 60, 7.3)),
            "anchor_pos": chance.choice((0, 3, 10**12)), "anchor_ms": chance.choice((0, 1, 2**53 - 1)),
        }  # fmt: skip
    return made | {
        "rot": chance.choice((0, 90, 180, 270)),
        "flip": chance.random() < 0.5,
        "invert": chance.random() < 0.5,
    }


def view(chance: random.Random, cseq: int) -> Json:
    """A view whose viewports fill its layout, each of them at some edge; one in ten does not fill it."""
    layout = [chance.choice((1, 2)), chance.choice((1, 2))]
    ids = "abcd"[: layout[0] * layout[1]] if chance.random() < 0.9 else chance.choice(("a", "aa", "dcb", "abcd"))
    return {
        "cseq": chance.choice((cseq, 0, 2**53 - 1)),
        "token_epoch": 1,
        "layout": layout,
        "active": chance.choice(ids),
        "viewports": [port(chance, each) for each in ids],
    }


async def said(seat: Seat, event: str, body: Any) -> str:
    """The code of an answer; `ok` without one."""
    return str((await seat.say(event, body)).get("code", "ok"))


async def healthy(consult: Consult, patient: Seat) -> None:
    """A plain view arrives as a picture, and nothing in the log is a bug."""
    window = {"center": 12, "width": 345 + len(patient.frames)}
    assert (await consult.host.look(0, 2, cseq=1, token_epoch=1, voi=window))["ok"]
    await patient.until(
        lambda: any(
            frame.meta["pos"] == 2 and frame.meta["voi"] and frame.meta["voi"]["width"] == window["width"]
            for frame in patient.frames
        ),
        "a plain picture",
    )
    log = consult.clinic.server.log()
    for word in ("event_failed", "frame_failed", "connect_failed", '"internal"', "Traceback"):
        assert word not in log, word


async def test_no_view_is_a_bug(clinic: Clinic) -> None:
    """Hundreds of views from the edges of the wire's limits: clamped or refused, shown, and survived."""
    chance = random.Random(SEED)
    async with clinic.consult(6, 3) as consult:
        await consult.open()
        patient = await consult.seeing()
        codes = {await said(consult.host, "view:set", view(chance, number)) for number in range(VIEWS)}
        assert codes == {"ok", "bad_value"}
        shown = patient.told("view")[-1]["view"]
        for each in shown["viewports"]:
            assert each["stack"] in {None, 0, 1}
            assert 0 <= each["pos"] < 6
        await healthy(consult, patient)


async def test_no_name_of_a_person_is_a_bug(clinic: Clinic) -> None:
    """Handles nobody has, somebody else's, one's own: refused by name."""
    async with clinic.consult(6, guests=("patient", "specialist")) as consult:
        host = await consult.open()
        patient = await consult.seeing()
        handles = ("0" * 16, "x", "\u202e" * 64, "../" * 21, "system", host.participant, patient.participant, "\x00")
        for handle in handles:
            for event, body in (
                ("room:deny", {"participant": handle}),
                ("room:admit", {"participant": handle, "recognized": "known", "word": "9 nobody"}),
                ("consent:ask", {"participant": handle}),
                ("control:grant", {"to": handle}),
            ):
                code = await said(host, event, body)
                assert code in {"forbidden", "conflict", "wrong_word", "rate", "ok", "not_admitted", "bad_value"}, (
                    event,
                    handle,
                    code,
                )
                if code == "rate":
                    return
