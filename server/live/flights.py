"""Work that several may wait for and that is done once: the second who asks waits for the first one's result."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from server.terms.errors import Refused

Key = TypeVar("Key")
Result = TypeVar("Result")


@dataclass(slots=True)
class Flight:
    """How many wait for a piece of work, and whether it goes on when nobody does any more."""

    waiters: int = 0
    goes_on: bool = False


class Flights(Generic[Key, Result]):
    """What is under way, by key. Owned by the event loop."""

    def __init__(self) -> None:
        self._under_way: dict[Key, tuple[Flight, asyncio.Task[Result]]] = {}

    async def join(self, key: Key, make: Callable[[Flight], Coroutine[Any, Any, Result]]) -> Result:
        """The result of the work under this key, begun now unless it is under way.

        Work that loses its last waiter is stopped, unless it said `goes_on`.

        Raises
        ------
        Refused
            `key_destroyed`: the work was cancelled with its session.
        """
        flight, task = self._under_way.get(key) or self._begin(key, make)
        flight.waiters += 1
        try:
            return await _landed(task)
        finally:
            flight.waiters -= 1
            if not flight.waiters and not flight.goes_on and not task.done():
                self._forget(key, task)
                cancel_once(task)

    def cancel(self, belongs: Callable[[Key], bool]) -> None:
        """Stop everything whose key belongs; who waits is refused."""
        for key, (_, task) in list(self._under_way.items()):
            if belongs(key):
                cancel_once(task)

    async def end(self) -> None:
        """Stop everything and wait for it.

        A cancelled flight still gives its database connection back: it is waited for, while there is a database.
        """
        self.cancel(lambda _: True)
        tasks = [task for _, task in self._under_way.values()]
        if tasks:
            await asyncio.wait(tasks)

    def _begin(
        self, key: Key, make: Callable[[Flight], Coroutine[Any, Any, Result]]
    ) -> tuple[Flight, asyncio.Task[Result]]:
        flight = Flight()
        task = asyncio.create_task(make(flight))
        self._under_way[key] = flight, task
        task.add_done_callback(lambda done: self._forget(key, done))
        task.add_done_callback(_retrieve)
        return flight, task

    def _forget(self, key: Key, task: asyncio.Task[Result]) -> None:
        """Take this task off the list; a younger one under the same key stays."""
        _, present = self._under_way.get(key, (None, None))
        if present is task:
            del self._under_way[key]


async def _landed(task: asyncio.Task[Result]) -> Result:
    """What a shared flight brings; one that ended with its session's keys is a refusal, not our own cancellation."""
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        mine = asyncio.current_task()
        if mine is not None and mine.cancelling():
            raise
        raise Refused("key_destroyed") from None


def cancel_once(task: asyncio.Task[Any]) -> None:
    """Cancel, but never a task that is already giving its things back.

    A second cancellation in the middle of that makes SQLAlchemy close an aiosqlite connection twice, and the later
    one waits for a thread that is gone.
    """
    if not task.cancelling():
        task.cancel()


def _retrieve(task: asyncio.Task[Any]) -> None:
    """A failure that nobody waits for any more is not an unhandled one."""
    if not task.cancelled():
        task.exception()
