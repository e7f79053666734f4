"""Messages over HTTP: chosen with the consult, shown beforehand, asked for by guest or host."""

import pytest

from tests.desk.people import CHEST, PATIENT_NAME
from tests.desk.post import MAIL, PHONE
from tests.transport.people_server import PeopleServer

WAYS = {"link_by": "mail", "link_to": f" {MAIL} ", "code_by": "text", "code_to": "+34 600 123 456", "language": "es"}


def asked(**ways: object) -> dict[str, object]:
    guest = {"role": "patient", "name": "Maria", "ways": {**WAYS, **ways}}
    return {"series_ids": [CHEST], "guests": [guest], "minutes": 20}


async def test_the_card_says_which_way_and_how_far(server: PeopleServer) -> None:
    """B1: address as it is written to, link on its way, code not yet."""
    staff = await server.sign_in()
    assert (await server.ask("GET", "/api/me", staff=staff)).content["channels"] == ["mail", "text"]
    card = (await server.ask("POST", "/api/consults", asked(uses_max=2), staff=staff)).content
    invite = card["guests"][0]["invite"]
    assert [invite[each] for each in ("link_by", "link_to", "code_by", "code_to", "language", "uses_max")] == [
        "mail", MAIL, "text", PHONE, "es", 2,
    ]  # fmt: skip
    assert [(each["kind"], each["state"]) for each in invite["messages"]] == [("link", "waiting")]


async def test_a_guest_asks_for_the_code_and_learns_no_address(server: PeopleServer) -> None:
    """Who holds the link alone learns by which way a code comes, not to where."""
    staff = await server.sign_in()
    card = (await server.ask("POST", "/api/consults", asked(), staff=staff)).content
    secret = {"secret": card["guests"][0]["invite"]["link"].split("#")[1]}
    opened = await server.ask("POST", "/api/join/open", secret)
    sent = await server.ask("POST", "/api/join/send", secret)
    assert (opened.content["code_by"], sent.status, sent.content["channel"]) == ("text", 200, "text")
    assert not [each for each in (MAIL, PHONE, "600", "Maria") if each.encode() in opened.body + sent.body]
    invite = (await server.ask("GET", f"/api/consults/{card['id']}", staff=staff)).content["guests"][0]["invite"]
    assert {each["kind"] for each in invite["messages"]} == {"link", "code"}
    await server.ask("POST", "/api/join/send", secret)
    refused = await server.ask("POST", "/api/join/send", secret)
    assert (refused.status, refused.code) == (429, "too_many_sends")
    assert int(refused.headers["Retry-After"]) <= 600


async def test_the_host_has_a_code_sent_and_never_sees_it(server: PeopleServer) -> None:
    staff = await server.sign_in()
    card = (await server.ask("POST", "/api/consults", asked(), staff=staff)).content
    guest = f"/api/consults/{card['id']}/guests/{card['guests'][0]['participant']}"
    sent = await server.ask("POST", f"{guest}/send", staff=staff)
    assert sent.content.keys() == {"channel", "expires_ms", "server_ms"}
    messages = (await server.ask("GET", f"{guest}/messages", staff=staff)).content["messages"]
    assert [(each["kind"], each["channel"]) for each in messages] == [("link", "mail"), ("code", "text")]
    assert card["guests"][0]["invite"]["link"] in messages[0]["body"]
    stranger = await server.sign_in("roe")
    assert (await server.ask("GET", f"{guest}/messages", staff=stranger)).status == 404
    assert (await server.ask("POST", f"{guest}/send", staff=stranger)).status == 404


async def test_a_preview_needs_no_name_and_no_address(server: PeopleServer) -> None:
    """JP03: what the patient will read, before anything is made."""
    staff = await server.sign_in()
    preview = {"ways": {"link_by": "text", "code_by": "read", "language": "ar"}, "minutes": 20}
    shown = await server.ask("POST", "/api/consults/preview/messages", preview, staff=staff)
    ((message),) = shown.content["messages"]
    assert (message["kind"], message["channel"], message["subject"]) == ("link", "text", "")
    assert "زيارة" in message["body"]
    assert PATIENT_NAME.encode() not in shown.body
    assert (await server.ask("POST", "/api/consults/preview/messages", preview)).status == 401


@pytest.mark.parametrize(
    ("ways", "code"),
    [
        ({"code_by": "mail", "code_to": "other@mail.example"}, "same_channel"),
        ({"link_to": "maria"}, "bad_address"),
        ({"code_to": "600123456"}, "bad_address"),
        ({"not_after_ms": 1}, "link_window"),
        ({"uses_max": 6}, "link_uses"),
        ({"link_by": "pigeon"}, "bad_value"),
        ({"bcc": MAIL}, "bad_value"),
    ],
)
async def test_ways_that_lead_nowhere_are_refused(server: PeopleServer, ways: dict[str, object], code: str) -> None:
    """A refusal names the field's kind, never what was typed."""
    refused = await server.ask("POST", "/api/consults", asked(**ways), staff=await server.sign_in())
    assert (refused.status, refused.code) == (400, code)
    assert b"maria" not in refused.body


@pytest.mark.parametrize("start_ms", [0, 253_000_000_000_000, 253_000_000_000_001, -1, 2**63, 2**200])
async def test_any_moment_is_said_or_refused(server: PeopleServer, start_ms: int) -> None:
    """No calendar has words for every number."""
    ways = {"link_by": "mail", "not_before_ms": 1, "not_after_ms": 253_000_000_000_000}
    preview = {"ways": ways, "minutes": 240, "start_ms": start_ms}
    shown = await server.ask("POST", "/api/consults/preview/messages", preview, staff=await server.sign_in())
    assert shown.status == (200 if 0 <= start_ms <= 253_000_000_000_000 else 400)
