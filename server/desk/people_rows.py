"""People at rest: accounts, invites, tickets and consents as storage keeps them. Rows hold nothing readable.

Names are sealed, people are found by keyed tags, secrets by their hash.
"""

from dataclasses import dataclass
from typing import Literal

from server.desk.delivery_rows import Delivery
from server.identity.invites import PLACE_FAILURES_MAX, Invite, Standing
from server.identity.logins import Login
from server.terms.ids import LoginId, ParticipantId, PersonId, SessionId
from server.terms.people import NO_LINK, Arrival, StaffRole


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account at rest: `profile` (login name and name) and `totp` (secret) are sealed, bound to the person's id.

    An empty `password_hash` or `totp` is none (yet). `reset_by` asked at `reset_ms` that this sign-in be reset.
    """

    id: PersonId
    login_tag: str
    profile: bytes
    role: StaffRole
    password_hash: str
    totp: bytes
    totp_step: int
    disabled: bool
    created_ms: int
    enrolled_ms: int | None = None
    reset_by: PersonId | None = None
    reset_ms: int | None = None


@dataclass(frozen=True, slots=True)
class ProvedFactors:
    """What makes an account active, all at once: `password_hash` is None where the one there is stays.

    `recovery` are the hashes of a new set of recovery codes, in order.
    """

    password_hash: str | None
    totp: bytes
    totp_step: int
    recovery: tuple[str, ...]
    enrolled_ms: int


@dataclass(frozen=True, slots=True)
class RecoveryRow:
    """One recovery code at rest; `used_ms` when it was used."""

    number: int
    hash: str
    used_ms: int | None


@dataclass(frozen=True, slots=True)
class Failures:
    """How often in a row a sign-in failed, and since when (if so) somebody knew the password without a right code."""

    count: int
    half_ms: int | None


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """Something a member of staff has to hear: kind and facts are sealed, bound to its id."""

    id: str
    person: PersonId
    at_ms: int
    sealed: bytes


@dataclass(frozen=True, slots=True)
class PreferenceRow:
    """What somebody of the staff has in hand: sealed, bound to them; `version` counts the changes."""

    person: PersonId
    version: int
    sealed: bytes


@dataclass(frozen=True, slots=True)
class KeptLogin:
    """A login at rest: `about`, its browser, is sealed and bound to its id; logins from before it was asked have none."""

    login: Login
    about: bytes | None


@dataclass(frozen=True, slots=True)
class NewInvite:
    """An invite about to be kept: its code secret sealed, its link's secret only as a hash.

    `delivery` is the message with the link, if it is to be sent: on its way as soon as the invite exists.
    """

    invite: Invite
    code_secret: bytes
    link_digest: bytes
    delivery: Delivery | None = None


@dataclass(frozen=True, slots=True)
class FoundLink:
    """An invite as somebody with one of its links finds it.

    `digest` and `generation` are that link's own; `place` is the tag of the network they come from, from which
    `place_failures` codes were wrong.
    """

    invite: Invite
    generation: int
    digest: bytes
    place: str
    place_failures: int

    def standing(self, now_ms: int) -> Standing:
        """Say what the link is good for, for who holds it there."""
        standing = self.invite.standing(self.generation, now_ms)
        return "suspended" if standing == "good" and self.place_failures >= PLACE_FAILURES_MAX else standing


@dataclass(frozen=True, slots=True)
class CountedAttempt:
    """A try that was counted before its code was looked at.

    `left` are the failures still allowed after it from the same place, `left_elsewhere` those allowed from others,
    `wait_ms` is how long the next one waits.
    """

    code_secret: bytes
    code_counter: int
    left: int
    left_elsewhere: int
    wait_ms: int


@dataclass(frozen=True, slots=True)
class TicketFor:
    """What a one-time ticket opens: one socket of one seat. `claim` is 0 for the host, the device's number for a guest.

    `proven_ms` is when this browser proved both factors.
    """

    session: SessionId
    participant: ParticipantId
    kind: Literal["host", "colleague", "guest"]
    login: LoginId
    claim: int
    proven_ms: int = 0
    arrival: Arrival = NO_LINK


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """The words of a consent form, of a privacy notice, or of another basis, sealed under the session's record key.

    `note` is what another basis was before it had words of its own kind.
    """

    id: str
    session: SessionId
    participant: ParticipantId
    at_ms: int
    kind: Literal["form", "note", "privacy", "basis"]
    language: str
    digest: str
    text: bytes


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody looked into something, and when."""

    by: PersonId
    at_ms: int


@dataclass(frozen=True, slots=True)
class KeptBasis:
    """The sealed words of another basis, and whether an auditor has reviewed its use."""

    row: ConsentRow
    review: Review | None
