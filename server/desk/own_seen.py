"""Who looked at my pictures: a patient's own view of the record of their visit, in the words of whoever looked."""

from dataclasses import dataclass
from typing import Protocol

from server.audit.log import Recorded
from server.desk.ports import Clock, RecordPort, SessionShelf
from server.desk.seen import ABOUT_PICTURES, SeenLine, roll_up
from server.desk.seen_report import Pictures
from server.identity.logins import GuestLogin
from server.sessions.session import Session
from server.terms.entries import Entry
from server.terms.errors import Refused
from server.terms.ids import SessionId
from server.terms.people import Role

READ_AT_ONCE = 10_000


class RecordReader(Protocol):
    """The log, read back."""

    async def read(self, *, since: int = 0, session: SessionId | None = None, limit: int = 10_000) -> list[Recorded]:
        """Give entries in order, each proven against its commitment."""
        ...


@dataclass(frozen=True, slots=True)
class Looked:
    """What one person saw of one series. `role` in the visit; `is_me` for the patient themself.

    `modality` and `number` name the series, empty and None when it was deleted since; `total` is how many pictures it
    had in the visit.
    """

    name: str
    role: str
    is_me: bool
    modality: str
    number: int | None
    total: int
    seen: SeenLine


class OwnSeen:
    """The use case."""

    def __init__(
        self,
        *,
        sessions: SessionShelf,
        log: RecordReader,
        record: RecordPort,
        pictures: Pictures,
        clock: Clock,
    ) -> None:
        self._sessions = sessions
        self._log = log
        self._record = record
        self._pictures = pictures
        self._clock = clock

    async def looked(self, guest: GuestLogin) -> list[Looked]:
        """Give who saw what, to the patient of the visit by the browser they came with, also after its end.

        Raises
        ------
        Refused
            `forbidden`: they are not the patient, or were never let in.
        Unavailable
            `log_unavailable`: nothing is read that cannot be recorded as read.
        """
        session = await self._sessions.load(guest.session)
        if guest.is_knocking or session.role_of(guest.participant) is not Role.PATIENT:
            raise Refused("forbidden")
        entries = await self._entries(session.id)
        let_in = (entry for entry in entries if entry.kind == "participant.admitted")
        if guest.participant not in {entry.facts.get("participant") for entry in let_in}:
            raise Refused("forbidden")
        used = Entry("log.used", self._clock(), guest.participant, session.id, {"about": "pictures"})
        await self._record.append([used])
        return await self._told(session, guest, roll_up(each for each in entries if each.kind in ABOUT_PICTURES))

    async def _entries(self, session: SessionId) -> list[Entry]:
        found: list[Entry] = []
        since = 0
        while rows := await self._log.read(since=since, session=session, limit=READ_AT_ONCE):
            found += [row.entry for row in rows]
            since = rows[-1].index + 1
        return found

    async def _told(self, session: Session, guest: GuestLogin, lines: list[SeenLine]) -> list[Looked]:
        known = {each.id: each for each in await self._pictures.series_of_stacks(session.stacks)}
        seats = {seat.id: seat for seat in session.seats}
        told = []
        for line in lines:
            seat = next((seat for seat in seats.values() if seat.id == line.person), None)
            series = next((each for each in known.values() if each.id == line.series), None)
            total = sum(ref.bounds.frames for ref in session.stacks if ref.series == line.series)
            told.append(
                Looked(
                    name="" if seat is None else seat.name,
                    role="" if seat is None else seat.role.value,
                    is_me=line.person == guest.participant,
                    modality="" if series is None else series.modality,
                    number=None if series is None else series.number,
                    total=total,
                    seen=line,
                )
            )
        return told
