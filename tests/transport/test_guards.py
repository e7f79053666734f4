"""The door: https or nothing, our own names and pages only, one log line that says nothing about anybody."""

import asyncio
import json
import re
from pathlib import Path

import pytest
import structlog
from aiohttp import web
from structlog.testing import capture_logs

from server.transport.guards import SAFE_METHODS
from server.transport.wire.routes import ANYBODY, ROUTES
from tests.desk.people import guest_of, secret_of
from tests.transport.people_server import PeopleServer, people_server

ID32, ID16 = "0" * 32, "0" * 16


def filled(pattern: str) -> str:
    """Give a path with an id for every name in it."""
    return re.sub(r"\{\w+\}", ID32, pattern.replace("{participant}", ID16))


def unsafe_routes(app: web.Application) -> list[tuple[str, str]]:
    """Give every route that changes something, with ids filled in."""
    return [
        (route.method, filled(route.resource.canonical))
        for route in app.router.routes()
        if route.method not in SAFE_METHODS and route.resource is not None
    ]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": ""},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://sub.127.0.0.1"},
        {"Origin": "https://evil.example", "X_Forwarded_Host": "127.0.0.1"},
    ],
    ids=["nothing", "cross-site", "same-site", "none", "null", "evil", "port", "sub-domain", "forwarded"],
)
async def test_every_action_needs_our_own_page(server: PeopleServer, headers: dict[str, str]) -> None:
    """T-12: a sweep over every route that changes something, signed in or not."""
    staff = await server.sign_in()
    routes = unsafe_routes(server.app)
    assert len(routes) >= 9
    for method, path in routes:
        answer = await server.ask(method, path, {}, staff=staff, **headers)
        assert (answer.status, answer.code) == (403, "cross_origin"), path


async def test_our_own_origin_is_enough(server: PeopleServer) -> None:
    """T-12: browsers that send no Sec-Fetch-Site send an Origin."""
    answer = await server.ask("POST", "/api/join/open", {"secret": "x" * 43}, Sec_Fetch_Site="", Origin=server.url)
    assert answer.status == 404


ANYBODYS = {route.path for route in ROUTES if route.who == ANYBODY}
"""Where people prove who they are; what those tell is for the table in `test_who_sees_what`."""


async def test_every_route_of_staff_wants_a_login(server: PeopleServer) -> None:
    """T-23: without one, every route that is not documented as anybody's is 401 and says nothing else."""
    for route in server.app.router.routes():
        resource = route.resource
        if resource is None or not resource.canonical.startswith("/api/") or route.method == "HEAD":
            continue
        path = filled(resource.canonical)
        if resource.canonical in ANYBODYS:
            continue
        body = {"series_ids": [ID32], "guests": [{"role": "patient", "name": "M"}], "minutes": 20}
        answer = await server.ask(route.method, path, body if path == "/api/consults" else None)
        assert (answer.status, answer.code) in {(401, "signed_out"), (401, "not_entered")}, path


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example", "[::1]:1", ""])
async def test_a_foreign_host_is_refused(server: PeopleServer, host: str) -> None:
    """BI-28: DNS rebinding and cache poisoning find no page here."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(server.url.rsplit(":", 1)[1]))
    writer.write(f"GET /api/me HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-Host: x\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    assert b" 400 " in answer.split(b"\r\n")[0] or b" 403 " in answer.split(b"\r\n")[0]
    assert b"wrong_host" in answer or b"insecure" in answer


async def test_plain_http_from_elsewhere_gets_a_page_that_explains(tmp_path: Path) -> None:
    """Issue 2, point 7: https or nothing; no cookie, no answer but the explanation."""
    async with people_server(tmp_path, trusted_proxies=("127.0.0.1",)) as server:
        staff = await server.sign_in()
        far = {"X_Forwarded_For": "192.0.2.7", "X_Forwarded_Proto": "http"}
        page = await server.ask("GET", "/", staff=staff, **far)
        assert page.status == 403
        assert b"https" in page.body
        assert b"<script" not in page.body
        refused = await server.ask("GET", "/api/me", staff=staff, **far)
        assert (refused.status, refused.code, refused.cookie) == (403, "insecure", "")


async def test_https_at_a_trusted_proxy_is_safe_and_said_to_stay_so(tmp_path: Path) -> None:
    """Issue 2, point 7: HSTS on https only."""
    async with people_server(tmp_path, trusted_proxies=("127.0.0.0/8",)) as server:
        far = {"X_Forwarded_For": "198.51.100.1, 192.0.2.7", "X_Forwarded_Proto": "https"}
        answer = await server.ask("GET", "/", **far)
        assert answer.status == 200
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


async def test_forwarding_headers_of_strangers_count_for_nothing(server: PeopleServer) -> None:
    """BI-29: nobody is trusted unless the settings say so."""
    spoofed = await server.ask("GET", "/", X_Forwarded_For="192.0.2.7", X_Forwarded_Proto="https")
    assert "Strict-Transport-Security" not in spoofed.headers


async def test_a_thousand_forwarded_addresses_are_no_way_around_the_pace(tmp_path: Path) -> None:
    """BI-29: only what our own proxy appended counts."""
    async with people_server(tmp_path, trusted_proxies=("127.0.0.1",)) as server:
        answers = []
        for number in range(31):
            made_up = ", ".join(f"10.{number}.{part % 250}.1" for part in range(100))
            answers += [await server.ask(
                "POST", "/api/sign-in", {"login_name": f"n{number}", "password": "x", "code": "0"},
                X_Forwarded_For=f"{made_up}, 192.0.2.7", X_Forwarded_Proto="https",
            )]  # fmt: skip
        assert [each.status for each in answers] == [401] * 30 + [429]
        assert int(answers[-1].headers["Retry-After"]) > 0


@pytest.mark.parametrize("name", ["X_HTTP_Method_Override", "X_Method_Override", "X_HTTP_Method"])
async def test_a_method_is_what_it_is(server: PeopleServer, name: str) -> None:
    """BI-30: nothing turns a GET into something that acts."""
    staff = await server.sign_in()
    answer = await server.ask("GET", "/api/me?_method=DELETE", staff=staff, **{name: "DELETE"})
    assert (answer.status, answer.content["person"]["name"]) == (200, "Dr Lee")


async def test_the_access_log_knows_routes_and_nothing_else(server: PeopleServer) -> None:
    """T-03, T-54, BI-31: no path, query, id, address or cookie in any line."""
    card = await server.consult()
    with capture_logs() as lines:
        staff = await server.sign_in()
        await server.ask("GET", f"/api/consults/{card.session.id}?name=Canary%0d%0aforged", staff=staff)
        await server.ask("POST", "/api/join/open", {"secret": secret_of(card)})
        await server.ask("GET", "/Canary/patient")
    logged = json.dumps(lines)
    assert "/api/consults/{id}" in logged
    for said in (card.session.id, secret_of(card), "Canary", staff, "127.0.0.1", guest_of(card)):
        assert said not in logged


async def test_a_bug_of_ours_is_answered_without_its_words(server: PeopleServer) -> None:
    """BI-31: and with every header."""
    before = structlog.get_config()
    structlog.configure(processors=[lambda *_: (_ for _ in ()).throw(structlog.DropEvent)])
    try:
        answer = await server.ask("GET", "/broken")
    finally:
        structlog.configure(**before)
    assert answer.status == 500
    assert b"Canary" not in answer.body
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
