"""People as administrators look after them: adding, letting in no more, and a reset that takes two."""

import pytest

from server.desk.accounts import NewAccount
from server.terms.errors import LightboxError, NotFound, Refused
from server.terms.ids import PersonId
from server.terms.people import Person, StaffRole
from tests.desk.people import PASSWORD, People

ADMINISTRATOR = StaffRole.ADMINISTRATOR


async def two(people: People) -> tuple[Person, Person]:
    """Two administrators."""
    return (await people.staff("ada", ADMINISTRATOR)).person, (await people.staff("bob", ADMINISTRATOR)).person


async def standing(people: People, by: Person, person: PersonId) -> str:
    return (await people.staff_desk.administration.card(by, person)).standing


async def test_who_is_added_has_a_link_and_nothing_else(people: People) -> None:
    """Issue 5, Staff: invited until they proved who they are."""
    ada, _ = await two(people)
    person, link = await people.staff_desk.administration.add(ada, "lee", "Dr Lee", StaffRole.PROVIDER)
    assert await standing(people, ada, person.id) == "invited"
    await people.enrolled(link)
    assert await standing(people, ada, person.id) == "active"
    assert [each.account.name for each in await people.staff_desk.administration.staff(ada)] == [
        "Dr Ada",
        "Dr Bob",
        "Dr Lee",
    ]
    entry = (await people.log.read())[0].entry
    assert (entry.kind, entry.actor, entry.facts) == (
        "person.added",
        ada.id,
        {"person": person.id, "role": "provider"},
    )


@pytest.mark.parametrize("role", [StaffRole.PROVIDER, StaffRole.SPECIALIST, StaffRole.AUDITOR])
async def test_only_administrators_look_after_people(people: People, role: StaffRole) -> None:
    """T-15."""
    by = (await people.staff("lee", role)).person
    administration = people.staff_desk.administration
    for asked in (
        administration.staff(by),
        administration.card(by, by.id),
        administration.add(by, "roe", "Dr Roe", StaffRole.PROVIDER),
        administration.link_again(by, by.id),
        administration.disable(by, by.id),
        administration.enable(by, by.id),
        administration.ask_reset(by, by.id),
        administration.drop_reset(by, by.id),
        administration.confirm_reset(by, by.id),
    ):
        with pytest.raises(Refused, match="forbidden"):
            await asked
    assert await people.kinds() == []


async def test_a_link_that_was_lost_is_made_again(people: People) -> None:
    """Only for who has not been in yet; the lost one opens nothing."""
    ada, _ = await two(people)
    administration = people.staff_desk.administration
    person, lost = await administration.add(ada, "lee", "Dr Lee", StaffRole.PROVIDER)
    link = await administration.link_again(ada, person.id)
    with pytest.raises(NotFound):
        await people.staff_desk.enrolling.open(lost.secret, address="")
    await people.enrolled(link)
    with pytest.raises(Refused, match="enrolled"):
        await administration.link_again(ada, person.id)


async def test_who_is_disabled_is_out_at_once(people: People) -> None:
    """T-10: logins and what is open under them; in again only when enabled, with what they had."""
    ada, _ = await two(people)
    lee = await people.staff()
    signed_in, secret = await people.signed_in(lee)
    await people.staff_desk.administration.disable(ada, lee.person.id)
    assert await people.sign_in.who(secret) is None
    assert ("login_ended", signed_in.login.id) in people.rooms.told
    assert await standing(people, ada, lee.person.id) == "disabled"
    people.clock.later(minutes=1)
    with pytest.raises(Refused, match="wrong_credentials"):
        await people.sign_in.sign_in("lee", PASSWORD, people.code(lee), address="192.0.2.1")
    await people.staff_desk.administration.enable(ada, lee.person.id)
    people.clock.later(minutes=2)
    await people.signed_in(lee)
    assert await people.sign_in.who(secret) is None


async def test_a_disabled_persons_link_opens_nothing(people: People) -> None:
    ada, _ = await two(people)
    person, link = await people.staff_desk.administration.add(ada, "lee", "Dr Lee", StaffRole.PROVIDER)
    await people.staff_desk.administration.disable(ada, person.id)
    with pytest.raises(NotFound):
        await people.staff_desk.enrolling.open(link.secret, address="")


async def test_nobody_locks_themselves_out(people: People) -> None:
    """One administrator always remains."""
    ada, _ = await two(people)
    for act in (people.staff_desk.administration.disable, people.staff_desk.administration.ask_reset):
        with pytest.raises(Refused, match="own_account"):
            await act(ada, ada.id)


async def test_a_reset_takes_two_administrators(people: People) -> None:
    """security.md §6: who asked cannot confirm; nothing ends before, everything then; no factor is told or set."""
    ada, bob = await two(people)
    administration = people.staff_desk.administration
    lee, link = await people.invited()
    done, totp_secret = await people.enrolled(link)
    with pytest.raises(Refused, match="reset_not_asked"):
        await administration.confirm_reset(bob, lee.id)
    await administration.ask_reset(ada, lee.id)
    with pytest.raises(Refused, match="second_person"):
        await administration.confirm_reset(ada, lee.id)
    assert await people.sign_in.who(done.secret) is not None
    assert await standing(people, bob, lee.id) == "reset"
    renewed = await administration.confirm_reset(bob, lee.id)
    assert await people.sign_in.who(done.secret) is None
    assert await standing(people, bob, lee.id) == "invited"
    people.clock.later(minutes=2)
    with pytest.raises(Refused, match="wrong_credentials"):
        await people.sign_in.sign_in("lee", PASSWORD, people.shown(totp_secret), address="192.0.2.1")
    people.clock.later(minutes=2)
    with pytest.raises(Refused, match="wrong_credentials"):
        await people.staff_desk.recovering.recover("lee", PASSWORD, done.recovery_codes[0], address="192.0.2.1")
    again, secret = await people.enrolled(renewed, "another long password")
    assert secret != totp_secret
    assert [each.kind for each in await people.staff_desk.notices.of(again.signed_in.person.id)] == ["sign_in_reset"]
    facts = next(each.entry for each in await people.log.read() if each.entry.kind == "person.reset")
    assert (facts.actor, facts.facts) == (bob.id, {"person": lee.id, "asked_by": ada.id})


async def test_a_reset_that_was_dropped_or_forgotten_is_none(people: People) -> None:
    """A day, and any administrator may take it back."""
    ada, bob = await two(people)
    administration = people.staff_desk.administration
    lee = (await people.staff()).person
    await administration.ask_reset(ada, lee.id)
    await administration.drop_reset(bob, lee.id)
    with pytest.raises(Refused, match="reset_not_asked"):
        await administration.confirm_reset(bob, lee.id)
    await administration.ask_reset(ada, lee.id)
    people.clock.later(minutes=24 * 60)
    with pytest.raises(Refused, match="reset_not_asked"):
        await administration.confirm_reset(bob, lee.id)
    assert await standing(people, ada, lee.id) == "active"


async def test_nobody_confirms_their_own_reset(people: People) -> None:
    """Not even when another administrator asked for it."""
    ada, bob = await two(people)
    await people.staff_desk.administration.ask_reset(ada, bob.id)
    with pytest.raises(Refused, match="own_account"):
        await people.staff_desk.administration.confirm_reset(bob, bob.id)


async def test_a_reset_lets_a_stopped_account_start_over(people: People) -> None:
    """NIST SP 800-63B-4: what a hundred failures stopped."""
    ada, bob = await two(people)
    lee: NewAccount = await people.staff()
    for _ in range(100):
        await people.staff_desk.administration._failures.count(lee.person.id, people.clock())
    assert await standing(people, ada, lee.person.id) == "stopped"
    await people.staff_desk.administration.ask_reset(ada, lee.person.id)
    link = await people.staff_desk.administration.confirm_reset(bob, lee.person.id)
    await people.enrolled(link)
    assert await standing(people, ada, lee.person.id) == "active"


async def test_the_operator_is_the_second_person_of_one_administrator(people: People) -> None:
    """And the only one when no administrator could ask."""
    ada = (await people.staff("ada", ADMINISTRATOR)).person
    lee = (await people.staff()).person
    administration = people.staff_desk.administration
    with pytest.raises(Refused, match="reset_not_asked"):
        await administration.reset_by_operator(lee.id)
    await administration.ask_reset(ada, lee.id)
    await people.enrolled(await administration.reset_by_operator(lee.id))
    await people.enrolled(await administration.reset_by_operator(ada.id))


async def test_nobody_who_is_not_there_is_looked_after(people: People) -> None:
    ada, _ = await two(people)
    for asked in (
        people.staff_desk.administration.disable(ada, PersonId("0" * 32)),
        people.staff_desk.administration.ask_reset(ada, PersonId("0" * 32)),
        people.staff_desk.administration.confirm_reset(ada, PersonId("0" * 32)),
    ):
        with pytest.raises(LightboxError, match="not_found"):
            await asked
