"""Consults over HTTP: making one, its card, codes, links, ticket and record."""

import pytest

from tests.desk.people import CHEST, CINE, PUBLIC_URL, consult_of, guest_of
from tests.transport.people_server import PeopleServer

ASKED: dict[str, object] = {
    "series_ids": [CHEST, CINE],
    "guests": [{"role": "patient", "name": "Maria"}, {"role": "specialist", "name": "Dr Sol"}],
    "minutes": 20,
}


async def test_a_consult_is_made_and_seen_again(server: PeopleServer) -> None:
    """Issue 2, point 4."""
    staff = await server.sign_in()
    made = await server.ask("POST", "/api/consults", ASKED, staff=staff)
    assert made.status == 201
    card = made.content
    assert (card["phase"], card["title"], card["patient_name"]) == ("lobby", "CT · Thorax 1.5", "Canary, Penelope")
    assert [guest["name"] for guest in card["guests"]] == ["Maria", "Dr Sol"]
    invite = card["guests"][0]["invite"]
    assert invite["link"].startswith(f"{PUBLIC_URL}/join#")
    assert invite["state"] == "unused"
    assert invite["qr_svg"].startswith("<svg ")
    assert "style" not in invite["qr_svg"]
    again = await server.ask("GET", f"/api/consults/{card['id']}", staff=staff)
    assert again.content == card
    listed = await server.ask("GET", "/api/consults", staff=staff)
    for guest in card["guests"]:
        guest["invite"]["qr_svg"] = ""  # a list that is asked for every three seconds draws nothing
    assert listed.content == {"consults": [card]}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"series_ids": []}, "bad_value"),
        ({"series_ids": ["../x"]}, "bad_value"),
        ({"guests": []}, "bad_value"),
        ({"guests": [{"role": "provider", "name": "M"}]}, "bad_value"),
        ({"guests": [{"role": "patient", "name": "M" * 81}]}, "bad_value"),
        ({"guests": [{"role": "patient", "name": "\u202e"}]}, "bad_name"),
        ({"minutes": 4}, "bad_value"),
        ({"minutes": 240}, "minutes_out_of_range"),
        ({"minutes": 20.5}, "bad_value"),
        ({"start_ms": 5}, "start_in_past"),
        ({"basis": "curiosity"}, "bad_value"),
        ({"extra": 1}, "bad_value"),
        ({"series_ids": ["f" * 32]}, "not_found"),
    ],
    ids=range(13),
)
async def test_an_impossible_consult_is_refused_by_its_reason(
    server: PeopleServer, change: dict[str, object], code: str
) -> None:
    staff = await server.sign_in()
    answer = await server.ask("POST", "/api/consults", ASKED | change, staff=staff)
    assert answer.code == code
    assert 400 <= answer.status < 500


async def test_codes_and_links_are_made_on_demand(server: PeopleServer) -> None:
    """Decisions 5: a code to read out, a new link, no link."""
    staff = await server.sign_in()
    card = (await server.ask("POST", "/api/consults", ASKED, staff=staff)).content
    guest = f"/api/consults/{card['id']}/guests/{card['guests'][0]['participant']}"
    code = (await server.ask("POST", f"{guest}/code", staff=staff)).content
    assert code["code"].isdigit()
    assert code["expires_ms"] == server.people.clock.now_ms + 600_000
    renewed = (await server.ask("POST", f"{guest}/link", staff=staff)).content
    assert renewed["link"] != card["guests"][0]["invite"]["link"]
    assert renewed["code_expires_ms"] is None
    assert (await server.ask("DELETE", f"{guest}/link", staff=staff)).content["state"] == "revoked"
    refused = await server.ask("POST", f"{guest}/code", staff=staff)
    assert (refused.status, refused.code) == (403, "invite_revoked")


async def test_anothers_consult_and_none_look_alike(server: PeopleServer) -> None:
    """T-04, T-16: every route under it answers like one that never was."""
    card = await server.consult()
    staff = await server.sign_in()
    for session in (card.session.id, "0" * 32):
        for method, path in (
            ("GET", ""),
            ("POST", "/cancel"),
            ("POST", "/ticket"),
            ("GET", "/record"),
            ("POST", f"/guests/{guest_of(card)}/code"),
            ("POST", f"/guests/{guest_of(card)}/link"),
            ("DELETE", f"/guests/{guest_of(card)}/link"),
        ):
            answer = await server.ask(method, f"/api/consults/{session}{path}", staff=staff)
            assert (answer.status, answer.content) == (404, {"error": {"code": "not_found", "facts": {}}}), path


async def test_a_guest_that_is_none_has_no_code(server: PeopleServer) -> None:
    staff = await server.sign_in()
    card = (await server.ask("POST", "/api/consults", ASKED, staff=staff)).content
    answer = await server.ask("POST", f"/api/consults/{card['id']}/guests/{'0' * 16}/code", staff=staff)
    assert answer.code == "not_found"


async def test_the_host_gets_a_ticket_and_the_record(server: PeopleServer) -> None:
    staff = await server.sign_in()
    card = (await server.ask("POST", "/api/consults", ASKED, staff=staff)).content
    ticket = (await server.ask("POST", f"/api/consults/{card['id']}/ticket", staff=staff)).content
    assert (ticket["room"], ticket["role"]) == (card["id"], "provider")
    record = (await server.ask("GET", f"/api/consults/{card['id']}/record", staff=staff)).content
    assert [entry["kind"] for entry in record["entries"]][-1] == "log.used"
    assert (record["transcript"], record["receipt"]) == ([], None)


async def test_cancelling_goes_to_the_room(server: PeopleServer) -> None:
    account = await server.people.staff()
    card = await consult_of(server.people, account)
    _, staff = await server.people.signed_in(account)
    assert (await server.ask("POST", f"/api/consults/{card.session.id}/cancel", staff=staff)).status == 200
    assert server.people.rooms.told[-1] == ("cancel", card.session.id, card.session.host.id)


async def test_what_is_held_back_is_on_the_card_and_released_on_demand(server: PeopleServer) -> None:
    """H5: by series and place in the room; to anybody else there is no such consult."""
    server.people.pictures.held = {CINE}
    staff, other = await server.sign_in(), await server.sign_in("other")
    made = await server.ask("POST", "/api/consults", ASKED, staff=staff)
    assert [(held["stack"], held["series_id"], held["part"]) for held in made.content["held"]] == [(1, CINE, 0)]
    path = f"/api/consults/{made.content['id']}/release"
    assert (await server.ask("POST", path, staff=other)).status == 404
    server.people.looked.masks = {CINE: ()}
    assert (await server.ask("POST", path, staff=staff)).status == 200
    assert server.people.rooms.told[-1][0] == "release"
