"""Persons × images × minutes between two moments: what a privacy officer answers a breach with [AUD-34]."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from server.audit.log import Recorded
from server.audit.port import Stretch
from server.desk.entry_names import EntryNames
from server.desk.sealed_headers import StudyHead
from server.desk.seen import ABOUT_PICTURES, SeenLine, roll_up
from server.desk.study_views import SeriesView
from server.sessions.session import Session
from server.studies.text import readable_name
from server.terms.consults import StackRef
from server.terms.entries import Entry
from server.terms.ids import StudyId

CHUNK: Final = 1_000
LATE_MS: Final = 2 * 60_000
"""What was sent or shown is written up to a minute later, and later still while a disk hangs."""


class PastRecord(Protocol):
    """The log, read backwards."""

    async def back(self, stretch: Stretch, *, limit: int) -> list[Recorded]:
        """Give entries, newest first, each proven against its commitment."""
        ...


class Pictures(Protocol):
    """The studies' side of the desk, without any picture."""

    async def series_of_stacks(self, stacks: Sequence[StackRef]) -> list[SeriesView]:
        """Give series, those of a deleted study left out."""
        ...

    async def head_of(self, study: StudyId) -> StudyHead | None:
        """Give whose study it is; None once it is gone."""
        ...


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """One person, one series of one consult; what cannot be known any more is empty.

    `role` is what the person was in that consult, `patient` whose pictures these are, `modality` and `number` name the
    series, `study` is its opaque id.
    """

    seen: SeenLine
    name: str = ""
    role: str = ""
    patient: str = ""
    study: str = ""
    modality: str = ""
    number: int | None = None


async def seen_between(
    record: PastRecord, names: EntryNames, pictures: Pictures, from_ms: int, until_ms: int
) -> list[ReportedLine]:
    """Give who could see, was sent and was shown which pictures between two moments, both included.

    An entry that lies across one of the two counts whole: it tells of ten seconds, of somebody at rest of a minute.
    """
    found: list[Entry] = []
    before: int | None = None
    while rows := await record.back(Stretch(before, from_ms, until_ms + LATE_MS), limit=CHUNK):
        found += [row.entry for row in rows if _is_between(row.entry, until_ms)]
        before = rows[-1].index
    lines = roll_up(reversed(found))
    described = _Described(names, pictures)
    return [await described.line(line) for line in lines]


def _is_between(entry: Entry, until_ms: int) -> bool:
    """Whether what an entry tells of had begun by the end."""
    begun_ms = entry.facts.get("from_ms", entry.at_ms)
    return entry.kind in ABOUT_PICTURES and (begun_ms if isinstance(begun_ms, int) else entry.at_ms) <= until_ms


class _Described:
    """Puts words to lines; each study is opened once."""

    def __init__(self, names: EntryNames, pictures: Pictures) -> None:
        self._names = names
        self._pictures = pictures
        self._series: dict[str, SeriesView] = {}
        self._patients: dict[StudyId, str] = {}

    async def line(self, line: SeenLine) -> ReportedLine:
        """Give one line in words."""
        session = None if line.session is None else await self._names.session(line.session)
        if session is None:
            return ReportedLine(line)
        seat = next((each for each in session.seats if each.id == line.person), None)
        ref = next((each for each in session.stacks if each.series == line.series), None)
        series = None if ref is None else await self._series_of(ref, session)
        return ReportedLine(
            seen=line,
            name="" if seat is None else seat.name,
            role="" if seat is None else seat.role.value,
            patient="" if ref is None else await self._patient_of(ref.study),
            study="" if ref is None else ref.study,
            modality="" if series is None else series.modality,
            number=None if series is None else series.number,
        )

    async def _series_of(self, ref: StackRef, session: Session) -> SeriesView | None:
        if ref.series not in self._series:
            self._series |= {each.id: each for each in await self._pictures.series_of_stacks(session.stacks)}
        return self._series.get(ref.series)

    async def _patient_of(self, study: StudyId) -> str:
        if study not in self._patients:
            head = await self._pictures.head_of(study)
            self._patients[study] = "" if head is None else readable_name(head.patient.name)
        return self._patients[study]
