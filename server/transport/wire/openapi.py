"""`docs/openapi.json`: the HTTP surface as OpenAPI 3.1, made of the routes' own words and the structs of their bodies.

`python -m server.transport.wire.openapi` prints it, `--write FILE` writes it, `--check FILE` compares and exits 1 when it
is stale. A route that is added to `ROUTES` is in it by itself: its answer begins with its status and, between asterisks or
backticks, the struct or the media type of its body.
"""

import argparse
import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from server.transport.errors import CODES
from server.transport.guards import GUEST_COOKIE, STAFF_COOKIE
from server.transport.wire import PROTO, http
from server.transport.wire.routes import ANYBODY, GUEST, ROUTES, Route

SCHEMAS: Final = "#/components/schemas/{name}"
ID: Final = "[0-9a-f]{32}"
PARAMETERS: Final[Mapping[str, str]] = {
    "participant": "[0-9a-f]{16}",
    "position": "[0-9]{1,7}",
    "fid": "[A-Za-z0-9_-]{22}",
    "name": "[^{}/]+",
    "version": "[1-9][0-9]{0,3}",
}
"""What stands at a path's parameters; everything else is an id of 32 hexadecimal digits."""
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
BYTES: Final = "application/octet-stream"

_ANSWER: Final = re.compile(r"(?P<status>\d{3})(?: \*(?P<struct>\w+)\*)?(?: `(?P<media>[^`]+)`)?")
_OTHER: Final = re.compile(r"; (?P<status>\d{3}) with the same body")
_PARAMETER: Final = re.compile(r"\{(\w+)\}")
_QUERY: Final = re.compile(r"`\?(\w+)=")
_HEADER: Final = re.compile(r"header `([\w-]+)`")
Node = dict[str, Any]


def document() -> Node:
    """The whole document; a socket is no HTTP, and stands in docs/wire.md."""
    paths: dict[str, Node] = {}
    for route in ROUTES:
        if not route.answer.startswith("101"):
            paths.setdefault(route.path, {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Lightbox",
            "version": str(PROTO),
            "description": (
                "Time-limited consult rooms with live review of medical images: the HTTP surface. The room's socket is in "
                "docs/wire.md. Actions need an `Origin` of the server's own, or `Sec-Fetch-Site: same-origin`. No answer "
                "may be kept, but for what lies under /assets."
            ),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {
                "staff": {"type": "apiKey", "in": "cookie", "name": STAFF_COOKIE},
                "guest": {"type": "apiKey", "in": "cookie", "name": GUEST_COOKIE},
            },
        },
    }


def _operation(route: Route) -> Node:
    operation: Node = {
        "operationId": f"{route.method.lower()}{re.sub(r'[^A-Za-z0-9]+', '_', route.path).rstrip('_')}",
        "tags": [route.group],
        "summary": route.what,
        "description": f"Who: {route.who}.",
        "parameters": _parameters(route),
        "responses": _responses(route),
        "security": _security(route),
    }
    if route.asked:
        operation["requestBody"] = {"required": True, "content": _body_asked(route)}
    return {name: value for name, value in operation.items() if value != []}


def _parameters(route: Route) -> list[Node]:
    asked = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "pattern": f"^{PARAMETERS.get(name, ID)}$"},
        }
        for name in _PARAMETER.findall(route.path)
    ]
    queries = dict.fromkeys(_QUERY.findall(route.what))
    asked += [{"name": name, "in": "query", "schema": {"type": "string"}} for name in queries]
    headers = _HEADER.findall(route.asked)
    return asked + [{"name": name, "in": "header", "required": True, "schema": {"type": "string"}} for name in headers]


def _body_asked(route: Route) -> Node:
    if hasattr(http, route.asked):
        return {"application/json": {"schema": {"$ref": SCHEMAS.format(name=route.asked)}}}
    return {BYTES: {"schema": {"type": "string", "format": "binary"}}}


def _responses(route: Route) -> Node:
    """The answer, then every refusal by its status; `default` is what any route can say."""
    answered = _ANSWER.match(route.answer)
    assert answered is not None, f"{route.method} {route.path}: an answer begins with its status"
    good: Node = {"description": route.answer}
    if answered["struct"]:
        good["content"] = {"application/json": {"schema": {"$ref": SCHEMAS.format(name=answered["struct"])}}}
    elif answered["media"]:
        good["content"] = {answered["media"]: {"schema": {"type": "string"}}}
    responses = {answered["status"]: good, **dict.fromkeys(_OTHER.findall(route.answer), good)}
    refused: dict[int, list[str]] = {}
    for code in route.codes:
        refused.setdefault(404 if code in {"not_found", "no_such_link"} else CODES[code], []).append(code)
    for status, codes in sorted(refused.items()):
        responses.setdefault(str(status), _refusal(", ".join(f"`{code}`" for code in dict.fromkeys(codes))))
    return responses | {"default": _refusal("Refused for a reason that any route has, or a mistake of the server's.")}


def _refusal(words: str) -> Node:
    return {
        "description": words,
        "content": {"application/json": {"schema": {"$ref": SCHEMAS.format(name="ErrorBody")}}},
    }


def _security(route: Route) -> list[Node]:
    if route.who == ANYBODY:
        return []
    if route.who == GUEST:
        return [{"guest": []}]
    return [{"staff": []}, {"guest": []}] if "guest cookie" in route.who else [{"staff": []}]


def _schemas() -> Node:
    named = {"ErrorBody"}
    for route in ROUTES:
        answered = _ANSWER.match(route.answer)
        named |= {route.asked} if hasattr(http, route.asked or "-") else set()
        named |= {answered["struct"]} if answered is not None and answered["struct"] else set()
    kinds = [getattr(http, name) for name in sorted(named)]
    _, components = msgspec.json.schema_components(kinds, ref_template=SCHEMAS)
    return dict(sorted(components.items()))


def text() -> str:
    """The document as the file has it."""
    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Print the document, write it, or compare it with one that exists."""
    parser = argparse.ArgumentParser(description="the HTTP surface as OpenAPI")
    parser.add_argument("--check", type=Path, metavar="FILE", help="exit 1 when FILE differs")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write FILE instead of printing")
    asked = parser.parse_args()
    if asked.check is not None:
        stale = not asked.check.is_file() or asked.check.read_text("utf-8") != text()
        if stale:
            sys.stderr.write(f"{asked.check} is stale: make generated\n")
        return int(stale)
    if asked.write is not None:
        asked.write.write_text(text(), "utf-8")
    else:
        sys.stdout.write(text())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
