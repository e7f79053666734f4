"""Signing in over HTTP: the cookie, the one refusal, and that reading changes nothing."""

import pytest

from tests.desk.people import PASSWORD
from tests.transport.people_server import PeopleServer


async def test_a_sign_in_gives_a_cookie_only_the_browser_can_use(server: PeopleServer) -> None:
    """T-11: __Host-, Secure, HttpOnly, SameSite=Strict, for every path, no life time of its own."""
    account = await server.people.staff()
    body = {"login_name": "lee", "password": PASSWORD, "code": server.people.code(account)}
    answer = await server.ask("POST", "/api/sign-in", body)
    assert (answer.status, answer.content["person"]["name"]) == (200, "Dr Lee")
    parts = {part.strip().split("=")[0] for part in answer.cookie.split(";")}
    assert parts == {"__Host-lightbox", "HttpOnly", "Path", "SameSite", "Secure"}
    assert "SameSite=Strict" in answer.cookie
    secret = answer.cookie.split("=", 1)[1].split(";")[0]
    assert (await server.ask("GET", "/api/me", staff=secret)).content["policy"]["minutes_max"] == 120


async def test_a_wrong_one_says_so_and_slows_down(server: PeopleServer) -> None:
    """Issue 2, point 2: plainly, and with how long to wait."""
    body = {"login_name": "lee", "password": "wrong", "code": "000000"}
    wrong = await server.ask("POST", "/api/sign-in", body)
    assert (wrong.status, wrong.content, wrong.cookie) == (
        401,
        {"error": {"code": "wrong_credentials", "facts": {}}},
        "",
    )
    slow = await server.ask("POST", "/api/sign-in", body)
    assert (slow.status, slow.code, slow.headers["Retry-After"]) == (429, "slow_down", "1")


async def test_signing_out_takes_the_cookie_and_twice_is_fine(server: PeopleServer) -> None:
    staff = await server.sign_in()
    answer = await server.ask("POST", "/api/sign-out", staff=staff)
    assert answer.status == 204
    assert "Max-Age=0" in answer.cookie
    assert (await server.ask("GET", "/api/me", staff=staff)).code == "signed_out"
    assert (await server.ask("POST", "/api/sign-out", staff=staff)).status == 204


async def test_colleagues_are_everybody_else(server: PeopleServer) -> None:
    staff = await server.sign_in()
    await server.people.staff("sol")
    answer = await server.ask("GET", "/api/colleagues", staff=staff)
    assert [each["name"] for each in answer.content["colleagues"]] == ["Dr Sol"]


@pytest.mark.parametrize("secret", ["x" * 43, "", "'; DROP TABLE logins; --"])
async def test_a_made_up_cookie_is_nobody(server: PeopleServer, secret: str) -> None:
    """T-11."""
    assert (await server.ask("GET", "/api/me", staff=secret)).status == 401
