"""A reader waits a moment for an event, then reads on; what is late is answered by itself, in order, and bounded."""

import asyncio
import time
from types import SimpleNamespace
from typing import Any, cast

import pytest

from server.live.registry import Rooms
from server.transport.room import reader as readers
from server.transport.room.actions import Actions
from server.transport.room.codec import event_of
from server.transport.room.door import UNDER_WAY, Door, Tickets, _Connection
from server.transport.room.outbox import Outbox
from server.transport.room.pace import Pace
from server.transport.room.projection import Projection
from server.transport.room.reader import Reader
from server.transport.room.screen import RemoteScreen
from server.transport.wire.room_in import EVENTS, Said
from tests.transport.room.test_newest import Screen

SAY = {"cid": "a" * 16, "text": "Hello"}


class Stalled:
    """A room in which some events wait for a disk."""

    def __init__(self, *waiting: str) -> None:
        self.waiting = set(waiting)
        self.disk = asyncio.Event()
        self.begun: list[str] = []
        self.done: list[str] = []

    async def handle(self, said: Said) -> dict[str, Any]:
        """Wait for the disk where it is needed."""
        self.begun.append(said.event)
        if said.event in self.waiting:
            await self.disk.wait()
        self.done.append(said.event)
        return {}


def door(room: Stalled) -> Door:
    """A door with one connection into that room."""
    made = Door(cast(Rooms, None), cast(Tickets, None), cast(Projection, None), lambda _: True)
    writer = asyncio.get_running_loop().create_task(asyncio.sleep(0))
    made._connections["s"] = _Connection(
        cast(RemoteScreen, Screen()), cast(Actions, room), writer, Pace(time.monotonic())
    )
    return made


async def beat() -> None:
    """Let whatever can go on go on."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_the_talk_waits_for_none_of_ones_own_decisions() -> None:
    """T-52: behind a decision that hangs, the next decision of that person waits, their line and their receipts do not."""
    room = Stalled("room:pause")
    made = door(room)
    late = [asyncio.create_task(made._event(event, "s", {})) for event in ("room:pause", "room:resume")]
    await beat()
    assert (await made._event("chat:send", "s", SAY))["ok"]
    assert (await made._event("ack", "s", {"n": 1}))["ok"]
    assert room.begun == ["room:pause", "chat:send", "ack"]
    room.disk.set()
    assert all(answer["ok"] for answer in await asyncio.gather(*late))
    assert room.done == ["chat:send", "ack", "room:pause", "room:resume"]


async def test_what_may_be_under_way_is_bounded() -> None:
    """T-17: whoever goes on asking a room that hangs is told `busy`, which is no strike; receipts are still read."""
    room = Stalled("chat:read", "chat:send")
    made = door(room)
    connection = made._connections["s"]
    late = []
    while connection.under_way < UNDER_WAY:
        connection.pace = Pace(time.monotonic())
        late.append(asyncio.create_task(made._event("chat:send", "s", SAY)))
        await asyncio.sleep(0)
    connection.pace = Pace(time.monotonic())
    assert await made._event("chat:send", "s", SAY) == {"ok": False, "code": "busy"}
    assert await made._event("chat:read", "s", {"seq": 1}) == {"ok": True, "late": True}
    assert (await made._event("ack", "s", {"n": 1}))["ok"]
    assert connection.pace.strikes == 0
    room.disk.set()
    assert all(answer["ok"] for answer in await asyncio.gather(*late))
    assert connection.under_way == 0


@pytest.mark.parametrize("event", EVENTS)
def test_only_what_waits_for_nothing_is_handled_where_it_is_read(event: str) -> None:
    """T-52: the list of quick events is closed; each of them answers without a turn, a disk or a picture."""
    assert EVENTS[event].quick == (event in {"ack", "frame:want", "time:ping", "pointer"})


class Reading:
    """A reader without a line: what it would answer is kept."""

    def __init__(self, room: Stalled) -> None:
        self.answered: list[int] = []
        self.under_way: set[asyncio.Task[None]] = set()
        self._room = room
        self._reader = Reader(self._handled, self._answer, self.under_way)

    async def _handled(self, name: str, _arguments: tuple[Any, ...]) -> dict[str, Any]:
        self._room.begun.append(name)
        if name in self._room.waiting:
            await self._room.disk.wait()
        return {"ok": True}

    def _answer(self, packet: bytes) -> None:
        number, told = packet.removeprefix(b"43/room,").split(b"[", 1)
        assert told == b'{"ok":true}]'
        self.answered.append(int(number))

    async def read(self, name: str, number: int | None) -> None:
        """An event comes in; returns when the next one would be read."""
        await self._reader.read(f'42/room,{"" if number is None else number}["{name}",{{}}]')


async def test_a_reader_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """T-52: the first that hangs is waited for a moment, the next ones not at all; every answer comes in the end."""
    monkeypatch.setattr(readers, "PATIENCE_S", 0.05)
    room = Stalled("chat:send")
    reader = Reading(room)
    await reader.read("view:set", 1)
    assert reader.answered == [1]
    await reader.read("chat:send", 2)
    for number in (3, 4):
        await reader.read("chat:send", number)
    await reader.read("ack", 5)
    await reader.read("ack", None)
    assert reader.answered == [1, 5]
    room.disk.set()
    async with asyncio.timeout(10):
        while reader.under_way:
            await asyncio.sleep(0)
    assert set(reader.answered[2:]) == {2, 3, 4}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('42/room,7["ack",{"n":1}]', "ack"),
        ('42/room,["room:pause"]', "room:pause"),
        ('42/room,7["connect",{}]', "unknown event"),
        ("42/room,7[]", "unknown event"),
        ('42/room,7[{"n":NaN}]', "bad json"),
        ('42/room,7["ack",', "bad json"),
    ],
)
def test_what_is_no_event_is_called_so(text: str, name: str) -> None:
    """BI-12: only declared events have their own name; what is no JSON, or somebody else's event, is answered as such."""
    number, called, _ = event_of(text)
    assert (number, called) == (7 if "7" in text else None, name)


async def test_a_server_that_stops_lets_go_of_what_is_late() -> None:
    """Nothing is left running behind a closed door."""
    made = door(Stalled("chat:send"))
    reader = made._reader("s", cast(Outbox, SimpleNamespace(answer=lambda _: None)))
    await reader.read('42/room,1["chat:send",{"cid":"aaaaaaaaaaaaaaaa","text":"Hello"}]')
    assert made._under_way
    made._connections.clear()
    await made.stop()
    assert not made._under_way
