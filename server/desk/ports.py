"""What the people's side of the desk needs from the walls and from running rooms, as ports of at most six methods.

Storage (or `live`) implements them, `app` puts them together.
"""

from collections.abc import Callable, Sequence
from typing import Literal, Protocol

from server.desk.people_rows import AccountRow, ConsentRow, CountedAttempt, FoundLink, NewInvite
from server.identity.invites import Invite
from server.identity.logins import GuestLogin, Login
from server.identity.pace import BucketSize
from server.sessions.session import Session
from server.terms.consults import Mask
from server.terms.entries import Entry
from server.terms.ids import InviteId, LoginId, ParticipantId, PersonId, SessionId
from server.vault.record_key import RecordKey

Clock = Callable[[], int]
"""Gives the wall clock as Unix epoch milliseconds."""
Random = Callable[[int], bytes]
"""Gives that many unpredictable bytes."""


class AccountShelf(Protocol):
    """Staff accounts."""

    async def add(self, account: AccountRow) -> bool:
        """Keep a new account; False when its login name is taken."""
        ...

    async def by_tag(self, login_tag: str) -> AccountRow | None:
        """Give the account of a login name, by its tag."""
        ...

    async def find(self, person: PersonId) -> AccountRow | None:
        """Give one account."""
        ...

    async def all(self) -> list[AccountRow]:
        """Give every account."""
        ...

    async def accept_step(self, person: PersonId, step: int) -> bool:
        """Take a TOTP step if none as late was taken before, in one statement."""
        ...


class AttemptShelf(Protocol):
    """How often somebody tried, kept over restarts. Waits are milliseconds, 0 when one may go on."""

    async def begin(self, key: str, now_ms: int) -> int:
        """Count a try against a growing delay, before it is looked at."""
        ...

    async def forgive(self, key: str) -> None:
        """Forget the delay after a success."""
        ...

    async def draw(self, key: str, size: BucketSize, now_ms: int) -> int:
        """Take one token of a bucket."""
        ...


class LoginShelf(Protocol):
    """Staff logins by the hash of their secret."""

    async def add(self, login: Login, digest: bytes) -> None:
        """Keep a new login."""
        ...

    async def find(self, digest: bytes) -> Login | None:
        """Give the login of a secret, valid or not."""
        ...

    async def touch(self, login: LoginId, now_ms: int) -> None:
        """Write down that somebody is there."""
        ...

    async def end(self, login: LoginId) -> bool:
        """Forget a login."""
        ...

    async def stands(self, login: LoginId) -> bool:
        """Say whether nobody has ended a login."""
        ...


class GuestShelf(Protocol):
    """Guest logins by the hash of their secret."""

    async def replace(self, guest: GuestLogin, digest: bytes) -> None:
        """Let this browser, and no other, have the seat."""
        ...

    async def find(self, digest: bytes) -> GuestLogin | None:
        """Give the guest login of a secret."""
        ...

    async def end(self, session: SessionId, participant: ParticipantId) -> int:
        """Forget who sits on a seat."""
        ...

    async def stands(self, login: LoginId) -> bool:
        """Say whether this login still has its seat."""
        ...


class InviteShelf(Protocol):
    """Finds invites."""

    async def add(self, new: Sequence[NewInvite]) -> None:
        """Keep new invites, all or none."""
        ...

    async def by_link(self, digest: bytes) -> FoundLink | None:
        """Give the invite a link belongs to, whatever became of either."""
        ...

    async def find(self, session: SessionId, participant: ParticipantId) -> Invite | None:
        """Give the invite of a seat."""
        ...

    async def of_session(self, session: SessionId) -> list[Invite]:
        """Give all invites of a session."""
        ...

    async def code_secret(self, invite: InviteId) -> bytes | None:
        """Give the sealed secret of an invite's codes."""
        ...


class InviteChanges(Protocol):
    """Every change of an invite is one conditional statement: two at once cannot both win."""

    async def opened(self, invite: InviteId, now_ms: int) -> bool:
        """Write down the first time somebody pressed the button."""
        ...

    async def issue_code(self, invite: InviteId, expires_ms: int) -> int | None:
        """Start a new code and give its counter; None when the invite takes none."""
        ...

    async def count_attempt(self, invite: InviteId, generation: int, now_ms: int) -> CountedAttempt | None:
        """Count a failure in advance; None when no code may be tried."""
        ...

    async def claim(self, invite: InviteId, code_counter: int) -> int | None:
        """Use a code up and take its counted failure back; the device's number, None when another was faster."""
        ...

    async def renew(self, invite: InviteId, generation: int, link_digest: bytes) -> bool:
        """Make `generation` the link that opens; False when another was faster."""
        ...

    async def revoke(self, invite: InviteId, now_ms: int) -> bool:
        """Let neither link nor code open anything."""
        ...


class TicketShelf(Protocol):
    """One-time tickets by the hash of their secret."""

    async def issue(self, payload: bytes, *, ttl_s: int = 30, now_ms: int) -> str:
        """Give a secret worth `payload` once."""
        ...

    async def redeem(self, ticket: str, *, now_ms: int) -> bytes | None:
        """Give what a ticket carries at most once, and None ever after."""
        ...


class ConsentShelf(Protocol):
    """Consents word for word."""

    async def keep(self, consent: ConsentRow) -> None:
        """Keep one."""
        ...

    async def of_session(self, session: SessionId) -> list[ConsentRow]:
        """Give all of a session, oldest first."""
        ...


class SessionShelf(Protocol):
    """Sessions as last saved; a running one is ahead of it only in what need not survive."""

    async def add(self, session: Session) -> None:
        """Keep a new session, durable on return."""
        ...

    async def load(self, session: SessionId) -> Session:
        """Give a session; `NotFound`, or `Tampered` when its deadline was edited."""
        ...

    async def of_host(self, person: PersonId, *, limit: int = 200) -> list[Session]:
        """Give the sessions of a host, newest start first."""
        ...

    async def record_key(self, session: SessionId) -> RecordKey:
        """Give the key that seals the session's own rows."""
        ...


class RecordPort(Protocol):
    """The durable log; see `server.audit.log`."""

    async def append(self, entries: Sequence[Entry]) -> int:
        """Record entries, durable on return; `Unavailable` otherwise."""
        ...


class LiveRooms(Protocol):
    """Running rooms as the desk may see and touch them."""

    def snapshot(self, session: SessionId) -> Session | None:
        """Give a running session as it stands now."""
        ...

    def is_online(self, session: SessionId, participant: ParticipantId) -> bool:
        """Say whether somebody has a screen open."""
        ...

    async def scheduled(self, session: SessionId) -> None:
        """Start the timers of a session that was just saved."""
        ...

    async def cancel(self, session: SessionId, by: ParticipantId) -> None:
        """Do what the host's *End* does."""
        ...

    async def release(self, session: SessionId, by: ParticipantId, stack: int, masks: tuple[Mask, ...]) -> None:
        """Let guests see a stack that was held back, with these areas black."""
        ...

    async def guest_changed(
        self, session: SessionId, participant: ParticipantId, reason: Literal["revoked", "claimed_again"]
    ) -> None:
        """Close what is open on a seat: its invite was revoked, or proven by another device."""
        ...
