"""Where one is signed in, over HTTP."""

from tests.desk.people import PASSWORD
from tests.transport.people_server import PeopleServer


async def test_a_person_sees_and_ends_their_own_logins(server: PeopleServer) -> None:
    """T-10: one by one, then all but this one; what was ended is refused from the next request on."""
    people = server.people
    account = await people.staff()
    lost, old, here = [(await people.signed_in(account))[1] for _ in range(3)]
    listed = (await server.ask("GET", "/api/logins", staff=here)).content["logins"]
    assert [each["here"] for each in listed] == [True, False, False]
    left = await server.ask("DELETE", f"/api/logins/{listed[2]['id']}", staff=here)
    assert [each["id"] for each in left.content["logins"]] == [each["id"] for each in listed[:2]]
    assert (await server.ask("GET", "/api/me", staff=lost)).code == "signed_out"
    assert (await server.ask("GET", "/api/me", staff=old)).status == 200
    left = await server.ask("DELETE", "/api/logins", staff=here)
    assert [each["here"] for each in left.content["logins"]] == [True]
    assert (await server.ask("GET", "/api/me", staff=old)).code == "signed_out"


async def test_nobody_has_no_logins_and_ends_none(server: PeopleServer) -> None:
    """T-15."""
    for method, path in (("GET", "/api/logins"), ("DELETE", "/api/logins"), ("DELETE", "/api/logins/" + "0" * 32)):
        assert (await server.ask(method, path)).code == "signed_out"
    staff = await server.sign_in()
    assert (await server.ask("DELETE", "/api/logins/" + "0" * 32, staff=staff)).code == "not_found"


async def test_the_browser_is_what_signed_in(server: PeopleServer) -> None:
    """ASVS 7.5: two words of a header."""
    account = await server.people.staff()
    body = {"login_name": "lee", "password": PASSWORD, "code": server.people.code(account)}
    agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36 Edg/126.0"
    cookie = (await server.ask("POST", "/api/sign-in", body, User_Agent=agent)).cookie
    secret = cookie.split("=", 1)[1].split(";")[0]
    (login,) = (await server.ask("GET", "/api/logins", staff=secret)).content["logins"]
    assert (login["browser"], login["system"], login["here"]) == ("Edge", "Windows", True)
