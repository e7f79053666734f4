"""One shape for every refusal, and one complete list of codes."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.terms.errors import LightboxError, Malformed, NotFound, Refused, Tampered, Unavailable
from server.transport.errors import CODES, error_answer, shown, status_of
from tests.transport.people_server import PeopleServer

SERVER = Path(__file__).resolve().parents[2] / "server"
NO_ANSWERS = {"filing.py", "examining.py", "archives.py", "operating.py"}
"""What these raise becomes the outcome of one file of an intake, or is said in an operator's terminal: never an answer."""


def answered_codes() -> Iterator[tuple[str, str]]:
    """Give every literal code that can become an answer, with its file."""
    api = [*(SERVER / "transport").glob("*.py"), *(SERVER / "transport" / "api").glob("*.py")]
    for path in (*api, *(SERVER / "desk").glob("*.py"), *(SERVER / "identity").glob("*.py")):
        if path.name in NO_ANSWERS:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="Refused" | "Malformed" | "Unavailable"), args=[ast.Constant(str(code))]
                ):
                    yield code, path.name
                case _:
                    pass


def test_every_code_of_an_answer_is_in_the_list() -> None:
    """Issue 2, point 12: the list is what the documentation of the wire shows."""
    assert sorted({(code, file) for code, file in answered_codes() if code not in CODES}) == []


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Refused("wrong_credentials"), 401, "wrong_credentials"),
        (Refused("slow_down", retry_ms=1), 429, "slow_down"),
        (Refused("locked"), 423, "locked"),
        (Refused("some_rule"), 403, "some_rule"),
        (NotFound("series"), 404, "not_found"),
        (NotFound("no_session"), 404, "not_found"),
        (NotFound("no_such_link"), 404, "no_such_link"),
        (Malformed("too_large", most=1), 413, "too_large"),
        (Malformed("some_value"), 400, "some_value"),
        (Unavailable("log_unavailable"), 503, "log_unavailable"),
        (Unavailable("some_disk"), 503, "some_disk"),
        (Tampered("entry", index=7), 500, "internal"),
    ],
    ids=lambda value: value.code if isinstance(value, LightboxError) else "",
)
def test_a_branch_has_its_status(error: LightboxError, status: int, code: str) -> None:
    """What is hidden looks like what is not there; tampering says only that the mistake is ours."""
    assert (status_of(error), shown(error).code) == (status, code)
    if isinstance(error, NotFound | Tampered):
        assert shown(error).facts == {}


def test_locked_clears_what_browsers_keep_but_never_cookies() -> None:
    """Live review 5: a later 423 needs the cookie."""
    assert error_answer(423, "locked").headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in error_answer(403, "forbidden").headers


def test_a_locked_reading_leaves_what_is_half_written() -> None:
    """Issue 8, Answering: an opinion can be written and signed when there is nothing to see any more."""
    assert error_answer(423, "locked", {"reading": True}).headers["Clear-Site-Data"] == '"cache"'


def test_the_lock_takes_nothing_of_a_clinicians_own() -> None:
    """Issue 9: tools, windows and other half-filled forms are a person's, not the consult's that is over."""
    assert error_answer(423, "locked", to_staff=True).headers["Clear-Site-Data"] == '"cache"'


def test_waiting_is_said_in_whole_seconds_too() -> None:
    assert error_answer(429, "slow_down", {"retry_ms": 1001}).headers["Retry-After"] == "2"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/nothing", 404, "not_found"),
        ("GET", "/f/x", 404, "not_found"),
        ("DELETE", "/api/me", 405, "no_such_method"),
        ("PUT", "/nowhere", 404, "not_found"),
        ("OPTIONS", "/api/sign-in", 405, "no_such_method"),
        ("GET", "/api/consults/..%2f..%2fetc", 404, "not_found"),
        ("GET", "/api/consults/%252e%252e", 404, "not_found"),
        ("GET", "/api/me;x=1", 404, "not_found"),
        ("GET", "/api\\me", 404, "not_found"),
    ],
    ids=range(9),
)
async def test_what_is_not_there_is_said_in_the_one_shape(
    server: PeopleServer, method: str, path: str, status: int, code: str
) -> None:
    """BI-31: odd paths find no other door."""
    answer = await server.ask(method, path)
    if path.startswith("/api\\"):
        assert answer.status == status
    else:
        assert (answer.status, answer.content) == (status, {"error": {"code": code, "facts": {}}})
