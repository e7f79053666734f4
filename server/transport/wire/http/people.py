"""The staff as an administrator sees them: who signs in how, nothing of anybody's work."""

from typing import Annotated, Literal

from msgspec import Meta

from server.transport.wire.http.bodies import Answer, Asked

Standing = Literal["invited", "active", "recovery", "stopped", "reset", "disabled"]


class StaffCard(Answer, frozen=True):
    """One member of staff."""

    id: str
    login_name: str
    name: str
    role: str
    standing: Standing
    here: bool
    reset_by: str | None
    reset_until_ms: int | None


class StaffList(Answer, frozen=True):
    """GET /api/people: everybody, in order of their names."""

    people: list[StaffCard]


class NewStaff(Asked, frozen=True):
    """POST /api/people → `AccountLinkCard`; 403 `login_name_taken`, 400 `bad_name` {why}."""

    login_name: Annotated[str, Meta(min_length=1, max_length=120)]
    name: Annotated[str, Meta(min_length=1, max_length=200)]
    role: Literal["provider", "specialist", "auditor", "administrator"]


class AccountLinkCard(Answer, frozen=True):
    """A one-time link for somebody, told this once."""

    person: StaffCard
    link: str
    not_after_ms: int
