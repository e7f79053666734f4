"""Who may what over HTTP: every kind of person at every address of the application, with the one answer each gets.

A route of the application without a row fails; so does a row without a route. Rows that change something stand last:
everybody else has been refused by all of them before the host is let through.
"""

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from server.app import build
from server.cli.visitor import Answered, Browser, Json
from server.settings import load
from server.vault.deployment import DeploymentKey
from tests.journeys.clinic import LARGE, Clinic, Consult
from tests.journeys.server_process import running
from tests.transport.room.test_logins_end import signed_in_anew

OUTSIDE: Final = ("nobody", "lobby", "admitted")
STAFF: Final = {"other": "roe", "specialist": "sol", "auditor": "aud", "administrator": "ada", "host": "lee"}
WHO: Final = (*OUTSIDE, *STAFF)
HOLDERS: Final = {"host", "lobby", "admitted"}
"""Who may read an id of the consult."""
NO_LOGIN: Final = "401 signed_out"
NO_SEAT: Final = "401 not_entered"
NOTHING: Final = "404 not_found"
Verdicts = dict[str, str]
Body = Json | None


def staff(answer: str = "200") -> Verdicts:
    """All of the staff, each about themselves."""
    return dict.fromkeys(OUTSIDE, NO_LOGIN) | dict.fromkeys(STAFF, answer)


def clinicians(host: str, others: str) -> Verdicts:
    """Providers and specialists; who is no clinician is told so."""
    return staff("403 forbidden") | {"other": others, "specialist": others, "host": host}


def administrators(answer: str = "200") -> Verdicts:
    """Who runs the installation."""
    return staff("403 forbidden") | {"administrator": answer}


def auditors(answer: str = "200") -> Verdicts:
    """Who reads what was recorded."""
    return staff("403 forbidden") | {"auditor": answer}


def owner(answer: str = "200") -> Verdicts:
    """Whose it is; to all others of the staff it does not exist."""
    return staff(NOTHING) | {"host": answer}


def overseers() -> Verdicts:
    """Whoever looks after the installation, or audits it."""
    return administrators() | {"auditor": "200"}


def asked_of(answer: str = "200") -> Verdicts:
    """Who was asked for an opinion; to all others, and to whoever asked, nothing is owed."""
    return staff(NOTHING) | {"specialist": answer}


def guests(lobby: str = "200", admitted: str = "200") -> Verdicts:
    """Who proved a seat."""
    return dict.fromkeys(WHO, NO_SEAT) | {"lobby": lobby, "admitted": admitted}


def anybody(answer: str) -> Verdicts:
    """The same for all."""
    return dict.fromkeys(WHO, answer)


def frame(of: str) -> Verdicts:
    """To whom a picture was announced, and to nobody else."""
    return anybody(NOTHING) | {of: "200"}


@dataclass(frozen=True)
class Row:
    """One address with what is sent there; `{…}` are filled in with what belongs to the host."""

    method: str
    path: str
    verdicts: Verdicts
    body: Body = None
    query: str = ""


_STUDY: Final = "/api/studies/{study}"
_CONSULT: Final = "/api/consults/{id}"
_GUEST: Final = _CONSULT + "/guests/{participant}"
_OPINION: Final = "/api/opinions/{opinion}"
_OWN: Final = "/api/opinion"
_DUE_MS: Final = time.time_ns() // 1_000_000 + 4 * 3600 * 1000
_QUESTION: Final[Json] = {
    "question": "Follow-up or biopsy?", "due_ms": _DUE_MS, "minutes": 30, "basis": "documented",
    "basis_words": {"reference": "Letter"}, "series_ids": ["{series}"], "name": "Dr Stone", "blind": True,
}  # fmt: skip
# nothing is said, so that no code is looked at
_SAID: Final[Json] = {
    "code": "x", "position": "agree", "confidence": "low", "urgency": "soon", "next_step": "none", "text": " ",
}  # fmt: skip
_SECRET: Final = "x" * 43
_PERSON: Final = "/api/people/{person}"
_NEWCOMER: Final = {"login_name": "new", "name": "Dr New", "role": "provider"}
TABLE: Final = (
    Row("GET", "/api/me", staff()),
    Row("GET", "/api/me/preferences", staff()),
    # a page that was opened for one person writes nothing for another
    Row(
        "PUT",
        "/api/me/preferences",
        staff("403 forbidden") | {"other": "200"},
        {"person": "{person}", "letters": False},
    ),
    Row("GET", "/api/colleagues", staff()),
    Row("GET", "/api/logins", staff()),
    Row("DELETE", "/api/logins/{login}", owner()),
    Row("DELETE", "/api/logins", staff()),
    Row("GET", "/api/hand", staff()),
    Row("POST", "/api/hand", staff()),
    Row("POST", "/api/factor", staff("403 factor_wrong"), {"code": "x"}),
    Row("GET", "/api/everything", administrators()),
    Row("GET", "/api/notices", staff()),
    Row("POST", "/api/password", staff("403 wrong_password"), {"current": "x", "password": "long enough for all"}),
    Row("POST", "/api/recovery-codes", staff("400 bad_value"), {"current": ""}),
    Row("DELETE", "/api/notices/{notice}", staff(NOTHING)),
    Row("GET", "/api/installation", overseers()),
    Row("POST", "/api/installation/record", overseers()),
    Row("GET", "/api/people", administrators()),
    Row("POST", "/api/people", administrators("201"), _NEWCOMER),
    Row("POST", _PERSON + "/link", administrators("403 enrolled")),
    Row("POST", _PERSON + "/reset", administrators()),
    Row("POST", _PERSON + "/reset/confirm", administrators("403 second_person")),
    Row("DELETE", _PERSON + "/reset", administrators()),
    Row("POST", "/api/enroll/open", anybody("404 no_such_link"), {"secret": _SECRET}),
    Row("POST", "/api/enroll/confirm", anybody("404 no_such_link"), {"secret": _SECRET, "code": "123456"}),
    Row("POST", "/api/recover", anybody("401 wrong_credentials"), {"login_name": "y", "password": "x", "code": "1"}),
    Row("POST", "/api/audit/entries", auditors(), {"about": "pictures"}),
    Row("POST", "/api/audit/seen", auditors(), {"from_ms": 0, "until_ms": 1000}),
    Row("POST", "/api/audit/export", auditors(), {"about": "staff"}),
    Row("GET", "/api/audit/emergencies", auditors()),
    Row("POST", "/api/audit/emergencies/{notice}/review", auditors(NOTHING)),
    Row("GET", "/api/join/seen", dict.fromkeys(WHO, NO_SEAT) | {"lobby": "403 forbidden", "admitted": "200"}),
    Row("GET", "/api/studies", staff()),
    Row("POST", "/api/studies/search", staff(), {"words": "x"}),
    Row("GET", _STUDY, owner()),
    Row("GET", _STUDY + "/series/{series}/pictures/{position}", owner()),
    Row("POST", _STUDY + "/keep", owner("400 bad_value"), {"until_ms": 1}),
    Row(
        "PUT", _STUDY + "/series/{series}/names", owner("409 conflict"), {"stacks": [{"frames": "f" * 64, "masks": []}]}
    ),
    Row("GET", "/api/imports", staff()),
    Row("POST", "/api/imports", clinicians("201", "201")),
    Row("GET", "/api/imports/{import_id}", owner()),
    Row("POST", "/api/imports/{import_id}/files", owner("200"), {}),
    Row("POST", "/api/imports/{import_id}/finish", owner()),
    Row("GET", "/api/consults", staff()),
    Row("POST", "/api/records", staff(), {"words": "x"}),
    Row("GET", _CONSULT, owner()),
    Row("GET", _CONSULT + "/record", owner()),
    Row("GET", _CONSULT + "/note", owner()),
    Row("GET", _CONSULT + "/paper", owner()),
    Row("GET", _CONSULT + "/paper/pdf", owner()),
    Row("PUT", _CONSULT + "/note", owner(), {"version": 1, "revision": 0, "text": "A nodule."}),
    # no code is looked at: one that was wrong above keeps the next one waiting for a second
    Row("POST", _CONSULT + "/findings", owner("409 nothing_to_save"), {"code": "x"}),
    Row("POST", _CONSULT + "/note/sign", owner("409 conflict"), {"version": 1, "revision": 0, "code": "x"}),
    Row("GET", _CONSULT + "/receipt", owner("409 receipt_later")),
    Row("GET", "/api/opinions", staff()),
    Row("POST", "/api/opinions", clinicians("201", NOTHING), _QUESTION),
    Row("GET", _OPINION, owner()),
    Row("GET", _OPINION + "/owed", asked_of()),
    # nothing was signed: to whom it is theirs as to anybody else
    Row("GET", _OPINION + "/versions/{version}/signed", staff(NOTHING)),
    Row("GET", _OPINION + "/owed/versions/{version}/signed", staff(NOTHING)),
    Row("POST", _OPINION + "/accept", asked_of()),
    Row("POST", _OPINION + "/ticket", asked_of()),
    # no page of theirs waits in the reading
    Row("POST", _OPINION + "/begin", asked_of("409 conflict")),
    Row("POST", _OPINION + "/reveal", asked_of("409 hidden")),
    Row("POST", _OPINION + "/findings", asked_of("403 forbidden"), {"code": "x"}),
    Row("POST", _OPINION + "/sign", asked_of("400 bad_value"), _SAID),
    Row("POST", _OPINION + "/decline", asked_of(), {"reason": "no_time"}),
    # it was declined above
    Row("POST", _OPINION + "/due", owner("409 conflict"), {"due_ms": 0}),
    Row("POST", _OPINION + "/withdraw", owner("409 conflict")),
    # guests of a consult of whom nobody asked anything
    Row("GET", _OWN, guests(NOTHING, NOTHING)),
    Row("GET", _OWN + "/versions/{version}/signed", guests(NOTHING, NOTHING)),
    Row("POST", _OWN + "/accept", guests(NOTHING, NOTHING)),
    Row("POST", _OWN + "/begin", guests(NOTHING, NOTHING)),
    Row("POST", _OWN + "/reveal", guests(NOTHING, NOTHING)),
    Row("POST", _OWN + "/code", guests(NOTHING, NOTHING)),
    Row("POST", _OWN + "/findings", guests(NOTHING, NOTHING), {"code": "x"}),
    Row("POST", _OWN + "/sign", guests(NOTHING, NOTHING), _SAID),
    Row("POST", _OWN + "/decline", guests(NOTHING, NOTHING), {"reason": "no_time"}),
    Row("GET", "/f/{fid}", frame("admitted"), query="?room={id}"),
    Row("GET", "/f/{hosts_fid}", frame("host"), query="?room={id}"),
    Row("POST", "/api/sign-in", anybody("401 wrong_credentials"), {"login_name": "x", "password": "x", "code": "1"}),
    Row("POST", "/api/join/open", anybody("404 no_such_link"), {"secret": _SECRET}),
    Row("POST", "/api/join/code", anybody("404 no_such_link"), {"secret": _SECRET, "code": "123456"}),
    Row("POST", "/api/join/ask", anybody("404 no_such_link"), {"secret": _SECRET}),
    Row("POST", "/api/join/send", anybody("404 no_such_link"), {"secret": _SECRET}),
    Row("GET", "/api/join/me", guests()),
    # nobody has one before the end
    Row("GET", "/api/join/receipt", guests("409 receipt_later", "409 receipt_later")),
    Row("POST", "/api/join/prove", guests("400 bad_code", "400 bad_code"), {"code": "x"}),
    Row("POST", "/api/join/birth-date", guests(), {"year": "1961", "month": "2", "day": "3"}),
    Row("POST", "/api/join/ticket", guests()),
    Row("POST", "/api/consults", clinicians("201", NOTHING), {"series_ids": ["{series}"], "minutes": 20}),
    Row(
        "POST",
        "/api/consults/preview/consent",
        clinicians("200", NOTHING),
        {"series_ids": ["{series}"], "guests": [], "minutes": 20},
    ),
    Row("POST", _CONSULT + "/ticket", owner()),
    Row("POST", _CONSULT + "/shares", owner(), {"person_id": "{person}"}),
    Row("DELETE", _CONSULT + "/shares/{person}", owner()),
    Row("POST", _CONSULT + "/release", owner()),
    Row("GET", _CONSULT + "/priors", owner()),
    Row("POST", _CONSULT + "/priors", owner(), {"series_ids": ["{series}"]}),
    Row("POST", _CONSULT + "/priors/deny", owner("409 conflict"), {"wish": 1}),
    # the colleague who was asked has not accepted
    Row("POST", _CONSULT + "/readers", owner("409 conflict"), {"opinion_id": "{opinion}"}),
    Row("POST", _CONSULT + "/guests", owner("201"), {"role": "observer", "name": "Ana", "comes_as": "interpreter"}),
    Row("POST", _GUEST + "/code", owner()),
    Row("POST", _GUEST + "/again", owner()),
    Row("POST", "/api/consults/preview/messages", staff(), {"ways": {"link_by": "mail"}, "minutes": 20}),
    Row("GET", _GUEST + "/messages", owner()),
    # this guest's codes are read out
    Row("POST", _GUEST + "/send", owner("400 no_channel")),
    Row("POST", _GUEST + "/link", owner()),
    Row("DELETE", _GUEST + "/link", owner()),
    Row("POST", _CONSULT + "/cancel", owner()),
    Row("POST", _CONSULT + "/end-now", owner()),
    Row("POST", _STUDY + "/shares", owner(), {"person_id": "{person}"}),
    Row("DELETE", _STUDY + "/shares/{person}", owner()),
    # the consult that was made above is about it: only its owner learns that
    Row("DELETE", _STUDY, owner("409 in_use")),
    # past the guard and no further: what it does would leave nothing for whoever comes next
    Row("POST", "/api/everything/end", administrators("400 bad_value"), {"logins": "all"}),
    Row("POST", _PERSON + "/disable", administrators()),
    Row("POST", _PERSON + "/enable", administrators()),
    Row("POST", "/api/sign-out", anybody("204")),
)


async def test_every_route_has_its_row(tmp_path: Path) -> None:
    """T-15, T-23: what is added without saying who may use it is not let through."""
    key = tmp_path / "keys" / "deployment.key"
    DeploymentKey.create(key, os.urandom)
    environment = {"LIGHTBOX__DATA__FOLDER": str(tmp_path / "data"), "LIGHTBOX__KEYS__DEPLOYMENT": str(key)}
    house = await build(load(environment, tmp_path), port=1, secure=False)
    served = {(route.method, str(route.resource and route.resource.canonical)) for route in house.app.router.routes()}
    await house.stop()
    ours = {each for each in served if each[1].startswith(("/api/", "/f/")) and each[0] != "HEAD"}
    assert {
        (
            row.method,
            row.path.replace("hosts_fid", "fid")
            .replace("emergencies/{notice}", "emergencies/{ref}")
            .replace("{opinion}", "{id}"),
        )
        for row in TABLE
    } == ours
    assert all(row.verdicts.keys() == set(WHO) for row in TABLE)


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    """Of its own: its people sign out."""
    made = Clinic.in_folder(tmp_path / "clinic")
    with running(made.server):
        yield made


@pytest.mark.timeout(180)
async def test_everybody_gets_what_the_table_says(clinic: Clinic) -> None:
    """T-15, T-16, T-23: an administrator sees no picture, no card and no name; what is not yours does not exist."""
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(clinic.browser("lee"))
        await signed_in_anew(clinic, "lee")
        consult = await stack.enter_async_context(clinic.consult(guests=("patient", "specialist"), noisy=LARGE))
        await consult.open()
        admitted, lobby = await consult.seeing(), await consult.waiting(1)
        browsers = {"host": consult.browser, "admitted": admitted.browser, "lobby": lobby.browser}
        for who, name in {"nobody": "", **STAFF}.items():
            if who not in browsers:
                browsers[who] = await stack.enter_async_context(clinic.browser(name))
        filled = await belongings(clinic, consult, await consult.address(admitted), await consult.address(consult.host))
        wrong = await told_too_much(consult, browsers["other"], filled)
        for who in WHO:
            clinic.forgive()
            for row in TABLE:
                if row.path in CODES_TYPED:
                    # each wrong code makes its person wait: what is asked here is who may type one at all
                    clinic.forgive()
                answered = await asked(browsers[who], row, filled)
                got = f"{answered.status} {answered.code}".strip()
                if got != row.verdicts[who]:
                    wrong[who, row.method, row.path] = got
                told = json.dumps(answered.body)
                is_theirs = who in HOLDERS or (who == "auditor" and row.path.startswith("/api/audit/"))
                if not is_theirs and any(filled[each] in told for each in ("study", "series", "id", "participant")):
                    wrong[who, row.method, row.path] = "tells of what is the host's"
    assert wrong == {}


CODES_TYPED: Final = {"/api/factor", "/api/password", _CONSULT + "/note/sign", _CONSULT + "/findings"}
"""Where a wrong code or password makes its person wait."""
COLLEAGUES: Final = {
    ("GET", _CONSULT): "200",
    ("GET", _CONSULT + "/record"): "200",
    ("GET", _CONSULT + "/paper"): "200",
    ("GET", _CONSULT + "/paper/pdf"): "200",
    ("GET", _CONSULT + "/receipt"): "409 receipt_later",
    ("POST", _CONSULT + "/ticket"): "200",
}
"""What is a colleague's of a consult that was shared with them, and nothing else is."""


async def told_too_much(
    consult: Consult, colleague: Browser, filled: Mapping[str, str]
) -> dict[tuple[str, str, str], str]:
    """Where another provider, let into the consult for a moment, gets anything but what the table says for that."""
    shares = f"/api/consults/{consult.id}/shares"
    await consult.browser.must("POST", shares, {"person_id": filled["person"]})
    consult.clinic.forgive()
    wrong = {}
    for row in TABLE:
        if row.path in {"/api/logins", "/api/sign-out"}:
            continue  # what ends their own login
        answered = await asked(colleague, row, filled)
        got = f"{answered.status} {answered.code}".strip()
        if got != COLLEAGUES.get((row.method, row.path), row.verdicts["other"]):
            wrong["colleague", row.method, row.path] = got
        if any("link" in (guest["invite"] or {}) for guest in (answered.body or {}).get("guests", [])):
            wrong["colleague", row.method, row.path] = "reads a link"
    await consult.browser.must("DELETE", f"{shares}/{filled['person']}")
    return wrong


async def belongings(clinic: Clinic, consult: Consult, address: str, hosts_address: str) -> dict[str, str]:
    """What is the host's, by the names it has in addresses."""
    host = consult.browser
    (series,) = await clinic.series_of(host, 3)
    studies = (await host.must("GET", "/api/studies"))["studies"]
    study = next(each["id"] for each in studies if any(one["id"] == series for one in each["series"]))
    colleagues = (await host.must("GET", "/api/colleagues"))["colleagues"]
    specialist = next(each["id"] for each in colleagues if each["role"] == "specialist")
    question = {**_QUESTION, "series_ids": [series], "colleague_id": specialist}
    return {
        "opinion": (await host.must("POST", "/api/opinions", question))["id"],
        "login": next(each["id"] for each in (await host.must("GET", "/api/logins"))["logins"] if not each["here"]),
        "study": study,
        "series": series,
        "position": "0",
        "version": "1",
        "import_id": (await host.must("POST", "/api/imports"))["id"],
        "id": consult.id,
        "participant": consult.card["guests"][1]["participant"],
        "person": next(each["id"] for each in colleagues if each["role"] == "provider"),
        "notice": "0" * 32,
        "fid": address.partition("?")[0].removeprefix("/f/"),
        "hosts_fid": hosts_address.partition("?")[0].removeprefix("/f/"),
    }


async def asked(browser: Browser, row: Row, filled: Mapping[str, str]) -> Answered:
    """What somebody gets there."""
    body = None if row.body is None else {key: _filled(value, filled) for key, value in row.body.items()}
    if row.path == "/api/consults" and row.method == "POST":
        body = {**(body or {}), "guests": [{"role": "patient", "name": "M"}]}
    return await browser.ask(row.method, (row.path + row.query).format(**filled), body)


def _filled(value: object, filled: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return value.format(**filled)
    return [_filled(each, filled) for each in value] if isinstance(value, list) else value
