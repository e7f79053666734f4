"""Who sits on a guest's seat and who knocks: one of each, whatever happens at the same moment in several processes."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import pytest

from server.identity.logins import GuestLogin
from server.storage.database.engine import Database
from server.storage.database.logins import GuestLoginRepository
from server.terms.ids import InviteId, LoginId, ParticipantId, SessionId

SESSION, SEAT = SessionId("5" * 32), ParticipantId("a" * 16)


@pytest.fixture
async def shelves(db: Database, url: str) -> AsyncIterator[list[GuestLoginRepository]]:
    """Two, each with a connection pool of its own, as in two processes: neither waits for the other's turn."""
    other = Database(url)
    await other.start()
    yield [GuestLoginRepository(each) for each in (db, other)]
    await other.stop()


def device(number: int) -> GuestLogin:
    return GuestLogin(LoginId(f"{number:032}"), SESSION, SEAT, InviteId("1" * 32), number, 1_000 + number)


async def arrived(shelf: GuestLoginRepository, number: int) -> GuestLogin:
    return await shelf.add(device(number), number.to_bytes(32))


async def states(shelf: GuestLoginRepository, numbers: range) -> Counter[bool]:
    """How many of these devices have the seat (False) and knock (True)."""
    found = [await shelf.find(number.to_bytes(32)) for number in numbers]
    return Counter(each.is_knocking for each in found if each is not None)


async def test_of_many_devices_at_once_one_sits_and_one_knocks(shelves: list[GuestLoginRepository]) -> None:
    """T-01: each is told what it is, and the database holds one of each."""
    told = await asyncio.gather(*(arrived(shelves[number % 2], number) for number in range(8)))
    assert Counter(each.is_knocking for each in told) == {False: 1, True: 7}
    assert await states(shelves[0], range(8)) == {False: 1, True: 1}


async def test_two_hosts_at_once_seat_one_device_once(shelves: list[GuestLoginRepository]) -> None:
    """T-01: one tap wins, the other hears that nobody knocks; who knocked sits, who sat is forgotten."""
    for number in range(2):
        await arrived(shelves[0], number)
    assert sorted(await asyncio.gather(*(each.seat_knocking(SESSION, SEAT) for each in shelves))) == [False, True]
    assert await shelves[0].find(bytes(32)) is None
    assert await states(shelves[0], range(2)) == {False: 1}


async def test_who_sits_keeps_the_seat_when_nobody_knocks(shelves: list[GuestLoginRepository]) -> None:
    await arrived(shelves[0], 0)
    assert not await shelves[1].seat_knocking(SESSION, SEAT)
    assert await states(shelves[0], range(1)) == {False: 1}


async def test_letting_in_and_refusing_at_once_leave_one_of_both(shelves: list[GuestLoginRepository]) -> None:
    """Whichever came first: never nobody, never two."""
    for number in range(2):
        await arrived(shelves[0], number)
    await asyncio.gather(shelves[0].seat_knocking(SESSION, SEAT), shelves[1].end(SESSION, SEAT, "knocking"))
    assert await states(shelves[0], range(2)) == {False: 1}
