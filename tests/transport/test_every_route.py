"""What holds for every route of the application, whoever added it: foreign pages act nowhere, headers are everywhere."""

import json
from pathlib import Path

from multidict import CIMultiDict

from server.transport.guards import SAFE_METHODS
from tests.transport.test_headers import EXPECTED
from tests.transport.whole_house import addresses, served

JSON = ("Content-Type", "application/json")
FOREIGN: dict[str, list[tuple[str, str]]] = {
    "none": [],
    "foreign": [("Origin", "https://evil.example")],
    "null": [("Origin", "null")],
    "empty": [("Origin", "")],
    "two": [("Origin", "{own}"), ("Origin", "https://evil.example")],
    "twice": [("Origin", "{own}"), ("Origin", "{own}")],
    "a list": [("Origin", "{own}, https://evil.example")],
    "another port": [("Origin", "http://127.0.0.1:1")],
    "another scheme": [("Origin", "https://127.0.0.1")],
    "a longer name": [("Origin", "{own}.evil.example")],
    "own, but foreign": [("Origin", "https://evil.example"), ("Sec-Fetch-Site", "same-origin")],
    "a site": [("Sec-Fetch-Site", "same-site")],
    "two sites": [("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Site", "cross-site")],
}


async def test_no_foreign_page_acts_anywhere(tmp_path: Path) -> None:
    """T-12: every unsafe method of every route × every origin that is not exactly ours; ours gets further."""
    async with served(tmp_path) as whole:
        unsafe = [each for each in addresses(whole.app) if each[0] not in SAFE_METHODS and each[0] != "*"]
        assert len(unsafe) >= 30
        wrong = {}
        for method, path in unsafe:
            for kind, given in FOREIGN.items():
                headers = [(name, value.replace("{own}", whole.address)) for name, value in given]
                status, _, body = await whole.ask(method, path, JSON, *headers)
                if (status, _code(body)) != (403, "cross_origin"):
                    wrong[method, path, kind] = status, _code(body)
            for own in (("Origin", whole.address), ("Sec-Fetch-Site", "same-origin")):
                status, _, body = await whole.ask(method, path, JSON, own)
                if _code(body) == "cross_origin":
                    wrong[method, path, own[0]] = status, "cross_origin"
        assert wrong == {}


async def test_every_answer_of_every_route_carries_the_headers(tmp_path: Path) -> None:
    """T-20: whatever it answers; also where there is no such address (404), no such method (405), and a bug (500)."""
    async with served(tmp_path) as whole:
        routes = addresses(whole.app)
        asked = {(method.replace("*", "GET"), path) for method, path in routes}
        asked |= {("PATCH", path) for _, path in routes}
        asked |= {("GET", path.rstrip("/") + "/nothing") for _, path in routes}
        statuses = set()
        wrong = {}
        for method, path in sorted(asked):
            status, headers, _ = await whole.ask(method, path, ("Origin", whole.address))
            statuses.add(status)
            lacking = _lacking(headers)
            if lacking:
                wrong[method, path, status] = lacking
        assert wrong == {}
        assert {200, 401, 404, 405, 500} <= statuses


async def test_a_head_is_a_get_without_its_body(tmp_path: Path) -> None:
    """T-20, T-02: scanners ask so; status and headers are those of the page."""
    async with served(tmp_path) as whole:
        for method, path in addresses(whole.app):
            if method == "GET" and not path.startswith("/socket.io"):
                got, asked = await whole.ask("GET", path), await whole.ask("HEAD", path)
                assert (asked[0], asked[2]) == (got[0], b""), path
                assert _lacking(asked[1]) == [], path


def _lacking(headers: CIMultiDict[str]) -> list[str]:
    """Which of the settled headers an answer lacks; nothing but a built asset may be kept."""
    lacking = [name for name, value in EXPECTED.items() if headers.get(name) != value]
    if headers.get("Cache-Control") != "no-store":
        lacking.append("Cache-Control")
    if "frame-ancestors 'none'" not in headers.get("Content-Security-Policy", ""):
        lacking.append("Content-Security-Policy")
    return lacking


def _code(body: bytes) -> str:
    try:
        return str(json.loads(body)["error"]["code"])
    except (ValueError, KeyError, TypeError):
        return ""
