"""The ordinary ways into a consult: closed to whoever still reads its pictures blind, since nobody would be warned there."""

from collections.abc import Callable

from server.desk.adding import Adding
from server.desk.consult_sharing import ConsultSharing
from server.desk.consults import ConsultCard, Consults
from server.desk.opinion_keeping import OpinionKeeping
from server.desk.seating import GuestAsked
from server.identity import names
from server.opinions.request import Opinion
from server.sessions.phases import Phase
from server.sessions.session import Session
from server.terms.errors import Refused
from server.terms.ids import PersonId, SessionId
from server.terms.people import Person, Seat

LOOKED_AT = 100
"""So many of the host's newest requests are looked through, as many as they are shown."""


class LettingIn:
    """The two use cases; `BringingReaders` is the way that warns."""

    def __init__(self, *, keeping: OpinionKeeping, consults: Consults, adding: Adding, sharing: ConsultSharing) -> None:
        self._keeping = keeping
        self._consults = consults
        self._adding = adding
        self._sharing = sharing

    async def share(self, person: Person, session: SessionId, colleague: PersonId) -> ConsultCard:
        """Let a colleague in, as `ConsultSharing.share`.

        Raises
        ------
        Refused
            `reads_blind` (OPN-54); what sharing refuses.
        """
        await self._refuse_blind(person, session, lambda reader: reader.person == colleague)
        return await self._sharing.share(person, session, colleague)

    async def add(self, person: Person, session: SessionId, asked: GuestAsked) -> ConsultCard:
        """Give one more guest a seat, as `Adding.add`; somebody outside is known by the name they were asked under.

        Raises
        ------
        Refused
            `reads_blind` (OPN-54); what adding refuses.
        """

        def is_them(reader: Seat) -> bool:
            return reader.name.casefold() == names.display_name(asked.name).casefold()

        await self._refuse_blind(person, session, is_them)
        return await self._adding.add(person, session, asked)

    async def _refuse_blind(self, person: Person, session: SessionId, is_them: Callable[[Seat], bool]) -> None:
        mine = await self._consults.mine(person.id, session)
        for kept in await self._keeping.shelf.asked_by(person.id, limit=LOOKED_AT):
            if not _may_be_told_too_much(kept.opinion, session):
                continue
            reading = await self._keeping.reading(kept.session)
            if (
                _may_be_answered(reading)
                and _shares_a_study(reading, mine)
                and is_them(reading.seat_of(kept.opinion.reader))
            ):
                raise Refused("reads_blind")


def _may_be_told_too_much(opinion: Opinion, consult: SessionId) -> bool:
    """Whoever was brought in with open eyes is in already."""
    return opinion.is_open and opinion.is_blind and all(each.consult != consult for each in opinion.brought)


def _may_be_answered(reading: Session) -> bool:
    """Nothing is signed any more once a reading is locked."""
    return reading.phase is not Phase.LOCKED


def _shares_a_study(reading: Session, consult: Session) -> bool:
    return not {each.study for each in reading.stacks}.isdisjoint(each.study for each in consult.stacks)
