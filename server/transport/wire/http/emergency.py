"""The end of everything at once."""

from server.transport.wire.http.bodies import Answer, Asked


class Everything(Answer, frozen=True):
    """GET /api/everything: what would end, in numbers only."""

    unfinished: int
    viewing: int


class EndEverything(Asked, frozen=True):
    """POST /api/everything/end → `EverythingEnded`."""

    logins: bool


class EverythingEnded(Answer, frozen=True):
    """What is over."""

    consults: int
    logins: int
