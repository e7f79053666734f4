"""Each event by each kind of person: what is not written in the table is refused; and nothing of another room is reached."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from server.cli.visitor import Json, Seat, UnexpectedError
from server.transport.wire.room_in import EVENTS
from tests.journeys.clinic import Clinic, Consult
from tests.transport.room.raw_socket import raw_socket

KINDS = ("waiting", "patient", "specialist", "host", "host elsewhere", "closing", "closing host")
GUESTS = ("patient", "specialist", "specialist")


def body(event: str, consult: Consult) -> Json:
    """A sound body for an event, naming people of this consult."""
    patient, specialist, waiting = (seat.participant for seat in consult.seats)
    view = {
        "cseq": 9,
        "token_epoch": 1,
        "layout": [1, 1],
        "active": "a",
        "viewports": [{"id": "a", "stack": 0, "pos": 1}],
    }
    word = consult.seats[2].told("room:welcome")[-1]["word"]
    bodies: dict[str, Json] = {
        "view:set": view,
        "ack": {"n": 1, "m": 1},
        "view:allow": {"role": "patient", "on": True},
        "room:blank": {"on": True},
        "bookmark:put": {"name": "Nodule", "star": True},
        "bookmark:drop": {"number": 1},
        "mark:put": {"id": "1" * 16, "stack": 0, "pos": 1, "kind": "arrow", "points": [[1, 1], [9, 9]]},
        "mark:drop": {"id": "1" * 16, "base_rev": 1},
        "value:at": {"stack": 0, "pos": 1, "x": 3, "y": 3},
        "pointer": {"stack": 0, "pos": 1, "x": 3, "y": 3},
        "frame:want": {"fids": ["A" * 22]},
        "client:report": {"w": 100, "h": 100},
        "chat:send": {"cid": str(uuid.UUID(int=7)), "text": "line"},
        "chat:read": {"seq": 1},
        "chat:since": {"seq": 0},
        "signal": {"kind": "slower"},
        "signal:noticed": {"seq": 1},
        "time:ping": {"t0": 1},
        "consent:answer": {"digest": "0" * 64, "agree": True, "stacks": [0]},
        "consent:ask": {"participant": patient},
        "consent:basis": {"basis": "documented", "note": "letter of 3 May"},
        "control:grant": {"to": specialist},
        "room:admit": {"participant": waiting, "recognized": "known", "word": word},
        "room:deny": {"participant": waiting},
        "room:remove": {"participant": specialist},
        "room:extend": {"minutes": 5},
    }
    return bodies.get(event, {})


LAST = ("room:deny", "room:extend", "room:end", "room:leave")
ORDER = (*(event for event in EVENTS if event not in LAST), *LAST)
"""What changes the phase comes last, so that one consult serves a whole column."""


@asynccontextmanager
async def people(clinic: Clinic) -> AsyncIterator[Consult]:
    """A patient and a specialist who see pictures, and a specialist who waits."""
    async with clinic.consult(6, guests=GUESTS) as consult:
        await consult.open()
        await consult.agree(await consult.admitted(0))
        await consult.admitted(1)
        await consult.waiting(2)
        yield consult


async def asked(seat: Seat, consult: Consult) -> dict[str, str]:
    """The code of each event's answer; "closed" from the moment the line is gone."""
    verdicts = {}
    for event in ORDER:
        try:
            async with asyncio.timeout(2):
                answer = await seat.say(event, body(event, consult))
            code = answer.get("code", "ok")
            verdicts[event] = "closed" if code == "auth" else code
        except (UnexpectedError, ConnectionError, TimeoutError):
            verdicts[event] = "closed"
    return verdicts


async def ask_all(clinic: Clinic, kind: str) -> dict[str, str]:
    """A column of the table."""
    async with people(clinic) as consult:
        patient, specialist, waiting = consult.seats
        if kind == "host elsewhere":
            async with clinic.consult(6, host="roe") as other:
                return await asked(await other.open(), consult)
        if kind.startswith("closing"):
            await consult.host.say("room:end")
        seats = {"waiting": waiting, "patient": patient, "specialist": specialist, "closing": patient}
        return await asked(seats.get(kind, consult.host), consult)


TABLE = """
event            waiting      patient   specialist    host      host_elsewhere closing   closing_host
view:set         not_admitted forbidden not_presenter ok        ok             forbidden conflict
view:follow      not_admitted ok        ok            ok        conflict       conflict  conflict
view:allow       forbidden    forbidden forbidden     ok        ok             forbidden conflict
room:blank       forbidden    forbidden forbidden     ok        ok             forbidden conflict
bookmark:put     not_admitted forbidden ok            ok        ok             forbidden ok
bookmark:drop    not_admitted forbidden ok            ok        ok             forbidden ok
mark:put         not_admitted forbidden ok            ok        ok             forbidden conflict
mark:drop        not_admitted forbidden ok            ok        ok             forbidden conflict
value:at         forbidden    forbidden ok            ok        ok             forbidden forbidden
pointer          forbidden    ok        ok            ok        ok             forbidden forbidden
ack              ok           ok        ok            ok        ok             ok        ok
frame:want       ok           ok        ok            ok        ok             ok        ok
client:report    ok           ok        ok            ok        ok             ok        ok
chat:send        not_admitted ok        ok            ok        ok             ok        ok
chat:read        not_admitted ok        ok            ok        ok             ok        ok
chat:since       not_admitted ok        ok            ok        ok             ok        ok
signal           not_admitted ok        forbidden     forbidden forbidden      ok        forbidden
signal:noticed   not_admitted forbidden not_found     not_found not_found      forbidden not_found
room:admit       forbidden    forbidden forbidden     ok        forbidden      forbidden conflict
room:deny        forbidden    forbidden forbidden     conflict  forbidden      forbidden conflict
room:remove      forbidden    forbidden forbidden     ok        forbidden      forbidden ok
room:pause       forbidden    forbidden forbidden     ok        conflict       forbidden conflict
room:resume      forbidden    forbidden forbidden     ok        conflict       forbidden conflict
room:extend      forbidden    forbidden forbidden     ok        ok             forbidden ok
room:end         forbidden    forbidden forbidden     ok        ok             forbidden ok
room:leave       ok           ok        ok            forbidden closed         ok        forbidden
consent:answer   conflict     conflict  conflict      conflict  conflict       conflict  conflict
consent:withdraw forbidden    ok        forbidden     ok        ok             ok        ok
consent:ask      forbidden    forbidden forbidden     ok        conflict       forbidden conflict
consent:basis    forbidden    forbidden forbidden     ok        ok             forbidden conflict
control:request  not_admitted forbidden ok            forbidden forbidden      forbidden forbidden
control:grant    not_admitted forbidden not_presenter forbidden conflict       forbidden conflict
control:take     forbidden    forbidden forbidden     ok        conflict       forbidden conflict
control:release  not_admitted forbidden not_presenter ok        conflict       forbidden conflict
time:ping        ok           ok        ok            ok        ok             ok        ok
"""
"""What each may do. `waiting`: proven, not admitted; `patient`, `specialist`, `host`: in the talk while live, the
specialist named by `control:grant` already removed; `host_elsewhere`: names people of this consult in its own room;
`closing`: the patient's line after the end, `closing_host` the host's."""
HEAD, *ROWS = (line.split() for line in TABLE.strip().splitlines())


def test_every_event_has_a_row() -> None:
    """T-15: an event without a verdict fails here."""
    assert {row[0] for row in ROWS} == EVENTS.keys()
    assert tuple(HEAD[1:]) == tuple(kind.replace(" ", "_") for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS)
async def test_each_may_do_what_the_table_says(clinic: Clinic, kind: str) -> None:
    """T-15: role by event by phase; who acts is the connection, never a field of the message."""
    column = 1 + KINDS.index(kind)
    assert await ask_all(clinic, kind) == {row[0]: row[column] for row in ROWS}


@pytest.mark.parametrize("event", EVENTS)
async def test_nobody_may_do_anything(clinic: Clinic, event: str) -> None:
    """T-15: without a ticket the line ends, whatever is said; with a ticket that is refused too."""
    async with raw_socket(clinic.port) as unknown, raw_socket(clinic.port) as refused:
        await refused.connect("A" * 43)
        for socket in (unknown, refused):
            await socket.event(event, {}, 1)
            await socket.until(lambda socket=socket: socket.closed is not None, "the end")
            assert not socket.answers("43")
