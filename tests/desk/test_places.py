"""T-09: who has a link and no code stops themselves; its guest, who comes from elsewhere, still gets in."""

import asyncio

from server.desk.consults import ConsultCard
from server.desk.invites import InviteFacts
from server.terms.errors import LightboxError, Refused
from tests.desk.people import People, consult_of, guest_of, people_on, secret_of

ATTACKER, NEXT_DOOR, HOME = "203.0.113.7", "203.0.113.200", "198.51.100.1"


async def consult(people: People) -> ConsultCard:
    return await consult_of(people, await people.staff())


async def code(people: People, card: ConsultCard) -> str:
    return (await people.invites.show_code(card.session, guest_of(card))).digits


async def invite(people: People, card: ConsultCard) -> InviteFacts:
    return (await people.invites.cards(card.session))[guest_of(card)]


async def tried(people: People, card: ConsultCard, digits: str, address: str) -> LightboxError | None:
    """What a code is answered with after the longest wait; None when it let somebody in."""
    people.clock.later(seconds=8)
    try:
        await people.joining.enter_code(secret_of(card), digits, address=address)
    except LightboxError as error:
        return error
    return None


async def guessed(people: People, card: ConsultCard, digits: str, times: int, address: str = ATTACKER) -> list[str]:
    """The answers to so many wrong codes."""
    answers = []
    for number in range(1, times + 1):
        error = await tried(people, card, f"{(int(digits) + number) % 1_000_000:06}", address)
        answers.append("" if error is None else error.code)
    return answers


async def test_a_stranger_with_the_link_stops_themselves_and_not_its_guest(people: People) -> None:
    """T-09: four of the five are compared, from whichever of their addresses; the guest's own code lets the guest in."""
    card = await consult(people)
    digits = await code(people, card)
    assert await guessed(people, card, digits, 9) == ["wrong_code"] * 3 + ["invite_suspended"] * 6
    assert await guessed(people, card, digits, 2, NEXT_DOOR) == ["invite_suspended"] * 2
    assert await tried(people, card, digits, HOME) is None
    assert (await invite(people, card)).state == "claimed"


async def test_the_host_is_alerted_and_the_invite_is_not_suspended(people: People) -> None:
    """T-09: an alert in the record and a word in the room; the link opens for everybody elsewhere."""
    card = await consult(people)
    await guessed(people, card, await code(people, card), 5)
    assert people.rooms.told[-1] == ("guest_changed", card.session.id, guest_of(card), "suspended")
    kinds = await people.kinds()
    assert kinds.count("code.refused") == 4
    assert (kinds[-1], "invite.suspended" in kinds) == ("security.alert", False)
    states = [
        (await people.joining.open_link(secret_of(card), address=each, guest=None)).state for each in (ATTACKER, HOME)
    ]
    assert states == ["suspended", "open"]


async def test_a_new_code_opens_nothing_where_it_was_stopped_and_the_hosts_help_does(people: People) -> None:
    """A guest who mistyped four times is in no dead end: they ask, one tap, the same link; a plain new code gives no tries."""
    card = await consult(people)
    await guessed(people, card, await code(people, card), 4, HOME)
    assert (await invite(people, card)).state == "suspended"
    error = await tried(people, card, await code(people, card), HOME)
    assert error is not None
    assert error.code == "invite_suspended"
    await people.joining.ask_clinic(secret_of(card), address=HOME)
    helped = await people.invites.help_in(card.session, guest_of(card))
    assert (await invite(people, card)).invite.failures == 0
    assert await tried(people, card, helped.digits, HOME) is None
    assert (await people.kinds())[-2:] == ["invite.reinstated", "code.accepted"]


async def test_the_last_try_is_one_try(people: People) -> None:
    """T-05: five in all, wherever from; then the invite itself is suspended."""
    card = await consult(people)
    digits = await code(people, card)
    await guessed(people, card, digits, 4)
    assert await guessed(people, card, digits, 1, HOME) == ["invite_suspended"]
    assert await guessed(people, card, digits, 1, "192.0.2.9") == ["invite_suspended"]
    assert (await people.kinds())[-2:] == ["code.refused", "invite.suspended"]


async def test_many_at_once_from_one_network_compare_four(people: People) -> None:
    """T-09: counted in the database with the invite, not per process; wave after wave."""
    card = await consult(people)
    digits = await code(people, card)
    desks = [people, people_on(people.db, people.clock)]
    for _ in range(5):
        tries = [
            desks[number % 2].joining.enter_code(
                secret_of(card), f"{(int(digits) + 1 + number) % 1_000_000:06}", address=f"203.0.113.{number}"
            )
            for number in range(12)
        ]
        assert all(isinstance(each, Refused) for each in await asyncio.gather(*tries, return_exceptions=True))
        people.clock.later(minutes=1)
    assert (await people.kinds()).count("code.refused") == 4
    assert await tried(people, card, digits, HOME) is None


async def test_a_code_that_was_right_costs_its_place_nothing(people: People) -> None:
    """Three wrong ones and the right one, on one device after the other: nobody is stopped who knows the codes."""
    card = await consult(people)
    for _ in range(2):
        await guessed(people, card, await code(people, card), 1, HOME)
        assert await tried(people, card, await code(people, card), HOME) is None
    assert (await invite(people, card)).invite.failures == 2
