"""Bodies of the HTTP surface: requests refuse unknown fields, answers are additive.

Times are Unix epoch milliseconds (UTC). Errors of every route have the one shape `ErrorBody`.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Id32 = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
Id16 = Annotated[str, Meta(pattern="^[0-9a-f]{16}$")]
DisplayName = Annotated[str, Meta(min_length=1, max_length=80)]
GuestRole = Literal["patient", "specialist"]
Basis = Literal["patient_tap", "verbal_witness", "guardian", "documented", "emergency"]
Pixel = Annotated[int, Meta(ge=0, le=2**31 - 1)]
MaskedRole = Literal["provider", "specialist", "patient", "observer"]
FileOutcome = Literal["accepted", "duplicate", "not_an_image", "unreadable"]
InviteState = Literal["unused", "opened", "claimed", "suspended", "revoked", "expired", "used_up"]


class Asked(Struct, frozen=True, forbid_unknown_fields=True):
    """A request body: an unknown field is an error, not a surprise."""


class Answer(Struct, frozen=True, omit_defaults=False):
    """An answer body: fields are only ever added."""


class ErrorFacts(Answer, frozen=True):
    """`code` is stable; `facts` are numbers, limits and kinds that a page may put into its sentence."""

    code: str
    facts: dict[str, str | int | float | bool] = field(default_factory=dict)


class ErrorBody(Answer, frozen=True):
    """The one error shape."""

    error: ErrorFacts


# --- staff: sign-in --------------------------------------------------------------------------------------------


class SignIn(Asked, frozen=True):
    """POST /api/sign-in → `Me`; 401 `wrong_credentials`, 429 `slow_down` {retry_ms}."""

    login_name: Annotated[str, Meta(min_length=1, max_length=120)]
    password: Annotated[str, Meta(min_length=1, max_length=256)]
    code: Annotated[str, Meta(max_length=64)]


class PersonCard(Answer, frozen=True):
    """A member of staff as colleagues see them."""

    id: str
    name: str
    role: str


class Clinic(Answer, frozen=True):
    """Who invites, in the words of the clinic's settings."""

    name: str
    phone: str


class PolicyCard(Answer, frozen=True):
    """Limits that forms show before they are hit."""

    minutes_max: int
    extension_minutes_max: int
    extensions_max: int


class Me(Answer, frozen=True):
    """GET /api/me: who is signed in (401 `signed_out` when nobody is)."""

    person: PersonCard
    clinic: Clinic
    policy: PolicyCard
    demo: bool
    server_ms: int


class Colleagues(Answer, frozen=True):
    """GET /api/colleagues: whom a study can be shared with."""

    colleagues: list[PersonCard]


# --- studies ---------------------------------------------------------------------------------------------------


class MaskCard(Answer, frozen=True):
    """An area of every frame of a stack that is black for these roles; image pixels, right and bottom exclusive."""

    left: int
    top: int
    right: int
    bottom: int
    roles: list[str]


class StackNames(Answer, frozen=True):
    """One stack of a series, as it has to be looked through for names before guests see it.

    `suspicion` is `kind` (pictures of this kind often have names in them), `stated` (the file says so) or empty;
    `checked` says that somebody has looked, and `masks` what they made black. Unchecked, masks are those of a decision
    made before the stack grew: where to begin.
    """

    frames: str
    count: int
    columns: int
    rows: int
    aspect: float
    suspicion: str
    checked: bool
    masks: list[MaskCard]


class MaskAsked(Asked, frozen=True):
    """An area to make black, in image pixels."""

    left: Pixel
    top: Pixel
    right: Pixel
    bottom: Pixel
    roles: Annotated[list[MaskedRole], Meta(min_length=1, max_length=4)]


class StackAsked(Asked, frozen=True):
    """What was decided about one stack: these areas, or with none that nothing in it identifies anybody."""

    frames: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    masks: Annotated[list[MaskAsked], Meta(max_length=64)]


class CheckNames(Asked, frozen=True):
    """PUT /api/studies/{study}/series/{series}/names → `SeriesCard`; remembered for every later consult."""

    stacks: Annotated[list[StackAsked], Meta(min_length=1, max_length=1024)]


class NoteCard(Answer, frozen=True):
    """Something odd about a series: a code with facts, as `StackNote` in a room."""

    code: str
    facts: dict[str, str | int | float]


class SeriesCard(Answer, frozen=True):
    """One series of a study, useful ones first. `kind` is volume, images, cine, localizer, dose, capture or other.

    Positions count through its stacks in order.
    """

    id: str
    number: int | None
    modality: str
    description: str
    count: int
    columns: int
    rows: int
    kind: str
    useful: bool
    color: bool
    stacks: list[StackNames] = []
    notes: list[NoteCard] = []


class PatientCard(Answer, frozen=True):
    """Whose pictures: clinicians only. `birth_date` and dates are DICOM's YYYYMMDD or empty."""

    name: str
    id: str
    birth_date: str
    sex: str


class OtherCard(Answer, frozen=True):
    """How many objects of a kind (ecg, report, pdf …) came in with a study and cannot be shown yet."""

    kind: str
    count: int


class StudyCard(Answer, frozen=True):
    """A study on the list and on its own page."""

    id: str
    patient: PatientCard
    description: str
    date: str
    series: list[SeriesCard]
    instances: int
    size_bytes: int
    synthetic: bool
    owner: PersonCard
    mine: bool
    shared_with: list[PersonCard]
    added_ms: int
    others: list[OtherCard] = []


class SearchStudies(Asked, frozen=True):
    """POST /api/studies/search → `Studies`: the words go in a body, since they may be a name and URLs are logged."""

    words: Annotated[str, Meta(max_length=200)]


class Studies(Answer, frozen=True):
    """GET /api/studies: newest first; `total` counts all matches, the list is capped at 200."""

    studies: list[StudyCard]
    total: int


class ShareStudy(Asked, frozen=True):
    """POST /api/studies/{id}/shares → `StudyCard`; DELETE /api/studies/{id}/shares/{person} → `StudyCard`."""

    person_id: Id32


class DeletionReceipt(Answer, frozen=True):
    """DELETE /api/studies/{id}: what was destroyed and what remains."""

    receipt: str
    at_ms: int
    objects: int
    size_bytes: int
    key_fingerprint: str
    entry: int
    remains: list[str]


# --- intake ----------------------------------------------------------------------------------------------------


class FileReport(Answer, frozen=True):
    """What became of one file (or one member of a zip). `code` says why for everything but accepted."""

    seq: int
    name: str
    outcome: FileOutcome
    code: str = ""
    kind: str = ""
    study_id: str = ""
    series_id: str = ""


class Import(Answer, frozen=True):
    """POST /api/imports → a new one; GET /api/imports/{id}?since=seq → its state with files after `since`.

    POST /api/imports/{id}/files takes one file as a raw body (application/octet-stream) with its percent-encoded
    name in the header `Lightbox-File-Name`, and answers `Import` with that file's reports; a zip answers at once with
    `working` > 0 and its members are reported as they are read.
    POST /api/imports/{id}/finish → `Import`.
    """

    id: str
    state: Literal["open", "finished"]
    received: int
    working: int
    accepted: int
    duplicate: int
    not_an_image: int
    unreadable: int
    studies: list[str]
    files: list[FileReport]


class Imports(Answer, frozen=True):
    """GET /api/imports: mine of the last day, newest first, without files."""

    imports: list[Import]


# --- consults --------------------------------------------------------------------------------------------------


class GuestAsked(Asked, frozen=True):
    """A guest of a new consult."""

    role: GuestRole
    name: DisplayName


class NewConsult(Asked, frozen=True):
    """POST /api/consults → `Consult`. `start_ms` None means now. Without a patient `basis` must not be patient_tap."""

    series_ids: Annotated[list[Id32], Meta(min_length=1, max_length=64)]
    guests: Annotated[list[GuestAsked], Meta(min_length=1, max_length=8)]
    minutes: Annotated[int, Meta(ge=5, le=240)]
    start_ms: int | None = None
    basis: Basis = "patient_tap"
    basis_note: Annotated[str, Meta(max_length=500)] = ""


class InviteCard(Answer, frozen=True):
    """The link of one guest as its host may see it."""

    link: str
    qr_svg: str
    state: InviteState
    not_after_ms: int
    claims: int
    failures: int
    code_expires_ms: int | None


class GuestCard(Answer, frozen=True):
    """A guest on the consult's card. `presence` is expected, waiting, admitted, left or removed."""

    participant: str
    role: str
    name: str
    presence: str
    online: bool
    word: str
    invite: InviteCard | None


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


class Consults(Answer, frozen=True):
    """GET /api/consults: mine, live and coming first, then ended ones (at most 100)."""

    consults: list[Consult]


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


class EntryCard(Answer, frozen=True):
    """One line of the record."""

    index: int
    at_ms: int
    kind: str
    actor: str
    actor_name: str
    facts: dict[str, str | int | float | bool | list[str | int] | None]


class TranscriptLine(Answer, frozen=True):
    """One line of the chat as kept."""

    seq: int
    at_ms: int
    author: str
    author_name: str
    kind: str
    text: str
    facts: dict[str, str | int | float | bool]
    channel: str = "talk"


class LockReceipt(Answer, frozen=True):
    """What the end destroyed and what remains."""

    receipt: str
    at_ms: int
    reason: str
    frames: int
    size_bytes: int
    key_fingerprints: list[str]
    entry: int
    remains: list[str]


class Record(Answer, frozen=True):
    """GET /api/consults/{id}/record: entries, transcript and, once locked, the receipt."""

    consult: Consult
    entries: list[EntryCard]
    transcript: list[TranscriptLine]
    receipt: LockReceipt | None


# --- guests ----------------------------------------------------------------------------------------------------


class OpenLink(Asked, frozen=True):
    """POST /api/join/open: a person pressed the button of the neutral page."""

    secret: Annotated[str, Meta(min_length=43, max_length=43, pattern="^[A-Za-z0-9_-]{43}$")]


class LinkState(Answer, frozen=True):
    """Neutral: no names. `state` is open, too_early or ended; `needs_code` is False when this browser already proved it."""

    state: Literal["open", "too_early", "ended"]
    needs_code: bool
    clinic: Clinic
    start_ms: int
    minutes: int
    server_ms: int


class EnterCode(Asked, frozen=True):
    """POST /api/join/code → `Entered` and the resume cookie.

    403 `wrong_code` {left}, `code_expired`, `no_code_yet`, `invite_suspended`; 404 `no_such_link`.
    """

    secret: Annotated[str, Meta(min_length=43, max_length=43, pattern="^[A-Za-z0-9_-]{43}$")]
    code: Annotated[str, Meta(max_length=256)]


class Entered(Answer, frozen=True):
    """The guest may now ask for tickets (cookie) until the consult ends. GET /api/join/me answers the same shape."""

    room: str
    participant: str
    role: str
    clinic: Clinic
    start_ms: int
    server_ms: int


# --- health ----------------------------------------------------------------------------------------------------


class Health(Answer, frozen=True):
    """GET /livez, /readyz: `ready` with named checks, each ok or a reason."""

    ok: bool
    checks: dict[str, str]


class Version(Answer, frozen=True):
    """GET /version."""

    name: str
    version: str
    proto: list[int]
