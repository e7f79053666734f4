"""Memory for incoming files: handed out in turn, never more than there is, always given back."""

import asyncio

import pytest

from server.desk.memory_budget import MemoryBudget
from server.terms.errors import Unavailable


async def test_who_comes_late_waits_for_room() -> None:
    """The third file waits until one of the first two is done."""
    budget = MemoryBudget(100)
    await budget.take(60)
    await budget.take(40)
    third = asyncio.create_task(budget.take(50))
    await asyncio.sleep(0)
    assert not third.done()

    budget.give_back(60)

    await asyncio.wait_for(third, 10)


async def test_small_files_do_not_overtake_a_large_one() -> None:
    """First come, first served: a large file is not starved."""
    budget = MemoryBudget(100)
    await budget.take(80)
    order: list[str] = []

    async def want(name: str, size: int) -> None:
        async with budget.hold(size):
            order.append(name)

    waiting = [asyncio.create_task(want("large", 90)), asyncio.create_task(want("small", 10))]
    await asyncio.sleep(0)
    assert order == []
    budget.give_back(80)
    await asyncio.gather(*waiting)

    assert order == ["large", "small"]


async def test_waiting_has_an_end() -> None:
    """Who waits too long is told that we are busy, and blocks nobody behind."""
    budget = MemoryBudget(100, wait_s=0.02)
    await budget.take(100)

    with pytest.raises(Unavailable) as refused:
        await budget.take(1)

    assert refused.value.code == "busy"
    budget.give_back(100)
    await asyncio.wait_for(budget.take(100), 1)


async def test_cancelled_waiters_hold_nothing() -> None:
    """Somebody who gave up, before or just after their turn came, leaves all room to others."""
    budget = MemoryBudget(100)
    await budget.take(100)
    waiting = [asyncio.create_task(budget.take(100)) for _ in range(2)]
    await asyncio.sleep(0)
    waiting[1].cancel()
    budget.give_back(100)
    waiting[0].cancel()
    await asyncio.gather(*waiting, return_exceptions=True)

    await asyncio.wait_for(budget.take(100), 1)
