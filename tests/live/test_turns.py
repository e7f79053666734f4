"""One turn at a time, time before each, and what does not wait for a turn that hangs."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from server.live.turns import LINE, Turns
from server.terms.errors import Refused, Unavailable
from tests.live.light_stand import HOST, LightStand, raised_by
from tests.live.test_task import look, shared


@dataclass
class House:
    """Keeps what happened in order; `broken` makes time itself fail."""

    happened: list[str] = field(default_factory=list)
    broken: bool = False

    async def before(self) -> None:
        """Time."""
        self.happened.append("time")
        if self.broken:
            raise ValueError("a bug of ours")

    async def after(self) -> None:
        """Upkeep."""
        self.happened.append("upkeep")

    def watch(self) -> None:
        """Look at the clock."""
        self.happened.append("watch")
        if self.broken:
            raise ValueError("a bug of ours")

    def rest_s(self) -> float:
        """How long nothing is due."""
        if self.broken:
            raise ValueError("a bug of ours")
        return 60.0


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
async def turns(house: House) -> AsyncIterator[Turns]:
    made = Turns(house.before, house.after, house.rest_s, house.watch)
    made.start()
    yield made
    await made.stop()


async def test_time_goes_before_a_turn_and_upkeep_after(house: House, turns: Turns) -> None:
    """A decision meets a session that knows what time it is."""

    async def job() -> int:
        house.happened.append("job")
        return 7

    assert await turns.queue(job) == 7
    await turns.queue(job)
    assert [each for each in house.happened if each != "watch"][:5] == ["time", "job", "upkeep", "time", "job"]


async def test_a_turn_that_hangs_is_watched(house: House, turns: Turns) -> None:
    """The deadline is looked at while a disk stands still."""
    stuck = asyncio.Event()

    async def job() -> bool:
        return await stuck.wait()

    answer = turns.queue(job)
    async with asyncio.timeout(10):
        while house.happened.count("watch") < 2:
            await asyncio.sleep(0.02)
    assert turns.is_busy
    stuck.set()
    assert await answer


@pytest.mark.parametrize("error", [Refused("forbidden"), ValueError("a bug of ours")])
async def test_who_asked_gets_the_error_and_the_next_one_a_turn(turns: Turns, error: Exception) -> None:
    """Neither a refusal nor a bug ends the loop."""

    async def bad() -> None:
        raise error

    async def good() -> str:
        return "fine"

    assert await raised_by(turns.queue(bad), type(error)) is error
    assert await turns.queue(good) == "fine"


async def test_a_bug_in_what_frames_a_turn_ends_nothing(house: House, turns: Turns) -> None:
    """The loop that ends a session at its deadline goes on whatever happens."""
    house.broken = True

    async def job() -> str:
        return "fine"

    assert [await turns.queue(job) for _ in range(3)] == ["fine"] * 3


async def test_the_line_has_an_end(turns: Turns) -> None:
    """Beyond it people are told `busy`; who only wants to leave always may."""
    stuck = asyncio.Event()

    async def job() -> bool:
        return await stuck.wait()

    waiting = [turns.queue(job)]
    await asyncio.sleep(0)
    waiting += [turns.queue(job) for _ in range(LINE)]
    with pytest.raises(Unavailable, match="busy"):
        turns.queue(job)
    waiting.append(turns.queue(job, always=True))
    stuck.set()
    assert all(await asyncio.gather(*waiting))


async def test_who_waits_when_it_stops_is_told(turns: Turns) -> None:
    """Nobody waits for a room that is gone."""
    stuck = asyncio.Event()

    async def job() -> bool:
        return await stuck.wait()

    first = turns.queue(job)
    await asyncio.sleep(0.01)
    second = turns.queue(job)
    turns.close()
    assert str(await raised_by(second, Unavailable)) == "draining"
    stuck.set()
    assert await first


async def test_steering_goes_on_after_a_full_line(stand: LightStand) -> None:
    """A view that was told `busy` does not stand in the way of every later one."""
    host, _ = await shared(stand)
    room, stuck = host.room, asyncio.Event()
    line = room.clockwork.turns
    waiting = [line.queue(stuck.wait)]
    await asyncio.sleep(0.01)
    waiting += [line.queue(stuck.wait) for _ in range(LINE)]
    assert str(await raised_by(room.set_view(look(1)), Unavailable)) == "busy"
    stuck.set()
    await asyncio.gather(*waiting)
    async with asyncio.timeout(10):
        assert await room.set_view(look(4)) > 0
    assert room.session.view is not None
    assert room.session.view.by == HOST.id
