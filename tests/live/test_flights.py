"""Work is done once for all who wait, and not at all when nobody does any more."""

import asyncio

import pytest

from server.live.flights import Flight, Flights
from server.terms.errors import Malformed, Refused


class Bench:
    """Work that waits until it is let go, and counts."""

    def __init__(self, *, goes_on: bool = False) -> None:
        self.flights: Flights[str, str] = Flights()
        self.go = asyncio.Event()
        self.begun = self.done = 0
        self.goes_on = goes_on

    async def make(self, flight: Flight) -> str:
        flight.goes_on = self.goes_on
        self.begun += 1
        await self.go.wait()
        self.done += 1
        return "made"

    def ask(self) -> asyncio.Task[str]:
        return asyncio.create_task(self.flights.join("key", self.make))


async def turns(count: int = 4) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


async def test_two_who_ask_share_one_flight() -> None:
    """Single flight: the second waits for the first one's result."""
    bench = Bench()
    first, second = bench.ask(), bench.ask()
    await turns()
    bench.go.set()
    assert (await first, await second, bench.begun) == ("made", "made", 1)


async def test_work_nobody_waits_for_is_stopped() -> None:
    """A superseded picture is not encoded; one who still waits keeps it going."""
    bench = Bench()
    first, second = bench.ask(), bench.ask()
    await turns()
    first.cancel()
    await turns()
    assert not second.done()
    second.cancel()
    await turns()
    bench.go.set()
    await turns()
    assert bench.done == 0


async def test_work_that_goes_on_is_finished_without_anybody() -> None:
    """A decode is finished for the next who asks."""
    bench = Bench(goes_on=True)
    asked = bench.ask()
    await turns()
    asked.cancel()
    await turns()
    bench.go.set()
    await turns()
    assert bench.done == 1


async def test_who_asks_right_after_the_last_one_left_begins_anew() -> None:
    """Nobody is handed the cancellation of somebody else."""
    bench = Bench()
    asked = bench.ask()
    await turns()
    asked.cancel()
    await asyncio.sleep(0)
    again = bench.ask()
    bench.go.set()
    assert (await again, bench.begun) == ("made", 2)


async def test_what_ends_with_its_session_is_a_refusal() -> None:
    """Who waits hears `key_destroyed` and is not cancelled."""
    bench = Bench()
    asked = bench.ask()
    await turns()
    bench.flights.cancel(lambda key: key == "key")
    with pytest.raises(Refused, match="key_destroyed"):
        await asked


async def test_a_failure_is_everybodys_and_is_not_kept() -> None:
    """The next who asks tries again."""
    flights: Flights[str, str] = Flights()

    async def fail(_: Flight) -> str:
        raise Malformed("bad_codestream")

    for _ in range(2):
        with pytest.raises(Malformed, match="bad_codestream"):
            await flights.join("key", fail)
    await flights.end()
