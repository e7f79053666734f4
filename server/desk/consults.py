"""Consults as their host handles them: making, listing, looking at, cancelling; a host's ticket into the room."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from server.desk.consent_forms import ConsentForms, checked_note
from server.desk.invites import InviteFacts, Invites
from server.desk.people_rows import TicketFor
from server.desk.pictures import Checks, Pictures
from server.desk.ports import Clock, LiveRooms, Random, RecordPort, SessionShelf
from server.desk.sign_in import SignedIn
from server.desk.study_views import SeriesView
from server.desk.tickets import Tickets
from server.identity import names
from server.sessions.effects import Record
from server.sessions.opening import schedule
from server.sessions.phases import Phase
from server.sessions.session import Basis, Session
from server.studies.text import readable_name
from server.terms.consults import StackRef, ViewingPolicy
from server.terms.errors import Malformed, NotFound, Refused
from server.terms.ids import ParticipantId, PersonId, SeriesId, SessionId
from server.terms.people import Person, Role, Seat, StaffRole

FARTHEST_START_MS = 366 * 24 * 3600 * 1000
HOSTS = frozenset({StaffRole.PROVIDER, StaffRole.SPECIALIST})
"""Who may be responsible for a consult; an administrator or auditor has no pictures to show."""
LISTED = 100


@dataclass(frozen=True, slots=True)
class GuestAsked:
    """A guest somebody wants to invite."""

    role: Literal["patient", "specialist"]
    name: str


@dataclass(frozen=True, slots=True)
class ConsultAsked:
    """A consult somebody wants. `start_ms` None means now."""

    series: tuple[SeriesId, ...]
    guests: tuple[GuestAsked, ...]
    minutes: int
    start_ms: int | None = None
    basis: str = "patient_tap"
    basis_note: str = ""


@dataclass(frozen=True, slots=True)
class ConsultCard:
    """A consult as its host sees it: the session as it stands now, its invites, and what it is about."""

    session: Session
    invites: dict[ParticipantId, InviteFacts]
    online: frozenset[ParticipantId]
    series: tuple[SeriesView, ...]
    patient_name: str
    host: Person


@dataclass(frozen=True, slots=True)
class _About:
    series: tuple[SeriesView, ...]
    patient_name: str


class Consults:
    """The use cases; every one but `create` and `mine` starts by finding out whether it is this person's consult."""

    def __init__(
        self,
        *,
        sessions: SessionShelf,
        pictures: Pictures,
        checks: Checks,
        invites: Invites,
        consent: ConsentForms,
        tickets: Tickets,
        rooms: LiveRooms,
        record: RecordPort,
        policy: ViewingPolicy,
        clock: Clock,
        random: Random,
    ) -> None:
        self._sessions = sessions
        self._pictures = pictures
        self._checks = checks
        self._invites = invites
        self._consent = consent
        self._tickets = tickets
        self._rooms = rooms
        self._record = record
        self._policy = policy
        self._clock = clock
        self._random = random

    async def create(self, person: Person, asked: ConsultAsked) -> ConsultCard:
        """Make a consult with its invites: entries first, the session's own row last, for it is what counts.

        Raises
        ------
        Refused
            `forbidden`; `two_patients` {fields}; `minutes_out_of_range` {least, most}; `start_in_past`;
            `start_too_far` {days}.
        NotFound
            a series that is not there, or not this person's to show.
        Malformed
            `bad_name` {why}; `one_patient`; `basis_needed`; `bad_value` {field}.
        """
        if person.role not in HOSTS:
            raise Refused("forbidden")
        now_ms = self._clock()
        starts_ms = self._start(asked, now_ms)
        self._check_minutes(asked.minutes)
        host = Seat(self._seat_id(), Role.PROVIDER, person.name, person.id)
        guests = self._seats(asked.guests, host)
        basis = Basis(asked.basis)
        note = checked_note(asked.basis_note) if basis is not Basis.PATIENT_TAP else ""
        picked = await self._pictures.stacks_of(person.id, asked.series)
        note_ref = self._random(16).hex() if note else ""
        made = schedule(
            id=SessionId(self._random(16).hex()),
            host=host,
            guests=guests,
            stacks=picked.stacks,
            minutes=asked.minutes,
            starts_ms=starts_ms,
            now_ms=now_ms,
            policy=self._policy,
            basis=basis,
            note_ref=note_ref,
        )
        await self._record.append([effect.entry for effect in made.effects if isinstance(effect, Record)])
        await self._invites.make(made.session, guests)
        await self._sessions.add(made.session)
        if note:
            await self._consent.keep_note_as(note_ref, made.session.id, host.id, note, now_ms)
        await self._rooms.scheduled(made.session.id)
        return await self._card(made.session, person)

    async def list(self, person: Person) -> list[ConsultCard]:
        """Give a person's consults: live and coming first (the next one on top), then ended ones, newest first.

        Pages ask for it every few seconds: invites of ended ones are left out, each study is looked up once.
        """
        sessions = [self._now(each) for each in await self._sessions.of_host(person.id, limit=2 * LISTED)]
        coming = sorted((each for each in sessions if each.phase is not Phase.LOCKED), key=lambda each: each.starts_ms)
        ended = [each for each in sessions if each.phase is Phase.LOCKED]
        known: dict[tuple[StackRef, ...], _About] = {}
        cards = []
        for each in (*coming, *ended)[:LISTED]:
            about = known[each.stacks] = known.get(each.stacks) or await self._about(each.stacks)
            cards.append(await self._card(each, person, about))
        return cards

    async def card(self, person: Person, session: SessionId) -> ConsultCard:
        """Give one consult; raises `NotFound` unless it is this person's."""
        return await self._card(await self.mine(person.id, session), person)

    async def cancel(self, person: Person, session: SessionId) -> ConsultCard:
        """End a consult as its host: before the first admission that cancels it.

        Raises
        ------
        Refused
            `locked` when it is over already.
        """
        mine = await self.mine(person.id, session)
        if mine.phase is Phase.LOCKED:
            raise Refused("locked")
        await self._rooms.cancel(session, mine.host.id)
        return await self.card(person, session)

    async def release(self, person: Person, session: SessionId) -> ConsultCard:
        """Let guests see what was held back from them and has been looked through for names since.

        Raises
        ------
        Refused
            `locked` or `conflict` when it is over.
        NotFound
            `no_session`; the study or the stack is gone.
        """
        mine = await self.mine(person.id, session)
        for stack, ref in enumerate(mine.stacks):
            masks = await self._checks.decided(ref) if ref.held else None
            if masks is not None:
                await self._rooms.release(session, mine.host.id, stack, masks)
        return await self.card(person, session)

    async def ticket(self, signed_in: SignedIn, session: SessionId) -> tuple[Session, str]:
        """Give the host a ticket for one socket; raises `Refused` `locked`."""
        mine = await self.mine(signed_in.person.id, session)
        if mine.phase is Phase.LOCKED:
            raise Refused("locked")
        ticket = TicketFor(mine.id, mine.host.id, "host", signed_in.login.id, 0)
        return mine, await self._tickets.issue(ticket)

    async def mine(self, person: PersonId, session: SessionId) -> Session:
        """Give a session to its host, as it stands now; to anybody else it does not exist."""
        found = self._rooms.snapshot(session) or await self._sessions.load(session)
        if found.host.person != person:
            raise NotFound("no_session")
        return found

    def _now(self, saved: Session) -> Session:
        return self._rooms.snapshot(saved.id) or saved

    def _start(self, asked: ConsultAsked, now_ms: int) -> int:
        """Give the start in ms. A form takes a while to fill in: a start up to a minute ago still means now."""
        if asked.start_ms is None or now_ms - 60_000 <= asked.start_ms < now_ms:
            return now_ms
        if asked.start_ms < now_ms:
            raise Refused("start_in_past")
        if asked.start_ms > now_ms + FARTHEST_START_MS:
            raise Refused("start_too_far", days=FARTHEST_START_MS // (24 * 3600 * 1000))
        return asked.start_ms

    def _check_minutes(self, minutes: int) -> None:
        if not 5 <= minutes <= self._policy.minutes_max:
            raise Refused("minutes_out_of_range", least=5, most=self._policy.minutes_max)

    def _seats(self, guests: Sequence[GuestAsked], host: Seat) -> tuple[Seat, ...]:
        """Give guests their seats; two people of one name could not be told apart (T-21)."""
        taken = {host.name.casefold()}
        seats = []
        for guest in guests:
            name = names.display_name(guest.name)
            if name.casefold() in taken:
                raise Malformed("bad_name", why="taken")
            taken.add(name.casefold())
            seats.append(Seat(self._seat_id(), Role(guest.role), name))
        return tuple(seats)

    def _seat_id(self) -> ParticipantId:
        return ParticipantId(self._random(8).hex())

    async def _card(self, session: Session, person: Person, about: _About | None = None) -> ConsultCard:
        now = self._now(session)
        about = about or await self._about(now.stacks)
        is_over = now.phase is Phase.LOCKED
        return ConsultCard(
            session=now,
            invites={} if is_over else await self._invites.cards(now),
            online=frozenset(seat.id for seat in now.guests if self._rooms.is_online(now.id, seat.id)),
            series=about.series,
            patient_name=about.patient_name,
            host=person,
        )

    async def _about(self, stacks: Sequence[StackRef]) -> _About:
        head = await self._pictures.head_of(stacks[0].study)
        name = "" if head is None else readable_name(head.patient.name)
        return _About(tuple(await self._pictures.series_of_stacks(stacks)), name)
