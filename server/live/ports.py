"""What running sessions need from the walls, as ports of at most six methods; storage, desk and transport fill them."""

from collections.abc import Sequence
from typing import Protocol

from server.live.notices import FrameShown, Notice
from server.sessions.chat import Channel, ChatMessage
from server.sessions.session import Session
from server.terms.entries import Entry
from server.terms.ids import FrameId, ParticipantId, SessionId
from server.terms.people import Role


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
    def entry(self) -> Entry: ...


class RecordLog(Protocol):
    """The record of what happened."""

    async def append(self, entries: Sequence[Entry]) -> int:
        """Index of the first entry; durable when it returns, `Unavailable` otherwise."""
        ...

    async def read(self, *, session: SessionId) -> Sequence[Recorded]:
        """What is recorded of a session, in order."""
        ...


class ReceiptStore(Protocol):
    """Receipts of destroyed things."""

    async def add(self, kind: str, subject: str, receipt: bytes, at_ms: int) -> None:
        """Keep a receipt (JSON without patient data)."""
        ...

    async def of(self, subject: str) -> Sequence[object]:
        """The receipts of a session, oldest first."""
        ...


class ConsentText(Protocol):
    """A consent exactly as it is shown; `choices` are stacks that can be unticked, with their words."""

    @property
    def language(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def paragraphs(self) -> Sequence[str]: ...
    @property
    def choices(self) -> Sequence[tuple[int, str]]: ...
    @property
    def digest(self) -> str: ...
    @property
    def agree(self) -> str: ...
    @property
    def refuse(self) -> str: ...


class ConsentDesk(Protocol):
    """Consent texts and other bases, kept sealed."""

    async def form_for(self, session: Session, participant: ParticipantId, language: str) -> ConsentText:
        """The form for this session and person in the nearest language we have."""
        ...

    async def keep(self, session: SessionId, participant: ParticipantId, form: ConsentText, now_ms: int) -> str:
        """Store exactly what was shown; gives its reference."""
        ...

    async def keep_note(self, session: SessionId, by: ParticipantId, note: str, now_ms: int) -> str:
        """Store the host's words for another basis; gives their reference."""
        ...


class GuestDesk(Protocol):
    """Where guests' devices are known."""

    async def turned_away(self, session: Session, participant: ParticipantId, *, for_good: bool) -> None:
        """Forget the device of a guest who was denied, or removed for good."""
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
    def peer_public(self) -> bytes: ...
    @property
    def language(self) -> str: ...
    @property
    def have(self) -> frozenset[FrameId]: ...

    def tell(self, notice: Notice) -> None:
        """Say it reliably and in order."""
        ...

    def slot(self, notice: Notice) -> None:
        """Say it unless something newer of its kind comes first."""
        ...

    async def show(self, shown: FrameShown) -> None:
        """Write a frame and return when the socket took it."""
        ...

    def close(self, code: str) -> None:
        """Say goodbye and close."""
        ...
