"""What running sessions need from the walls, as ports of at most six methods; storage, desk and transport fill them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, Protocol

from server.consent.forms import Form
from server.consent.notices import Notice
from server.live import notices
from server.sessions.chat import Channel, ChatMessage
from server.sessions.session import Session
from server.terms import people
from server.terms.entries import Entry
from server.terms.ids import FrameId, LoginId, ParticipantId, PersonId, SessionId
from server.terms.people import Role, Seat
from server.terms.readers import Reader


class SessionStore(Protocol):
    """Durable sessions, fenced: whoever claimed last may write."""

    async def load(self, session: SessionId) -> Session:
        """The session as last saved; `NotFound`, or `Tampered` when its deadline was edited (T-47)."""
        ...

    async def load_unverified(self, session: SessionId) -> Session:
        """The session whatever its deadline's signature says: only to lock it."""
        ...

    async def claim(self, session: SessionId) -> int:
        """A new fence: older ones may not save any more."""
        ...

    async def save(self, session: Session, *, fence: int) -> None:
        """Durable when it returns."""
        ...

    async def unfinished(self) -> list[SessionId]:
        """Every session that is not locked."""
        ...

    async def ended(self, *, limit: int) -> list[SessionId]:
        """Sessions of which viewing is over: closing ones, then locked ones, the latest first."""
        ...


class TranscriptStore(Protocol):
    """The chat, sealed as it is written."""

    async def append(self, session: SessionId, message: ChatMessage) -> ChatMessage:
        """Store with the next `seq`; the same author and `cid` again gives the stored message back."""
        ...

    async def since(self, session: SessionId, seq: int, *, limit: int, channel: Channel = "talk") -> list[ChatMessage]:
        """Messages of a channel after `seq`, oldest first."""
        ...

    async def newest(self, session: SessionId, seq: int, *, limit: int, channel: Channel = "talk") -> list[ChatMessage]:
        """The newest messages of a channel after `seq`, oldest first."""
        ...


class Recorded(Protocol):
    """An entry and its place in the record."""

    @property
    def index(self) -> int: ...
    @property
    def entry(self) -> Entry: ...


class RecordLog(Protocol):
    """The record of what happened."""

    async def append(self, entries: Sequence[Entry]) -> int:
        """Index of the first entry; durable when it returns, `Unavailable` otherwise."""
        ...

    async def read(self, *, session: SessionId, since: int = 0) -> Sequence[Recorded]:
        """What is recorded of a session, in order, from an index on; empty when there is nothing more."""
        ...


class KeptReceipt(Protocol):
    """A receipt as storage gives it."""

    @property
    def kind(self) -> str: ...
    @property
    def at_ms(self) -> int: ...


class Heads(Protocol):
    """The record as it stood at the end of each consult."""

    async def keep(self, session: SessionId, now_ms: int) -> str:
        """Sign it, unless it was signed before."""
        ...


class ReceiptStore(Protocol):
    """Receipts of destroyed things."""

    async def add(self, kind: str, subject: str, receipt: bytes, at_ms: int) -> None:
        """Keep a receipt (JSON without patient data)."""
        ...

    async def of(self, subject: str) -> Sequence[KeptReceipt]:
        """The receipts of a session, oldest first."""
        ...


class ConsentDesk(Protocol):
    """What patients read, and other bases, kept sealed."""

    async def notice_for(self, session: Session, reader: Reader) -> Notice:
        """The privacy notice in the nearest language we have."""
        ...

    async def form_for(self, session: Session, participant: ParticipantId, reader: Reader, now_ms: int) -> Form:
        """The form for this session and person as it is now, in the nearest language we have."""
        ...

    async def scope_for(self, session: Session, reader: Reader, now_ms: int, *, for_host: bool) -> Form:
        """What the standing grant covers, as choices worded for the patient or the host; `no_grant`."""
        ...

    async def keep(self, session: SessionId, participant: ParticipantId, shown: Form | Notice, now_ms: int) -> str:
        """Store exactly what was shown; gives its reference."""
        ...

    async def keep_basis(
        self, session: SessionId, by: ParticipantId, basis: str, words: Mapping[str, str], now_ms: int
    ) -> str:
        """Store what the host says of another basis; gives its reference."""
        ...

    async def keep_reason(self, session: SessionId, by: ParticipantId, reason: str, now_ms: int) -> str:
        """Store why the host vouches for somebody; gives its reference."""
        ...


class GuestDesk(Protocol):
    """Where guests' links and devices are known."""

    async def seat_added(self, session: Session, seat: Seat) -> None:
        """Make the invite of a seat that is about to be added."""
        ...

    async def turned_away(self, session: Session, participant: ParticipantId, *, for_good: bool) -> None:
        """Forget the device of a guest who was denied, or removed for good."""
        ...

    async def knock_answered(self, session: Session, participant: ParticipantId, *, admitted: bool) -> None:
        """Let a second device have the seat, or forget it; `conflict` when none asks any more."""
        ...


class HostNews(Protocol):
    """Where hosts hear of rooms they are not in."""

    async def tell(self, person: PersonId, kind: Literal["opinion_prior"], *, request: SessionId) -> None:
        """Somebody who looks alone asks to see earlier pictures for that request."""
        ...


class LoginDesk(Protocol):
    """Where logins of staff and guests are known."""

    async def in_use(self, asked: Collection[LoginId], running: Collection[LoginId]) -> frozenset[LoginId]:
        """Those of these that still stand; they have screens open, some in a consult that is `running`."""
        ...

    async def unattended(self, asked: Collection[LoginId]) -> frozenset[LoginId]:
        """Those of these that nobody has had a hand on for five minutes."""
        ...


class PostDesk(Protocol):
    """Where messages wait to be sent."""

    @property
    def channels(self) -> tuple[people.Channel, ...]:
        """Those that lead anywhere."""
        ...

    async def deliver_due(self, channel: people.Channel) -> int:
        """Try a few that are due; how many they were."""
        ...

    async def tidy(self) -> None:
        """Give up what is too late, forget what nobody needs any more."""
        ...


class Marks(Protocol):
    """The visible mark in the pictures of a role."""

    def mark_for(self, role: Role, epoch_start_ms: int) -> str:
        """Text to draw ("shared with patient, 14:12"), or nothing for clinicians."""
        ...


class Viewer(Protocol):
    """One connected screen."""

    @property
    def participant(self) -> ParticipantId: ...
    @property
    def login(self) -> LoginId: ...
    @property
    def peer_public(self) -> bytes: ...
    @property
    def reader(self) -> Reader: ...
    @property
    def have(self) -> frozenset[FrameId]: ...

    def tell(self, notice: notices.Notice) -> None:
        """Say it reliably and in order."""
        ...

    def slot(self, notice: notices.Notice) -> None:
        """Say it unless something newer of its kind comes first."""
        ...

    async def show(self, shown: notices.FrameShown) -> None:
        """Write a frame and return when the socket took it."""
        ...

    def close(self, code: str) -> None:
        """Say goodbye and close."""
        ...
