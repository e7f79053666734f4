"""The same headers on every answer (T-20)."""

import pytest

from server.transport.doorway import Doorway
from server.transport.headers import content_policy
from tests.desk.people import secret_of
from tests.transport.people_server import PeopleServer

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Server": "lightbox",
}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("HEAD", "/", 200),
        ("GET", "/join", 200),
        ("GET", "/consults/" + "0" * 32, 200),
        ("GET", "/nothing", 404),
        ("GET", "/broken", 500),
        ("GET", "/api/me", 401),
        ("GET", "/api/nothing", 404),
        ("DELETE", "/", 405),
        ("POST", "/api/sign-in", 415),
        ("GET", "/assets/nothing.js", 404),
        ("GET", "/robots.txt", 200),
        ("GET", "/favicon.ico", 204),
    ],
)
async def test_every_answer_carries_them(server: PeopleServer, method: str, path: str, status: int) -> None:
    """T-20: pages, answers and errors alike."""
    answer = await server.ask(method, path)
    assert answer.status == status
    assert {name: answer.headers.get(name) for name in EXPECTED} == EXPECTED
    assert answer.headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "camera=()" in answer.headers["Permissions-Policy"]


async def test_answers_with_content_are_never_kept(server: PeopleServer) -> None:
    """T-03: not a link's state, not who is signed in."""
    card = await server.consult()
    for answer in (
        await server.ask("POST", "/api/join/open", {"secret": secret_of(card)}),
        await server.ask("GET", "/api/me", staff=await server.sign_in()),
    ):
        assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")


def test_the_content_policy_is_the_settled_one() -> None:
    """Decisions 25, word for word."""
    assert content_policy(Doorway.of("https://clinic.example", port=8460)) == (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; worker-src 'self'; "
        "img-src 'self' blob:; connect-src 'self' wss://clinic.example; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lightbox"
    )
