"""An invite: the link of one guest, its codes, and what both are still good for. Secrets are kept hashed or sealed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal

from server.identity.logins import digest, encoded
from server.identity.otp import CODE_LIFE_MS
from server.terms.errors import Refused
from server.terms.ids import InviteId, ParticipantId, SessionId

FAILURES_MAX: Final = 5
"""Wrong codes before an invite is suspended; new codes do not give them back, its host's word or a new link does."""
PLACE_FAILURES_MAX: Final = FAILURES_MAX - 1
"""Of them from one network: who has the link but no code stops that network's tries, and leaves one to everybody else (T-09).

A device's cookie is not asked: whoever has the link gets as many new ones as they like."""
CLAIMS_PER_LINK: Final = 5
"""Devices that may prove one link where the consult's type names no other number; a patient who changes phones twice is
not stopped, a passed-around link is."""

ASK_AGAIN_MS: Final = 30_000
"""A guest may ask the clinic this often; asking more often is the same call for help."""

FIRST_WAIT_MS: Final = 1_000
"""After the first wrong code; each further one doubles it: 1, 2, 4, 8 s, and the fifth suspends."""
LONGEST_WAIT_MS: Final = FIRST_WAIT_MS << (FAILURES_MAX - 1)

LinkWay = Literal["hand", "mail", "text"]
"""How a link gets to its guest: `hand` is whichever way its host takes it there."""
CodeWay = Literal["read", "text", "mail"]
"""How a code does; by `mail` it shows that mail arrives, and counts for nothing else (NIST SP 800-63B-4 §3.1.3.1)."""

Standing = Literal["good", "revoked", "renewed", "expired", "early", "suspended", "used_up"]
State = Literal["unused", "opened", "claimed", "suspended", "revoked", "expired", "used_up"]
CodeStanding = Literal["good", "none", "used", "expired"]


@dataclass(frozen=True, slots=True)
class Invite:
    """One guest's invite.

    `generation` counts the links made (only the newest opens), `code_counter` the codes issued (only the newest
    counts), `failures` wrong codes and `uses` devices of this generation (at most `uses_max`), `claims` devices of all
    generations. `asked_ms`
    is when its guest asked the clinic for help, until somebody helped; before `not_before_try_ms` no code is compared.
    `place_stopped` says that some network has had its share of the failures.
    `link_to` and `code_to` are addresses, sealed, and gone once the invite is over; `language` is what its guest reads.
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
    asked_ms: int | None = None
    not_before_try_ms: int = 0
    uses_max: int = CLAIMS_PER_LINK
    place_stopped: bool = False
    not_before_ms: int = 0
    link_by: LinkWay = "hand"
    code_by: CodeWay = "read"
    language: str = "en"
    link_to: bytes | None = field(default=None, repr=False)
    code_to: bytes | None = field(default=None, repr=False)

    def standing(self, generation: int, now_ms: int) -> Standing:
        """Say what a link of `generation` is good for at `now_ms`: from `not_before_ms`, strictly before `not_after_ms`."""
        if self.revoked_ms is not None:
            return "revoked"
        if generation != self.generation:
            return "renewed"
        if now_ms >= self.not_after_ms:
            return "expired"
        if now_ms < self.not_before_ms:
            return "early"
        if self.failures >= FAILURES_MAX:
            return "suspended"
        return "used_up" if self.uses >= self.uses_max else "good"

    def refusal(self, standing: Standing) -> Refused:
        """Put a standing that lets nobody in into the words of the wire: `invite_…`."""
        facts = {"opens_ms": self.not_before_ms} if standing == "early" else {}
        return Refused(f"invite_{standing}", **facts)

    def state(self, now_ms: int) -> State:
        """Say in one word what the host's card shows."""
        match self.standing(self.generation, now_ms):
            case "revoked" | "expired" | "suspended" | "used_up" as over:
                return over
            case "good" | "renewed" | "early":
                if self.place_stopped and (not self.claims or self.asked_ms is not None):
                    return "suspended"  # for whoever stands before it; a guest who is in elsewhere needs nothing
                return "claimed" if self.claims else "unused" if self.opened_ms is None else "opened"

    def wait_ms(self, now_ms: int) -> int:
        """Say how long until another code may be tried: 0 for at once.

        A clock set back must not lock anybody out for longer than the longest wait.
        """
        wait_ms = self.not_before_try_ms - now_ms
        return wait_ms if 0 < wait_ms <= LONGEST_WAIT_MS else 0

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
