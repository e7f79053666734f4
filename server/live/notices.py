"""What a running session tells a screen, in the domain's words; transport turns it into messages for the role."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from server.consent.forms import Form
from server.consent.notices import Notice as PrivacyNotice
from server.live.renderer import SealedPicture
from server.live.want import Want
from server.sessions.chat import ChatMessage
from server.sessions.session import Session
from server.sessions.strain import StrainWord
from server.terms.ids import ParticipantId
from server.terms.marks import Mark
from server.terms.view import View

if TYPE_CHECKING:
    from server.live.stack import LiveStack


@dataclass(frozen=True, slots=True)
class Sight:
    """What only this process knows of a participant: chat read up to, (stack, position) on screen, following or not.

    `tier` is how good that picture is, `seen_ms` when its receipt came; `slow`: their line has stopped taking pictures.
    """

    read: int = 0
    seen: tuple[int, int] | None = None
    follows: bool = True
    tier: str = ""
    seen_ms: int = 0
    slow: bool = False


@dataclass(frozen=True, slots=True)
class Welcomed:
    """The first notice of a connection."""

    session: Session
    chat: tuple[ChatMessage, ...]
    clinicians: tuple[ChatMessage, ...]
    sights: dict[ParticipantId, Sight]
    now_ms: int
    log_down: bool = False
    store_away: bool = False
    strain: StrainWord = ""
    unkept: tuple[ChatMessage, ...] = ()
    """Lines that were said and are not stored yet."""
    words_key: bytes = field(default=b"", repr=False)
    """Closes what this participant has half written, in their browser."""


@dataclass(frozen=True, slots=True)
class StateChanged:
    """Phase or times changed; `log_down` says that no picture is shown because the record cannot be written.

    `store_away`: pictures that are not at hand cannot be had for now.
    `strain`: what is given up because the process has too much to do.
    """

    session: Session
    now_ms: int
    log_down: bool = False
    store_away: bool = False
    strain: StrainWord = ""


@dataclass(frozen=True, slots=True)
class PresenceChanged:
    """Somebody came, went, agreed, looked or read."""

    session: Session
    sights: dict[ParticipantId, Sight]


@dataclass(frozen=True, slots=True)
class ControlChanged:
    """Who steers, or who asks to."""

    session: Session


@dataclass(frozen=True, slots=True)
class ManifestShown:
    """The stacks this participant may see now."""

    session: Session
    stacks: "tuple[LiveStack, ...]"


@dataclass(frozen=True, slots=True)
class ViewShown:
    """The whole shared view as far as this participant may see it."""

    view: View
    cseq: int | None = None


@dataclass(frozen=True, slots=True)
class OwnViewShown:
    """The view this participant looks at alone; None: they follow the shared one again."""

    view: View | None
    cseq: int | None = None


@dataclass(frozen=True, slots=True)
class BookmarksChanged:
    """Which views are kept."""

    session: Session
    now_ms: int


@dataclass(frozen=True, slots=True)
class WishesChanged:
    """Which earlier pictures were asked for, and what became of it."""

    session: Session


@dataclass(frozen=True, slots=True)
class BallotsChanged:
    """What the board was asked, and how it stands."""

    session: Session


@dataclass(frozen=True, slots=True)
class MarksChanged:
    """Marks that were drawn or changed, ids of those taken away; `whole`: these are all there are."""

    put: tuple[Mark, ...]
    dropped: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Pointed:
    """A place on a picture, in image pixel edges."""

    stack: int
    pos: int
    x: float
    y: float
    kind: str


@dataclass(frozen=True, slots=True)
class PointerMoved:
    """Where somebody points; None: nowhere any more."""

    by: ParticipantId
    at: Pointed | None


@dataclass(frozen=True, slots=True)
class KeyGiven:
    """The frame key of an epoch, wrapped to this screen's public key."""

    epoch: int
    wrapped: bytes
    lease_ms: int


@dataclass(frozen=True, slots=True)
class LeaseGiven:
    """The key may be held until then; `is_low`: this screen is served as one on a thin line."""

    epoch: int
    until_ms: int
    now_ms: int
    is_low: bool = False


@dataclass(frozen=True, slots=True)
class WentDark:
    """Drop key, bitmaps and canvas."""

    reason: str


@dataclass(frozen=True, slots=True)
class ChatAdded:
    """New lines of the chat."""

    messages: tuple[ChatMessage, ...]


@dataclass(frozen=True, slots=True)
class ChatUnkept:
    """Lines that were said and could not be stored yet; `gone`: shown so before, and never will be."""

    messages: tuple[ChatMessage, ...]
    gone: tuple[ChatMessage, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsentShown:
    """The form to read."""

    form: Form


@dataclass(frozen=True, slots=True)
class PrivacyShown:
    """The privacy notice, to read before any form."""

    notice: PrivacyNotice


@dataclass(frozen=True, slots=True)
class ScopeShown:
    """What may be seen now, as choices."""

    scope: Form


@dataclass(frozen=True, slots=True)
class FrameShown:
    """A numbered frame on its way to one screen; announced only (fetched by its address) when `pushed` is False.

    `may_go` is asked last, by whoever writes: a slow socket must not get a picture whose time has passed.
    """

    number: int
    epoch: int
    want: Want
    picture: SealedPicture
    pushed: bool
    may_go: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class PictureFailed:
    """The picture in view cannot be displayed; `code` says why."""

    stack: int
    pos: int
    code: str


Notice = (
    Welcomed
    | StateChanged
    | PresenceChanged
    | ControlChanged
    | ManifestShown
    | ViewShown
    | OwnViewShown
    | BookmarksChanged
    | WishesChanged
    | BallotsChanged
    | MarksChanged
    | PointerMoved
    | KeyGiven
    | LeaseGiven
    | WentDark
    | ChatAdded
    | ChatUnkept
    | ConsentShown
    | PrivacyShown
    | ScopeShown
    | PictureFailed
)
