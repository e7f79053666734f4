"""Who this browser is: staff logins and guest logins; a 256-bit secret in a cookie, of which only the hash is kept."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from server.terms.ids import InviteId, LoginId, ParticipantId, PersonId, SessionId
from server.terms.people import Birth

SECRET_BYTES: Final = 32
TOUCH_MS: Final = 60_000
"""`seen_ms` is written at most this often."""

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class LoginPolicy:
    """How long a staff login lasts without a hand on it, and in all; and how long its pictures stay lit without one."""

    idle_ms: int = 4 * 3600 * 1000
    longest_ms: int = 12 * 3600 * 1000
    unattended_ms: int = 5 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Login:
    """One sign-in of a member of staff.

    `seen_ms` is the newest request, which pages make by themselves; `hand_ms` the newest hand on it, and `lit_ms` the
    newest that came before its pictures had gone dark, or the newest proof of the second factor.
    """

    id: LoginId
    person: PersonId
    created_ms: int
    seen_ms: int
    hand_ms: int = 0
    lit_ms: int = 0

    def is_valid(self, policy: LoginPolicy, now_ms: int) -> bool:
        """Say whether the login still counts."""
        used_ms = max(self.created_ms, self.hand_ms)
        return now_ms < self.created_ms + policy.longest_ms and now_ms < used_ms + policy.idle_ms

    def dark_ms(self, policy: LoginPolicy) -> int:
        """Say when its pictures go dark without a further hand."""
        return max(self.created_ms, self.lit_ms) + policy.unattended_ms

    def is_dark(self, policy: LoginPolicy, now_ms: int) -> bool:
        """Say whether its pictures are dark until the second factor."""
        return now_ms >= self.dark_ms(policy)

    def needs_touch(self, now_ms: int) -> bool:
        """Say whether it is time to write down that somebody is there."""
        return now_ms >= self.seen_ms + TOUCH_MS


@dataclass(frozen=True, slots=True)
class GuestLogin:
    """A guest's browser that proved both factors: bound to one seat of one session, good until that session ends.

    `claim` numbers the devices that ever proved this invite: 1 is the first. Who `is_knocking` has no seat yet: another
    device has it, and the host decides between them. `birth` is what asking for the birth date came to;
    `is_known` says that this browser had been in a visit here before.
    """

    id: LoginId
    session: SessionId
    participant: ParticipantId
    invite: InviteId
    claim: int
    created_ms: int
    is_knocking: bool = False
    birth: Birth = ""
    is_known: bool = False


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
