"""What an end left of a consult, and until when: as the clinic's lifetimes and what was erased since have it."""

from collections.abc import Iterable
from typing import Protocol, get_args

from server.audit.receipt import Remaining
from server.desk.receipts import ReceiptReader, erasures_of
from server.sessions.session import Session
from server.terms.errors import NotFound
from server.terms.ids import StudyId
from server.terms.lifetimes import Lifetimes, Part

PARTS: tuple[Part, ...] = get_args(Part)


class KeptStudies(Protocol):
    """The studies that consults show."""

    async def kept_until_ms(self, study: StudyId) -> int | None:
        """Give until when a study is kept, None without end; raises `NotFound` once it is gone."""
        ...


class Remains:
    """Says it of each consult; what was promised to stay and has gone since is not said to be there."""

    def __init__(self, *, receipts: ReceiptReader, studies: KeptStudies, lifetimes: Lifetimes) -> None:
        self._receipts = receipts
        self._studies = studies
        self._lifetimes = lifetimes

    async def of(self, session: Session, left: Iterable[str]) -> list[Remaining]:
        """Give what is still there of what the end `left`."""
        erased = {each.facts.part for each in await erasures_of(self._receipts, session.id)}
        found = []
        for what in left:
            if what == "originals":
                found += await self._originals(session)
            elif what not in PARTS:
                found.append(Remaining(what))
            elif not erased & {what, "record"}:
                found.append(Remaining(what, self._until_ms(what, session)))
        return found

    async def _originals(self, session: Session) -> list[Remaining]:
        """They stay as long as the last of their studies; a consult is about one patient, mostly about one study."""
        ends: list[int | None] = []
        for study in {ref.study for ref in session.stacks}:
            try:
                ends.append(await self._studies.kept_until_ms(study))
            except NotFound:
                continue
        if not ends:
            return []
        return [Remaining("originals", None if None in ends else max(end for end in ends if end is not None))]

    def _until_ms(self, part: Part, session: Session) -> int | None:
        return None if session.locked_ms is None else self._lifetimes.part_until_ms(part, session.locked_ms)
