"""Desks that nobody sits at."""

import pytest

from server.desk.hands import Hands
from server.desk.sign_in import SignedIn
from server.storage.database.logins import LoginRepository
from server.terms.errors import Refused
from tests.desk.people import People
from tests.desk.test_standing import standing


def hands(people: People) -> Hands:
    """Over the desk's own tables."""
    return Hands(factors=people.factors, shelf=LoginRepository(people.db), proofs=people.rooms, clock=people.clock)


async def asked(people: People, secret: str) -> SignedIn | None:
    """A page's request, which is no hand."""
    return await people.sign_in.who(secret)


async def test_a_page_that_asks_by_itself_keeps_nothing_lit_and_nobody_signed_in(people: People) -> None:
    """ASVS 7.3: pictures go dark after five minutes, the login is over after four hours, however often a page asks."""
    _, secret = await people.signed_in(await people.staff())
    people.clock.later(minutes=5, seconds=-1)
    lit = await asked(people, secret)
    people.clock.later(seconds=1)
    dark = await asked(people, secret)
    assert (lit and lit.is_dark, dark and dark.is_dark) == (False, True)
    for _ in range(46):
        people.clock.later(minutes=5)
        assert await asked(people, secret) is not None
    people.clock.later(minutes=5)
    assert await asked(people, secret) is None


async def test_hands_keep_it_lit(people: People) -> None:
    """ASVS 7.3: one every few minutes, for hours; with them the login goes on too."""
    _, secret = await people.signed_in(await people.staff())
    for _ in range(70):
        people.clock.later(minutes=4)
        now = await asked(people, secret)
        assert now is not None
        assert not now.is_dark
        light = await hands(people).touched(now)
        assert light.dark_ms - light.now_ms == 5 * 60_000


async def test_a_late_hand_lights_nothing(people: People) -> None:
    """ASVS 7.3: whoever comes to a dark desk needs the factor; their hands only say that the login is not idle."""
    _, secret = await people.signed_in(await people.staff())
    for _ in range(60):
        people.clock.later(minutes=6)
        now = await asked(people, secret)
        assert now is not None
        assert now.is_dark
        light = await hands(people).touched(now)
        assert light.dark_ms < light.now_ms


async def test_the_second_factor_brings_pictures_back_once(people: People) -> None:
    """T-06: neither a wrong code nor one that was used; the first of them makes the next one wait."""
    account = await people.staff()
    _, secret = await people.signed_in(account)
    people.clock.later(minutes=6)
    desk, now = hands(people), await asked(people, secret)
    assert now is not None
    with pytest.raises(Refused, match="factor_wrong"):
        await desk.prove(now, "000000")
    with pytest.raises(Refused, match="slow_down"):
        await desk.prove(now, people.code(account))
    people.clock.later(seconds=2)
    light = await desk.prove(now, people.code(account))
    assert light.dark_ms - light.now_ms == 5 * 60_000
    again = await asked(people, secret)
    assert again is not None
    assert not again.is_dark
    with pytest.raises(Refused, match="factor_wrong"):
        await desk.prove(again, people.code(account))
    assert people.rooms.told == [("proved", now.login.id, now.person.id)]
    kinds = [kind for kind in await people.kinds() if kind.startswith("factor")]
    assert kinds == ["factor.refused", "factor.accepted", "factor.refused"]


async def test_who_sits_in_a_running_consult_needs_no_hand(people: People) -> None:
    """Issue 5: the talk counts as one, the lobby does not."""
    signed_in, secret = await people.signed_in(await people.staff())
    login = signed_in.login.id
    for _ in range(30):
        people.clock.later(minutes=1)
        await standing(people).in_use([login], [login])
    now = await asked(people, secret)
    assert now is not None
    assert not now.is_dark
    for _ in range(5):
        people.clock.later(minutes=1)
        await standing(people).in_use([login], [])
    later = await asked(people, secret)
    assert later is not None
    assert later.is_dark
