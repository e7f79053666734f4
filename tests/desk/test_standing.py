"""Which logins still stand."""

from server.desk.standing import Standing
from server.storage.database.logins import GuestLoginRepository, LoginRepository
from server.terms.ids import LoginId
from tests.desk.people import People, consult_of, guest_of, secret_of


def standing(people: People) -> Standing:
    """Over the desk's own tables."""
    logins = LoginRepository(people.db)
    return Standing(staff=logins, hands=logins, guests=GuestLoginRepository(people.db), clock=people.clock)


async def test_staff_and_guests_stand_until_they_end(people: People) -> None:
    """T-10: what nobody has ended, and nothing that never was."""
    account = await people.staff()
    signed_in, _ = await people.signed_in(account)
    card = await consult_of(people, account)
    code = await people.invites.show_code(card.session, guest_of(card))
    guest = await people.joining.who((await people.joining.enter_code(secret_of(card), code.digits, address=""))[1])
    assert guest is not None
    asked, both = {signed_in.login.id, guest.id, LoginId("0" * 32)}, standing(people)
    assert await both.in_use(asked, ()) == {signed_in.login.id, guest.id}
    assert await both.stands(signed_in.login.id, is_guest=False)
    assert await both.stands(guest.id, is_guest=True)
    assert not await both.stands(guest.id, is_guest=False)
    assert not await both.stands(signed_in.login.id, is_guest=True)
    await people.sign_in.sign_out(signed_in)
    await people.invites.revoke(card.session, guest_of(card))
    assert await both.in_use(asked, ()) == frozenset()
    assert not await both.stands(signed_in.login.id, is_guest=False)
    assert not await both.stands(guest.id, is_guest=True)


async def test_an_open_screen_keeps_its_login_from_idling_but_not_for_ever(people: People) -> None:
    """ASVS 7.3: a consult of hours is no idle one; after twelve hours it is over all the same."""
    login = (await people.signed_in(await people.staff()))[0].login.id
    for _ in range(5):
        people.clock.later(minutes=140)
        assert await standing(people).in_use([login], [login]) == {login}
    people.clock.later(minutes=20)
    assert await standing(people).in_use([login], [login]) == frozenset()


async def test_without_a_screen_it_idles(people: People) -> None:
    """ASVS 7.3: asking about a login is not using it."""
    login = (await people.signed_in(await people.staff()))[0].login.id
    for _ in range(3):
        people.clock.later(minutes=79)
        assert await standing(people).stands(login, is_guest=False)
    people.clock.later(minutes=3)
    assert not await standing(people).stands(login, is_guest=False)
