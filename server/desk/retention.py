"""What is due goes: studies, chats, notes and records whose lifetime is over, a bounded batch at a time."""

from collections.abc import Sequence
from typing import Final, Protocol

import structlog

from server.desk.deletion import Deleted
from server.desk.erasing import Erasing
from server.desk.erasure_rows import ErasureShelf
from server.desk.ports import Clock
from server.desk.study_rows import DeletedWhy, StudyRow
from server.terms.errors import NotFound, Refused
from server.terms.lifetimes import Lifetimes, Part

BATCH: Final = 50
"""How many of each kind go at a time: each is a short transaction of its own, and others write in between."""
PARTS: Final[tuple[Part, ...]] = ("record", "chat", "note")
"""The whole record first: what goes with it needs no receipt of its own."""
_log = structlog.get_logger()


class DueStudies(Protocol):
    """Studies by when they came in."""

    async def due(self, *, added_before_ms: int, longest_before_ms: int, now_ms: int, limit: int) -> Sequence[StudyRow]:
        """Give studies that came in by then and that nobody keeps any longer, or may, oldest first."""
        ...


class StudyEnd(Protocol):
    """Destroys a study; see `server.desk.deletion`."""

    async def destroy(self, row: StudyRow, *, why: DeletedWhy) -> Deleted:
        """Destroy it, its receipt stays; raises `Refused` (`in_use`, `being_deleted`), `Unavailable`."""
        ...


class Retention:
    """The use case; whoever calls `sweep` until it gives 0 has removed all that is due."""

    def __init__(
        self,
        *,
        lifetimes: Lifetimes,
        erasing: Erasing,
        erasures: ErasureShelf,
        studies: DueStudies,
        deletion: StudyEnd,
        clock: Clock,
    ) -> None:
        self._lifetimes = lifetimes
        self._erasing = erasing
        self._erasures = erasures
        self._studies = studies
        self._deletion = deletion
        self._clock = clock

    async def sweep(self) -> int:
        """Remove one batch of what is due now; give how much of it went.

        Raises
        ------
        Unavailable
            The record or the database cannot be written: nothing more is destroyed; the next sweep goes on.
        """
        now_ms = self._clock()
        removed = await self._sweep_studies(now_ms)
        for part in PARTS:
            removed += await self._sweep_part(part, now_ms)
        if removed and not await self._erasures.overwrite():
            _log.warning("erased_not_yet_overwritten")
        return removed

    async def _sweep_studies(self, now_ms: int) -> int:
        # the pure rule read backwards: by when a study must have come in
        usual_ms, longest_ms = self._lifetimes.study_until_ms(0), self._lifetimes.study_longest_ms(0)
        if usual_ms is None or longest_ms is None:
            return 0
        due = await self._studies.due(
            added_before_ms=now_ms - usual_ms, longest_before_ms=now_ms - longest_ms, now_ms=now_ms, limit=BATCH
        )
        removed = 0
        for row in due:
            try:
                await self._deletion.destroy(row, why="lifetime")
                removed += 1
            except Refused as refused:  # a consult that is not over needs it
                _log.info("due_study_stays", code=refused.code)
        return removed

    async def _sweep_part(self, part: Part, now_ms: int) -> int:
        before_ms = self._lifetimes.parts_locked_before_ms(part, now_ms)
        if before_ms is None:
            return 0
        removed = 0
        for session, locked_ms in await self._erasures.due(part, locked_before_ms=before_ms, limit=BATCH):
            until_ms = self._lifetimes.part_until_ms(part, locked_ms)
            if until_ms is None or until_ms > now_ms:
                continue
            try:
                await self._erasing.erase(session, part, why="lifetime", actor="system")
                removed += 1
            except (Refused, NotFound) as refused:
                _log.info("due_part_stays", kind=part, code=refused.code)
        return removed
