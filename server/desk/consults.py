"""Consults as their host handles them: making, listing, looking at, cancelling; a host's ticket into the room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from server.consent.bases import checked_words
from server.desk.consent_forms import ConsentForms
from server.desk.invites import InviteFacts, Invites
from server.desk.inviting import Inviting
from server.desk.people_rows import TicketFor
from server.desk.pictures import Checks, Pictures
from server.desk.ports import (
    Clock,
    Colleagues,
    Gate,
    LiveRooms,
    Random,
    RecordPort,
    SessionPeople,
    SessionShelf,
    SharedSessions,
)
from server.desk.seating import GuestAsked, seats_of
from server.desk.session_types import check_inside, type_asked
from server.desk.sign_in import SignedIn
from server.desk.study_views import SeriesView
from server.desk.tickets import Tickets
from server.sessions.clock import doors_ms
from server.sessions.effects import Record
from server.sessions.opening import schedule
from server.sessions.phases import Phase
from server.sessions.session import Basis, PresenceState, Session
from server.studies.text import readable_name
from server.terms.consults import StackRef
from server.terms.errors import NotFound, Refused
from server.terms.ids import ParticipantId, PersonId, SeriesId, SessionId
from server.terms.people import Person, Role, Seat, StaffRole
from server.terms.policy import Kind
from server.terms.session_types import Policy

FARTHEST_START_MS = 366 * 24 * 3600 * 1000
HOSTS = frozenset({StaffRole.PROVIDER, StaffRole.SPECIALIST})
"""Who may be responsible for a consult; an administrator or auditor has no pictures to show."""
LISTED = 100
ENDED_LISTED = 12
"""Of those that are over a list has the newest; `past_consults` finds every one."""


@dataclass(frozen=True, slots=True)
class ConsultAsked:
    """A consult somebody wants. `start_ms` None means now, `kind` None what the guests make of it."""

    series: tuple[SeriesId, ...]
    guests: tuple[GuestAsked, ...]
    minutes: int
    start_ms: int | None = None
    basis: str = "patient_tap"
    basis_words: Mapping[str, str] = field(default_factory=dict)
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class ConsultCard:
    """A consult as its host sees it: the session as it stands now, its invites, and what it is about."""

    session: Session
    invites: dict[ParticipantId, InviteFacts]
    online: frozenset[ParticipantId]
    series: tuple[SeriesView, ...]
    patient_name: str
    host: Person
    is_mine: bool = True
    shared_with: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class _About:
    series: tuple[SeriesView, ...]
    patient_name: str


def seat_of(session: Session, person: PersonId) -> Seat | None:
    """Give the seat a member of staff has in somebody else's consult; None without one, or once put out of it."""
    seats = (seat for seat in session.guests if seat.person == person)
    return next((seat for seat in seats if session.presence_of(seat.id).state is not PresenceState.REMOVED), None)


class Consults:
    """The use cases; every one but `create` and `mine` starts by finding out whether it is this person's consult."""

    def __init__(
        self,
        *,
        sessions: SessionShelf,
        shared: SharedSessions,
        people: SessionPeople,
        colleagues: Colleagues,
        pictures: Pictures,
        checks: Checks,
        inviting: Inviting,
        invites: Invites,
        consent: ConsentForms,
        tickets: Tickets,
        rooms: LiveRooms,
        record: RecordPort,
        policy: Policy,
        clock: Clock,
        random: Random,
        gate: Gate,
    ) -> None:
        self._gate = gate
        self._sessions = sessions
        self._shared = shared
        self._people = people
        self._colleagues = colleagues
        self._pictures = pictures
        self._checks = checks
        self._inviting = inviting
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
            `forbidden`; `two_patients` {fields}; `start_in_past`; `start_too_far` {days}; what the policy does not take:
            `minutes_out_of_range` {least, most}, `not_in_policy` {field}, `needed_by_policy` {role},
            `fixed_by_policy` {field, minutes}.
            `same_channel`, `no_channel` {channel}, `link_window` {earliest_ms, latest_ms}.
        NotFound
            a series that is not there, or not this person's to show.
        Malformed
            `bad_name` {why}; `one_patient`; `basis_needed`; `bad_value` {field}; `bad_address` {kind}.
        """
        if person.role not in HOSTS:
            raise Refused("forbidden")
        now_ms = self._clock()
        starts_ms = self._start(asked, now_ms)
        roles = [Role(guest.role) for guest in asked.guests]
        chosen = type_asked(self._policy, asked.kind, roles)
        host = Seat(self._seat_id(), Role.PROVIDER, person.name, person.id)
        guests = seats_of(asked.guests, [host], self._seat_id)
        basis = Basis(asked.basis)
        check_inside(chosen, roles=roles, minutes=asked.minutes, basis=basis.value)
        words = checked_words(basis, asked.basis_words) if basis is not Basis.PATIENT_TAP else {}
        picked = await self._pictures.stacks_of(person.id, asked.series)
        note_ref = self._random(16).hex() if words else ""
        made = schedule(
            id=SessionId(self._random(16).hex()),
            host=host,
            guests=guests,
            stacks=picked.stacks,
            minutes=asked.minutes,
            starts_ms=starts_ms,
            now_ms=now_ms,
            policy=chosen.viewing,
            basis=basis,
            note_ref=note_ref,
        )
        ways = [self._inviting.checked(made.session, guest.ways) for guest in asked.guests]
        await self._record.append([effect.entry for effect in made.effects if isinstance(effect, Record)])
        await self._inviting.make(made.session, tuple(zip(guests, ways, strict=True)))
        await self._sessions.add(made.session)
        if words:
            await self._consent.keep_basis_as(note_ref, made.session.id, host.id, basis, words, now_ms)
        await self._rooms.scheduled(made.session.id)
        return await self._card(made.session, person)

    async def list(self, person: Person) -> list[ConsultCard]:
        """Give a person's consults: live and coming first (the next one on top), then ended ones, newest first.

        Pages ask for it every few seconds: only the newest ended ones are in it, and without invites.
        """
        found = [
            *await self._sessions.of_host(person.id, limit=2 * LISTED),
            *await self._shared.of_colleague(person.id, limit=LISTED),
        ]
        sessions = [self._now(each) for each in sorted(found, key=lambda each: -each.starts_ms)]
        coming = sorted((each for each in sessions if each.phase is not Phase.LOCKED), key=lambda each: each.starts_ms)
        ended = [each for each in sessions if each.phase is Phase.LOCKED]
        return [*await self.cards([*coming[:LISTED], *ended[:ENDED_LISTED]], person)]

    async def cards(self, sessions: Sequence[Session], person: Person) -> Sequence[ConsultCard]:
        """Give the cards of consults this person may see: each study is looked up once, and who was let in for all at once."""
        let_in = await self._people.shared_with([each.id for each in sessions])
        known: dict[tuple[StackRef, ...], _About] = {}
        cards = []
        for each in sessions:
            about = known[each.stacks] = known.get(each.stacks) or await self._about(each.stacks)
            cards.append(await self._card(each, person, about, let_in[each.id]))
        return cards

    async def card(self, person: Person, session: SessionId) -> ConsultCard:
        """Give one consult; raises `NotFound` unless it is this person's or was shared with them."""
        return await self._card(await self.seen(person.id, session), person)

    async def cancel(self, person: Person, session: SessionId, *, at_once: bool = False) -> ConsultCard:
        """End a consult as its host: before the first admission that cancels it. `at_once`: locked, without a farewell.

        Raises
        ------
        Refused
            `locked` when it is over already.
        """
        mine = await self.mine(person.id, session)
        if mine.phase is Phase.LOCKED:
            raise Refused("locked")
        await self._rooms.cancel(session, mine.host.id, at_once=at_once)
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

    async def ticket(self, signed_in: SignedIn, session: SessionId) -> tuple[Seat, str]:
        """Give the host, or a colleague with a seat, a ticket for one socket.

        Raises
        ------
        Refused
            `locked`; to a colleague `too_early` {opens_ms, start_ms} before the doors open, and `removed`.
        Unavailable
            to a colleague `crowded` {retry_ms}, `arriving` {retry_ms}: later.
        """
        person, login = signed_in.person.id, signed_in.login
        found = await self.seen(person, session)
        if found.phase is Phase.LOCKED:
            raise Refused("locked")
        if found.host.person == person:
            self._gate.host_arrives()
            ticket = TicketFor(found.id, found.host.id, "host", login.id, 0, login.created_ms)
            return found.host, await self._tickets.issue(ticket)
        seat = seat_of(found, person)
        if seat is None:
            raise Refused("removed")
        if found.phase is Phase.SCHEDULED and self._clock() < doors_ms(found):
            raise Refused("too_early", opens_ms=doors_ms(found), start_ms=found.starts_ms)
        self._gate.guest_arrives(is_new=not found.presence_of(seat.id).is_admitted)
        ticket = TicketFor(found.id, seat.id, "colleague", login.id, 0, login.created_ms)
        return seat, await self._tickets.issue(ticket)

    async def seen(self, person: PersonId, session: SessionId) -> Session:
        """Give a session to its host or to a colleague it was shared with; to anybody else it does not exist."""
        try:
            return await self.mine(person, session)
        except NotFound:
            return self._now(await self._shared.shared(session, person))

    async def mine(self, person: PersonId, session: SessionId) -> Session:
        """Give a session to its host, as it stands now; to anybody else it does not exist."""
        running = self._rooms.snapshot(session)
        if running is not None and running.host.person == person:
            return running
        # also when it runs here: that somebody else's consult exists is not to be read off the time an answer takes
        return await self._sessions.hosted(session, person)

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

    def _seat_id(self) -> ParticipantId:
        return ParticipantId(self._random(8).hex())

    async def _card(
        self,
        session: Session,
        person: Person,
        about: _About | None = None,
        let_in: Sequence[PersonId] | None = None,
    ) -> ConsultCard:
        now = self._now(session)
        about = about or await self._about(now.stacks)
        is_mine = now.host.person == person.id
        # an opinion is signed with a code of the link's, also when there is nothing to see any more
        has_links = is_mine and (now.phase is not Phase.LOCKED or now.policy.alone)
        return ConsultCard(
            session=now,
            invites=await self._invites.cards(now) if has_links else {},
            online=self._rooms.online(now) & {seat.id for seat in now.guests},
            series=about.series,
            patient_name=about.patient_name,
            host=person if is_mine else await self._host_of(now),
            is_mine=is_mine,
            shared_with=await self._let_in(now, let_in) if is_mine else (),
        )

    async def _host_of(self, session: Session) -> Person:
        """As colleagues see them; who has left the clinic keeps the name of their seat."""
        person = session.host.person
        known = None if person is None else await self._colleagues.person(person)
        return known or Person(person or PersonId(""), session.host.name, StaffRole.PROVIDER)

    async def _let_in(self, session: Session, known: Sequence[PersonId] | None) -> tuple[Person, ...]:
        ids = (await self._people.shared_with([session.id]))[session.id] if known is None else known
        return tuple([one for each in ids if (one := await self._colleagues.person(each)) is not None])

    async def _about(self, stacks: Sequence[StackRef]) -> _About:
        if not stacks:  # its record was erased
            return _About((), "")
        head = await self._pictures.head_of(stacks[0].study)
        name = "" if head is None else readable_name(head.patient.name)
        return _About(tuple(await self._pictures.series_of_stacks(stacks)), name)
