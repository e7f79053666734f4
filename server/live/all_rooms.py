"""Every session of the installation at once: how many there are, and the end of all of them."""

import asyncio
from dataclasses import dataclass
from typing import Final

import structlog

from server.live.owning import ControlMessage
from server.live.registry import Rooms
from server.sessions.commands import Kill
from server.sessions.phases import Phase
from server.terms.errors import LightboxError, Refused
from server.terms.ids import PersonId, SessionId

HEARS_S: Final = 3.0
"""How long another process has to end what it runs."""
LOOK_S: Final = 0.1
VIEWING: Final = frozenset({Phase.LIVE, Phase.PAUSED})
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class AllRooms:
    """Ends what runs here first, then whatever else the database knows of."""

    rooms: Rooms

    async def counted(self) -> tuple[int, int]:
        """How many sessions are not locked, and how many of them people are in."""
        unfinished = await self.rooms.archive.sessions.unfinished()
        viewing = [task for task in self.rooms.tasks.values() if task.session.phase in VIEWING]
        elsewhere = [] if self.rooms.holding.is_alone else [each for each in unfinished if each not in self.rooms.tasks]
        return len(unfinished), len(viewing) + sum([await self._is_viewing(session) for session in elsewhere])

    async def _is_viewing(self, session: SessionId) -> bool:
        try:
            return (await self.rooms.archive.sessions.load_unverified(session)).phase in VIEWING
        except LightboxError:
            return False

    async def end_all(self, by: PersonId) -> int:
        """Lock every session, keys first: no screen waits for the disk of another. Gives how many there were.

        What fails for one of them is said in the log and keeps no other from its end.
        """
        here = [session for session, task in self.rooms.tasks.items() if task.session.phase is not Phase.LOCKED]
        ended = await asyncio.gather(*(self._end(session, by) for session in here))
        elsewhere = [each for each in await self.rooms.archive.sessions.unfinished() if each not in here]
        return sum(ended) + sum(await asyncio.gather(*(self._end(session, by) for session in elsewhere)))

    async def heard(self, message: ControlMessage) -> None:
        """Another process was told to end everything: what of it runs here ends."""
        task = None if message.session is None else self.rooms.tasks.get(message.session)
        if task is not None:
            await task.act(Kill(PersonId(message.subject)))

    async def _end(self, session: SessionId, by: PersonId) -> bool:
        """Wherever it runs: its owner is asked first, and has its fence taken when it does not hear."""
        if await self.rooms.directory.elsewhere(session) is None:
            return await self._end_here(session, by)
        await self.rooms.holding.tell_owner(ControlMessage("ended", session, by))
        try:
            async with asyncio.timeout(HEARS_S):
                # what another process writes has no event here
                while not await self._is_locked(session):  # noqa: ASYNC110
                    await asyncio.sleep(LOOK_S)
        except TimeoutError:
            try:
                await self.rooms.seize(session, Kill(by))
            except LightboxError as error:
                _log.error("session_not_ended", code=error.code)
                return False
        return True

    async def _is_locked(self, session: SessionId) -> bool:
        return (await self.rooms.archive.sessions.load_unverified(session)).phase is Phase.LOCKED

    async def _end_here(self, session: SessionId, by: PersonId) -> bool:
        try:
            task = await self.rooms.room(session)
            await task.act(Kill(by))
        except LightboxError as error:
            if not (isinstance(error, Refused) and error.code == "locked"):
                _log.error("session_not_ended", code=error.code)
            return False
        return True
