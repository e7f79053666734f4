"""People at rest: accounts, invites, tickets and consents as storage keeps them. Rows hold nothing readable.

Names are sealed, people are found by keyed tags, secrets by their hash.
"""

from dataclasses import dataclass
from typing import Literal

from server.identity.invites import Invite
from server.terms.ids import LoginId, ParticipantId, PersonId, SessionId
from server.terms.people import StaffRole


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account at rest: `profile` (login name and name) and `totp` (secret) are sealed, bound to the person's id."""

    id: PersonId
    login_tag: str
    profile: bytes
    role: StaffRole
    password_hash: str
    totp: bytes
    totp_step: int
    disabled: bool
    created_ms: int


@dataclass(frozen=True, slots=True)
class NewInvite:
    """An invite about to be kept: its code secret sealed, its link's secret only as a hash."""

    invite: Invite
    code_secret: bytes
    link_digest: bytes


@dataclass(frozen=True, slots=True)
class FoundLink:
    """An invite as one of its links finds it; `generation` is that link's own."""

    invite: Invite
    generation: int


@dataclass(frozen=True, slots=True)
class CountedAttempt:
    """A try that was counted before its code was looked at: `left` are the failures still allowed after it."""

    code_secret: bytes
    code_counter: int
    left: int


@dataclass(frozen=True, slots=True)
class TicketFor:
    """What a one-time ticket opens: one socket of one seat. `claim` is 0 for the host, the device's number for a guest."""

    session: SessionId
    participant: ParticipantId
    kind: Literal["host", "guest"]
    login: LoginId
    claim: int


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """The words of a consent form, or the host's note for another basis, sealed under the session's record key."""

    id: str
    session: SessionId
    participant: ParticipantId
    at_ms: int
    kind: Literal["form", "note"]
    language: str
    digest: str
    text: bytes
