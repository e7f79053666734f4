"""The one-time link by which a member of staff proves who they are for the first time, or again; only its hash is kept."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from server.identity.logins import digest, new_secret
from server.identity.otp import SECRET_BYTES
from server.terms.ids import PersonId

LIFE_MS: Final = 24 * 3600 * 1000
RECOVERY_LIFE_MS: Final = 3600 * 1000
"""What a recovery code gives is used at once, in the same browser."""

Purpose = Literal["account", "factor"]
"""Choose a password and a factor; or, with the password one has, only a new factor."""
Standing = Literal["good", "used", "expired"]


@dataclass(frozen=True, slots=True)
class AccountLink:
    """One link. Of a person only the newest exists; `used_ms` is when it was used up."""

    person: PersonId
    purpose: Purpose
    not_after_ms: int
    used_ms: int | None = None

    def standing(self, now_ms: int) -> Standing:
        """Say what it is good for: good strictly before `not_after_ms`, once."""
        if self.used_ms is not None:
            return "used"
        return "good" if now_ms < self.not_after_ms else "expired"


def totp_secret(derive: Callable[[str, int], bytes], digest_of_link: bytes) -> str:
    """Give the TOTP secret that a link offers: derived, so that opening the page again shows the same picture to scan.

    Nothing is kept of it before a code has proved that an authenticator has it.
    """
    return base64.b32encode(derive(f"totp of link {digest_of_link.hex()}", SECRET_BYTES)).decode()


__all__ = ["LIFE_MS", "RECOVERY_LIFE_MS", "AccountLink", "Purpose", "Standing", "digest", "new_secret", "totp_secret"]
