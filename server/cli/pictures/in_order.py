"""Many things done a few at a time, their outcomes given in the order they were asked for."""

import asyncio
from collections.abc import AsyncGenerator, Coroutine
from contextlib import aclosing
from typing import TypeVar

Outcome = TypeVar("Outcome")


async def in_order(
    work: AsyncGenerator[Coroutine[None, None, Outcome], None], *, at_once: int, ahead: int
) -> AsyncGenerator[Outcome, None]:
    """Outcomes in the order of the work, at most `at_once` of it under way and `ahead` outcomes waiting for a slow one.

    New work is asked for while outcomes are given, so that whoever asks may wait for an answer first.
    """
    turns = asyncio.Semaphore(at_once)
    begun: asyncio.Queue[asyncio.Task[Outcome] | None] = asyncio.Queue(ahead)
    tasks: set[asyncio.Task[Outcome]] = set()
    stopped = False

    def done(task: "asyncio.Task[Outcome]") -> None:
        tasks.discard(task)
        turns.release()

    async def begin() -> None:
        try:
            async with aclosing(work):
                while await turns.acquire():
                    each = await anext(work, None)
                    if each is None:
                        return
                    task = asyncio.create_task(each)
                    tasks.add(task)
                    task.add_done_callback(done)
                    await begun.put(task)
        finally:
            if not stopped:
                await begun.put(None)

    beginning = asyncio.create_task(begin())
    try:
        while (task := await begun.get()) is not None:
            yield await task
        await beginning
    finally:
        stopped = True
        for under_way in (beginning, *tasks):
            under_way.cancel()
        await asyncio.gather(beginning, *tasks, return_exceptions=True)
