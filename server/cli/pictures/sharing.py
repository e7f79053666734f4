"""Costly things several tasks ask for at the same time or one after another: made once, freed when nobody needs them."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Coroutine, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(slots=True)
class _Entry(Generic[Value]):
    task: "asyncio.Task[Value]"
    users: int = 0


class Sharing(Generic[Key, Value]):
    """Values by key, owned by the event loop. The last `kept` that nobody uses stay, for whoever comes next."""

    def __init__(self, free: Callable[[Value], None], *, kept: int) -> None:
        self._free, self._kept = free, kept
        self._entries: OrderedDict[Key, _Entry[Value]] = OrderedDict()

    @asynccontextmanager
    async def use(
        self, key: Key, make: Callable[[], Coroutine[None, None, Value]]
    ) -> AsyncIterator[tuple[Value, bool]]:
        """The value of a key, and whether it was made for this call. A failure to make it is tried again next time."""
        entry = self._entries.get(key)
        fresh = entry is None
        if entry is None:
            entry = self._entries[key] = _Entry(asyncio.create_task(make()))
        entry.users += 1
        self._entries.move_to_end(key)
        try:
            yield await asyncio.shield(entry.task), fresh
        finally:
            entry.users -= 1
            self._let_go(self._kept)

    def close(self) -> None:
        """Free what nobody uses."""
        self._let_go(0)

    def _let_go(self, kept: int) -> None:
        idle = [key for key, entry in self._entries.items() if not entry.users]
        whole = [key for key in idle if _is_whole(self._entries[key].task)]
        staying = whole[max(0, len(whole) - kept) :]
        for key in idle:
            if key not in staying:
                task = self._entries.pop(key).task
                if key in whole:
                    self._free(task.result())
                else:
                    task.cancel()  # does nothing to one that failed


def _is_whole(task: "asyncio.Task[Value]") -> bool:
    return task.done() and not task.cancelled() and task.exception() is None
