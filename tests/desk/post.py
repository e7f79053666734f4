"""Messages of a desk, and a courier that keeps what it is given or fails as a test asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from server.desk.couriers import TAKEN, Courier, Letter, Outcome
from server.desk.delivering import Delivering
from server.desk.inviting import Ways
from server.terms.people import Channel
from tests.desk.people import PUBLIC_URL, People

MAIL, PHONE = "maria@mail.example", "+34600123456"
BY_MAIL = Ways(link_by="mail", link_to=MAIL)
BOTH = Ways(link_by="mail", link_to=MAIL, code_by="text", code_to=PHONE)


@dataclass
class Postbox:
    """A courier in memory; `outcomes` are those of the next tries, then everything is taken."""

    outcomes: list[Outcome] = field(default_factory=list)
    tried: list[Letter] = field(default_factory=list)
    taken: list[Letter] = field(default_factory=list)

    async def send(self, letter: Letter) -> Outcome:
        self.tried.append(letter)
        outcome = self.outcomes.pop(0) if self.outcomes else TAKEN
        if outcome is TAKEN:
            self.taken.append(letter)
        return outcome


def delivering_of(people: People, couriers: Mapping[Channel, Courier]) -> Delivering:
    """Put the sending desk together, as the roof does."""
    return Delivering(
        shelf=people.deliveries,
        addresses=people.invite_shelf,
        invites=people.invite_shelf,
        sessions=people.sessions,
        rooms=people.rooms,
        couriers=couriers,
        messages=people.messages,
        record=people.log,
        dep=people.dep,
        clock=people.clock,
        public_url=PUBLIC_URL,
    )
