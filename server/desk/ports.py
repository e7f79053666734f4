"""What the people's side of the desk needs from the walls and from running rooms, as ports of at most six methods.

Storage (or `live`) implements them, `app` puts them together.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Literal, Protocol

from server.desk.delivery_rows import Delivery
from server.desk.people_rows import AccountRow, ConsentRow, CountedAttempt, FoundLink, KeptLogin, NewInvite
from server.identity.invites import Invite
from server.identity.logins import GuestLogin, Login
from server.identity.pace import BucketSize
from server.sessions.session import Session
from server.terms.consults import Mask
from server.terms.entries import Entry
from server.terms.ids import InviteId, LoginId, ParticipantId, PersonId, SessionId
from server.terms.people import Birth, Person, Seat
from server.vault.record_key import RecordKey

GuestChange = Literal["revoked", "knocked", "suspended", "asked", "helped", "proved"]
GuestsOut = Literal["seated", "knocking", "all"]
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

    async def add(self, login: Login, digest: bytes, about: bytes) -> None:
        """Keep a new login; `about` is sealed."""
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

    async def of_person(self, person: PersonId) -> Sequence[KeptLogin]:
        """Give the logins of a person that nobody has ended, valid or not, the newest first."""
        ...

    async def kept(self, asked: Collection[LoginId]) -> Sequence[Login]:
        """Give those that nobody has ended and whose people may still come in, valid or not."""
        ...


class Gate(Protocol):
    """How many may come into the rooms of this process at once."""

    def host_arrives(self) -> None:
        """Whoever presents is never kept waiting."""
        ...

    def guest_arrives(self, *, is_new: bool) -> None:
        """Raises `Unavailable` `crowded` or `arriving` {retry_ms} for who is to come later."""
        ...


class GuestShelf(Protocol):
    """Guest logins by the hash of their secret."""

    async def add(self, guest: GuestLogin, digest: bytes) -> GuestLogin:
        """Let this browser have the seat; when another one has it, it knocks: gives the login as it was kept."""
        ...

    async def find(self, digest: bytes) -> GuestLogin | None:
        """Give the guest login of a secret."""
        ...

    async def seat_knocking(self, session: SessionId, participant: ParticipantId) -> bool:
        """Let who knocks have the seat, and forget who had it; False when nobody knocks."""
        ...

    async def end(self, session: SessionId, participant: ParticipantId, which: GuestsOut) -> int:
        """Forget who sits on a seat, who knocks there, or both."""
        ...

    async def kept(self, asked: Collection[LoginId]) -> Collection[LoginId]:
        """Give those that still have their seat."""
        ...


class BirthShelf(Protocol):
    """Tries at a birth date, and what they came to."""

    async def count_birth_try(self, invite: InviteId) -> int | None:
        """Count a wrong answer in advance; gives how many are left after it, None when none was."""
        ...

    async def decide_birth(self, login: LoginId, invite: InviteId, birth: Birth, *, given_back: bool) -> None:
        """Write down what this browser's answer came to, once; an answer that was not wrong gives its try back."""
        ...


class InviteShelf(Protocol):
    """Finds invites."""

    async def add(self, new: Sequence[NewInvite]) -> None:
        """Keep new invites, all or none."""
        ...

    async def by_link(self, digest: bytes, place: str) -> FoundLink | None:
        """Give the invite a link belongs to, whatever became of either; `place` is where its holder is."""
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

    async def sends_wait_ms(self, invite: InviteId, now_ms: int) -> int:
        """Give how long an invite has to wait for its next message, 0 when one may be sent."""
        ...


class InviteSigns(Protocol):
    """What a guest's page did, before anybody proved anything."""

    async def opened(self, invite: InviteId, now_ms: int) -> bool:
        """Write down the first time somebody pressed the button."""
        ...

    async def asked(self, invite: InviteId, generation: int, now_ms: int) -> bool:
        """Write down that a guest asks the clinic for help; False when nobody needs to hear of it (again)."""
        ...


class InviteChanges(Protocol):
    """Every change of an invite is one conditional statement: two at once cannot both win."""

    async def issue_code(
        self, invite: InviteId, expires_ms: int, *, anew: bytes | None = None, delivery: Delivery | None = None
    ) -> int | None:
        """Start a new code and give its counter; None when the invite takes none.

        `anew`, a new sealed secret, lets the failures of a suspended invite start over; nothing else does. `delivery`
        is the message with the code: neither is there when `too_many_sends` {retry_ms} refuses it.
        """
        ...

    async def count_attempt(self, invite: InviteId, generation: int, place: str, now_ms: int) -> CountedAttempt | None:
        """Count a failure in advance, for the place and for the invite; None when no code may be tried."""
        ...

    async def claim(self, invite: InviteId, code_counter: int, place: str, *, new_device: bool = True) -> int | None:
        """Use a code up and take its counted failure back; the device's number, None when another was faster.

        A device that has its seat already (not `new_device`) takes no further use of the link.
        """
        ...

    async def renew(
        self, invite: InviteId, generation: int, link_digest: bytes, delivery: Delivery | None = None
    ) -> bool:
        """Make `generation` the link that opens; False when another was faster.

        `delivery` is the message with the link; too soon after others it is left out, and the link shown all the same.
        """
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

    async def hosted(self, session: SessionId, person: PersonId) -> Session:
        """Give a session to its host; to anybody else it is not there, and that takes as long to find out."""
        ...

    async def of_host(self, person: PersonId, *, limit: int = 200) -> list[Session]:
        """Give the sessions of a host, newest start first."""
        ...

    async def record_key(self, session: SessionId) -> RecordKey:
        """Give the key that seals the session's own rows."""
        ...


class SharedSessions(Protocol):
    """Sessions as colleagues find them."""

    async def shared(self, session: SessionId, person: PersonId) -> Session:
        """Give a session to a colleague it was shared with; to anybody else it is not there, and that takes as long."""
        ...

    async def of_colleague(self, person: PersonId, *, limit: int = 200) -> list[Session]:
        """Give the sessions that were shared with somebody, newest start first."""
        ...

    async def over_of(self, person: PersonId, *, before_ms: int | None, limit: int) -> list[Session]:
        """Give the locked sessions that somebody hosted or was let into, newest start first, older than `before_ms`."""
        ...


class SessionPeople(Protocol):
    """Which colleagues a consult was shared with."""

    async def share(self, session: SessionId, person: PersonId, at_ms: int) -> bool:
        """Let a colleague in; False when they were already."""
        ...

    async def unshare(self, session: SessionId, person: PersonId) -> bool:
        """Let a colleague in no more; False when they were not."""
        ...

    async def shared_with(self, sessions: Sequence[SessionId]) -> dict[SessionId, list[PersonId]]:
        """Say for each consult which colleagues were let in, in that order."""
        ...


class Colleagues(Protocol):
    """Members of staff by id."""

    async def person(self, person: PersonId) -> Person | None:
        """Give one as others see them; None when there is none (any more)."""
        ...


class RecordPort(Protocol):
    """The durable log; see `server.audit.log`."""

    async def append(self, entries: Sequence[Entry]) -> int:
        """Record entries, durable on return; `Unavailable` otherwise."""
        ...


class LiveLogins(Protocol):
    """What is open under a login."""

    async def login_ended(self, login: LoginId) -> None:
        """Close every screen of a login that is over."""
        ...


class HandShelf(Protocol):
    """When a hand was last on a login."""

    async def hand(self, login: LoginId, now_ms: int, *, lit_after_ms: int) -> None:
        """Write down a hand; it counts for pictures only if they were lit by something later than `lit_after_ms`."""
        ...

    async def light(self, login: LoginId, now_ms: int) -> None:
        """Write down a proof of the second factor."""
        ...


class AllLogins(Protocol):
    """Everybody's logins at once."""

    async def end_all_but(self, kept: LoginId) -> Sequence[Login]:
        """Forget every login but one; gives those that are gone."""
        ...


class LiveProofs(Protocol):
    """Rooms in which a member of staff owes a proof."""

    async def proved(self, login: LoginId, person: PersonId) -> None:
        """Bring pictures back to the screens of this login, and to this person's seats without a screen."""
        ...


class LiveEverything(Protocol):
    """All running rooms at once."""

    async def counted(self) -> tuple[int, int]:
        """Say how many sessions are not locked, and in how many of them people may see pictures now."""
        ...

    async def end_all(self, by: PersonId) -> int:
        """Lock every session, keys first; gives how many there were."""
        ...


class LiveSeats(Protocol):
    """Seats of running rooms, and who sits on them."""

    async def add_guest(self, session: SessionId, by: ParticipantId, seat: Seat) -> Session:
        """Give a seat to one more guest; gives the session with it."""
        ...


class LiveRooms(Protocol):
    """Running rooms as the desk may see and touch them."""

    def snapshot(self, session: SessionId) -> Session | None:
        """Give a running session as it stands now."""
        ...

    def online(self, session: Session) -> frozenset[ParticipantId]:
        """Give who has a screen open."""
        ...

    async def scheduled(self, session: SessionId) -> None:
        """Start the timers of a session that was just saved."""
        ...

    async def cancel(self, session: SessionId, by: ParticipantId, *, at_once: bool = False) -> None:
        """Do what the host's *End* does, or lock it at once."""
        ...

    async def release(self, session: SessionId, by: ParticipantId, stack: int, masks: tuple[Mask, ...]) -> None:
        """Let guests see a stack that was held back, with these areas black."""
        ...

    async def guest_changed(self, session: SessionId, participant: ParticipantId, reason: GuestChange) -> None:
        """Say what became of a guest's link.

        `revoked` closes what is open on the seat; `knocked` (a second device), `suspended` and `asked` tell the host in
        the room that somebody stands before the door, and `helped` ends the latter two; with `proved` the pictures come
        back to a page that was out of sight for long.
        """
        ...
