"""Where somebody is signed in, and ending it there."""

import pytest

from server.desk.accounts import NewAccount
from server.desk.sign_in import SignedIn
from server.terms.errors import NotFound
from tests.desk.people import PASSWORD, People, stored_in

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"


async def sign_in(people: People, account: NewAccount, user_agent: str = "") -> SignedIn:
    """Somebody's next browser."""
    people.clock.later(seconds=30)
    code = people.code(account)
    return (await people.sign_in.sign_in("lee", PASSWORD, code, address="192.0.2.1", user_agent=user_agent))[0]


async def test_each_login_is_known_by_its_browser(people: People) -> None:
    """ASVS 7.5: since when, which browser, and which of them is this one, which comes first."""
    account = await people.staff()
    here = await sign_in(people, account, FIREFOX)
    await sign_in(people, account, "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Version/17.5 Safari/604.1")
    await sign_in(people, account, "curl/8.5")
    listed = await people.own_logins.of(here.login)
    assert [(each.browser, each.system, each.is_here) for each in listed] == [
        ("Firefox", "Linux", True),
        ("", "", False),
        ("Safari", "iPhone", False),
    ]
    assert listed[0].since_ms == here.login.created_ms


async def test_one_is_ended_and_its_screens_with_it(people: People) -> None:
    """T-10: recorded first, with the login that did it."""
    account = await people.staff()
    here, lost = await sign_in(people, account), await sign_in(people, account)
    await people.own_logins.end(here.login, lost.login.id)
    assert [each.id for each in await people.own_logins.of(here.login)] == [here.login.id]
    assert people.rooms.told == [("login_ended", lost.login.id)]
    entry = (await people.log.read())[-1].entry
    assert (entry.kind, entry.facts) == ("login.revoked", {"login": lost.login.id, "by": here.login.id})


async def test_all_others_are_ended_at_once(people: People) -> None:
    """T-10: this browser stays; with no other, nothing is done or recorded."""
    account = await people.staff()
    others = [await sign_in(people, account) for _ in range(2)]
    here = await sign_in(people, account)
    await people.own_logins.end_others(here.login)
    await people.own_logins.end_others(here.login)
    assert [each.is_here for each in await people.own_logins.of(here.login)] == [True]
    assert {login for _, login in people.rooms.told} == {each.login.id for each in others}
    assert (await people.kinds()).count("login.revoked") == 2


async def test_a_login_of_somebody_else_does_not_exist(people: People) -> None:
    """T-16: neither seen nor ended, and the same as one that never was."""
    here = await sign_in(people, await people.staff())
    other, secret = await people.signed_in(await people.staff("roe"), "roe")
    for login in (other.login.id, "0" * 32):
        with pytest.raises(NotFound, match="not_found"):
            await people.own_logins.end(here.login, login)  # type: ignore[arg-type]  # one is made up
    assert await people.sign_in.who(secret) is not None
    assert len(await people.own_logins.of(here.login)) == 1


async def test_what_is_over_is_not_listed(people: People) -> None:
    """ASVS 7.3: idle for four hours."""
    account = await people.staff()
    await sign_in(people, account)
    people.clock.later(minutes=240)
    here = await sign_in(people, account)
    assert [each.is_here for each in await people.own_logins.of(here.login)] == [True]


async def test_a_browser_rests_sealed(people: People, tmp_path: object) -> None:
    """T-23: who uses which machine is no plain text."""
    await sign_in(people, await people.staff(), FIREFOX)
    stored = stored_in(tmp_path)  # type: ignore[arg-type]  # the folder of the fixture
    assert b"Firefox" not in stored
    assert b"Linux" not in stored
