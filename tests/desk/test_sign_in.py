"""Signing in: both factors, once, at a pace; whoever is unknown is treated like everybody."""

import asyncio
from pathlib import Path

import pytest

from server.desk.people_rows import AccountRow
from server.storage.database.logins import LoginRepository
from server.terms.errors import LightboxError, Malformed, Refused, Tampered, Unavailable
from server.terms.people import StaffRole
from tests.desk.people import PASSWORD, People, people_in, people_on, stored_in


async def refusal(people: People, login_name: str, password: str, code: str, address: str = "192.0.2.1") -> Refused:
    with pytest.raises(Refused) as refused:
        await people.sign_in.sign_in(login_name, password, code, address=address)
    return refused.value


async def test_password_and_code_sign_in(people: People) -> None:
    """Issue 2, point 2."""
    account = await people.staff()
    signed_in, secret = await people.signed_in(account)
    assert signed_in.person == account.person
    assert await people.sign_in.who(secret) == signed_in
    assert await people.kinds() == ["sign_in.accepted"]


@pytest.mark.parametrize(
    ("login_name", "password", "code_skew_s"),
    [("lee", "wrong password", 0), ("lee", PASSWORD, 3600), ("nobody", PASSWORD, 0), ("", "", 0)],
    ids=["password", "code", "name", "nothing"],
)
async def test_whatever_is_wrong_is_said_the_same(
    people: People, login_name: str, password: str, code_skew_s: int
) -> None:
    """T-09: no answer tells which of the three was wrong, or whether there is such a name."""
    account = await people.staff()
    refused = await refusal(people, login_name, password, people.code(account, code_skew_s))
    assert (refused.code, refused.facts) == ("wrong_credentials", {})
    assert await people.kinds() == ["sign_in.refused"]


async def test_a_disabled_account_is_like_none(people: People) -> None:
    account = await people.staff()
    row = await people.account_shelf.find(account.person.id)
    assert row is not None
    off = {name: getattr(row, name) for name in AccountRow.__slots__} | {
        "disabled": True,
        "id": "0" * 32,
        "login_tag": "x",
    }
    await people.account_shelf.add(AccountRow(**off))
    assert await people.accounts.person(off["id"]) is None
    assert [each.name for each in await people.accounts.people()] == ["Dr Lee"]


async def test_a_code_works_once_of_fifty_at_the_same_time(people: People) -> None:
    """T-06: one conditional statement, exactly one winner; the step before it is refused afterwards too."""
    account = await people.staff()
    won = await asyncio.gather(*(people.account_shelf.accept_step(account.person.id, 1000) for _ in range(50)))
    assert won.count(True) == 1
    assert not await people.account_shelf.accept_step(account.person.id, 999)
    assert await people.account_shelf.accept_step(account.person.id, 1001)


async def test_fifty_sign_ins_with_one_code_let_one_in(people: People) -> None:
    """T-06: through the front door, on two desks over one database."""
    account = await people.staff()
    other = people_on(people.db, people.clock)
    code = people.code(account)
    tries = [
        desk.sign_in.sign_in("lee", PASSWORD, code, address=f"198.51.{number}.1")
        for number, desk in enumerate([people, other] * 25)
    ]
    results = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(each, tuple) for each in results) == 1
    assert {each.code for each in results if isinstance(each, Refused)} <= {"slow_down", "wrong_credentials"}


async def test_a_code_cannot_be_used_again(people: People) -> None:
    """T-06: not even a minute later by the right person."""
    account = await people.staff()
    code = people.code(account)
    await people.sign_in.sign_in("lee", PASSWORD, code, address="192.0.2.1")
    assert (await refusal(people, "lee", PASSWORD, code)).code == "wrong_credentials"


@pytest.mark.parametrize("login_name", ["lee", "nobody"])
async def test_each_failure_doubles_the_wait(people: People, login_name: str) -> None:
    """T-05: 1, 2, 4, 8 s, for known and unknown names alike; asking too early costs nothing and changes nothing."""
    await people.staff()
    for wait_s in (1, 2, 4, 8):
        assert (await refusal(people, login_name, "wrong", "000000")).code == "wrong_credentials"
        early = await refusal(people, login_name, "wrong", "000000")
        assert (early.code, early.facts) == ("slow_down", {"retry_ms": wait_s * 1000})
        people.clock.later(seconds=wait_s)


async def test_success_forgives_the_failures_before(people: People) -> None:
    account = await people.staff()
    await refusal(people, "lee", "wrong", "000000")
    people.clock.later(seconds=1)
    await people.signed_in(account)
    await refusal(people, "lee", "wrong", "000000")
    assert (await refusal(people, "lee", "wrong", "000000")).facts == {"retry_ms": 1000}


async def test_a_restart_forgives_nobody(tmp_path: Path) -> None:
    """T-05: counters are in the database."""
    async with people_in(tmp_path) as people:
        await refusal(people, "lee", "wrong", "000000")
        again = people_on(people.db, people.clock)
        assert (await refusal(again, "lee", "wrong", "000000")).code == "slow_down"


async def test_an_address_has_thirty_tries_in_ten_minutes(people: People) -> None:
    """T-05: whatever names it tries; the neighbors in its /24 share them, others do not."""
    for number in range(30):
        assert (await refusal(people, f"name{number}", "wrong", "0")).code == "wrong_credentials"
    assert (await refusal(people, "another", "wrong", "0", address="192.0.2.99")).code == "slow_down"
    assert (await refusal(people, "another", "wrong", "0", address="203.0.113.1")).code == "wrong_credentials"


async def test_a_sign_in_ends_the_former_one_of_that_browser(people: People) -> None:
    """T-11: the secret rotates."""
    account = await people.staff()
    _, former = await people.signed_in(account)
    people.clock.later(seconds=30)
    _, secret = await people.sign_in.sign_in("lee", PASSWORD, people.code(account), address="", former=former)
    assert await people.sign_in.who(former) is None
    assert await people.sign_in.who(secret) is not None


async def test_signing_out_is_at_once_and_recorded(people: People) -> None:
    signed_in, secret = await people.signed_in(await people.staff())
    await people.sign_in.sign_out(signed_in)
    assert await people.sign_in.who(secret) is None
    assert (await people.kinds())[-1] == "sign_in.signed_out"


async def test_a_login_ends_after_four_idle_hours_and_twelve_in_all(people: People) -> None:
    """T-11: hands keep it alive, but not for ever."""
    signed_in, secret = await people.signed_in(await people.staff())
    for _ in range(3):
        people.clock.later(minutes=235)
        assert await people.sign_in.who(secret) is not None
        await LoginRepository(people.db).hand(signed_in.login.id, people.clock(), lit_after_ms=0)
    people.clock.later(minutes=20)
    assert await people.sign_in.who(secret) is None


async def test_without_the_record_nobody_signs_in(people: People) -> None:
    """Issue 2, point 10: the entry first, or nothing."""
    account = await people.staff()
    async with people.db.write() as conn:
        await conn.exec_driver_sql("DROP TABLE entries")
    with pytest.raises(Unavailable):
        await people.signed_in(account)


@pytest.mark.parametrize("secret", ["", "x", "x" * 43, "\ud800", "x" * 65_536])
async def test_a_made_up_secret_is_nobodys(people: People, secret: str) -> None:
    """BI-35."""
    assert await people.sign_in.who(secret) is None


async def test_two_people_cannot_have_one_login_name(people: People) -> None:
    await people.staff("lee")
    with pytest.raises(LightboxError) as refused:
        await people.accounts.add_account("LEE ", "Dr Other", StaffRole.PROVIDER, PASSWORD)
    assert refused.value.code == "login_name_taken"


@pytest.mark.parametrize("login_name", ["", "\u202e", "l\u0435e"])
async def test_a_login_name_is_readable(people: People, login_name: str) -> None:
    """T-21."""
    with pytest.raises(Malformed):
        await people.accounts.add_account(login_name, "Dr Other", StaffRole.PROVIDER, PASSWORD)


async def test_nothing_readable_about_staff_is_stored(people: People, tmp_path: Path) -> None:
    """Issue 2, slice 3: names and secrets rest sealed."""
    account = await people.staff("canaryname")
    stored = stored_in(tmp_path)
    assert account.person.id.encode() in stored
    for secret in (b"canaryname", b"Canaryname", account.totp_secret.encode(), PASSWORD.encode()):
        assert secret not in stored


async def test_an_account_moved_to_another_person_is_tampering(people: People) -> None:
    """The sealed parts are bound to the person's id."""
    one, other = await people.staff("one"), await people.staff("other")
    rows = {each.id: each for each in await people.account_shelf.all()}
    forged = {name: getattr(rows[one.person.id], name) for name in AccountRow.__slots__}
    with pytest.raises(Tampered):
        people.accounts.opened(AccountRow(**(forged | {"totp": rows[other.person.id].totp})))


async def test_with_a_wrong_clock_no_code_is_looked_at(people: People) -> None:
    """T-07: more than 20 s off; it is said in words, to everybody the same, and counts as nobody's failure."""
    account = await people.staff()
    people.clock.is_off = True
    for name in ("lee", "nobody"):
        with pytest.raises(Unavailable, match="clock_off"):
            await people.sign_in.sign_in(name, PASSWORD, people.code(account), address="192.0.2.1")
    people.clock.is_off = False
    await people.signed_in(account)


async def test_how_far_an_authenticator_is_off_is_recorded(people: People) -> None:
    """T-07: in steps of half a minute."""
    account = await people.staff()
    for skew_s, drift in ((-30, -1), (0, 0), (30, 1)):
        people.clock.later(minutes=2)
        await people.sign_in.sign_in("lee", PASSWORD, people.code(account, skew_s), address="192.0.2.1")
        assert (await people.log.read())[-1].entry.facts == {"drift": drift}
