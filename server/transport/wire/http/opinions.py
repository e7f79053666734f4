"""Second opinions: asked for, owed, answered."""

from typing import Annotated, Literal

from msgspec import Meta

from server.transport.wire.http.bodies import Answer, Asked, Id32
from server.transport.wire.http.channels import Moment, WaysAsked
from server.transport.wire.room_in import BasisWords, WindowSaid
from server.transport.wire.room_out import MarkCard

Urgency = Literal["routine", "soon", "urgent"]
Position = Literal["agree", "differ", "need_more", "cannot_say"]
Confidence = Literal["low", "moderate", "high"]
NextStep = Literal["none", "follow_up", "more_imaging", "tissue", "treat", "refer", "discuss", "other"]
DeclineReason = Literal["not_my_field", "no_time", "too_close", "pictures_unusable", "other"]
OpinionState = Literal["asked", "accepted", "declined", "withdrawn", "answered"]
DisplayKind = Literal["", "phone", "tablet", "laptop", "desktop", "medical"]
OpinionBasis = Literal["verbal_witness", "guardian", "documented", "emergency"]
OpinionNews = Literal[
    "opinion_asked",
    "opinion_accepted",
    "opinion_declined",
    "opinion_withdrawn",
    "opinion_answered",
    "opinion_amended",
    "opinion_overdue",
    "opinion_moved",
    "opinion_brought",
    "opinion_prior",
]
Place = Annotated[int, Meta(ge=0, le=1_000_000)]
Words = Annotated[str, Meta(max_length=1000)]


class AskOpinion(Asked, frozen=True):
    """POST /api/opinions → `AskedOpinion`. `colleague_id` null: somebody outside of this `name`, who comes by link.

    Without `series_ids` the pictures of `consult_id`, the running consult it is asked out of.
    """

    question: Annotated[str, Meta(min_length=1, max_length=8000)]
    due_ms: Moment
    minutes: Annotated[int, Meta(ge=5, le=240)]
    basis: OpinionBasis
    basis_words: BasisWords
    urgency: Urgency = "routine"
    series_ids: Annotated[list[Id32], Meta(max_length=64)] = []
    consult_id: Id32 | None = None
    colleague_id: Id32 | None = None
    name: Annotated[str, Meta(max_length=80)] = ""
    ways: WaysAsked = WaysAsked()
    first_report: Annotated[str, Meta(max_length=50_000)] = ""
    blind: bool = False
    others_shown: bool = False


class MoveDue(Asked, frozen=True):
    """POST …/due → `AskedOpinion`."""

    due_ms: Moment


class DeclineOpinion(Asked, frozen=True):
    """POST …/decline → `OwedOpinion`; `other` needs words."""

    reason: DeclineReason
    words: Words = ""


class BringReader(Asked, frozen=True):
    """POST /api/consults/{id}/readers → `Consult`: the reader of this opinion gets a seat in a live consult.

    `told`: whoever asks knows that a reader who is still blind may hear the first report there.
    """

    opinion_id: Id32
    told: bool = False


class CiteImage(Asked, frozen=True):
    """A picture an answer rests on. What is stored about it, and how well it was seen, the server knows."""

    stack: Place
    pos: Place
    window: WindowSaid | None = None
    display: DisplayKind = ""
    calibrated: bool = False
    caption: Annotated[str, Meta(max_length=500)] = ""


class SignOpinion(Asked, frozen=True):
    """POST …/sign → `OwedOpinion`: signed with `code`, which is spent. `over`: the newest version known (0: none)."""

    code: Annotated[str, Meta(max_length=64)]
    position: Position
    confidence: Confidence
    urgency: Urgency
    next_step: NextStep
    text: Annotated[str, Meta(max_length=20_000)]
    over: Annotated[int, Meta(ge=0, le=10_000)] = 0
    next_step_words: Words = ""
    images: Annotated[list[CiteImage], Meta(max_length=24)] = []
    reason: Words = ""


class SubjectCard(Answer, frozen=True):
    """The patient as a request shows them: nothing that names them."""

    age: str
    sex: str


class CitedImage(Answer, frozen=True):
    """A picture an answer rests on, as reports cite it, with its author's drawings."""

    stack: int
    pos: int
    series_number: int | None
    image_number: int
    frame: int
    window: tuple[float, float] | None
    quality: str
    display: DisplayKind
    calibrated: bool
    caption: str
    marks: list[MarkCard]


class OpinionVersion(Answer, frozen=True):
    """One signed version: it never changes. It was given on consultation pictures and is no primary report."""

    version: int
    position: Position
    confidence: Confidence
    urgency: Urgency
    next_step: NextStep
    next_step_words: str
    text: str
    signed_ms: int
    revealed: bool
    reason: str
    images: list[CitedImage]
    digest: str
    live: bool = False


class ReadingCard(Answer, frozen=True):
    """The reading of a request as it stands."""

    phase: str
    open_until_ms: int
    ends_ms: int | None


class OpinionClock(Answer, frozen=True):
    """When what happened; null: not yet. All are moments of the server's clock."""

    asked_ms: int
    due_ms: int
    first_due_ms: int
    accepted_ms: int | None
    begun_ms: int | None
    revealed_ms: int | None
    overdue_ms: int | None
    closed_ms: int | None
    read_ms: int | None


class AskedOpinion(Answer, frozen=True):
    """A request as whoever asked sees it. `id` is also the reading's, whose guest `participant` gets link and codes."""

    id: str
    participant: str
    state: OpinionState
    question: str
    urgency: Urgency
    minutes: int
    basis: str
    subject: SubjectCard
    consult_id: str | None
    colleague_id: str | None
    reader_name: str
    first_report: str
    blind: bool
    others_shown: bool
    clock: OpinionClock
    reading: ReadingCard
    decline_reason: str
    decline_words: str
    answers: list[OpinionVersion]
    server_ms: int


class OpinionStack(Answer, frozen=True):
    """A stack of a request before anybody looks: no word of the file's own. `held`: somebody has to look for names first."""

    modality: str
    series_number: int | None
    frames: int
    held: bool


class OtherOpinion(Answer, frozen=True):
    """What somebody else answered about the same pictures."""

    name: str
    answers: list[OpinionVersion]


class KeptWords(Answer, frozen=True):
    """What stays of a view somebody kept: its name, and the picture as reports cite it."""

    name: str
    star: bool
    series_number: int | None
    image_number: int | None


class OwedOpinion(Answer, frozen=True):
    """A request as whoever was asked sees it: what they are blind to is not in it. `id` is the room to look in."""

    id: str
    participant: str
    state: OpinionState
    question: str
    urgency: Urgency
    minutes: int
    basis: str
    subject: SubjectCard
    asker_name: str
    blind: bool
    may_reveal: bool
    first_report: str
    others: list[OtherOpinion]
    stacks: list[OpinionStack]
    clock: OpinionClock
    reading: ReadingCard
    answers: list[OpinionVersion]
    kept: list[KeptWords]
    code_by: Literal["authenticator", "mail", "read", "text"]
    server_ms: int
    may_save: bool = False


class OpinionNotice(Answer, frozen=True):
    """Something that happened to a request; taken down by DELETE /api/notices/{notice}."""

    id: str
    kind: OpinionNews
    at_ms: int
    opinion_id: str | None


class Opinions(Answer, frozen=True):
    """GET /api/opinions: asked and owed, the newest first, and what this person has not read of."""

    asked: list[AskedOpinion]
    owed: list[OwedOpinion]
    news: list[OpinionNotice]
    server_ms: int
