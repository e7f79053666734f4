"""Requests for opinions that are late: both sides are told, once, whoever notices."""

from typing import Final

import structlog

from server.desk.opinion_keeping import OpinionKeeping
from server.terms.errors import Tampered

AT_ONCE: Final = 20
_log = structlog.get_logger()


class OverdueOpinions:
    """The clock of the queue; `live` asks it each second."""

    def __init__(self, keeping: OpinionKeeping) -> None:
        self._keeping = keeping
        self._unreadable: set[str] = set()

    async def tell(self) -> None:
        """Tell of what fell due; one that was tampered with keeps no other from being told, and is said once."""
        for session in await self._keeping.shelf.overdue(self._keeping.clock(), limit=AT_ONCE + len(self._unreadable)):
            if session in self._unreadable:
                continue
            try:
                await self._keeping.tick(session)
            except Tampered as error:
                self._unreadable.add(session)
                _log.error("tampered", code=error.code)
