"""How link and code get to a guest: what is chosen, what will be said, what became of it."""

from typing import Annotated, Literal

from msgspec import Meta

from server.transport.wire.http.bodies import Answer, Asked
from server.transport.wire.http.policy import ConsultKind

LinkWay = Literal["hand", "mail", "text"]
CodeWay = Literal["read", "text", "mail"]
Language = Annotated[str, Meta(pattern="^[a-z]{2}$")]
Moment = Annotated[int, Meta(ge=0, le=253_000_000_000_000)]
"""Until the year 9987: what a calendar can say."""


class WaysAsked(Asked, frozen=True):
    """How one guest gets in: a code never goes where its link goes. Null is what the consult's type says, and at once."""

    link_by: LinkWay = "hand"
    code_by: CodeWay = "read"
    link_to: Annotated[str, Meta(max_length=254)] = ""
    code_to: Annotated[str, Meta(max_length=254)] = ""
    language: Language = "en"
    uses_max: Annotated[int, Meta(ge=1, le=100)] | None = None
    not_before_ms: Moment | None = None
    not_after_ms: Moment | None = None


class PreviewMessages(Asked, frozen=True):
    """POST /api/consults/preview/messages → `Messages`: nothing is made, nobody is written to, no address is needed.

    With `due_ms` it is a request for an opinion until then, in whose reading the guest looks alone.
    """

    ways: WaysAsked
    minutes: Annotated[int, Meta(ge=5, le=240)]
    start_ms: Moment | None = None
    kind: ConsultKind | None = None
    due_ms: Moment | None = None


class MessageWords(Answer, frozen=True):
    """A message word for word; a text message has no subject. Not made yet: the link's secret, the code's digits (`…`)."""

    kind: Literal["link", "code"]
    channel: Literal["mail", "text"]
    subject: str
    body: str


class Messages(Answer, frozen=True):
    """What a guest is sent, in the order they need it; none when everything is handed over and read out."""

    messages: list[MessageWords]


class MessageCard(Answer, frozen=True):
    """What became of a message about the present link, or of the newest code; `because` says what troubles it."""

    kind: Literal["link", "code", "late", "recalled"]
    channel: Literal["mail", "text"]
    state: Literal["waiting", "trying", "sent", "failed"]
    at_ms: int
    because: str = ""


class CodeSent(Answer, frozen=True):
    """POST /api/join/send and …/guests/{participant}/send: a code is on its way; the former one is dead."""

    channel: Literal["mail", "read", "text"]
    expires_ms: int
    server_ms: int
