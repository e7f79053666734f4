"""Messages on their way: what is to be sent, when it was tried, what became of it. No row holds an address or a word.

Address and words are put together at the moment of sending, from the invite: what is not written down need not be
erased, and a link or a code that was replaced meanwhile is not sent any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from server.terms.ids import InviteId, ParticipantId, SessionId
from server.terms.people import Channel

SENDS_MAX: Final = 3
"""Messages per invite, links and codes together …"""
SENDS_WINDOW_MS: Final = 10 * 60 * 1000
"""… in this time."""

MessageKind = Literal["link", "code", "late", "recalled"]
"""`late`, `recalled`: an opinion its reader was asked for is overdue, was withdrawn; `number` is then the link's generation."""
State = Literal["waiting", "trying", "sent", "failed"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one guest: of the link's `number`-th generation, or of the code with that counter.

    `next_ms` is when it may be tried (again); whoever tries it moves that on first, so that no other process does too.
    `trouble` says why the newest try came to nothing.
    """

    id: str
    session: SessionId
    participant: ParticipantId
    invite: InviteId
    kind: MessageKind
    channel: Channel
    number: int
    created_ms: int
    not_after_ms: int
    tries: int = 0
    next_ms: int = 0
    sent_ms: int | None = None
    failed_ms: int | None = None
    trouble: str = ""

    @property
    def state(self) -> State:
        """Say in one word what the host's card shows."""
        if self.sent_ms is not None:
            return "sent"
        if self.failed_ms is not None:
            return "failed"
        return "trying" if self.trouble else "waiting"

    @property
    def at_ms(self) -> int:
        """When it came to that."""
        return self.sent_ms or self.failed_ms or self.created_ms


class DeliveryShelf(Protocol):
    """Messages on their way; they are queued with what they are about, by `InviteShelf` and `InviteChanges`."""

    async def take_due(self, channel: Channel, now_ms: int, until_ms: int) -> Sequence[Delivery]:
        """Take some that are due, so that nobody else tries them before `until_ms`."""
        ...

    async def over(self, now_ms: int) -> Sequence[Delivery]:
        """Give up those whose time is over, and give them."""
        ...

    async def settle(self, delivery: Delivery) -> None:
        """Write down what became of a try."""
        ...

    async def of_session(self, session: SessionId) -> Sequence[Delivery]:
        """Give all of a session, the newest first."""
        ...


class AddressShelf(Protocol):
    """Where guests are written to, sealed with their invites."""

    async def forget_addresses(self, now_ms: int) -> int:
        """Erase the addresses of invites that are over, and of consults that are."""
        ...
