"""Raw clients with more to tell: one that notes what its screen shows, and one whose messages are shuffled and doubled."""

import asyncio
import itertools
import json
import random
import time
from dataclasses import dataclass, field

from server.cli.visitor import ROOM, Json, Seat
from server.cli.visitor import UnexpectedError as Unexpected
from tests.journeys.clinic import Consult

Picture = tuple[int, int, float | None]
"""Stack, position, center of the window that was asked for."""


@dataclass(slots=True)
class Eye(Seat):
    """A screen that paints as the pages do: the picture of the present view as soon as it is there, else the old one."""

    painted: list[tuple[float, int]] = field(default_factory=list)
    """When a position came up that was not on the screen before (monotonic seconds)."""
    _there: set[Picture] = field(default_factory=set)
    _view: Picture | None = None
    _shown: Picture | None = None

    async def _event(self, name: str, body: Json) -> None:
        if name == "view":
            viewport = body["view"]["viewports"][0]
            self._view = _picture(viewport)
            self._paint()
        elif name in {"key", "dark"}:
            self._there.clear()
            self._shown = None
        await Seat._event(self, name, body)

    async def _frame(self, meta: Json, sealed: bytes) -> None:
        before = len(self.frames)
        await Seat._frame(self, meta, sealed)
        if len(self.frames) > before:
            self._there.add(_picture(meta))
            self._paint()

    def _paint(self) -> None:
        if self._view in self._there and self._view != self._shown:
            self._shown = self._view
            self.painted.append((time.monotonic(), self._shown[1]))

    def painted_between(self, first_s: float, last_s: float) -> int:
        """How many pictures came up in this time."""
        return sum(1 for at_s, _ in self.painted if first_s <= at_s < last_s)

    def shows(self, pos: int, center: float | None = None, stack: int = 0) -> bool:
        """Whether this picture is on the screen now."""
        return self._shown == (stack, pos, center)

    @property
    def image(self) -> bytes:
        """The best picture of the present view that has come."""
        return next(frame.image for frame in reversed(self.frames) if _picture(frame.meta) == self._view)


@dataclass(slots=True)
class Wayward(Seat):
    """Somebody whose messages reach the server in another order, and some of them twice."""

    chance: random.Random = field(default_factory=lambda: random.Random(1))

    async def jumble(self, said: list[tuple[str, Json]], *, doubled: float = 0.5) -> list[Json]:
        """All of these by chance in any order, each with this probability sent twice; one answer for each in its order.

        The second copy is the same bytes with the same number, as from a line that repeats itself.
        """
        if self._socket is None:
            raise Unexpected("not connected")
        loop, packets = asyncio.get_running_loop(), []
        numbered = list(zip(itertools.islice(self._numbers, len(said)), said, strict=True))
        answers = [loop.create_future() for _ in said]
        for answer, (number, (event, body)) in zip(answers, numbered, strict=True):
            self._answers[number] = answer
            packet = f"42{ROOM},{number}{json.dumps([event, body])}"
            packets += [packet] * (1 + (self.chance.random() < doubled))
        self.chance.shuffle(packets)
        for packet in packets:
            await self._socket.send_str(packet)
        async with asyncio.timeout(10):
            return list(await asyncio.gather(*answers))


def _picture(told: Json) -> Picture:
    voi = told["voi"]
    return (told["stack"], told["pos"], None if voi is None else float(voi["center"]))


async def come_back(seat: Seat, ticket: Json) -> None:
    """The same person with the same cookie on a new line; what was heard before is kept apart from what comes now."""
    have = max(seat.lines, default=0)
    await seat.leave()
    seat.heard.clear()
    seat.frames.clear()
    seat._answers.clear()
    await seat.enter(ticket, have_chat=have)


async def ticket(seat: Seat, consult: Consult) -> Json:
    """A new one for the same seat."""
    return await (consult.ticket() if seat is consult.host else seat.browser.must("POST", "/api/join/ticket", {}))


def said(seat: Seat) -> list[str]:
    """The chat in its order; a gap in the numbers is a failure."""
    numbers = sorted(seat.lines)
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers))), "a gap"
    return [seat.lines[number]["text"] for number in numbers if seat.lines[number]["kind"] == "text"]
