"""The OpenAPI document says what the application takes."""

import json
import re
from pathlib import Path

import pytest

from server.transport.errors import CODES
from server.transport.wire.openapi import document, text
from server.transport.wire.routes import ROUTES
from tests.transport.whole_house import routes_in

DOCUMENT = document()
OPERATIONS = [(method, path, each) for path, item in DOCUMENT["paths"].items() for method, each in item.items()]
ANYTHING = "^[^{}/]+$"
FILE = Path(__file__).resolve().parents[3] / "docs" / "openapi.json"


def test_the_file_is_fresh() -> None:
    assert FILE.read_text("utf-8") == text(), "make generated"


def test_every_route_is_in_it() -> None:
    """Issue 5: but the socket, which is no HTTP."""
    listed = {(method.upper(), path) for method, path, _ in OPERATIONS}
    assert listed == {(route.method, route.path) for route in ROUTES} - {("GET", "/socket.io/")}
    names = [each["operationId"] for _, _, each in OPERATIONS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("method", "path", "operation"), OPERATIONS, ids=lambda each: each if isinstance(each, str) else ""
)
def test_every_operation_says_its_answer_and_its_refusals(method: str, path: str, operation: dict[str, object]) -> None:
    """Issue 5: a body of ours by its struct, every code at its status, an action with its cookie."""
    told = json.dumps(operation)
    responses = operation["responses"]
    assert isinstance(responses, dict)
    assert [status for status in responses if status.startswith("2")]
    (route,) = [each for each in ROUTES if (each.method.lower(), each.path) == (method, path)]
    for code in route.codes:
        status = 404 if code in {"not_found", "no_such_link"} else CODES[code]
        assert f"`{code}`" in responses[str(status)]["description"]
    if route.who.startswith(("signed-in", "the consult's", "the study's", "providers", "administrators")):
        assert operation["security"] == [{"staff": []}]
    for reference in re.findall(r"#/components/schemas/([\w.]+)", told):
        assert reference in DOCUMENT["components"]["schemas"]


async def test_a_path_takes_what_the_router_takes(tmp_path: Path) -> None:
    """Issue 5: parameter by parameter the application's own pattern, or an id where it lets anything reach its desk."""
    served = {(method, path): patterns for method, path, patterns in await routes_in(tmp_path)}
    wrong = {}
    for method, path, operation in OPERATIONS:
        said = {
            each["name"]: each["schema"]["pattern"] for each in operation.get("parameters", []) if each["in"] == "path"
        }
        taken = {name: f"^{pattern}$" for name, pattern in served[method.upper(), path].items()}
        if said != {name: said.get(name) if pattern == ANYTHING else pattern for name, pattern in taken.items()}:
            wrong[method, path] = said, taken
    assert wrong == {}
