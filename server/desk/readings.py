"""Readings: the viewing session of a request for an opinion, in which a specialist looks alone on a recorded basis."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from server.consent.bases import checked_words
from server.desk.consent_forms import ConsentForms
from server.desk.inviting import Inviting, Ways
from server.desk.pictures import Pictures
from server.desk.ports import Clock, LiveRooms, Random, RecordPort, SessionShelf
from server.desk.seating import GuestAsked, seats_of
from server.desk.session_types import check_inside, type_asked
from server.sessions.clock import MINUTE_MS
from server.sessions.effects import Record
from server.sessions.opening import schedule
from server.sessions.session import Basis, Session
from server.terms.consults import ViewingPolicy
from server.terms.errors import Malformed
from server.terms.ids import ParticipantId, SeriesId, SessionId
from server.terms.opinions import Subject
from server.terms.people import Person, Role, Seat
from server.terms.policy import Kind, Right, Withheld
from server.terms.session_types import Policy


@dataclass(frozen=True, slots=True)
class ReadingAsked:
    """A reading somebody wants: for a `colleague`, or (None) for an outside specialist of this `name`, by these ways."""

    series: tuple[SeriesId, ...]
    minutes: int
    until_ms: int
    basis: str
    basis_words: Mapping[str, str] = field(repr=False)
    colleague: Person | None = None
    name: str = field(default="", repr=False)
    ways: Ways = field(default_factory=Ways)


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading that was made, the seat of its reader, and the patient as they may know them."""

    session: Session
    reader: ParticipantId
    subject: Subject


class Readings:
    """Makes them as consults are made: entries first, the session's own row last."""

    def __init__(
        self,
        *,
        sessions: SessionShelf,
        pictures: Pictures,
        inviting: Inviting,
        consent: ConsentForms,
        rooms: LiveRooms,
        record: RecordPort,
        policy: Policy,
        clock: Clock,
        random: Random,
    ) -> None:
        self._sessions = sessions
        self._pictures = pictures
        self._inviting = inviting
        self._consent = consent
        self._rooms = rooms
        self._record = record
        self._policy = policy
        self._clock = clock
        self._random = random

    async def make(self, person: Person, asked: ReadingAsked) -> Reading:
        """Make a reading with its grant and, for somebody outside, a link.

        Raises
        ------
        Refused
            `two_patients` {fields}; `minutes_out_of_range` {least, most}, `not_in_policy` {field},
            `needed_by_policy` {role}, `fixed_by_policy` {field, minutes}; `same_channel`, `no_channel` {channel}.
        NotFound
            a series that is not there, or not this person's to show.
        Malformed
            `bad_name` {why}; `basis_needed`; `bad_value` {field}; `bad_address` {kind}.
        """
        now_ms = self._clock()
        chosen = type_asked(self._policy, Kind.SECOND_OPINION, [Role.SPECIALIST])
        basis = Basis(asked.basis)
        if basis is Basis.PATIENT_TAP:
            raise Malformed("basis_needed")
        check_inside(chosen, roles=[Role.SPECIALIST], minutes=asked.minutes, basis=basis.value)
        words = checked_words(basis, asked.basis_words)
        picked = await self._pictures.stacks_of(person.id, asked.series)
        host = Seat(self._seat_id(), Role.PROVIDER, person.name, person.id)
        reader = self._seat(asked, host)
        note_ref = self._random(16).hex()
        made = schedule(
            id=SessionId(self._random(16).hex()),
            host=host,
            guests=(reader,),
            stacks=picked.stacks,
            minutes=asked.minutes,
            starts_ms=now_ms,
            now_ms=now_ms,
            policy=policy_of_reading(chosen.viewing, asked.minutes, asked.until_ms - now_ms),
            basis=basis,
            note_ref=note_ref,
        )
        ways = self._inviting.checked(made.session, asked.ways) if asked.colleague is None else None
        await self._record.append([effect.entry for effect in made.effects if isinstance(effect, Record)])
        if ways is not None:
            await self._inviting.make(made.session, [(reader, ways)])
        await self._sessions.add(made.session)
        await self._consent.keep_basis_as(note_ref, made.session.id, host.id, basis, words, now_ms)
        await self._rooms.scheduled(made.session.id)
        head = await self._pictures.head_of(picked.stacks[0].study)
        date = "" if head is None else head.study.date
        subject = Subject(age_on(picked.patient.birth_date, date), picked.patient.sex)
        return Reading(made.session, reader.id, subject)

    def _seat(self, asked: ReadingAsked, host: Seat) -> Seat:
        if asked.colleague is not None:
            return Seat(self._seat_id(), Role.SPECIALIST, asked.colleague.name, asked.colleague.id)
        return seats_of([GuestAsked("specialist", asked.name)], [host], self._seat_id)[0]

    def _seat_id(self) -> ParticipantId:
        return ParticipantId(self._random(8).hex())


def policy_of_reading(viewing: ViewingPolicy, minutes: int, open_ms: int) -> ViewingPolicy:
    """Give a second opinion's limits as a reading keeps them: open so long, for one reader, who reads no name (H6)."""
    nameless = Withheld(Role.SPECIALIST, Right.READ_NAMES)
    others: Sequence[Withheld] = [each for each in viewing.withheld if each != nameless]
    return replace(
        viewing,
        alone=True,
        lobby_after_start_min=-(-open_ms // MINUTE_MS),
        paused_max_min=max(minutes, viewing.paused_max_min),
        link_minutes=0,
        guests_fixed=True,
        specialist_identity=False,
        withheld=(*others, nameless),
    )


def age_on(birth_date: str, date: str) -> str:
    """Give an age in DICOM's spelling (AS, PS3.5 6.2: `054Y`), empty when either date is not known."""
    if not (len(birth_date) == len(date) == len("YYYYMMDD") and (birth_date + date).isdigit()):
        return ""
    years = int(date[:4]) - int(birth_date[:4]) - (date[4:] < birth_date[4:])
    if not 0 <= years <= 999:
        return ""
    if years:
        return f"{years:03d}Y"
    months = int(date[4:6]) - int(birth_date[4:6]) - (date[6:] < birth_date[6:])
    return f"{months % 12:03d}M"
