"""An invite: the link of one guest, its codes, and what both are still good for. Secrets are kept hashed or sealed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from server.identity.logins import digest, encoded
from server.identity.otp import CODE_LIFE_MS
from server.terms.ids import InviteId, ParticipantId, SessionId

FAILURES_MAX: Final = 5
"""Wrong codes before an invite is suspended; new codes do not give them back, a new link does."""
CLAIMS_PER_LINK: Final = 5
"""Devices that may prove one link; a patient who changes phones twice is not stopped, a passed-around link is."""

Standing = Literal["good", "revoked", "renewed", "expired", "suspended", "used_up"]
State = Literal["unused", "opened", "claimed", "suspended", "revoked", "expired", "used_up"]
CodeStanding = Literal["good", "none", "used", "expired"]


@dataclass(frozen=True, slots=True)
class Invite:
    """One guest's invite.

    `generation` counts the links made (only the newest opens), `code_counter` the codes issued (only the newest
    counts), `failures` wrong codes and `uses` devices of this generation, `claims` devices of all generations.
    """

    id: InviteId
    session: SessionId
    participant: ParticipantId
    generation: int
    not_after_ms: int
    code_counter: int = 0
    code_expires_ms: int = 0
    code_used: bool = True
    failures: int = 0
    uses: int = 0
    claims: int = 0
    opened_ms: int | None = None
    revoked_ms: int | None = None

    def standing(self, generation: int, now_ms: int) -> Standing:
        """Say what a link of `generation` is good for at `now_ms`: good strictly before `not_after_ms`."""
        if self.revoked_ms is not None:
            return "revoked"
        if generation != self.generation:
            return "renewed"
        if now_ms >= self.not_after_ms:
            return "expired"
        if self.failures >= FAILURES_MAX:
            return "suspended"
        return "used_up" if self.uses >= CLAIMS_PER_LINK else "good"

    def state(self, now_ms: int) -> State:
        """Say in one word what the host's card shows."""
        match self.standing(self.generation, now_ms):
            case "revoked" | "expired" | "suspended" | "used_up" as over:
                return over
            case "good" | "renewed":
                return "claimed" if self.claims else "unused" if self.opened_ms is None else "opened"

    def code_standing(self, now_ms: int) -> CodeStanding:
        """Say whether there is a code to type: issued, not used, not past its ten minutes."""
        if self.code_counter == 0:
            return "none"
        if self.code_used:
            return "used"
        return "good" if now_ms < self.code_expires_ms else "expired"


def link_secret(derive: Callable[[str], bytes], invite: InviteId, generation: int) -> str:
    """Give the secret of a link: derived, so that the host's card can show it again while only its hash is kept."""
    return encoded(derive(f"invite {invite} {generation}"))


def link_digest(secret: str) -> bytes | None:
    """Give the hash under which a link is found; None when it cannot be one of ours."""
    return digest(secret)


def code_expiry(now_ms: int) -> int:
    """Say until when a code issued now may be typed."""
    return now_ms + CODE_LIFE_MS
