"""What a process that died left unfinished is finished by one of those that live, and what lives is left alone.

Several processes may work over one database. Each says every few seconds that it lives; whoever has not said so for a
while, or is known to have ended, is struck off, and its work (archives being read, studies and records being erased)
becomes somebody else's. A process that was only held up long enough to be struck off says anew that it lives.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, Protocol

import structlog

from server.terms.errors import LightboxError
from server.terms.nodes import NodeId

BEAT_S: Final = 10.0
SILENT_S: Final = 60.0
"""So long nobody may hear of a process before its work is taken over: longer than any wait for the database."""
AGAIN_S: Final = 3600.0
"""How often what could not be finished is tried again, and what lies about without a row is looked for."""
_log = structlog.get_logger()


class ProcessShelf(Protocol):
    """Who works over this database."""

    async def beat(self, me: NodeId) -> None:
        """Say that this process lives."""
        ...

    async def others(self, me: NodeId) -> dict[NodeId, int]:
        """Give the beats of everybody else."""
        ...

    async def bury(self, process: NodeId, beats: int | None = None) -> bool:
        """Strike a process off, unless it has beaten on since."""
        ...

    async def adopt(self, me: NodeId) -> int:
        """Make the unfinished work of whoever is not here any more ours; give how much."""
        ...


class Ends(Protocol):
    """Which processes of this machine are known to have ended."""

    def hold(self, me: NodeId) -> None:
        """Be known as living until this process ends."""
        ...

    def is_dead(self, process: NodeId) -> bool:
        """Whether it is known to have ended."""
        ...

    def forget(self, process: NodeId) -> None:
        """It is struck off."""
        ...

    def release(self, me: NodeId) -> None:
        """End being known as living."""
        ...


@dataclass(slots=True)
class Heirs:
    """One task: says that we live, looks who does not, and has what they left finished by `resume`."""

    me: NodeId
    shelf: ProcessShelf
    ends: Ends
    beat_s: float = BEAT_S
    silent_s: float = SILENT_S
    again_s: float = AGAIN_S
    _heard: dict[NodeId, tuple[int, float]] = field(default_factory=dict)
    """The beats of each, and since when they are no more."""
    _resume: Callable[[], Awaitable[None]] | None = None
    _rounds: asyncio.Task[None] | None = None
    _is_failing: bool = False
    _is_owed: bool = False
    """Something is ours that could not be finished yet."""

    async def begin(self) -> None:
        """Be known before anything is begun, and take over what was left; `start` has it finished."""
        self.ends.hold(self.me)
        await self.shelf.beat(self.me)
        await self._take_over()

    async def start(self, resume: Callable[[], Awaitable[None]]) -> None:
        """Have finished what is ours by `resume`, and go on looking; what cannot be finished now keeps nobody waiting."""
        self._resume = resume
        try:
            await resume()
        except LightboxError as error:
            self._is_owed = True
            self._say(error.code)
        self._rounds = asyncio.create_task(self._going_round(), name="heirs")

    async def stop(self) -> None:
        """Nothing is ours any more: what is unfinished, others may take at once."""
        if self._rounds is not None:
            self._rounds.cancel()
            await asyncio.wait([self._rounds])
        try:
            await self.shelf.bury(self.me)
        except LightboxError as error:
            _log.error("process_not_struck_off", code=error.code)
        self.ends.release(self.me)

    async def look(self) -> int:
        """Strike off who is dead and take over what they left; give how much that is."""
        await self.shelf.beat(self.me)
        return await self._take_over()

    async def _take_over(self) -> int:
        now_s, beats = asyncio.get_running_loop().time(), await self.shelf.others(self.me)
        self._heard = {
            each: heard if (heard := self._heard.get(each)) and heard[0] == count else (count, now_s)
            for each, count in beats.items()
        }
        for process, (count, since_s) in self._heard.items():
            is_over = self.ends.is_dead(process)
            if (is_over or now_s - since_s >= self.silent_s) and await self.shelf.bury(process, count):
                self.ends.forget(process)
                _log.warning("process_struck_off", process=process, ended=is_over)
        return await self.shelf.adopt(self.me)

    async def _going_round(self) -> None:
        resumed_s = asyncio.get_running_loop().time()
        while True:
            await asyncio.sleep(self.beat_s)
            now_s = asyncio.get_running_loop().time()
            try:
                self._is_owed |= bool(await self.look()) or now_s - resumed_s >= self.again_s
                if self._is_owed and self._resume is not None:
                    await self._resume()
                    self._is_owed, resumed_s = False, now_s
                self._is_failing = False
            except LightboxError as error:
                self._say(error.code)
            except Exception as error:  # noqa: BLE001  (a bug of ours in one round must not leave every later one out)
                _log.error("heirs_failed", exc_info=error)

    def _say(self, code: str) -> None:
        """Once, until it works again."""
        if not self._is_failing:
            _log.error("heirs_failed", code=code)
        self._is_failing = True
