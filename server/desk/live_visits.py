"""Whether somebody who reads alone has been in a live consult they were brought into: the record knows, no page does."""

from server.desk.key_images import SessionRecord
from server.desk.opinion_keeping import OpinionKeeping
from server.opinions.request import Opinion
from server.terms.people import Seat


class LiveVisits:
    """Looks for who was let in."""

    def __init__(self, keeping: OpinionKeeping, log: SessionRecord) -> None:
        self._keeping = keeping
        self._log = log

    async def has_been(self, opinion: Opinion, reader: Seat) -> bool:
        """Say whether the reader was let into a consult they were brought into; of an erased one nobody can say no."""
        for brought in opinion.brought:
            consult = await self._keeping.reading(brought.consult)
            seats = {seat.id for seat in consult.guests if is_of(seat, reader)}
            let_in = {
                each.entry.facts.get("participant")
                for each in await self._log.read(session=consult.id)
                if each.entry.kind == "participant.admitted"
            }
            if not consult.stacks or seats & let_in:
                return True
        return False


def is_of(seat: Seat, reader: Seat) -> bool:
    """Whether a seat of a consult is the reader's: a colleague's by who they are, somebody else's by their one name."""
    if reader.person is not None or seat.person is not None:
        return seat.person == reader.person
    return (seat.role, seat.name) == (reader.role, reader.name)
