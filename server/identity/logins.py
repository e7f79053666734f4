"""Who this browser is: staff logins and guest logins; a 256-bit secret in a cookie, of which only the hash is kept."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from server.terms.ids import InviteId, LoginId, ParticipantId, PersonId, SessionId

SECRET_BYTES: Final = 32
TOUCH_MS: Final = 60_000
"""`seen_ms` is written at most this often."""

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class LoginPolicy:
    """How long a staff login lasts: without any request, and in all."""

    idle_ms: int = 4 * 3600 * 1000
    longest_ms: int = 12 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Login:
    """One sign-in of a member of staff."""

    id: LoginId
    person: PersonId
    created_ms: int
    seen_ms: int

    def is_valid(self, policy: LoginPolicy, now_ms: int) -> bool:
        """Say whether the login still counts."""
        return now_ms < self.created_ms + policy.longest_ms and now_ms < self.seen_ms + policy.idle_ms

    def needs_touch(self, now_ms: int) -> bool:
        """Say whether it is time to write down that somebody is there."""
        return now_ms >= self.seen_ms + TOUCH_MS


@dataclass(frozen=True, slots=True)
class GuestLogin:
    """A guest's browser that proved both factors: bound to one seat of one session, good until that session ends.

    `claim` numbers the devices that ever proved this invite: 1 is the first.
    """

    id: LoginId
    session: SessionId
    participant: ParticipantId
    invite: InviteId
    claim: int
    created_ms: int


def new_secret(random: Callable[[int], bytes]) -> str:
    """Draw a cookie's or ticket's value: 43 base64url characters."""
    return encoded(random(SECRET_BYTES))


def encoded(secret: bytes) -> str:
    """Spell 32 secret bytes as 43 base64url characters."""
    return base64.urlsafe_b64encode(secret).rstrip(b"=").decode()


def digest(secret: str) -> bytes | None:
    """Give the SHA-256 under which a secret is kept; None when it cannot be one of ours."""
    if not _SECRET.fullmatch(secret):
        return None
    return sha256(secret.encode()).digest()
