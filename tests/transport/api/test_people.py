"""People over HTTP, as administrators look after them."""

from typing import Any

from server.terms.people import StaffRole
from tests.desk.people import PASSWORD
from tests.transport.people_server import PeopleServer


async def administrator(server: PeopleServer, login_name: str = "ada") -> str:
    """Sign an administrator in; gives the cookie's secret."""
    account = await server.people.staff(login_name, StaffRole.ADMINISTRATOR)
    return (await server.people.signed_in(account, login_name))[1]


async def add(server: PeopleServer, ada: str) -> dict[str, Any]:
    body = {"login_name": "lee", "name": "Dr Lee", "role": "provider"}
    made = await server.ask("POST", "/api/people", body, staff=ada)
    assert made.status == 201
    return dict(made.content)


async def test_an_administrator_adds_a_person_who_enrolls(server: PeopleServer) -> None:
    """Issue 5, Staff: the link is told once; by it a password, an authenticator, ten codes, and a login."""
    ada = await administrator(server)
    made = await add(server, ada)
    assert made["person"]["standing"] == "invited"
    secret = made["link"].partition("/enroll#")[2]
    offer = (await server.ask("POST", "/api/enroll/open", {"secret": secret})).content
    assert (offer["name"], offer["login_name"], offer["needs_password"]) == ("Dr Lee", "lee", True)
    assert offer["qr_svg"].startswith("<svg")
    code = server.people.shown(offer["totp_secret"])
    done = await server.ask("POST", "/api/enroll/confirm", {"secret": secret, "password": PASSWORD, "code": code})
    assert len(done.content["recovery_codes"]) == 10
    assert done.content["me"]["person"]["name"] == "Dr Lee"
    lee = done.cookie.split("=", 1)[1].split(";")[0]
    assert "HttpOnly" in done.cookie
    assert (await server.ask("GET", "/api/me", staff=lee)).status == 200
    listed = (await server.ask("GET", "/api/people", staff=ada)).content["people"]
    assert [(each["name"], each["standing"], each["here"]) for each in listed] == [
        ("Dr Ada", "active", True),
        ("Dr Lee", "active", False),
    ]
    assert secret not in str(listed)
    again = await server.ask("POST", "/api/enroll/confirm", {"secret": secret, "password": PASSWORD, "code": code})
    assert again.code == "link_used"


async def test_a_recovery_code_gives_a_link_for_a_new_authenticator(server: PeopleServer) -> None:
    """Issue 5, Staff: and the notice of it is read once."""
    _, link = await server.people.invited()
    done, _ = await server.people.enrolled(link)
    server.people.clock.later(minutes=2)
    body = {"login_name": "lee", "password": PASSWORD, "code": done.recovery_codes[0].lower()}
    given = (await server.ask("POST", "/api/recover", body)).content
    offer = (await server.ask("POST", "/api/enroll/open", {"secret": given["secret"]})).content
    assert not offer["needs_password"]
    code = server.people.shown(offer["totp_secret"])
    back = await server.ask("POST", "/api/enroll/confirm", {"secret": given["secret"], "code": code})
    lee = back.cookie.split("=", 1)[1].split(";")[0]
    (notice,) = (await server.ask("GET", "/api/notices", staff=lee)).content["notices"]
    assert notice["kind"] == "recovery_used"
    read = await server.ask("DELETE", f"/api/notices/{notice['id']}", staff=lee)
    assert read.content["notices"] == []


async def test_a_reset_takes_two_administrators(server: PeopleServer) -> None:
    """security.md §6."""
    ada, bob = await administrator(server), await administrator(server, "bob")
    person = (await add(server, ada))["person"]["id"]
    asked = await server.ask("POST", f"/api/people/{person}/reset", staff=ada)
    assert asked.content["standing"] == "reset"
    assert (await server.ask("POST", f"/api/people/{person}/reset/confirm", staff=ada)).code == "second_person"
    done = await server.ask("POST", f"/api/people/{person}/reset/confirm", staff=bob)
    assert "/enroll#" in done.content["link"]
    gone = await server.ask("POST", f"/api/people/{person}/reset/confirm", staff=bob)
    assert (gone.status, gone.code) == (409, "reset_not_asked")


async def test_reading_an_enrolment_address_changes_nothing(server: PeopleServer) -> None:
    """T-02: links are inert for GET and HEAD; the page is the same for everybody and says nothing of anybody."""
    _, link = await server.people.invited()
    for method in ("GET", "HEAD", "GET"):
        assert (await server.ask(method, "/enroll")).status == 200
        assert (await server.ask(method, "/api/enroll/open")).status == 405
    assert (
        await server.ask("POST", "/api/enroll/open", {"secret": link.secret}, Sec_Fetch_Site="")
    ).code == "cross_origin"
    assert await server.people.kinds() == []
    await server.people.enrolled(link)
