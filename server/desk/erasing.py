"""Erasing what a consult left behind: the chat, the note, or its whole record; a receipt stays, proofs still verify.

Order, as for a study: intention (durable) → entry → record key, rows and receipt in one step. A crash anywhere is
finished at the next start; without the entry nothing is destroyed.
"""

from dataclasses import replace
from typing import Final

from server.desk.erasure_rows import Erased, ErasureRow, ErasureShelf, Why
from server.desk.ports import Clock, Random, RecordPort
from server.terms.entries import Entry
from server.terms.errors import LightboxError, Refused
from server.terms.ids import SessionId
from server.terms.lifetimes import Part

KINDS: Final[dict[Part, str]] = {"chat": "chat.erased", "note": "note.erased", "record": "record.erased"}


class Erasing:
    """The use case; `resume` finishes what a crash cut short."""

    def __init__(self, *, shelf: ErasureShelf, record: RecordPort, clock: Clock, random: Random) -> None:
        self._shelf = shelf
        self._record = record
        self._clock = clock
        self._random = random
        self._going: set[str] = set()
        """Receipts of what this process erases at this moment; owned by `erase`."""

    async def erase(self, session: SessionId, part: Part, *, why: Why, actor: str) -> Erased:
        """Erase a part of a consult that is over, for good.

        Raises
        ------
        NotFound
            `no_session`.
        Refused
            `conflict`: it is not over; `being_deleted`: it was erased already.
        Unavailable
            `log_unavailable`: nothing was destroyed.
        """
        intended = ErasureRow(self._random(16).hex(), session, part, why, self._clock())
        self._going.add(intended.receipt)
        try:
            if not await self._shelf.intend(intended):
                raise Refused("being_deleted")
            try:
                entry = await self._note(intended, actor)
            except LightboxError:
                await self._shelf.give_up(intended.receipt)
                raise
            return await self._shelf.carry_out(replace(intended, entry=entry))
        finally:
            self._going.discard(intended.receipt)

    async def resume(self) -> int:
        """Finish erasures cut short, of this process or taken over; give how many there were."""
        unfinished = [each for each in await self._shelf.unfinished() if each.receipt not in self._going]
        for each in unfinished:
            await self._shelf.carry_out(replace(each, entry=await self._note(each, "system")))
        return len(unfinished)

    async def _note(self, erasure: ErasureRow, actor: str) -> int:
        facts = {"receipt": erasure.receipt, "why": erasure.why}
        return await self._record.append([Entry(KINDS[erasure.part], self._clock(), actor, erasure.session, facts)])
