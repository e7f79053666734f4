"""Letting a colleague into a consult, and stopping that; only its host may.

A colleague sees its card and its record and may enter as a specialist whom their login vouches for: they wait in the lobby
like every guest, and no agreement that was given before covers them. Nothing else of the host's is theirs.
"""

from server.desk.accounts import Accounts
from server.desk.consults import HOSTS, ConsultCard, Consults, seat_of
from server.desk.ports import Clock, LiveRooms, LiveSeats, Random, RecordPort, SessionPeople
from server.sessions.adding import check_seat
from server.sessions.phases import Phase
from server.sessions.session import PresenceState, Session
from server.terms.entries import Entry
from server.terms.errors import Malformed, NotFound, Refused
from server.terms.ids import ParticipantId, PersonId, SessionId
from server.terms.people import Person, Role, Seat


class ConsultSharing:
    """The two use cases."""

    def __init__(
        self,
        *,
        consults: Consults,
        people: SessionPeople,
        accounts: Accounts,
        seats: LiveSeats,
        rooms: LiveRooms,
        record: RecordPort,
        clock: Clock,
        random: Random,
    ) -> None:
        self._consults = consults
        self._people = people
        self._accounts = accounts
        self._seats = seats
        self._rooms = rooms
        self._record = record
        self._clock = clock
        self._random = random

    async def share(self, person: Person, session: SessionId, colleague: PersonId) -> ConsultCard:
        """Let a colleague in, with a seat of their own while the consult is not over; harmless when they were already.

        Raises
        ------
        NotFound
            `no_session` unless it is this person's; `person`.
        Refused
            `not_a_clinician`; `guests_full` {most}, `not_in_policy` {field}, `conflict` when it is ending.
        Malformed
            `bad_name` {why}: somebody of that name has a seat already (T-21).
        """
        mine = await self._consults.mine(person.id, session)
        other = await self._clinician(colleague)
        is_in = colleague in (await self._people.shared_with([session]))[session]
        if colleague != person.id and not is_in:
            seat = self._seat_for(mine, other)
            await self._note("consult.shared", mine, colleague)
            if seat is not None:
                await self._seats.add_guest(mine.id, mine.host.id, seat)
            await self._people.share(session, colleague, self._clock())
        return await self._consults.card(person, session)

    async def check(self, consult: Session, colleague: PersonId) -> None:
        """Refuse whom `share` would refuse, and do nothing else."""
        self._seat_for(consult, await self._clinician(colleague))

    async def unshare(self, person: Person, session: SessionId, colleague: PersonId) -> ConsultCard:
        """Let a colleague in no more: who is in the room is put out of it; harmless when they were not let in.

        Raises
        ------
        NotFound
            `no_session` unless it is this person's.
        """
        mine = await self._consults.mine(person.id, session)
        if colleague in (await self._people.shared_with([session]))[session]:
            await self._note("consult.unshared", mine, colleague)
            await self._people.unshare(session, colleague)
            seat = seat_of(mine, colleague)
            if seat is not None and mine.phase is not Phase.LOCKED:
                await self._rooms.guest_changed(session, seat.id, "revoked")
        return await self._consults.card(person, session)

    async def _clinician(self, colleague: PersonId) -> Person:
        other = await self._accounts.person(colleague)
        if other is None:
            raise NotFound("person")
        if other.role not in HOSTS:
            raise Refused("not_a_clinician")
        return other

    def _seat_for(self, mine: Session, colleague: Person) -> Seat | None:
        """Give the seat a colleague would have; None: one from before is theirs again, or there is none to have any more.

        It comes before the entry: none says that somebody was let in who was not.
        """
        if mine.phase is Phase.LOCKED or seat_of(mine, colleague.id) is not None:
            return None
        here = [seat for seat in mine.seats if mine.presence_of(seat.id).state is not PresenceState.REMOVED]
        if colleague.name.casefold() in {seat.name.casefold() for seat in here}:
            raise Malformed("bad_name", why="taken")
        seat = Seat(ParticipantId(self._random(8).hex()), Role.SPECIALIST, colleague.name, colleague.id)
        check_seat(mine, seat)
        return seat

    async def _note(self, kind: str, mine: Session, colleague: PersonId) -> None:
        entry = Entry(kind, self._clock(), mine.host.id, mine.id, {"person": colleague})
        await self._record.append([entry])
