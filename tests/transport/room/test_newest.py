"""Of events that come too fast the newest is kept, and an old one never comes after a new one."""

import asyncio
import time
from typing import Any, cast

import msgspec

from server.live.registry import Rooms
from server.transport.room.actions import Actions
from server.transport.room.door import Door, Tickets, _Connection
from server.transport.room.pace import Pace
from server.transport.room.projection import Projection
from server.transport.room.screen import RemoteScreen
from server.transport.wire.room_in import Said, ViewSet

VIEW: dict[str, Any] = {
    "token_epoch": 1, "layout": [1, 1], "active": "a", "viewports": [{"id": "a", "stack": 0, "pos": 0}],
}  # fmt: skip


class Line:
    """A connection's line that is up."""

    alive = True


class Screen:
    """Somebody connected, as far as an event needs one."""

    outbox = Line()


class Heard:
    """What came through, in order."""

    def __init__(self) -> None:
        self.views: list[int] = []

    async def handle(self, said: Said) -> dict[str, Any]:
        """Keep the author's own number."""
        assert isinstance(said, ViewSet)
        self.views.append(said.cseq)
        return {}


def door() -> tuple[Door, Heard]:
    """A door with one connection, nobody behind it."""
    made = Door(cast(Rooms, None), cast(Tickets, None), cast(Projection, None), lambda _: True)
    heard = Heard()
    writer = asyncio.get_running_loop().create_task(asyncio.sleep(0))
    screen = cast(RemoteScreen, Screen())
    made._connections["s"] = _Connection(screen, cast(Actions, heard), writer, Pace(time.monotonic()))
    return made, heard


async def set_view(made: Door, cseq: int) -> dict[str, Any]:
    """One view."""
    return await made._event("view:set", "s", msgspec.to_builtins(VIEW | {"cseq": cseq}))


async def test_the_newest_of_too_many_views_is_the_last() -> None:
    """Decisions 22: excess of a slot keeps the newest and is no strike."""
    made, heard = door()
    for cseq in range(1, 80):
        assert (await set_view(made, cseq))["ok"]
    async with asyncio.timeout(10):
        while heard.views[-1] != 79:
            await asyncio.sleep(0.01)
    assert heard.views == sorted(heard.views)


async def test_a_view_that_was_put_off_never_follows_a_newer_one() -> None:
    """The one put off is still waiting for its time when a newer one is in time: it is forgotten."""
    made, heard = door()
    while "late" not in await set_view(made, 1):
        pass
    time.sleep(0.05)  # noqa: ASYNC251  (both are due before the loop runs again)
    assert "late" not in await set_view(made, 2)
    await asyncio.sleep(0.1)
    assert heard.views[-1] == 2
