"""Somebody added to a consult that exists: a seat by the rules, an invite like everybody's, and nobody else's to do."""

from dataclasses import dataclass, replace

import pytest

from server.desk.adding import Adding
from server.desk.consults import ConsultAsked, ConsultCard
from server.desk.seating import GuestAsked
from server.sessions.commands import AddGuest
from server.sessions.session import Session
from server.sessions.step import step
from server.terms.errors import LightboxError, NotFound
from server.terms.ids import ParticipantId, SessionId
from server.terms.people import Role, Seat
from tests.desk.people import CHEST, NOW, PUBLIC_URL, People, consult_of

ANA = GuestAsked("observer", "Ana", "interpreter")


@dataclass
class Seats:
    """What a running room does when a seat is added: the rules, the invite, the session as it is then."""

    people: People

    async def add_guest(self, session: SessionId, by: ParticipantId, seat: Seat) -> Session:
        found = self.people.rooms.snapshot(session) or await self.people.sessions.load(session)
        stepped = step(found, AddGuest(by, seat), self.people.clock.now_ms)
        await self.people.invites.seat_added(found, seat)
        self.people.rooms.running[session] = stepped.session
        return stepped.session


def adding(people: People) -> Adding:
    made = iter(range(100))
    return Adding(consults=people.consults, seats=Seats(people), random=lambda count: next(made).to_bytes(count, "big"))


async def test_somebody_added_has_a_link_like_everybody(people: People) -> None:
    """B9: seat, invite and card at once."""
    account = await people.staff()
    made = await consult_of(people, account)
    card = await adding(people).add(account.person, made.session.id, ANA)
    seat = card.session.guests[-1]
    assert (seat.name, seat.role, seat.comes_as, seat.person) == ("Ana", Role.OBSERVER, "interpreter", None)
    assert card.invites[seat.id].link.startswith(f"{PUBLIC_URL}/join#")
    assert (await people.kinds())[-1] == "invite.created"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (GuestAsked("observer", "maria"), "bad_name"),
        (GuestAsked("observer", "DR LEE"), "bad_name"),
        (GuestAsked("specialist", "\u202e"), "bad_name"),
        (GuestAsked("specialist", "Dr Sol", "relative"), "bad_value"),
        (GuestAsked("patient", "Other"), "bad_value"),
    ],
    ids=range(5),
)
async def test_who_cannot_be_added_leaves_nothing(people: People, asked: GuestAsked, code: str) -> None:
    """T-21: two of one name could not be told apart; the patient is known from the start."""
    account = await people.staff()
    made = await consult_of(people, account)
    before = await people.kinds()
    with pytest.raises(LightboxError) as refused:
        await adding(people).add(account.person, made.session.id, asked)
    assert refused.value.code == code
    assert await people.kinds() == before


async def test_nobody_adds_to_the_consult_of_another(people: People) -> None:
    """T-16: it does not exist for them."""
    made = await consult_of(people, await people.staff())
    other = await people.staff("other")
    with pytest.raises(NotFound):
        await adding(people).add(other.person, made.session.id, ANA)


async def test_an_interpreter_may_be_invited_from_the_start(people: People) -> None:
    """B9: as one who listens; everybody who comes as something only listens."""
    account = await people.staff()
    asked = ConsultAsked(series=(CHEST,), guests=(GuestAsked("patient", "Maria"), ANA), minutes=20, start_ms=NOW)

    async def created(change: GuestAsked) -> ConsultCard:
        return await people.consults.create(account.person, replace(asked, guests=(asked.guests[0], change)))

    card = await created(ANA)
    assert [seat.comes_as for seat in card.session.guests] == ["", "interpreter"]
    with pytest.raises(LightboxError, match="bad_value"):
        await created(GuestAsked("specialist", "Ana", "interpreter"))
