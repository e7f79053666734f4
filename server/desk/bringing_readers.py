"""Whoever asked for an opinion brings its reader into a live consult of theirs: to talk about it, with eyes open."""

from server.desk.adding import Adding
from server.desk.consult_sharing import ConsultSharing
from server.desk.consults import ConsultCard, Consults
from server.desk.live_visits import is_of
from server.desk.opinion_keeping import OpinionKeeping
from server.desk.seating import GuestAsked
from server.opinions.commands import BringLive
from server.sessions.phases import Phase
from server.sessions.session import PresenceState, Session
from server.terms.errors import Malformed, NotFound, Refused
from server.terms.ids import SessionId
from server.terms.people import Person, Seat


class BringingReaders:
    """One use case."""

    def __init__(self, *, keeping: OpinionKeeping, consults: Consults, adding: Adding, sharing: ConsultSharing) -> None:
        self._keeping = keeping
        self._consults = consults
        self._adding = adding
        self._sharing = sharing

    async def bring(self, person: Person, consult: SessionId, request: SessionId, *, told: bool) -> ConsultCard:
        """Give the reader of a request a seat in a consult; harmless when they have one.

        A colleague enters with their login, somebody else by a link of this consult's own. What nobody may do without
        knowing it is refused unless they are `told`: a blind reader who has not committed may hear the first report.
        The entry stands before the seat, so that no reader is there of whom nothing is said; and only when the seat can be
        given, so that nothing is said of a reader who is not there.

        Raises
        ------
        NotFound
            `no_session`, `no_request` unless both are this person's.
        Refused
            `reads_blind`; `conflict` {state} before the reader accepted; `locked`; what adding a guest refuses.
        Malformed
            `bad_value` {field}: a reading is no consult to talk in; `bad_name` {why}.
        """
        mine = await self._consults.mine(person.id, consult)
        kept = await self._keeping.of(request)
        if kept.opinion.facts.asked_by != person.id:
            raise NotFound("no_request")
        if mine.policy.alone:
            raise Malformed("bad_value", field="consult_id")
        if mine.phase in {Phase.CLOSING, Phase.LOCKED}:
            raise Refused("locked")
        bring = BringLive(person.id, consult, told)
        self._keeping.check(kept, "asker", bring)
        reader = (await self._keeping.reading(request)).seat_of(kept.opinion.reader)
        has_seat = _has_seat(mine, reader)
        if not has_seat:
            await self._check_seat(mine, reader)
        await self._keeping.act(kept, "asker", bring)
        if has_seat:
            return await self._consults.card(person, consult)
        if reader.person is not None:
            return await self._sharing.share(person, consult, reader.person)
        return await self._adding.add(person, consult, GuestAsked("specialist", reader.name))

    async def _check_seat(self, consult: Session, reader: Seat) -> None:
        if reader.person is None:
            self._adding.check(consult, GuestAsked("specialist", reader.name))
        else:
            await self._sharing.check(consult, reader.person)


def _has_seat(consult: Session, reader: Seat) -> bool:
    return any(
        is_of(seat, reader) and consult.presence_of(seat.id).state is not PresenceState.REMOVED
        for seat in consult.guests
    )
