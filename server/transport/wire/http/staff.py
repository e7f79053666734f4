"""Signing in, and who is signed in."""

from typing import Annotated, Literal

from msgspec import Meta

from server.transport.wire.http.bodies import Answer, Asked
from server.transport.wire.http.policy import PolicyCard


class SignIn(Asked, frozen=True):
    """POST /api/sign-in → `Me`; 401 `wrong_credentials`, 429 `slow_down` {retry_ms}."""

    login_name: Annotated[str, Meta(min_length=1, max_length=120)]
    password: Annotated[str, Meta(min_length=1, max_length=256)]
    code: Annotated[str, Meta(max_length=64)]


class PersonCard(Answer, frozen=True):
    """A member of staff as colleagues see them."""

    id: str
    name: str
    role: str


class Clinic(Answer, frozen=True):
    """Who invites, in the words of the clinic's settings."""

    name: str
    phone: str


class Me(Answer, frozen=True):
    """GET /api/me: who is signed in (401 `signed_out` when nobody is)."""

    person: PersonCard
    clinic: Clinic
    policy: PolicyCard
    demo: bool
    server_ms: int
    channels: list[Literal["mail", "text"]] = []


class OwnFactor(Asked, frozen=True):
    """POST /api/factor → `Light`; 403 `factor_wrong`, 429 `slow_down` {retry_ms}."""

    code: Annotated[str, Meta(max_length=64)]


class Light(Answer, frozen=True):
    """Until when this desk's pictures are lit without a further hand."""

    dark_ms: int
    server_ms: int


class LoginCard(Answer, frozen=True):
    """One of one's own logins."""

    id: str
    since_ms: int
    seen_ms: int
    browser: str
    system: str
    here: bool


class Logins(Answer, frozen=True):
    """GET /api/logins: where this person is signed in, this browser first."""

    logins: list[LoginCard]


class Colleagues(Answer, frozen=True):
    """GET /api/colleagues: whom a study can be shared with."""

    colleagues: list[PersonCard]
