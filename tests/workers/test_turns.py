import asyncio

from server.workers.turns import Turns


async def waiting(turns: Turns, priority: int, order: list[str], name: str, until: asyncio.Event) -> None:
    """A job that says when it began and goes on until the event."""
    async with turns.taken(priority):
        order.append(name)
        await until.wait()


async def settled() -> None:
    """Let every task go as far as it can."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_pictures_overtake_uploads() -> None:
    """A lower priority goes first; among equals, who came first."""
    turns, order, until = Turns(1, long_s=60.0), list[str](), asyncio.Event()
    jobs = [(1, "first"), (1, "upload"), (0, "picture"), (0, "another picture")]
    tasks = [asyncio.create_task(waiting(turns, priority, order, name, until)) for priority, name in jobs]
    await settled()
    assert order == ["first"]
    until.set()
    await asyncio.gather(*tasks)
    assert order == ["first", "picture", "another picture", "upload"]


async def test_a_long_job_lends_its_turn_once() -> None:
    """As many again may begin beside long jobs, and no more."""
    turns, order, until = Turns(2, long_s=0.0), list[str](), asyncio.Event()
    tasks = [asyncio.create_task(waiting(turns, 0, order, str(number), until)) for number in range(9)]
    async with asyncio.timeout(10):
        while len(order) < 4:
            await asyncio.sleep(0.001)
    await settled()
    assert order == ["0", "1", "2", "3"]
    until.set()
    await asyncio.gather(*tasks)
    assert len(order) == 9


async def test_a_turn_that_was_given_up_goes_to_the_next() -> None:
    """Cancelled while waiting or while working, nobody behind waits for ever."""
    turns, order, until = Turns(1, long_s=60.0), list[str](), asyncio.Event()
    tasks = [asyncio.create_task(waiting(turns, 0, order, str(number), until)) for number in range(4)]
    await settled()
    tasks[1].cancel()
    tasks[0].cancel()
    await settled()
    assert order == ["0", "2"]
    until.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert order == ["0", "2", "3"]
