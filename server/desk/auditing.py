"""The record for auditors: searched, rolled up, exported with proofs; never a picture. Each reading is one entry."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

from server.audit.checkpoint import Signer
from server.audit.export import export
from server.audit.log import Log, Recorded
from server.audit.port import LogStore, Stretch
from server.desk.audit_search import Search
from server.desk.entry_names import EntryNames, Everybody, SessionsAtRest
from server.desk.ports import Clock
from server.desk.seen_report import Pictures, ReportedLine, seen_between
from server.terms.entries import Entry, EntryFact
from server.terms.errors import Malformed, Refused
from server.terms.people import Person, StaffRole

PAGE: Final = 100
CHUNK: Final = 500
CHUNKS: Final = 10
"""Looked through for one page: somebody who looks for a rare thing goes on from where it stopped."""
EXPORTED_MAX: Final = 20_000
"""Entries of an export that leaves something out: each comes with its own proof."""
REPORT_MAX_MS: Final = 366 * 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Page:
    """Entries, newest first, and the names of everybody they are about; `before` goes on, None at the beginning."""

    entries: tuple[Recorded, ...]
    names: dict[str, str]
    before: int | None


class Auditing:
    """The use cases; all of them are refused but to auditors."""

    def __init__(
        self,
        *,
        log: Log,
        rows: LogStore,
        signer: Signer,
        sessions: SessionsAtRest,
        everybody: Everybody,
        pictures: Pictures,
        clock: Clock,
    ) -> None:
        self._log = log
        self._rows = rows
        self._signer = signer
        self._sessions = sessions
        self._everybody = everybody
        self._pictures = pictures
        self._clock = clock

    def allow(self, person: Person) -> None:
        """Pass for an auditor; raises `Refused` `forbidden`."""
        if person.role is not StaffRole.AUDITOR:
            raise Refused("forbidden")

    async def entries(self, person: Person, search: Search) -> Page:
        """Give one page of what is looked for.

        Raises
        ------
        Refused
            `forbidden` but to auditors.
        Tampered
            `entry`: something kept was changed.
        Unavailable
            `log_unavailable`: nothing is read that cannot be recorded as read.
        """
        await self._read(person, search)
        names = EntryNames(self._sessions, self._everybody)
        known: dict[str, str] = {}
        found: list[Recorded] = []
        before = search.before
        for _ in range(CHUNKS):
            rows = await self._log.back(_stretch(search, before), limit=CHUNK)
            for row in rows:
                before = row.index
                if not search.is_about(row.entry):
                    continue
                about = await names.of(row.entry)
                if search.is_of(row.entry, about):
                    found.append(row)
                    known |= about
                if len(found) == PAGE:
                    return Page(tuple(found), known, before)
            if len(rows) < CHUNK:
                return Page(tuple(found), known, None)
        return Page(tuple(found), known, before)

    async def seen(self, person: Person, from_ms: int, until_ms: int) -> list[ReportedLine]:
        """Give who saw what between two moments, at most a year apart.

        Raises
        ------
        Refused
            `forbidden` but to auditors.
        Malformed
            `bad_value` {field}.
        """
        if not 0 <= until_ms - from_ms <= REPORT_MAX_MS:
            raise Malformed("bad_value", field="until_ms")
        await self._read(person, Search(from_ms=from_ms, until_ms=until_ms), report=True)
        names = EntryNames(self._sessions, self._everybody)
        return await seen_between(self._log, names, self._pictures, from_ms, until_ms)

    async def export(self, person: Person, search: Search) -> AsyncIterator[str]:
        """Give the lines of an export that anybody can verify: all of the record, or what is looked for with its proofs.

        Raises
        ------
        Refused
            `forbidden` but to auditors; `export_too_large` {most}: a narrower search, or all of it.
        """
        await self._read(person, search, export=True)
        chosen = await self._chosen(search) if search.chooses else None
        return export(self._log, self._rows, self._signer, only=chosen)

    async def _chosen(self, search: Search) -> frozenset[int]:
        names = EntryNames(self._sessions, self._everybody)
        found: set[int] = set()
        before: int | None = None
        while rows := await self._log.back(_stretch(search, before), limit=CHUNK):
            for row in rows:
                if search.is_about(row.entry) and search.is_of(row.entry, await names.of(row.entry)):
                    found.add(row.index)
            before = rows[-1].index
            if len(found) > EXPORTED_MAX:
                raise Refused("export_too_large", most=EXPORTED_MAX)
        return frozenset(found)

    async def _read(self, person: Person, search: Search, **more: EntryFact) -> None:
        """Somebody looks into the record: an entry before anything is read, and none about reading that entry."""
        self.allow(person)
        asked: dict[str, EntryFact] = {
            "before": search.before, "from_ms": search.from_ms, "until_ms": search.until_ms, "about": search.about,
            "by_person": bool(search.who.strip()), "consult": search.consult, **more,
        }  # fmt: skip
        facts = {name: fact for name, fact in asked.items() if fact not in (None, "", False)}
        await self._log.append([Entry("log.used", self._clock(), person.id, None, facts)])


def _stretch(search: Search, before: int | None) -> Stretch:
    return Stretch(before, search.from_ms, search.until_ms, search.consult)
