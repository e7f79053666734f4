"""The ordinary ways into a consult: closed to whoever still reads its pictures blind, since nobody would be warned there."""

from collections.abc import Awaitable, Callable, Sequence

from server.desk.adding import Adding
from server.desk.consult_sharing import ConsultSharing
from server.desk.consults import ConsultAsked, ConsultCard, Consults
from server.desk.opinion_keeping import OpinionKeeping
from server.desk.pictures import Pictures
from server.desk.seating import GuestAsked
from server.identity import names
from server.opinions.request import Opinion
from server.sessions.phases import Phase
from server.sessions.session import Session
from server.terms.consults import StackRef
from server.terms.errors import Refused
from server.terms.ids import PersonId, SessionId
from server.terms.people import Person, Seat

LOOKED_AT = 100
"""So many of the host's newest requests are looked through, as many as they are shown."""


class LettingIn:
    """The three use cases; `BringingReaders` is the way that warns."""

    def __init__(
        self,
        *,
        keeping: OpinionKeeping,
        consults: Consults,
        adding: Adding,
        sharing: ConsultSharing,
        pictures: Pictures,
    ) -> None:
        self._keeping = keeping
        self._consults = consults
        self._pictures = pictures
        self._adding = adding
        self._sharing = sharing

    async def plan(self, person: Person, asked: ConsultAsked) -> ConsultCard:
        """Make a consult, as `Consults.create`; its guests are known by the names they are asked under.

        Raises
        ------
        Refused
            `reads_blind` (OPN-54); what making one refuses.
        """

        async def shown() -> Sequence[StackRef]:
            return (await self._pictures.stacks_of(person.id, asked.series)).stacks

        def is_one(reader: Seat) -> bool:
            return any(_is_called(reader, each) for each in asked.guests)

        await self._refuse_blind(person, shown, is_one)
        return await self._consults.create(person, asked)

    async def share(self, person: Person, session: SessionId, colleague: PersonId) -> ConsultCard:
        """Let a colleague in, as `ConsultSharing.share`.

        Raises
        ------
        Refused
            `reads_blind` (OPN-54); what sharing refuses.
        """
        await self._refuse_into(person, session, lambda reader: reader.person == colleague)
        return await self._sharing.share(person, session, colleague)

    async def add(self, person: Person, session: SessionId, asked: GuestAsked) -> ConsultCard:
        """Give one more guest a seat, as `Adding.add`; somebody outside is known by the name they were asked under.

        Raises
        ------
        Refused
            `reads_blind` (OPN-54); what adding refuses.
        """
        await self._refuse_into(person, session, lambda reader: _is_called(reader, asked))
        return await self._adding.add(person, session, asked)

    async def _refuse_into(self, person: Person, session: SessionId, is_them: Callable[[Seat], bool]) -> None:
        mine = await self._consults.mine(person.id, session)

        async def shown() -> Sequence[StackRef]:
            return mine.stacks

        await self._refuse_blind(person, shown, is_them, consult=session)

    async def _refuse_blind(
        self,
        person: Person,
        shown: Callable[[], Awaitable[Sequence[StackRef]]],
        is_them: Callable[[Seat], bool],
        consult: SessionId | None = None,
    ) -> None:
        """What a consult shows is asked for only when one of them is in it: else its own checks come first."""
        for kept in await self._keeping.shelf.asked_by(person.id, limit=LOOKED_AT):
            if not _may_be_told_too_much(kept.opinion, consult):
                continue
            reading = await self._keeping.reading(kept.session)
            if not _may_be_answered(reading) or not is_them(reading.seat_of(kept.opinion.reader)):
                continue
            if _share_a_study(reading.stacks, await shown()):
                raise Refused("reads_blind")


def _is_called(reader: Seat, asked: GuestAsked) -> bool:
    return reader.name.casefold() == names.display_name(asked.name).casefold()


def _may_be_told_too_much(opinion: Opinion, consult: SessionId | None) -> bool:
    """Whoever was brought in with open eyes is in already."""
    return opinion.is_open and opinion.is_blind and all(each.consult != consult for each in opinion.brought)


def _may_be_answered(reading: Session) -> bool:
    """Nothing is signed any more once a reading is locked."""
    return reading.phase is not Phase.LOCKED


def _share_a_study(one: Sequence[StackRef], other: Sequence[StackRef]) -> bool:
    return not {each.study for each in one}.isdisjoint(each.study for each in other)
