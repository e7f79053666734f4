"""The authenticator is gone: recovery codes, each once, and what they end."""

import asyncio

import pytest

from server.desk.enrolling import NewLink
from server.terms.errors import Refused
from tests.desk.people import PASSWORD, People, people_on


async def recover(people: People, code: str, password: str = PASSWORD, login_name: str = "lee") -> NewLink:
    people.clock.later(minutes=2)
    return await people.staff_desk.recovering.recover(login_name, password, code, address="192.0.2.1")


async def refused(people: People, code: str, password: str = PASSWORD, login_name: str = "lee") -> None:
    with pytest.raises(Refused) as why:
        await recover(people, code, password, login_name)
    assert (why.value.code, why.value.facts) == ("wrong_credentials", {})


async def test_a_recovery_code_leads_to_a_new_authenticator(people: People) -> None:
    """Issue 5, Staff: the old one opens nothing at once; password stays; the person is told; ten new codes."""
    _, link = await people.invited()
    done, old = await people.enrolled(link)
    given = await recover(people, done.recovery_codes[4])
    with pytest.raises(Refused, match="wrong_credentials"):
        await people.sign_in.sign_in("lee", PASSWORD, people.shown(old), address="192.0.2.1")
    people.clock.later(minutes=2)
    offer = await people.staff_desk.enrolling.open(given.secret, address="")
    assert offer.purpose == "factor"
    renewed, new = await people.enrolled(given, password="")
    assert new != old
    assert not set(renewed.recovery_codes) & set(done.recovery_codes)
    assert [each.kind for each in await people.staff_desk.notices.of(renewed.signed_in.person.id)] == ["recovery_used"]
    people.clock.later(seconds=30)
    await people.sign_in.sign_in("lee", PASSWORD, people.shown(new), address="192.0.2.1")
    kinds = await people.kinds()
    assert kinds.index("recovery.used") < kinds.index("person.enrolled", 1)


async def test_a_recovery_code_works_once_of_fifty(people: People) -> None:
    """security.md §6: one conditional update, on two desks over one database."""
    person, link = await people.invited()
    await people.enrolled(link)
    shelves = [people.staff_desk.recovering._shelf, people_on(people.db, people.clock).staff_desk.recovering._shelf]
    kept = (await shelves[0].of(person.id))[0]
    won = await asyncio.gather(*(shelves[at % 2].use(person.id, kept, people.clock()) for at in range(50)))
    assert [each for each in won if each is not None] == [9]


async def test_a_used_one_is_refused(people: People) -> None:
    _, link = await people.invited()
    done, _ = await people.enrolled(link)
    await recover(people, done.recovery_codes[0])
    await refused(people, done.recovery_codes[0])
    await recover(people, done.recovery_codes[1])


@pytest.mark.parametrize(
    ("login_name", "password"), [("lee", "wrong password"), ("nobody", PASSWORD), ("new", PASSWORD)]
)
async def test_whatever_is_wrong_is_said_the_same(people: People, login_name: str, password: str) -> None:
    """T-09: a wrong password, an unknown name, somebody who has not been in yet; and no code is lost by it."""
    _, link = await people.invited()
    await people.invited("new")
    done, _ = await people.enrolled(link)
    await refused(people, done.recovery_codes[0], password, login_name)
    await recover(people, done.recovery_codes[0])


async def test_another_persons_code_is_none(people: People) -> None:
    _, link = await people.invited()
    _, others = await people.invited("roe")
    await people.enrolled(link)
    done, _ = await people.enrolled(others)
    await refused(people, done.recovery_codes[0])


async def test_codes_of_a_former_set_are_dead(people: People) -> None:
    """Every enrolment gives ten new ones."""
    _, link = await people.invited()
    done, _ = await people.enrolled(link)
    await people.enrolled(await recover(people, done.recovery_codes[0]), password="")
    await refused(people, done.recovery_codes[1])


async def test_who_recovers_stays_signed_in_elsewhere(people: People) -> None:
    """A consult that runs on another screen is not ended by a lost phone."""
    _, link = await people.invited()
    done, _ = await people.enrolled(link)
    await recover(people, done.recovery_codes[0])
    assert await people.sign_in.who(done.secret) is not None


async def test_a_password_is_changed_with_the_one_there_is(people: People) -> None:
    """ASVS 6.2.3, 7.4.3: a desk left open is not enough, and every other login ends."""
    _, link = await people.invited()
    elsewhere, totp_secret = await people.enrolled(link)
    people.clock.later(seconds=30)
    here, secret = await people.sign_in.sign_in("lee", PASSWORD, people.shown(totp_secret), address="192.0.2.1")
    own = people.staff_desk.own_factors
    with pytest.raises(Refused, match="wrong_password"):
        await own.change_password(here, "wrong password", "another long password")
    with pytest.raises(Refused, match="slow_down"):
        await own.change_password(here, PASSWORD, "another long password")
    people.clock.later(seconds=30)
    await own.change_password(here, PASSWORD, "another long password")
    assert await people.sign_in.who(secret) is not None
    assert await people.sign_in.who(elsewhere.secret) is None
    people.clock.later(minutes=2)
    await people.sign_in.sign_in("lee", "another long password", people.shown(totp_secret), address="192.0.2.1")


async def test_new_recovery_codes_end_the_old_ones(people: People) -> None:
    """With the present password; told this once."""
    _, link = await people.invited()
    done, _ = await people.enrolled(link)
    codes = await people.staff_desk.own_factors.renew_codes(done.signed_in, PASSWORD)
    await refused(people, done.recovery_codes[0])
    await recover(people, codes[0])
