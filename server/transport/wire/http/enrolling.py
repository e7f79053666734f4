"""Proving who one is for the first time, or again, by a one-time link; what one then has to hear."""

from typing import Annotated, Literal

from msgspec import Meta

from server.transport.wire.http.bodies import Answer, Asked
from server.transport.wire.http.staff import Clinic, Me

LinkSecret = Annotated[str, Meta(min_length=43, max_length=43, pattern="^[A-Za-z0-9_-]{43}$")]


class OpenAccountLink(Asked, frozen=True):
    """POST /api/enroll/open: a person pressed the button of the neutral page."""

    secret: LinkSecret


class AccountOffer(Answer, frozen=True):
    """What a one-time link offers; asking again gives the same."""

    name: str
    login_name: str
    clinic: Clinic
    needs_password: bool
    totp_secret: str
    otpauth: str
    qr_svg: str
    not_after_ms: int


class ConfirmAccount(Asked, frozen=True):
    """POST /api/enroll/confirm → `AccountActive` and the staff cookie; uses the link up."""

    secret: LinkSecret
    code: Annotated[str, Meta(max_length=64)]
    password: Annotated[str, Meta(max_length=1024)] = ""


class AccountActive(Answer, frozen=True):
    """Who is active and signed in now; `recovery_codes` are told this once."""

    me: Me
    recovery_codes: list[str]


class Recover(Asked, frozen=True):
    """POST /api/recover → `RecoveryLink`; 401 `wrong_credentials`, 429 `slow_down` {retry_ms}."""

    login_name: Annotated[str, Meta(min_length=1, max_length=120)]
    password: Annotated[str, Meta(min_length=1, max_length=256)]
    code: Annotated[str, Meta(max_length=64)]


class RecoveryLink(Answer, frozen=True):
    """The secret of a link to prove a new authenticator, for this browser and at once."""

    secret: str
    not_after_ms: int


class StaffNoticeCard(Answer, frozen=True):
    """Something about one's own sign-in that perhaps was somebody else."""

    id: str
    kind: Literal["half_signed_in", "recovery_used", "sign_in_reset"]
    at_ms: int


class StaffNotices(Answer, frozen=True):
    """GET /api/notices: what this person has not read yet, oldest first."""

    notices: list[StaffNoticeCard]


class ChangePassword(Asked, frozen=True):
    """POST /api/password → 204; 403 `wrong_password`, 400 `password_short` {least}."""

    current: Annotated[str, Meta(min_length=1, max_length=256)]
    password: Annotated[str, Meta(max_length=1024)]


class RenewCodes(Asked, frozen=True):
    """POST /api/recovery-codes → `RecoveryCodes`; 403 `wrong_password`."""

    current: Annotated[str, Meta(min_length=1, max_length=256)]


class RecoveryCodes(Answer, frozen=True):
    """Ten new ones, told this once."""

    recovery_codes: list[str]
