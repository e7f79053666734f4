"""Failures in a row, kept for ever until a success, and half a sign-in that is told."""

import asyncio
from pathlib import Path

import pytest

from server.desk.accounts import NewAccount
from server.desk.staff_desk import StaffDesk
from server.identity.holding import hold
from server.terms.errors import LightboxError, Refused
from server.terms.ids import PersonId
from tests.desk.people import PASSWORD, People, people_in, people_on

WRONG = "wrong password"


async def fail(people: People, times: int, password: str = WRONG, code: str = "000000") -> None:
    """Wait long enough each time, so that nothing but the count is in the way."""
    for _ in range(times):
        people.clock.later(minutes=2)
        with pytest.raises(Refused, match="wrong_credentials"):
            await people.sign_in.sign_in("lee", password, code, address="192.0.2.1")


async def count(people: People, account: NewAccount, times: int) -> None:
    """So many failures without the waiting."""
    shelf = people.staff_desk.administration._failures
    for _ in range(times):
        await shelf.count(account.person.id, people.clock())


async def told(desk: StaffDesk, person: PersonId) -> list[tuple[str, int]]:
    return [(each.kind, each.at_ms) for each in await desk.notices.of(person)]


async def tries(people: People, account: NewAccount) -> bool:
    """Whether password and the right code sign in."""
    people.clock.later(minutes=2)
    asked = people.sign_in.sign_in("lee", PASSWORD, people.code(account), address="192.0.2.1")
    return isinstance((await asyncio.gather(asked, return_exceptions=True))[0], tuple)


@pytest.mark.parametrize(("failures", "held"), [(0, ""), (9, ""), (10, "recovery"), (99, "recovery"), (100, "stopped")])
def test_what_an_account_still_takes(failures: int, held: str) -> None:
    """NIST SP 800-63B-4: never more than a hundred in a row."""
    assert hold(failures) == held


async def test_the_tenth_try_may_be_right(people: People) -> None:
    """After nine failures; and a success forgives them all."""
    account = await people.staff()
    await fail(people, 9)
    assert await tries(people, account)
    await fail(people, 9)
    assert await tries(people, account)


async def test_after_ten_in_a_row_only_a_recovery_code_opens(people: People) -> None:
    """T-05: the right password and code say what wrong ones say; days change nothing, a recovery code does."""
    _, link = await people.invited()
    done, totp_secret = await people.enrolled(link)
    await fail(people, 10)
    people.clock.later(minutes=3 * 24 * 60)
    with pytest.raises(Refused, match="wrong_credentials"):
        await people.sign_in.sign_in("lee", PASSWORD, people.shown(totp_secret), address="192.0.2.1")
    people.clock.later(minutes=2)
    given = await people.staff_desk.recovering.recover("lee", PASSWORD, done.recovery_codes[0], address="192.0.2.1")
    _, totp_secret = await people.enrolled(given, password="")
    people.clock.later(minutes=2)
    await people.sign_in.sign_in("lee", PASSWORD, people.shown(totp_secret), address="192.0.2.1")


async def test_after_a_hundred_in_a_row_nothing_opens(people: People) -> None:
    """NIST SP 800-63B-4 §3.2.2: not even a recovery code."""
    person, link = await people.invited()
    done, _ = await people.enrolled(link)
    shelf = people.staff_desk.administration._failures
    for _ in range(100):
        await shelf.count(person.id, people.clock())
    people.clock.later(minutes=2)
    with pytest.raises(Refused, match="wrong_credentials"):
        await people.staff_desk.recovering.recover("lee", PASSWORD, done.recovery_codes[0], address="192.0.2.1")
    assert [each.used_ms for each in await people.staff_desk.recovering._shelf.of(person.id)] == [None] * 10


async def test_a_restart_forgives_nobody(tmp_path: Path) -> None:
    """T-05: the count is in the database."""
    async with people_in(tmp_path) as people:
        account = await people.staff()
        await count(people, account, 10)
        assert not await tries(people_on(people.db, people.clock), account)


async def test_a_try_that_came_too_early_counts_nothing(people: People) -> None:
    """Who keeps pressing is not stopped by it."""
    account = await people.staff()
    await fail(people, 1)
    for _ in range(20):
        with pytest.raises(Refused, match="slow_down"):
            await people.sign_in.sign_in("lee", WRONG, "000000", address="198.51.100.1")
    assert (await people.staff_desk.administration._failures.of(account.person.id)).count == 1


async def test_a_password_without_a_right_code_is_told(people: People) -> None:
    """security.md §6: factor one right, factor two missing for three minutes; recorded, and told at the next sign-in."""
    account = await people.staff()
    await fail(people, 1, PASSWORD)
    since = people.clock()
    await fail(people, 2, PASSWORD)
    people.clock.later(minutes=2)
    assert await tries(people, account)
    assert await told(people.staff_desk, account.person.id) == [("half_signed_in", since)]
    assert "sign_in.half" in await people.kinds()


async def test_who_mistypes_a_code_is_not_told_of_it(people: People) -> None:
    """A right one within three minutes."""
    account = await people.staff()
    await fail(people, 1, PASSWORD)
    assert await tries(people, account)
    people.clock.later(minutes=10)
    assert await told(people.staff_desk, account.person.id) == []


async def test_a_wrong_password_is_not_half_a_sign_in(people: People) -> None:
    account = await people.staff()
    await fail(people, 3)
    people.clock.later(minutes=10)
    assert await told(people.staff_desk, account.person.id) == []


async def test_who_is_signed_in_is_told_without_signing_in_again(people: People) -> None:
    """And once: what was read is not told again."""
    account = await people.staff()
    await fail(people, 1, PASSWORD)
    people.clock.later(minutes=3)
    (notice,) = await people.staff_desk.notices.of(account.person.id)
    assert await people.staff_desk.notices.of(account.person.id) == [notice]
    await people.staff_desk.notices.read(account.person.id, notice.id)
    assert await people.staff_desk.notices.of(account.person.id) == []
    with pytest.raises(LightboxError, match="not_found"):
        await people.staff_desk.notices.read(account.person.id, notice.id)


async def test_all_together_have_their_tries_too(people: People) -> None:
    """T-05: a bucket of everybody, from however many addresses they come."""
    tries = people.staff_desk.sign_in._tries
    await tries.slow("198.51.100.1")
    async with people.db.write() as conn:
        await conn.exec_driver_sql("UPDATE attempt_buckets SET milli = 999")
    with pytest.raises(Refused, match="slow_down"):
        await tries.slow("192.0.2.1")
    people.clock.later(seconds=1)
    await tries.slow("192.0.2.2")
