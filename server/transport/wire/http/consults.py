"""Consults, their guests and links."""

from typing import Annotated, Literal

from msgspec import Meta

from server.transport.wire.http.bodies import Answer, Asked, Id32
from server.transport.wire.http.channels import CodeWay, LinkWay, MessageCard, WaysAsked
from server.transport.wire.http.policy import ConsultKind
from server.transport.wire.http.staff import PersonCard
from server.transport.wire.http.studies import SeriesCard
from server.transport.wire.room_in import BasisWords, WallClock
from server.transport.wire.room_out import ConsentPart

DisplayName = Annotated[str, Meta(min_length=1, max_length=80)]
GuestRole = Literal["patient", "specialist", "observer"]
ComesAs = Literal["", "interpreter", "relative", "other"]
Basis = Literal["patient_tap", "verbal_witness", "guardian", "documented", "emergency"]
InviteState = Literal["unused", "opened", "claimed", "suspended", "revoked", "expired", "used_up"]


class GuestAsked(Asked, frozen=True):
    """A guest of a new consult. `comes_as` is for observers: what they are to the patient or the talk."""

    role: GuestRole
    name: DisplayName
    comes_as: ComesAs = ""
    ways: WaysAsked = WaysAsked()


class AddGuest(Asked, frozen=True):
    """POST /api/consults/{id}/guests → `Consult`: one more guest, also while people talk; a patient is never added."""

    role: Literal["specialist", "observer"]
    name: DisplayName
    comes_as: ComesAs = ""


class NewConsult(Asked, frozen=True):
    """POST /api/consults → `Consult`. `start_ms` None means now. Without a patient `basis` must not be patient_tap.

    `kind` None: a patient's consult when a patient is invited, else a second opinion.
    """

    series_ids: Annotated[list[Id32], Meta(min_length=1, max_length=64)]
    guests: Annotated[list[GuestAsked], Meta(min_length=1, max_length=8)]
    minutes: Annotated[int, Meta(ge=5, le=240)]
    start_ms: int | None = None
    basis: Basis = "patient_tap"
    basis_words: BasisWords = BasisWords()
    kind: ConsultKind | None = None


class PreviewedGuest(Asked, frozen=True):
    """A guest of a consult that is still being filled in: the name may be missing."""

    role: GuestRole
    name: Annotated[str, Meta(max_length=80)] = ""


class ConsentPreviewAsked(Asked, frozen=True):
    """POST /api/consults/preview/consent → `ConsentPreview`: what is filled in so far, and who reads it."""

    series_ids: Annotated[list[Id32], Meta(max_length=64)]
    guests: Annotated[list[PreviewedGuest], Meta(max_length=8)]
    minutes: Annotated[int, Meta(ge=5, le=240)]
    start_ms: int | None = None
    kind: ConsultKind | None = None
    language: Annotated[str, Meta(max_length=35)] = "en"
    clock: WallClock = WallClock()


class NoticePreview(Answer, frozen=True):
    """The privacy notice that comes before the consent."""

    title: str
    paragraphs: list[str]
    go_on: str


class ConsentPreview(Answer, frozen=True):
    """What the patient would be asked if they were let in when the consult starts, in the words they would read."""

    language: str
    notice: NoticePreview
    title: str
    parts: list[ConsentPart]
    agree: str
    refuse: str


class InviteCard(Answer, frozen=True):
    """The link of one guest as its host may see it."""

    link: str
    qr_svg: str
    state: InviteState
    not_after_ms: int
    claims: int
    failures: int
    code_expires_ms: int | None
    asked_ms: int | None = None
    not_before_ms: int = 0
    uses: int = 0
    uses_max: int = 5
    link_by: LinkWay = "hand"
    code_by: CodeWay = "read"
    link_to: str = ""
    code_to: str = ""
    language: str = "en"
    messages: list[MessageCard] = []


class GuestCard(Answer, frozen=True):
    """A guest on the consult's card. `presence` is expected, waiting, admitted, left or removed."""

    participant: str
    role: str
    name: str
    presence: str
    online: bool
    word: str
    invite: InviteCard | None
    comes_as: str = ""
    objections: list[str] = []
    code_due: bool = False
    verified: bool = False


class HeldStack(Answer, frozen=True):
    """A stack of a consult that guests are not shown before somebody has looked for names in it.

    `part` is its place among the stacks of its series, `stack` its handle in the room.
    """

    stack: int
    study_id: str
    series_id: str
    part: int


class Consult(Answer, frozen=True):
    """The consult's card: GET /api/consults/{id}; `deadline_ms` is None until the first admission."""

    id: str
    phase: str
    reason: str
    title: str
    patient_name: str
    start_ms: int
    lobby_until_ms: int
    minutes: int
    deadline_ms: int | None
    closing_until_ms: int | None
    host: PersonCard
    guests: list[GuestCard]
    series: list[SeriesCard]
    waiting: int
    basis: str
    created_ms: int
    server_ms: int
    held: list[HeldStack] = []
    kind: str = "patient_consult"
    may_add: list[str] = []
    mine: bool = True
    shared_with: list[PersonCard] = []
    erased: bool = False
    reading: bool = False
    studies: list[str] = []


class ShareConsult(Asked, frozen=True):
    """POST /api/consults/{id}/shares → `Consult`; DELETE /api/consults/{id}/shares/{person} → `Consult`."""

    person_id: Id32


class Consults(Answer, frozen=True):
    """GET /api/consults: mine, live and coming first (at most 100), then the newest that are over (at most 12)."""

    consults: list[Consult]


class SearchRecords(Asked, frozen=True):
    """POST /api/records → `RecordsFound`: the words go in a body, since they may be a name and URLs are logged.

    `before_ms`: only consults that started before it, as the last answer told.
    """

    words: Annotated[str, Meta(max_length=200)] = ""
    before_ms: Annotated[int, Meta(ge=0, le=2**53)] | None = None


class RecordsFound(Answer, frozen=True):
    """POST /api/records: mine that are over, newest first, about 30; `before_ms` is where to go on, null at the end."""

    consults: list[Consult]
    before_ms: int | None


class CodeCard(Answer, frozen=True):
    """POST /api/consults/{id}/guests/{participant}/code: six digits to read out; the former code is dead."""

    code: str
    expires_ms: int


class Ticket(Answer, frozen=True):
    """POST /api/consults/{id}/ticket (host) and POST /api/join/ticket (guest): opens one socket within 30 s."""

    ticket: str
    room: str
    participant: str
    role: str
