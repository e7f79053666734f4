"""From a one-time link to an active account: nothing before the code, everything once."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from server.desk.admitting import Caller
from server.desk.enrolling import Enrolled, NewLink
from server.terms.errors import LightboxError, Malformed, NotFound, Refused, Unavailable
from server.terms.ids import PersonId
from tests.desk.people import PASSWORD, People, people_in, stored_in

Given = TypeVar("Given")
HERE = Caller("192.0.2.1", user_agent="Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0")


async def confirm(people: People, link: NewLink, password: str = PASSWORD, *, skew_s: int = 0) -> Enrolled:
    offer = await people.staff_desk.enrolling.open(link.secret, address=HERE.address)
    code = people.shown(offer.totp_secret, skew_s)
    return await people.staff_desk.enrolling.confirm(link.secret, password, code, HERE)


async def test_a_link_makes_an_account_active(people: People) -> None:
    """Issue 5, Staff: password, authenticator and ten recovery codes; one is signed in, and signs in again with them."""
    person, link = await people.invited()
    done, totp_secret = await people.enrolled(link)
    assert done.signed_in.person == person
    assert len(set(done.recovery_codes)) == 10
    assert await people.sign_in.who(done.secret) == done.signed_in
    assert await people.kinds() == ["person.enrolled", "sign_in.accepted"]
    people.clock.later(seconds=30)
    again, _ = await people.sign_in.sign_in("lee", PASSWORD, people.shown(totp_secret), address="192.0.2.1")
    assert again.person == person


async def test_the_code_that_confirmed_signs_nobody_in(people: People) -> None:
    """T-06: it was used."""
    _, link = await people.invited()
    _, totp_secret = await people.enrolled(link)
    with pytest.raises(Refused, match="wrong_credentials"):
        await people.sign_in.sign_in("lee", PASSWORD, people.shown(totp_secret), address="192.0.2.1")


async def test_opening_a_link_changes_nothing(people: People) -> None:
    """T-02: as often as one likes, the same secret to scan, nobody active, nothing recorded."""
    person, link = await people.invited()
    offers = [await people.staff_desk.enrolling.open(link.secret, address="") for _ in range(3)]
    assert len({each.totp_secret for each in offers}) == 1
    assert await people.kinds() == []
    assert person not in await people.accounts.people()


async def test_before_the_code_there_is_no_way_in(people: People) -> None:
    """T-09: neither with the offered secret nor with any password; the answer is that of an unknown name."""
    _, link = await people.invited()
    offer = await people.staff_desk.enrolling.open(link.secret, address="")
    for password in (PASSWORD, "", "nobody has this password"):
        with pytest.raises(Refused) as refused:
            await people.sign_in.sign_in("lee", password, people.shown(offer.totp_secret), address="192.0.2.1")
        assert (refused.value.code, refused.value.facts) == ("wrong_credentials", {})
        people.clock.later(minutes=1)


@pytest.mark.parametrize("skew_s", [-90, -60, 60, 90])
async def test_a_wrong_code_changes_nothing(people: People, skew_s: int) -> None:
    """T-07: no account becomes active by an authenticator that shows something else; the link stays good."""
    _, link = await people.invited()
    people.clock.now_ms = 1_770_000_015_000
    with pytest.raises(Refused, match="code_mismatch"):
        await confirm(people, link, skew_s=skew_s)
    assert await people.kinds() == []
    await confirm(people, link)


async def test_a_short_password_keeps_the_link(people: People) -> None:
    _, link = await people.invited()
    with pytest.raises(Malformed, match="password_short"):
        await confirm(people, link, "short")
    await confirm(people, link)


async def test_a_link_is_used_once(people: People) -> None:
    """ASVS 6: of twenty at once one wins, and afterwards it says that it was used."""
    _, link = await people.invited()
    done = await asyncio.gather(*(confirm(people, link) for _ in range(14)), return_exceptions=True)
    assert sum(isinstance(each, Enrolled) for each in done) == 1
    assert {each.code for each in done if isinstance(each, LightboxError)} == {"link_used"}
    with pytest.raises(Refused, match="link_used"):
        await people.staff_desk.enrolling.open(link.secret, address="198.51.100.1")
    assert (await people.kinds()).count("person.enrolled") == 1


async def test_a_link_is_good_for_a_day(people: People) -> None:
    """Strictly before its end."""
    _, link = await people.invited()
    people.clock.now_ms = link.not_after_ms - 1
    await people.staff_desk.enrolling.open(link.secret, address="")
    people.clock.now_ms = link.not_after_ms
    with pytest.raises(Refused, match="link_expired"):
        await people.staff_desk.enrolling.open(link.secret, address="")


@pytest.mark.parametrize("secret", ["", "x", "x" * 43, "\ud800" * 43, "é" * 43])
async def test_a_link_that_is_none(people: People, secret: str) -> None:
    """T-04, BI-35."""
    await people.invited()
    with pytest.raises(NotFound):
        await people.staff_desk.enrolling.open(secret, address="")


async def test_only_the_newest_link_opens(people: People) -> None:
    person, link = await people.invited()
    newer = await people.staff_desk.enrolling.new_link(person.id, "account")
    with pytest.raises(NotFound):
        await people.staff_desk.enrolling.open(link.secret, address="")
    await confirm(people, newer)


async def test_without_the_record_nothing_is_active_and_the_link_stays(people: People) -> None:
    """The entry first, or nothing."""
    _, link = await people.invited()
    async with people.db.write() as conn:
        await conn.exec_driver_sql("ALTER TABLE entries RENAME TO away")
    with pytest.raises(Unavailable):
        await confirm(people, link)
    async with people.db.write() as conn:
        await conn.exec_driver_sql("ALTER TABLE away RENAME TO entries")
    assert await people.accounts.people() == []
    await confirm(people, link)


async def test_only_hashes_of_links_and_codes_are_stored(people: People, tmp_path: Path) -> None:
    """T-03: neither the link's secret, nor a recovery code, nor the authenticator's secret rests readable."""
    _, link = await people.invited()
    done, totp_secret = await people.enrolled(link)
    stored = stored_in(tmp_path)
    for secret in (link.secret, totp_secret, PASSWORD, *done.recovery_codes):
        assert secret.encode() not in stored
        assert secret.replace("-", "").encode() not in stored


async def test_thirty_links_are_tried_from_one_address_in_ten_minutes(people: People) -> None:
    """T-05: guessing links is as slow as guessing passwords."""
    for _ in range(30):
        with pytest.raises(NotFound):
            await people.staff_desk.enrolling.open("x" * 43, address="192.0.2.1")
    with pytest.raises(Refused, match="slow_down"):
        await people.staff_desk.enrolling.open("x" * 43, address="192.0.2.77")


class Enrolment(RuleBasedStateMachine):
    """One account, its links and its authenticators, beside a model of six fields."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
        self.folder = TemporaryDirectory()
        self.opened = people_in(Path(self.folder.name))

    @initialize()
    def an_invited_person(self) -> None:
        self.people = self.runner.run(self.opened.__aenter__())
        self.person, link = self.runner.run(self.people.invited())
        self.links = [link]
        self.good: NewLink | None = link
        """The model: the one link that opens, what it is for, the password and authenticator that are active."""
        self.purpose = "account"
        self.password = ""
        self.totp_secret = ""
        self.codes: list[str] = []

    @rule(minutes=st.sampled_from([1, 30, 90, 1500]))
    def time_goes_on(self, minutes: int) -> None:
        self.people.clock.later(minutes=minutes)
        if self.good is not None and self.people.clock.now_ms >= self.good.not_after_ms:
            self.good = None

    @rule()
    def another_link(self) -> None:
        link = self.runner.run(self.people.staff_desk.enrolling.new_link(self.person.id, "account"))
        self.links.append(link)
        self.good, self.purpose = link, "account"

    @rule(
        which=st.integers(0, 7),
        password=st.sampled_from([PASSWORD, "another long password", "short"]),
        right=st.booleans(),
    )
    def confirms(self, *, which: int, password: str, right: bool) -> None:
        link = self.links[which % len(self.links)]
        self.people.clock.later(minutes=11)
        if self.good is not None and self.people.clock.now_ms >= self.good.not_after_ms:
            self.good = None
        enrolling = self.people.staff_desk.enrolling
        try:
            offer = self.runner.run(enrolling.open(link.secret, address=""))
            code = self.people.shown(offer.totp_secret, 0 if right else 3600)
            done = self.runner.run(enrolling.confirm(link.secret, password, code, HERE))
        except LightboxError:
            assert link is not self.good or not right or (password == "short" and self.purpose == "account")
            return
        assert link is self.good
        assert right
        self.good, self.totp_secret, self.codes = None, offer.totp_secret, list(done.recovery_codes)
        self.password = password if self.purpose == "account" else self.password

    @rule(password=st.sampled_from([PASSWORD, "another long password"]), which=st.integers(0, 9))
    def recovers(self, password: str, which: int) -> None:
        self.people.clock.later(minutes=11)
        code = self.codes[which] if self.codes else "AAAA-AAAA-AAAA-AAAA"
        recovering = self.people.staff_desk.recovering
        link = self.given(recovering.recover("lee", password, code, address="192.0.2.1"))
        if link is None:
            assert not self.codes or password != self.password or not code
            return
        assert password == self.password
        self.codes[which], self.totp_secret = "", ""
        self.links.append(link)
        self.good, self.purpose = link, "factor"

    @rule(password=st.sampled_from([PASSWORD, "another long password"]))
    def signs_in(self, password: str) -> None:
        self.people.clock.later(minutes=11)
        code = self.people.shown(self.totp_secret) if self.totp_secret else "000000"
        signed_in = self.given(self.people.sign_in.sign_in("lee", password, code, address="192.0.2.1"))
        if signed_in is None:
            assert not self.totp_secret or password != self.password or self.held()
            return
        assert self.totp_secret
        assert password == self.password

    def given(self, asked: Coroutine[Any, Any, Given]) -> Given | None:
        """What was given, None for the one refusal that there is."""
        try:
            return self.runner.run(asked)
        except Refused as refused:
            if refused.code != "wrong_credentials":
                raise
            return None

    def held(self) -> bool:
        row = self.runner.run(self.people.staff_desk.administration._failures.of(PersonId(self.person.id)))
        return row.count > 10

    def teardown(self) -> None:
        if hasattr(self, "people"):
            self.runner.run(self.opened.__aexit__(None, None, None))
        self.runner.close()
        self.folder.cleanup()


def test_any_history_of_links_codes_and_sign_ins() -> None:
    """Issue 5: whatever happens in whatever order, the account takes exactly what the model says."""
    run_state_machine_as_test(Enrolment, settings=settings(max_examples=12, stateful_step_count=20, deadline=None))
