"""A client without any courtesy of ours: it asks for what is others', goes on in the dark, plays everything again.

It may say what it likes; what it hears and opens is only ever what it has a right to.
"""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest

from server.cli.visitor import Json, Seat
from tests.journeys.clinic import LARGE, Clinic, Consult
from tests.transport.room.raw_socket import raw_socket

GUESTS = ("patient", "specialist", "specialist")


@asynccontextmanager
async def reviewing(clinic: Clinic, *counts: int) -> AsyncIterator[tuple[Consult, Seat, Seat]]:
    """A consult about several series of which the patient agreed to the first; patient and specialist see it."""
    async with clinic.consult(*counts, guests=GUESTS) as consult:
        await consult.open()
        patient = await consult.admitted(0)
        await consult.agree(patient, stacks=[0])
        specialist = await consult.admitted(1)
        await patient.until(lambda: patient.frames, "a picture")
        yield consult, patient, specialist


def view(stack: int, pos: int = 1, **more: object) -> Json:
    port = {"id": "a", "stack": stack, "pos": pos}
    return {"cseq": 1, "token_epoch": 1, "layout": [1, 1], "active": "a", "viewports": [port], **more}


def mark(stack: int, name: int = 1, rev: int = 0) -> Json:
    body = {"id": f"{name:016x}", "stack": stack, "pos": 1, "kind": "arrow", "points": [[1, 1], [4, 4]]}
    return {**body, "base_rev": rev}


def line(text: str, name: int, **more: object) -> Json:
    return {"cid": f"{name:016x}", "text": text, **more}


def reaching(stack: int) -> Iterator[tuple[str, Json]]:
    """Everything that names a picture."""
    yield "view:set", view(stack)
    yield "view:set", view(stack, scope="mine")
    yield "mark:put", mark(stack, 9)
    yield "mark:drop", {"id": f"{1:016x}", "base_rev": 1}
    yield "value:at", {"stack": stack, "pos": 1, "x": 2.0, "y": 2.0}
    yield "pointer", {"stack": stack, "pos": 1, "x": 2.0, "y": 2.0}
    yield "chat:send", line("look", 99, picture={"id": "a", "stack": stack, "pos": 1})


def told_of(seat: Seat, since: int = 0) -> set[int]:
    """Every stack that anything heard since then names."""
    return set(_named([body for _, body in seat.heard[since:]]))


def _named(told: object) -> Iterator[int]:
    if isinstance(told, dict):
        if isinstance(told.get("stack"), int):
            yield told["stack"]
        for each in told.get("stacks", ()):
            if isinstance(each, dict):
                yield each["id"]
        for each in told.values():
            yield from _named(each)
    elif isinstance(told, list):
        for each in told:
            yield from _named(each)


async def busy(consult: Consult) -> None:
    """The host and what is theirs alone: another stack, marks and kept views on it, words among clinicians."""
    host = consult.host
    assert (await consult.look(1, stack=1, cseq=50))["ok"]
    assert (await host.say("mark:put", mark(1)))["ok"]
    assert (await host.say("bookmark:put", {"name": "Theirs alone", "star": True}))["ok"]
    assert (await host.say("chat:send", line("for colleagues", 1, channel="clinicians")))["ok"]
    assert (await host.say("chat:send", line("see here", 2, picture={"id": "a", "stack": 1, "pos": 1})))["ok"]
    assert (await host.say("pointer", {"stack": 1, "pos": 1, "x": 1.0, "y": 1.0}))["ok"]


@pytest.mark.parametrize("who", ["patient", "specialist"])
async def test_nothing_of_a_stack_outside_the_grant_is_ever_heard(clinic: Clinic, who: str) -> None:
    """T-16, JU16: asked for by view, own view, mark, value, pointer, line and frame id; not a word, not a picture of it."""
    async with reviewing(clinic, 6, 5) as (consult, patient, specialist):
        seat = patient if who == "patient" else specialist
        assert (await consult.host.say("view:allow", {"role": "patient", "on": True}))["ok"]
        await busy(consult)
        await consult.host.until(
            lambda: any(f.meta["stack"] == 1 for f in consult.host.frames), "the host's own picture"
        )
        theirs = [frame.meta["fid"] for frame in consult.host.frames if frame.meta["stack"] == 1]
        for event, body in reaching(1):
            assert not (await seat.say(event, body))["ok"], event
        assert (await seat.say("frame:want", {"fids": theirs[:64]}))["ok"]
        assert (await seat.say("ack", {"n": 10**6, "m": 10**6, "shown": [[fid, 1] for fid in theirs[:64]]}))["ok"]
        for fid in theirs[:3]:
            assert (await seat.browser.fetch(f"/f/{fid}?room={consult.id}"))[0] == 404
        await consult.look(2, cseq=60)
        await seat.until(lambda: any(frame.meta["pos"] == 2 for frame in seat.frames), "what is theirs")
        assert told_of(seat) == {0}
        assert {frame.meta["stack"] for frame in seat.frames} == {0}
        assert ("for colleagues" in json.dumps(seat.heard)) is (who == "specialist")
        assert "Theirs alone" not in json.dumps(seat.heard)
        cards = consult.host.told("presence")[-1]["participants"]
        assert all((card["seen"] or [0])[0] == 0 for card in cards if card["id"] == seat.participant)


async def test_in_the_dark_nothing_is_got_by_asking(clinic: Clinic) -> None:
    """C15, T-16: blanked, a patient asks for everything by every name; it stays dark, and nobody sees a trace of it."""
    async with reviewing(clinic, 6) as (consult, patient, specialist):
        host = consult.host
        assert (await host.say("view:allow", {"role": "patient", "on": True}))["ok"]
        had = [frame.meta["fid"] for frame in patient.frames]
        assert (await host.say("room:blank", {"on": True}))["ok"]
        await patient.until(lambda: patient.is_dark, "the dark")
        begun, frames = len(patient.heard), len(patient.frames) + patient.unopened
        assert (await consult.look(5, cseq=9))["ok"]
        assert (await host.say("mark:put", mark(0)))["ok"]
        assert (await host.say("pointer", {"stack": 0, "pos": 5, "x": 1.0, "y": 1.0}))["ok"]
        for event, body in reaching(0):
            assert not (await patient.say(event, body))["ok"], event
        for event, body in (
            ("frame:want", {"fids": had[:64]}), ("ack", {"n": 0, "m": 0, "shown": [[had[0], 1]]}), ("view:follow", {}),
            ("client:report", {"w": 4000, "h": 4000, "dpr": 4}),
            ("view:set", view(0) | {"viewports": [{"id": "a"}], "scope": "mine"}),
        ):  # fmt: skip
            await patient.say(event, body)
        for fid in {frame.meta["fid"] for frame in specialist.frames}:
            assert (await patient.browser.fetch(f"/f/{fid}?room={consult.id}"))[0] == 404
        await specialist.until(lambda: any(frame.meta["pos"] == 5 for frame in specialist.frames), "others go on")
        assert told_of(patient, begun) == set()
        assert len(patient.frames) + patient.unopened == frames
        assert not {"view", "marks", "pointer", "key", "manifest", "frame"} & {
            name for name, _ in patient.heard[begun:]
        }
        by_patient = [
            told for seat in (host, specialist) for told in seat.told("pointer") if told["by"] == patient.participant
        ]
        assert not by_patient


async def test_another_person_s_frames_are_nobody_else_s(clinic: Clinic) -> None:
    """T-16: an address announced to one role is not found by another, nor by oneself once its epoch is over."""
    async with clinic.consult(guests=GUESTS, noisy=LARGE) as consult:
        host = await consult.open()
        patient = await consult.seeing()
        specialist = await consult.admitted(1)
        addresses = {seat.participant: await consult.address(seat) for seat in (host, patient, specialist)}
        waiting = await consult.waiting(2)
        assert (await waiting.browser.fetch(addresses[host.participant]))[0] == 404
        assert (await host.say("room:pause"))["ok"]
        assert (await host.say("room:resume"))["ok"]
        for seat in (host, patient, specialist):
            assert (await seat.browser.fetch(addresses[seat.participant]))[0] == 404


async def test_resuming_with_what_one_never_had_gives_nothing_more(clinic: Clinic) -> None:
    """G3, BI-22: any `have` of any channel, by patient and by who waits: their own channel's lines, or none."""
    async with reviewing(clinic, 6) as (consult, patient, _):
        await busy_talk(consult)
        waiting = await consult.waiting(2)
        for seat, lines in ((patient, True), (waiting, False)):
            for have in (
                {"chat": 0, "clinicians": 0},
                {"chat": 2**53 - 1, "clinicians": 0},
                {"chat": 1, "clinicians": 1},
            ):
                ticket = (await seat.browser.must("POST", "/api/join/ticket", {}))["ticket"]
                async with raw_socket(clinic.port, consult.id) as socket:
                    await socket.connect(ticket, resume=have)
                    await socket.until(lambda socket=socket: _welcome(socket.heard), "a welcome")
                    welcome = _welcome(socket.heard)
                    assert welcome["clinicians"] == []
                    assert bool(welcome["chat"]) is (lines and have["chat"] < 2**53 - 1)
                    assert "for colleagues" not in "".join(socket.heard)
                    await socket.event("chat:since", {"seq": 0, "channel": "clinicians"}, 1)
                    await socket.until(lambda socket=socket: socket.answers("43"), "an answer")
                    assert socket.codes[-1] in {"forbidden", "not_admitted"}


async def busy_talk(consult: Consult) -> None:
    """A line in each channel."""
    assert (await consult.host.say("chat:send", line("for all", 3)))["ok"]
    assert (await consult.host.say("chat:send", line("for colleagues", 4, channel="clinicians")))["ok"]


def _welcome(heard: list[str]) -> Json:
    found: list[Json] = [json.loads(text.split(",", 1)[1])[1] for text in heard if "room:welcome" in text[:40]]
    return found[-1] if found else {}
