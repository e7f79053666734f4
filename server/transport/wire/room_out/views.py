"""Views: the shared one, one's own, kept ones."""

from msgspec import Struct

from server.terms.view import View
from server.transport.wire.room_out.heard import Heard


class ViewShown(Heard, frozen=True):
    """The whole shared view (newest wins); `cseq` echoes its author's own number."""

    event = "view"

    view: View
    cseq: int | None = None


class OwnView(Heard, frozen=True):
    """The view this person looks at alone, beside the shared one; null: they follow the shared view again."""

    event = "view:mine"

    view: View | None
    cseq: int | None = None


class BookmarkCard(Struct, frozen=True):
    """A kept view; `star` makes it a key view of the consult."""

    number: int
    by: str
    at_ms: int
    name: str
    star: bool
    view: View


class Bookmarks(Heard, frozen=True):
    """The kept views this person may open; sent with the manifest and whenever they change. Clinicians only."""

    event = "bookmarks"

    bookmarks: list[BookmarkCard]
    m: int = 0
