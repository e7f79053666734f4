"""Each event by each kind of person: what is not written in the table is refused; and nothing of another room is reached."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from msgspec import inspect

from server.cli.visitor import Json, Seat, UnexpectedError
from server.transport.room.pace import ALL_BURST, ALL_RATE
from server.transport.wire.room_in import EVENTS, Auth, Said
from tests.journeys.clinic import Clinic, Consult
from tests.transport.room.raw_socket import raw_socket

KINDS = (
    "waiting", "patient", "observer", "specialist", "host", "elsewhere", "paused", "paused host", "closing",
    "closing host",
)  # fmt: skip
GUESTS = ("patient", "specialist", "specialist", "observer")


@dataclass
class Named:
    """Whom bodies name."""

    patient: str
    specialist: str
    waiting: str
    word: str
    added: str


def body(event: str, named: Named) -> Json:
    """A sound body for an event, naming these people."""
    patient, specialist, waiting, word = named.patient, named.specialist, named.waiting, named.word
    view = {
        "cseq": 9,
        "token_epoch": 1,
        "layout": [1, 1],
        "active": "a",
        "viewports": [{"id": "a", "stack": 0, "pos": 1}],
    }
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
        "prior:ask": {"words": "The scan of last year?"},
        "board:ask": {"question": "Resect?", "board": [patient, specialist]},
        "board:vote": {"number": 1, "position": 0},
        "board:close": {"number": 1},
        "privacy:read": {"digest": "0" * 64},
        "consent:answer": {"digest": "0" * 64, "agree": True, "stacks": [0]},
        "consent:narrow": {"stacks": [0], "persons": [specialist]},
        "consent:ask": {"participant": patient},
        "consent:basis": {"basis": "documented", "words": {"reference": "letter of 3 May"}},
        "control:grant": {"to": specialist},
        "room:admit": {"participant": waiting, "recognized": "known", "word": word},
        "room:deny": {"participant": waiting},
        "room:remove": {"participant": specialist},
        "guest:object": {"participant": named.added},
        "room:call": {"participant": waiting},
        "birth:override": {"participant": patient, "reason": "seen on video"},
        "room:extend": {"minutes": 5},
    }
    return bodies.get(event, {})


LAST = ("room:deny", "room:extend", "room:end", "room:leave")
ORDER = (*(event for event in EVENTS if event not in LAST), *LAST)
"""What changes the phase comes last, so that one consult serves a whole column."""


@asynccontextmanager
async def people(clinic: Clinic) -> AsyncIterator[Consult]:
    """A patient, a specialist and an observer who see pictures, a specialist who waits, and somebody added later."""
    async with clinic.consult(6, guests=GUESTS) as consult:
        await consult.open()
        await consult.agree(await consult.admitted(0))
        await consult.admitted(1)
        await consult.waiting(2)
        await consult.admitted(3)
        body = {"role": "observer", "name": "Ana", "comes_as": "relative"}
        consult.card = await consult.browser.must("POST", f"/api/consults/{consult.id}/guests", body)
        yield consult


async def asked(seat: Seat, consult: Consult) -> dict[str, str]:
    """The code of each event's answer; "closed" from the moment the line is gone."""
    word = consult.seats[2].told("room:welcome")[-1]["word"]
    patient, specialist, waiting, _ = (each.participant for each in consult.seats)
    named = Named(patient, specialist, waiting, word, consult.card["guests"][-1]["participant"])
    verdicts = {}
    for event in ORDER:
        saying = asyncio.create_task(seat.say(event, body(event, named)))
        try:
            # a line that is gone answers nothing; one that is there answers late on a busy machine
            async with asyncio.timeout(10):
                while not (saying.done() or seat.closed):
                    await asyncio.wait({saying}, timeout=0.05)
            saying.cancel()
            answer = await saying
            code = answer.get("code", "ok")
            verdicts[event] = "closed" if code == "auth" else code
        except (UnexpectedError, ConnectionError, TimeoutError, asyncio.CancelledError):
            verdicts[event] = "closed"
    return verdicts


async def ask_all(clinic: Clinic, kind: str) -> dict[str, str]:
    """A column of the table."""
    async with people(clinic) as consult:
        patient, specialist, waiting, observer = consult.seats
        if kind == "elsewhere":
            async with clinic.consult(6, host="roe") as other:
                return await asked(await other.open(), consult)
        if kind.startswith("closing"):
            await consult.host.say("room:end")
        if kind.startswith("paused"):
            await consult.host.say("room:pause")
        seats = {
            "waiting": waiting, "patient": patient, "observer": observer, "specialist": specialist,
            "paused": specialist, "closing": patient,
        }  # fmt: skip
        return await asked(seats.get(kind, consult.host), consult)


TABLE = """
event            waiting      patient   observer  specialist    host      elsewhere paused        paused_host closing   closing_host
view:set         not_admitted forbidden forbidden not_presenter ok        ok        conflict      conflict    forbidden conflict
view:follow      not_admitted ok        forbidden ok            ok        conflict  ok            ok          conflict  conflict
view:allow       forbidden    forbidden forbidden forbidden     ok        ok        forbidden     ok          forbidden conflict
room:blank       forbidden    forbidden forbidden forbidden     ok        ok        forbidden     ok          forbidden conflict
bookmark:put     not_admitted forbidden forbidden ok            ok        ok        ok            ok          forbidden ok
bookmark:drop    not_admitted forbidden forbidden ok            ok        ok        ok            ok          forbidden ok
mark:put         not_admitted forbidden forbidden ok            ok        ok        conflict      conflict    forbidden conflict
mark:drop        not_admitted forbidden forbidden ok            ok        ok        conflict      conflict    forbidden conflict
value:at         forbidden    forbidden forbidden ok            ok        ok        forbidden     forbidden   forbidden forbidden
pointer          forbidden    ok        forbidden ok            ok        ok        forbidden     forbidden   forbidden forbidden
ack              ok           ok        ok        ok            ok        ok        ok            ok          ok        ok
frame:want       ok           ok        ok        ok            ok        ok        ok            ok          ok        ok
client:report    ok           ok        ok        ok            ok        ok        ok            ok          ok        ok
chat:send        not_admitted ok        forbidden ok            ok        ok        ok            ok          ok        ok
chat:read        not_admitted ok        ok        ok            ok        ok        ok            ok          ok        ok
chat:since       not_admitted ok        ok        ok            ok        ok        ok            ok          ok        ok
signal           not_admitted ok        forbidden forbidden     forbidden forbidden forbidden     forbidden   ok        forbidden
signal:noticed   not_admitted forbidden forbidden not_found     not_found not_found not_found     not_found   forbidden not_found
room:admit       forbidden    forbidden forbidden forbidden     ok        forbidden forbidden     ok          forbidden conflict
room:deny        forbidden    forbidden forbidden forbidden     conflict  forbidden forbidden     conflict    forbidden conflict
room:remove      forbidden    forbidden forbidden forbidden     ok        forbidden forbidden     ok          forbidden ok
room:pause       forbidden    forbidden forbidden forbidden     ok        conflict  forbidden     ok          forbidden conflict
room:resume      forbidden    forbidden forbidden forbidden     ok        conflict  forbidden     ok          forbidden conflict
room:extend      forbidden    forbidden forbidden forbidden     ok        ok        forbidden     ok          forbidden ok
room:end         forbidden    forbidden forbidden forbidden     ok        ok        forbidden     ok          forbidden ok
room:leave       ok           ok        ok        ok            forbidden closed    ok            forbidden   ok        forbidden
privacy:read     conflict     conflict  conflict  conflict      conflict  conflict  conflict      conflict    conflict  conflict
consent:answer   conflict     conflict  conflict  conflict      conflict  conflict  conflict      conflict    conflict  conflict
consent:withdraw forbidden    ok        forbidden forbidden     ok        ok        forbidden     ok          ok        ok
consent:ask      forbidden    forbidden forbidden forbidden     ok        conflict  forbidden     ok          forbidden conflict
consent:basis    forbidden    forbidden forbidden forbidden     ok        ok        forbidden     ok          forbidden conflict
consent:scope    forbidden    no_grant  forbidden forbidden     no_grant  no_grant  forbidden     no_grant    ok        ok
consent:narrow   forbidden    no_grant  forbidden forbidden     no_grant  no_grant  forbidden     no_grant    ok        ok
control:request  not_admitted forbidden forbidden ok            forbidden forbidden conflict      forbidden   forbidden forbidden
control:grant    not_admitted forbidden forbidden not_presenter forbidden conflict  not_presenter forbidden   forbidden conflict
control:take     forbidden    forbidden forbidden forbidden     ok        conflict  forbidden     ok          forbidden conflict
control:release  not_admitted forbidden forbidden not_presenter ok        conflict  not_presenter ok          forbidden conflict
room:call        forbidden    forbidden forbidden forbidden     conflict  forbidden forbidden     conflict    forbidden conflict
birth:override   forbidden    forbidden forbidden forbidden     conflict  forbidden forbidden     conflict    forbidden conflict
guest:object     not_admitted ok        ok        ok            forbidden forbidden ok            forbidden   conflict  forbidden
time:ping        ok           ok        ok        ok            ok        ok        ok            ok          ok        ok
prior:ask        not_admitted forbidden forbidden ok            forbidden forbidden ok            forbidden   forbidden forbidden
board:ask        forbidden    forbidden forbidden forbidden     bad_value conflict  forbidden     bad_value   forbidden conflict
board:vote       not_admitted forbidden forbidden conflict      conflict  conflict  conflict      conflict    forbidden conflict
board:close      forbidden    forbidden forbidden forbidden     conflict  conflict  forbidden     conflict    forbidden conflict
"""
"""What each may do. `waiting`: proven, not admitted; `patient`, `specialist`, `host`: in the talk while live, the
specialist named by `control:grant` already removed; `observer`: sees pictures; `elsewhere`: names people of this
consult in its own room, which is still a lobby; `paused`: the specialist's line, `paused_host` the host's, which resumes
half way down; `closing`: the patient's line after the end, `closing_host` the host's."""
HEAD, *ROWS = (line.split() for line in TABLE.strip().splitlines())


def test_every_event_has_a_row() -> None:
    """T-15: an event without a verdict fails here, and so does a message that is no event."""
    assert {row[0] for row in ROWS} == EVENTS.keys() == {kind.event for kind in Said.__subclasses__()}
    assert tuple(HEAD[1:]) == tuple(kind.replace(" ", "_") for kind in KINDS)


ECHOED = {"TimePing.t0", "Auth.proto"}
"""Numbers that are only compared or given back; a JSON number is finite here whatever it is."""


def unbounded(kind: inspect.Type, at: str) -> Iterator[str]:
    """Every string, list and number below a type that may be as long or large as it likes."""
    match kind:
        case inspect.TupleType():
            below = [(item, at) for item in kind.item_types]
        case inspect.UnionType():
            below = [(each, at) for each in kind.types]
        case inspect.StructType():
            assert kind.forbid_unknown_fields, at
            below = [(field.type, f"{kind.cls.__name__}.{field.encode_name}") for field in kind.fields]
        case inspect.ListType():
            below = [(kind.item_type, at + "[]")]
        case _:
            below = []
    if not below or isinstance(kind, inspect.ListType):
        yield from [] if is_bounded(kind) else [at]
    for each, place in below:
        yield from unbounded(each, place)


def is_bounded(kind: inspect.Type) -> bool:
    """Whether one string, list or number has an end; a kind nobody thought of has none."""
    match kind:
        case inspect.StrType():
            return kind.max_length is not None or kind.pattern is not None
        case inspect.IntType() | inspect.FloatType():
            return None not in (kind.ge, kind.le)
        case inspect.ListType():
            return kind.max_length is not None
        case _:
            return isinstance(kind, inspect.BoolType | inspect.NoneType | inspect.LiteralType | inspect.StructType)


@pytest.mark.parametrize("said", [Auth, *EVENTS.values()], ids=lambda said: said.__name__)
def test_everything_that_can_be_said_is_bounded(said: type) -> None:
    """T-15, T-18: an event without a rate, or a field without a bound, fails here."""
    assert set(unbounded(inspect.type_info(said), said.__name__)) <= ECHOED
    if said is not Auth:
        rate, burst = said.rate  # type: ignore[attr-defined]  # every event has one
        assert 0 < rate <= ALL_RATE
        assert 0 < burst <= ALL_BURST


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
