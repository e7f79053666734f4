"""The host adds somebody to a consult that exists, from its card or from the room: an interpreter, a relative, a colleague."""

from server.desk.consults import ConsultCard, Consults
from server.desk.ports import LiveSeats, Random
from server.desk.seating import GuestAsked, seats_of
from server.sessions.adding import check_seat
from server.sessions.session import Session
from server.terms.ids import ParticipantId, SessionId
from server.terms.people import Person, Seat


class Adding:
    """One use case: a seat with link and code, like everybody's."""

    def __init__(self, *, consults: Consults, seats: LiveSeats, random: Random) -> None:
        self._consults = consults
        self._seats = seats
        self._random = random

    async def add(self, person: Person, session: SessionId, asked: GuestAsked) -> ConsultCard:
        """Give one more guest a seat and an invite; the room is told before they can be let in.

        Raises
        ------
        NotFound
            `no_session` unless it is this person's.
        Refused
            `guests_full` {most}; `locked`, `conflict` when it is ending or over.
        Malformed
            `bad_name` {why}; `bad_value` {field}: a patient is never added.
        """
        mine = await self._consults.mine(person.id, session)
        await self._seats.add_guest(session, mine.host.id, self._seat(mine, asked))
        return await self._consults.card(person, session)

    def check(self, consult: Session, asked: GuestAsked) -> None:
        """Refuse whom `add` would refuse, and do nothing else."""
        check_seat(consult, self._seat(consult, asked))

    def _seat(self, consult: Session, asked: GuestAsked) -> Seat:
        (seat,) = seats_of([asked], consult.seats, lambda: ParticipantId(self._random(8).hex()))
        return seat
