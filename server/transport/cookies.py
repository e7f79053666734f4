"""The two cookies: who this browser is. Secret, ours alone, never readable by a script."""

from aiohttp import web

from server.transport.guards import GUEST_COOKIE, STAFF_COOKIE


def give_staff(answer: web.StreamResponse, secret: str) -> None:
    """Let the browser keep a staff login until it is closed; the server ends it by its own clock."""
    _give(answer, STAFF_COOKIE, secret)


def give_guest(answer: web.StreamResponse, secret: str) -> None:
    """Let the browser keep a guest's seat."""
    _give(answer, GUEST_COOKIE, secret)


def take_staff(answer: web.StreamResponse) -> None:
    """Make the browser forget its staff login."""
    answer.del_cookie(STAFF_COOKIE, path="/", secure=True, httponly=True, samesite="Strict")


def _give(answer: web.StreamResponse, name: str, secret: str) -> None:
    answer.set_cookie(name, secret, path="/", secure=True, httponly=True, samesite="Strict")
