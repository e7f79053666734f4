"""docs/openapi.json, tried on a real server by schemathesis: what fits it and what does not, by everybody it concerns.

Whatever is sent: no answer is a mistake of ours, none may be kept, refusals have one shape, and nobody reads of a patient
but who may. Routes that are added to the list are tried by themselves.
"""

import asyncio
import importlib
import json
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import pytest
import requests
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable

from server.transport.errors import CODES
from server.transport.wire.openapi import document
from tests.desk.dicom_files import ROOT
from tests.journeys.clinic import LARGE, Clinic
from tests.journeys.server_process import running
from tests.transport.room.test_logins_end import signed_in_anew
from tests.transport.test_who_sees_what import belongings

# by name: whoever has not set up its packages anew can still check the types
schemathesis: Any = importlib.import_module("schemathesis")
checks: Any = importlib.import_module("schemathesis.specs.openapi.checks")

CANARIES: Final = ("PLANTED", "Planted", "Patience", "19610203", ROOT)
"""What the studies say of their patient, and how their UIDs begin."""
ECHO: Final = "Planted-Echo"
"""Sent along with every request: what comes in must not come back in a refusal."""
EACH: Final = 3
"""Requests of each kind (fitting, not fitting, with what exists) for each route and person."""
LAST: Final = ("/sign-out", "/everything/end", "/disable", "/reset", "/cancel", "/end-now", "/api/logins", "/link")
QUIET: Final = settings(
    max_examples=EACH,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def order(operation: Any) -> tuple[int, bool]:
    """What ends something comes last: the others need it."""
    ends = [rank for rank, path in enumerate(reversed(LAST), 1) if operation.path.endswith(path)]
    return (max(ends, default=0) if operation.method != "get" else 0, operation.method == "delete")


def complaints(operation: Any, case: Any, response: Any, *, owner: bool) -> Iterator[str]:
    """What is wrong with an answer, in words."""
    if response.status_code >= 500:
        yield f"{response.status_code}"
    if response.headers.get("cache-control") != ["no-store"] and not operation.path.startswith("/assets/"):
        yield "may be kept"
    told = response.content.decode(errors="replace") + json.dumps(response.headers)
    refused = response.status_code >= 400
    if (refused or not owner) and any(canary in told for canary in CANARIES):
        yield "names a patient"
    if ECHO in told:
        yield "says what it was told"
    if refused and operation.path.startswith(("/api/", "/f/", "/livez", "/readyz", "/version")):
        yield from _misshapen(response)
    if response.status_code < 300:
        try:
            checks.response_schema_conformance(schemathesis.CheckContext, response, case)
        except Exception as error:  # noqa: BLE001  (whatever it finds is told)
            yield str(error)


def _misshapen(response: Any) -> Iterator[str]:
    """One shape for every refusal, with a code that is listed and has this status."""
    try:
        body = json.loads(response.content)
        error = body["error"]
    except (ValueError, KeyError, TypeError):
        yield "no error of ours"
        return
    if set(body) != {"error"} or set(error) != {"code", "facts"} or not isinstance(error["facts"], dict):
        yield "another shape"
    if CODES.get(error["code"]) != response.status_code:
        yield f"{error['code']} with {response.status_code}"


def concerned(operation: Any) -> tuple[str, ...]:
    """Who tries a route: whom it is for, and somebody it is not for. A page is one shell for everybody."""
    if not operation.path.startswith(("/api/", "/f/")):
        return ("nobody",)
    meant = [name for each in operation.definition.raw.get("security", [{}]) for name in each]
    return {(): ("nobody", "lee"), ("guest",): ("guest", "nobody"), ("staff",): ("lee", "ada")}.get(
        tuple(meant), ("lee", "guest")
    )


def hammer(address: str, cookies: Mapping[str, str], filled: Mapping[str, str]) -> dict[str, str]:
    """Everything to everybody; gives what was wrong."""
    schema = schemathesis.openapi.from_dict(document())
    operations = [found.ok() for found in schema.get_all_operations()]
    wrong: dict[str, str] = {}
    with requests.Session() as session:
        for operation in sorted(operations, key=order):
            for who in concerned(operation):
                cookie = cookies[who]
                for mode in schemathesis.GenerationMode:
                    _try(
                        operation, mode, wrong, session=session, address=address, who=who, cookie=cookie, filled=filled
                    )
    return wrong


def _try(operation: Any, mode: Any, wrong: dict[str, str], **how: Any) -> None:
    def send(case: Any) -> None:
        if case.path_parameters and len(sent) % 2:
            case.path_parameters = {
                name: how["filled"].get(name, value) for name, value in case.path_parameters.items()
            }
        sent.append(case)
        headers = {"Origin": how["address"], "Cookie": how["cookie"]}
        response = case.call(
            base_url=how["address"], session=how["session"], headers=headers, params={"echo": ECHO}, timeout=20
        )
        for words in complaints(operation, case, response, owner=how["who"] == "lee"):
            wrong.setdefault(f"{how['who']} {operation.label}: {words}", case.as_curl_command())

    sent: list[Any] = []
    with suppress(Unsatisfiable):  # where nothing is asked, nothing can be asked wrongly
        QUIET(given(case=operation.as_strategy(generation_mode=mode))(send))()


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    """Of its own: everything in it ends."""
    made = Clinic.in_folder(tmp_path / "clinic")
    with running(made.server):
        yield made


@pytest.mark.slow
@pytest.mark.timeout(240)
async def test_no_request_makes_the_server_stumble_or_tell(clinic: Clinic) -> None:
    """T-20, T-54: no 5xx, never kept, no patient, one error shape, answers as documented."""
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(clinic.browser("lee"))
        await signed_in_anew(clinic, "lee")
        consult = await stack.enter_async_context(clinic.consult(guests=("patient", "specialist"), noisy=LARGE))
        await consult.open()
        guest = await consult.seeing()
        await consult.waiting(1)
        filled = await belongings(clinic, consult, await consult.address(guest), await consult.address(consult.host))
        ada = await stack.enter_async_context(clinic.browser("ada"))
        browsers = {"nobody": None, "guest": guest.browser, "ada": ada, "lee": consult.browser}
        cookies = {who: "" if each is None else each.headers["Cookie"] for who, each in browsers.items()}
        wrong = await asyncio.to_thread(hammer, clinic.server.address, cookies, filled)
    assert wrong == {}


@dataclass
class Answered:
    """An answer that somebody made up."""

    status_code: int = 200
    content: bytes = b"{}"
    headers: dict[str, list[str]] = field(default_factory=lambda: {"cache-control": ["no-store"]})


@pytest.mark.parametrize(
    ("answered", "said"),
    [
        (Answered(500, b'{"error": {"code": "internal", "facts": {}}}'), ["500"]),
        (Answered(404, b'{"error": {"code": "not_found", "facts": {}}}'), []),
        (Answered(404, b'{"error": {"code": "not_found", "facts": {}}}', {}), ["may be kept"]),
        (Answered(404, b'{"error": {"code": "locked", "facts": {}}}'), ["locked with 404"]),
        (Answered(404, b'{"error": {"code": "not_found"}}'), ["another shape"]),
        (Answered(404, b"<h1>404</h1>"), ["no error of ours"]),
        (Answered(404, b'{"error": {"code": "not_found", "facts": {"n": "Patience"}}}'), ["names a patient"]),
        (
            Answered(404, b'{"error": {"code": "not_found", "facts": {"n": "Planted-Echo"}}}'),
            ["names a patient", "says"],
        ),
    ],
)
def test_what_is_looked_for_is_found(answered: Answered, said: list[str]) -> None:
    """T-20, T-54: the check itself."""
    operation = SimpleNamespace(path="/api/me")
    found = list(complaints(operation, None, answered, owner=True))
    assert len(found) == len(said)
    assert all(each.startswith(words) for each, words in zip(found, said, strict=True))
