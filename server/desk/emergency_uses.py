"""Consults that were opened because it was an emergency, for auditors: who, when, the reason, and who reviewed it."""

import json
from dataclasses import dataclass
from typing import Final, Protocol

from server.desk.entry_names import EntryNames, Everybody, SessionsAtRest
from server.desk.people_rows import KeptBasis, Review
from server.desk.ports import Clock, RecordPort
from server.terms.entries import Entry
from server.terms.errors import NotFound, Refused, Tampered
from server.terms.ids import SessionId
from server.terms.people import Person, StaffRole
from server.vault.record_key import RecordKey

LOOKED_AT: Final = 2_000
"""Other bases that are looked through, newest first."""


class BasisShelf(Protocol):
    """Words of other bases, and their reviews."""

    async def newest(self, *, limit: int) -> list[KeptBasis]:
        """Give them, newest first."""
        ...

    async def reviewed(self, ref: str, review: Review) -> bool:
        """Keep a review, durable on return; False when there was one before."""
        ...


class KeyedSessions(SessionsAtRest, Protocol):
    """Sessions, and the keys of their own rows."""

    async def record_key(self, session: SessionId) -> RecordKey:
        """Give the key that seals the session's own rows; `NotFound`."""
        ...


@dataclass(frozen=True, slots=True)
class Use:
    """One use of it. `reason` is empty when its words cannot be opened any more; names are empty when unknown."""

    ref: str
    consult: SessionId
    at_ms: int
    by: str
    by_name: str
    reason: str
    reviewed_ms: int | None
    reviewer_name: str


class EmergencyUses:
    """The use cases; refused but to auditors."""

    def __init__(
        self, *, shelf: BasisShelf, sessions: KeyedSessions, everybody: Everybody, record: RecordPort, clock: Clock
    ) -> None:
        self._shelf = shelf
        self._sessions = sessions
        self._everybody = everybody
        self._record = record
        self._clock = clock

    async def uses(self, person: Person) -> list[Use]:
        """Give every use, newest first; that somebody read the reasons is an entry.

        Raises
        ------
        Refused
            `forbidden` but to auditors.
        """
        _allow(person)
        await self._record.append([Entry("log.used", self._clock(), person.id, None, {"about": "emergency"})])
        return await self._all()

    async def review(self, person: Person, ref: str) -> list[Use]:
        """Write down that an auditor looked into a use; a second time changes nothing. Gives every use.

        Raises
        ------
        Refused
            `forbidden` but to auditors.
        NotFound
            `basis`: there is no such use.
        """
        _allow(person)
        use = next((each for each in await self._all() if each.ref == ref), None)
        if use is None:
            raise NotFound("basis")
        if use.reviewed_ms is None:
            now_ms = self._clock()
            facts = {"note_ref": ref, "participant": use.by}
            await self._record.append([Entry("emergency.reviewed", now_ms, person.id, use.consult, facts)])
            await self._shelf.reviewed(ref, Review(person.id, now_ms))
        return await self._all()

    async def _all(self) -> list[Use]:
        staff = await self._everybody()
        names = EntryNames(self._sessions, self._everybody)
        uses = []
        for kept in await self._shelf.newest(limit=LOOKED_AT):
            words = await self._words(kept)
            if words.get("basis") == "emergency":
                row, review = kept.row, kept.review
                session = await names.session(row.session)
                seats = {} if session is None else {seat.id: seat.name for seat in session.seats}
                uses.append(
                    Use(
                        ref=row.id,
                        consult=row.session,
                        at_ms=row.at_ms,
                        by=row.participant,
                        by_name=seats.get(row.participant, ""),
                        reason=words.get("reason", ""),
                        reviewed_ms=None if review is None else review.at_ms,
                        reviewer_name="" if review is None else staff.get(review.by, ""),
                    )
                )
        return uses

    async def _words(self, kept: KeptBasis) -> dict[str, str]:
        """What was said of a basis; nothing when its key is gone or its words were changed."""
        row = kept.row
        try:
            key = await self._sessions.record_key(row.session)
            words = json.loads(key.open_sealed(row.text, bound_to=f"consent {row.id}"))
        except (NotFound, Tampered, ValueError):
            return {}
        return {str(name): str(said) for name, said in words.items()} if isinstance(words, dict) else {}


def _allow(person: Person) -> None:
    if person.role is not StaffRole.AUDITOR:
        raise Refused("forbidden")
