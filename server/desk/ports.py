"""What the people's side of the desk needs from the walls and from running rooms, as ports; and the rows it keeps.

Rows hold nothing readable about anybody: names are sealed, people are found by keyed tags, secrets by their hash.
Each port is one job of at most six methods; storage (or `live`) implements it, `app` puts them together.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from server.identity.invites import Invite
from server.identity.logins import GuestLogin, Login
from server.identity.pace import BucketSize
from server.terms.entries import Entry
from server.terms.ids import InviteId, LoginId, ParticipantId, PersonId, SessionId
from server.terms.people import StaffRole

Clock = Callable[[], int]
"""Gives the wall clock as Unix epoch milliseconds."""
Random = Callable[[int], bytes]
"""Gives that many unpredictable bytes."""


# --- staff -------------------------------------------------------------------------------------------------------


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


class AccountShelf(Protocol):
    """Staff accounts; `accept_step` is the one statement that makes a TOTP code work once."""

    async def add(self, account: AccountRow) -> bool: ...
    async def by_tag(self, login_tag: str) -> AccountRow | None: ...
    async def find(self, person: PersonId) -> AccountRow | None: ...
    async def all(self) -> list[AccountRow]: ...
    async def accept_step(self, person: PersonId, step: int) -> bool: ...


class AttemptShelf(Protocol):
    """How often somebody tried, kept over restarts. Both answer the milliseconds to wait, 0 when one may go on."""

    async def begin(self, key: str, now_ms: int) -> int: ...
    async def forgive(self, key: str) -> None: ...
    async def draw(self, key: str, size: BucketSize, now_ms: int) -> int: ...


class LoginShelf(Protocol):
    """Staff logins by the hash of their secret."""

    async def add(self, login: Login, digest: bytes) -> None: ...
    async def find(self, digest: bytes) -> Login | None: ...
    async def touch(self, login: LoginId, now_ms: int) -> None: ...
    async def end(self, login: LoginId) -> bool: ...


# --- guests ------------------------------------------------------------------------------------------------------


class GuestShelf(Protocol):
    """Guest logins by the hash of their secret; `replace` leaves a seat with exactly one."""

    async def replace(self, guest: GuestLogin, digest: bytes) -> None: ...
    async def find(self, digest: bytes) -> GuestLogin | None: ...
    async def end(self, session: SessionId, participant: ParticipantId) -> int: ...


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


class InviteShelf(Protocol):
    """Finds invites."""

    async def add(self, invites: Sequence[NewInvite]) -> None: ...
    async def by_link(self, digest: bytes) -> FoundLink | None: ...
    async def find(self, session: SessionId, participant: ParticipantId) -> Invite | None: ...
    async def of_session(self, session: SessionId) -> list[Invite]: ...
    async def code_secret(self, invite: InviteId) -> bytes | None: ...


class InviteChanges(Protocol):
    """Every change of an invite is one conditional statement: two at once cannot both win."""

    async def opened(self, invite: InviteId, now_ms: int) -> bool: ...
    async def issue_code(self, invite: InviteId, expires_ms: int) -> int | None: ...
    async def count_attempt(self, invite: InviteId, generation: int, now_ms: int) -> CountedAttempt | None: ...
    async def claim(self, invite: InviteId, code_counter: int) -> int | None: ...
    async def renew(self, invite: InviteId, generation: int, link_digest: bytes) -> bool: ...
    async def revoke(self, invite: InviteId, now_ms: int) -> bool: ...


@dataclass(frozen=True, slots=True)
class TicketFor:
    """What a one-time ticket opens: one socket of one seat. `claim` is 0 for the host, the device's number for a guest."""

    session: SessionId
    participant: ParticipantId
    kind: Literal["host", "guest"]
    login: LoginId
    claim: int
    expires_ms: int


class TicketShelf(Protocol):
    """Tickets by the hash of their secret; `take` gives each one at most once."""

    async def put(self, digest: bytes, ticket: TicketFor) -> None: ...
    async def take(self, digest: bytes) -> TicketFor | None: ...


# --- consent -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A consent at rest: `text` is exactly what was shown (or the host's note), sealed under the session's record key."""

    id: str
    session: SessionId
    participant: ParticipantId
    at_ms: int
    kind: Literal["given", "refused", "basis"]
    basis: str
    language: str
    digest: str
    text: bytes
    stacks: tuple[int, ...]


class ConsentShelf(Protocol):
    """Consents as they were given."""

    async def keep(self, consent: ConsentRow) -> None: ...
    async def of_session(self, session: SessionId) -> list[ConsentRow]: ...


# --- record and running rooms ------------------------------------------------------------------------------------


class RecordPort(Protocol):
    """The durable log; see `server.audit.log`."""

    async def append(self, entries: Sequence[Entry]) -> int: ...


@dataclass(frozen=True, slots=True)
class GuestStatus:
    """One guest in a running room, for the host's card."""

    participant: ParticipantId
    presence: str
    online: bool
    word: str


@dataclass(frozen=True, slots=True)
class RoomStatus:
    """What the host's card shows of a room that is running now."""

    phase: str
    reason: str
    deadline_ms: int | None
    closing_until_ms: int | None
    guests: tuple[GuestStatus, ...]


class LiveRooms(Protocol):
    """Running rooms as the desk may see and touch them; `live` implements it.

    `scheduled` says that a session was just saved and its timers must run; `cancel` ends one before it was opened
    (the host's *End*); `guest_changed` says that a seat's invite was revoked (`revoked`) or proven by another device
    (`claimed_again`): its open connections must go, and the person waits in the lobby anew.
    """

    def snapshot(self, session: SessionId) -> RoomStatus | None: ...
    async def scheduled(self, session: SessionId) -> None: ...
    async def cancel(self, session: SessionId, by: ParticipantId) -> None: ...
    async def guest_changed(
        self, session: SessionId, participant: ParticipantId, reason: Literal["revoked", "claimed_again"]
    ) -> None: ...
