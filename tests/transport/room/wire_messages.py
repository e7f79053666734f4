"""Messages anybody may think of, made from a few bits and from how the room stands at this moment."""

from collections.abc import Callable
from typing import Protocol

from server.terms.ids import ParticipantId
from tests.sessions.consult import HOST, OBSERVER, PATIENT, SECOND_SPECIALIST, SPECIALIST, STRANGER
from tests.transport.room.wire_model import Json, Model
from tests.transport.room.wire_rig import FRAMES, Rig

PEOPLE = (HOST, SPECIALIST, PATIENT, HOST, SPECIALIST, OBSERVER, SECOND_SPECIALIST, STRANGER)


class Room(Protocol):
    """What a message is made from."""

    @property
    def model(self) -> Model: ...
    @property
    def rig(self) -> Rig: ...


Make = Callable[[Room, ParticipantId, int], tuple[str, Json]]


def port(name: str, number: int) -> Json:
    stack = number % 4
    if stack == 3:
        return {"id": name, "stack": None, "pos": 0}
    return {"id": name, "stack": stack, "pos": number // 4 % FRAMES[stack]}


def view(room: Room, person: ParticipantId, number: int, scope: str = "shared") -> tuple[str, Json]:
    token_epoch = room.rig.session.token.token_epoch - (number % 16 == 15)
    two = number & 32
    viewports = [port("a", number), port("b", number >> 1)] if two else [port("a", number)]
    layout = [1, 2] if two else [1, 1]
    body = {"cseq": number, "token_epoch": token_epoch, "layout": layout, "active": "a", "viewports": viewports}
    if number & 8:
        # by position too: stacks that do not say where they lie are never linked so
        body["link"] = {"first": "a", "second": "b", "by": "space" if number & 4 else "hand", "windows": True}
    return "view:set", body | {"scope": scope}


def _own(room: Room, person: ParticipantId, number: int) -> tuple[str, Json]:
    return view(room, person, number, "mine")


def _follow(room: Room, person: ParticipantId, number: int) -> tuple[str, Json]:
    return "view:follow", {}


def _allow(room: Room, person: ParticipantId, number: int) -> tuple[str, Json]:
    return "view:allow", {"role": "patient" if number & 1 else "specialist", "on": bool(number & 2)}


def _blank(room: Room, person: ParticipantId, number: int) -> tuple[str, Json]:
    return "room:blank", {"on": bool(number & 1)}


def _keep(room: Room, person: ParticipantId, number: int) -> tuple[str, Json]:
    chosen = number % 5 if number & 64 else None
    return "bookmark:put", {"name": f"View {number}", "star": bool(number & 1), "number": chosen}


def _drop_kept(room: Room, person: ParticipantId, number: int) -> tuple[str, Json]:
    return "bookmark:drop", {"number": number % 5}


def _mark(room: Room, person: ParticipantId, number: int) -> tuple[str, Json]:
    name = f"{number % 3:016x}"
    known = room.model.marks.get(name)
    stack, pos, rev = (number % 3, number // 3 % 2, 0) if known is None else known[1:]
    body = {"id": name, "stack": stack, "pos": pos, "kind": "arrow", "points": [[1, 1], [2, number % 8]]}
    return "mark:put", body | {"base_rev": max(0, rev - (number & 64 == 64))}


def _drop_mark(room: Room, person: ParticipantId, number: int) -> tuple[str, Json]:
    name = f"{number % 3:016x}"
    return "mark:drop", {"id": name, "base_rev": room.model.marks.get(name, (0, 0, 0, 1))[3]}


def _point(room: Room, person: ParticipantId, number: int) -> tuple[str, Json]:
    return "pointer", {"stack": None if number & 1 else number // 2 % 4, "x": 1.0, "y": 2.0}


def _request(room: Room, person: ParticipantId, number: int) -> tuple[str, Json]:
    return "control:request", {}


def _grant(room: Room, person: ParticipantId, number: int) -> tuple[str, Json]:
    return "control:grant", {"to": PEOPLE[number % len(PEOPLE)]}


def _take(room: Room, person: ParticipantId, number: int) -> tuple[str, Json]:
    return ("control:take" if number & 1 else "control:release"), {}


def _line(room: Room, person: ParticipantId, number: int) -> tuple[str, Json]:
    body = {"cid": f"{number % 32:016x}", "text": f"Line {number}", "channel": "talk" if number & 1 else "clinicians"}
    return "chat:send", body | (
        {"picture": port("a", number >> 2 & 3 if number >> 2 & 3 < 3 else 0)} if number & 2 else {}
    )


def _since(room: Room, person: ParticipantId, number: int) -> tuple[str, Json]:
    return "chat:since", {"seq": number % 8, "channel": "talk" if number & 1 else "clinicians"}


def _signal(room: Room, person: ParticipantId, number: int) -> tuple[str, Json]:
    return "signal", {"kind": "call" if number & 1 else "slower"}


def _noticed(room: Room, person: ParticipantId, number: int) -> tuple[str, Json]:
    return "signal:noticed", {"seq": number % 8}


def _read(room: Room, person: ParticipantId, number: int) -> tuple[str, Json]:
    return "chat:read", {"seq": number}


def _want(room: Room, person: ParticipantId, number: int) -> tuple[str, Json]:
    return "frame:want", {"fids": ["A" * 22]}


def _ack(room: Room, person: ParticipantId, number: int) -> tuple[str, Json]:
    return "ack", {"n": number, "m": number, "shown": [["A" * 22, 1]]}


MAKE: tuple[Make, ...] = (
    view, view, view, _own, _own, _follow, _allow, _blank, _keep, _keep, _drop_kept, _mark, _mark, _mark, _drop_mark,
    _point, _request, _grant, _take, _line, _line, _line, _since, _signal, _noticed, _read, _want, _ack,
)  # fmt: skip
