"""What one has in hand, over HTTP: a closed list of words and numbers, of one's own alone."""

import json
from typing import Any

from tests.transport.people_server import Answer, PeopleServer

PATH = "/api/me/preferences"
MOUSE: dict[str, Any] = {"left": "zoom", "middle": "pan", "right": "window", "wheel": "scroll"}
LUNG: dict[str, Any] = {"center": -600.0, "width": 1500.0, "function": "LINEAR"}
CHEST: dict[str, Any] = {
    "modality": "CT",
    "unit": "HU",
    "kept": [LUNG],
    "row": [{"name": "airways", "shows": LUNG}, {"name": "", "shows": 1}],
}

ILLEGAL: tuple[dict[str, Any], ...] = (
    {"mouse": MOUSE | {"left": "erase"}},
    {"mouse": MOUSE | {"wheel": "pan"}},
    {"mouse": {"left": "zoom"}},
    {"mouse": MOUSE | {"fifth": "pan"}},
    {"letters": "off"},
    {"person": "lee"},
    {"theme": "dark"},
    {"windows": [CHEST] * 21},
    {"windows": [CHEST | {"modality": "ct of Ida"}]},
    {"windows": [CHEST | {"unit": "cm"}]},
    {"windows": [CHEST | {"kept": [LUNG] * 5}]},
    {"windows": [CHEST | {"kept": [LUNG | {"width": 0}]}]},
    {"windows": [CHEST | {"kept": [LUNG | {"center": 1e7}]}]},
    {"windows": [CHEST | {"kept": [LUNG | {"function": "TABLE"}]}]},
    {"windows": [CHEST | {"row": [{"name": "", "shows": 0}] * 10}]},
    {"windows": [CHEST | {"row": [{"name": "x" * 25, "shows": 0}]}]},
    {"windows": [CHEST | {"row": [{"name": "", "shows": -1}]}]},
    {"windows": [CHEST | {"row": [{"name": "", "shows": "lung"}]}]},
    {"windows": [CHEST | {"row": [{"name": ""}]}]},
)


async def change(server: PeopleServer, staff: str, **parts: object) -> Answer:
    """Change parts of one's own."""
    person = (await server.ask("GET", PATH, staff=staff)).content["person"]
    return await server.ask("PUT", PATH, {"person": person, **parts}, staff=staff)


async def test_what_one_desk_changes_the_next_one_has(server: PeopleServer) -> None:
    """C1: by another login of the same person; parts that are not named stay."""
    account = await server.people.staff()
    here, there = [(await server.people.signed_in(account))[1] for _ in range(2)]
    nothing: dict[str, Any] = {"person": account.person.id, "version": 0, "mouse": None, "letters": None, "windows": []}
    assert (await server.ask("GET", PATH, staff=here)).content == nothing
    assert (await change(server, here, mouse=MOUSE, windows=[CHEST])).status == 200
    now = nothing | {"version": 2, "mouse": MOUSE, "letters": False, "windows": [CHEST]}
    assert (await change(server, there, letters=False)).content == now
    assert (await server.ask("GET", PATH, staff=here)).content == now


async def test_nobody_has_those_of_somebody_else(server: PeopleServer) -> None:
    """T-15: a colleague has none of them and writes none, a guest and a stranger are not signed in."""
    lee, roe = await server.sign_in(), await server.sign_in("roe")
    mine = (await change(server, lee, letters=False)).content
    assert (await server.ask("GET", PATH, staff=roe)).content["version"] == 0
    guest = await server.guest(await server.consult())
    theirs = {"person": mine["person"], "letters": True}
    for method, body in (("GET", None), ("PUT", theirs)):
        assert (await server.ask(method, PATH, body)).code == "signed_out"
        assert (await server.ask(method, PATH, body, guest=guest)).code == "signed_out"
    assert (await server.ask("PUT", PATH, theirs, staff=roe)).code == "forbidden"
    assert (await server.ask("GET", PATH, staff=lee)).content == mine
    assert (await server.ask("GET", PATH, staff=roe)).content["version"] == 0


async def test_only_a_page_of_ours_writes_them(server: PeopleServer) -> None:
    """T-12: the cookie moves nothing for another site's page."""
    lee = await server.sign_in()
    mine = (await server.ask("GET", PATH, staff=lee)).content
    body = {"person": mine["person"], "letters": False}
    assert (await server.ask("PUT", PATH, body, staff=lee, Sec_Fetch_Site="cross-site")).code == "cross_origin"
    assert (await server.ask("GET", PATH, staff=lee)).content == mine


async def test_what_is_none_of_the_words_is_refused(server: PeopleServer) -> None:
    """T-20: no bag for anything else: words of tools, bounded numbers, short names, so many and no more."""
    lee = await server.sign_in()
    for body in ILLEGAL:
        assert (await change(server, lee, **body)).code == "bad_value", body
    assert (await server.ask("PUT", PATH, [], staff=lee)).code == "bad_value"
    assert (await server.ask("GET", PATH, staff=lee)).content["version"] == 0


async def test_as_much_as_there_can_be_fits_and_no_more(server: PeopleServer) -> None:
    """T-20: every kind with every key arranged is one body; what is larger than a body is refused unread."""
    long = {"center": -123456.7890123, "width": 1234567.890123, "function": "LINEAR_EXACT"}
    kind = {"kept": [long] * 4, "row": [{"name": "\u0637" * 24, "shows": long}] * 9, "unit": "Z_EFF"}
    most = {
        "mouse": MOUSE,
        "letters": True,
        "windows": [kind | {"modality": f"KIND_OF_PICT_{n:02}"} for n in range(20)],
    }
    lee = await server.sign_in()
    written = await change(server, lee, **most)
    assert written.status == 200
    assert len(written.content["windows"]) == 20
    assert len(json.dumps(written.content).encode()) < 64 * 1024
    assert (await change(server, lee, windows=[kind | {"modality": "x" * 64 * 1024}])).code == "too_large"
