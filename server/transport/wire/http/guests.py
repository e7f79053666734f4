"""A guest's way in."""

from typing import Annotated, Literal

from msgspec import Meta

from server.transport.wire.http.bodies import Answer, Asked
from server.transport.wire.http.channels import CodeWay
from server.transport.wire.http.staff import Clinic


class OpenLink(Asked, frozen=True):
    """POST /api/join/open: a person pressed the button of the neutral page.

    `glance`: nobody did; the page asks whether the visit is over, and nothing is noted unless it is.
    """

    secret: Annotated[str, Meta(min_length=43, max_length=43, pattern="^[A-Za-z0-9_-]{43}$")]
    glance: bool = False


class LinkState(Answer, frozen=True):
    """Neutral: no names, no address. `needs_code` is False when this browser already proved it.

    `code_by` says how a code comes: `read` by somebody, or sent when `POST /api/join/send` asks for it. `ended_ms`: when
    the visit was locked, if it is; `never`: why it is over without anybody having been let in.
    """

    state: Literal["open", "too_early", "ended", "suspended"]
    needs_code: bool
    clinic: Clinic
    start_ms: int
    minutes: int
    server_ms: int
    code_by: CodeWay = "read"
    ended_ms: int | None = None
    reading: bool = False
    never: Literal["", "cancelled", "no_show"] = ""


class EnterCode(Asked, frozen=True):
    """POST /api/join/code → `Entered` and the resume cookie.

    403 `wrong_code` {left}, `code_expired`, `no_code_yet`, `invite_suspended`; 404 `no_such_link`.
    """

    secret: Annotated[str, Meta(min_length=43, max_length=43, pattern="^[A-Za-z0-9_-]{43}$")]
    code: Annotated[str, Meta(max_length=256)]


class ProveAgain(Asked, frozen=True):
    """POST /api/join/prove → `Entered`, after a page was out of sight for long; refusals as for /api/join/code."""

    code: Annotated[str, Meta(max_length=256)]


class Entered(Answer, frozen=True):
    """The guest may now ask for tickets (cookie) until the consult ends. GET /api/join/me answers the same shape."""

    room: str
    participant: str
    role: str
    clinic: Clinic
    start_ms: int
    server_ms: int
    knocking: bool = False
    word: str = ""
    asks_birth_date: bool = False
    reading: bool = False


class SayBirthDate(Asked, frozen=True):
    """POST /api/join/birth-date → `Entered`: digits of any script, the year with four of them.

    Three empty fields say that it cannot be given. 403 `wrong_birth_date` {left}; the last wrong one leads on all the same.
    """

    year: Annotated[str, Meta(max_length=16)] = ""
    month: Annotated[str, Meta(max_length=16)] = ""
    day: Annotated[str, Meta(max_length=16)] = ""


class ClinicAsked(Answer, frozen=True):
    """POST /api/join/ask: whoever holds the consult has been told; asking again within half a minute changes nothing."""

    clinic: Clinic
    server_ms: int
