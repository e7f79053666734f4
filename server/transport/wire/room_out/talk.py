"""Lines of the chat."""

from msgspec import Struct, field

from server.terms.view import Viewport
from server.transport.wire.room_out.heard import Heard


class ChatLine(Struct, frozen=True):
    """A line of the chat; system lines have a `code` and facts and are worded by the page."""

    id: str
    seq: int
    author: str
    at_ms: int
    kind: str
    text: str
    code: str = ""
    facts: dict[str, str | int | float | bool] = field(default_factory=dict)
    cid: str = ""
    channel: str = "talk"
    picture: Viewport | None = None


class Chat(Heard, frozen=True):
    """New lines, in order."""

    event = "chat"

    lines: list[ChatLine]
    m: int = 0


class ChatUnkept(Heard, frozen=True):
    """Lines that were said and could not be stored yet: shown as such until `chat` brings them, by author and `cid`.

    They have no `id` and `seq`. `gone` were told here before and never will be stored.
    """

    event = "chat:unkept"

    lines: list[ChatLine]
    gone: list[ChatLine] = []
    m: int = 0
