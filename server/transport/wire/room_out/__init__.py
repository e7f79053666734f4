"""What a client hears in a room: one struct per Socket.IO event of namespace /room; fields are only ever added.

Reliable messages carry `m`, a per-connection counter that the client acknowledges with `ack`.
"""

from server.transport.wire.room_out.ballots import BallotCard, Board, BoardSeat
from server.transport.wire.room_out.consent import ConsentChoice, ConsentForm, ConsentPart, PrivacyNotice, Scope
from server.transport.wire.room_out.drawings import FigureCard, MarkCard, Marks, PointerShown
from server.transport.wire.room_out.frames import FrameFailed, FrameMeta
from server.transport.wire.room_out.heard import Heard
from server.transport.wire.room_out.keys import Dark, Key, Lease
from server.transport.wire.room_out.people import ArrivalCard, ControlState, Me, ParticipantCard, Presence, Token
from server.transport.wire.room_out.policy import HostPolicy
from server.transport.wire.room_out.stacks import Identity, Manifest, SpacingAt, StackCard, StackNote, WindowChoice
from server.transport.wire.room_out.state import Bye, RoomState, Welcome
from server.transport.wire.room_out.talk import Chat, ChatLine, ChatUnkept
from server.transport.wire.room_out.views import BookmarkCard, Bookmarks, OwnView, ViewShown
from server.transport.wire.room_out.wishes import WishCard, Wishes

__all__ = [
    "HEARD",
    "ArrivalCard",
    "BallotCard",
    "Board",
    "BoardSeat",
    "BookmarkCard",
    "Bookmarks",
    "Bye",
    "Chat",
    "ChatLine",
    "ChatUnkept",
    "ConsentChoice",
    "ConsentForm",
    "ConsentPart",
    "ControlState",
    "Dark",
    "FigureCard",
    "FrameFailed",
    "FrameMeta",
    "Heard",
    "HostPolicy",
    "Identity",
    "Key",
    "Lease",
    "Manifest",
    "MarkCard",
    "Marks",
    "Me",
    "OwnView",
    "ParticipantCard",
    "PointerShown",
    "Presence",
    "PrivacyNotice",
    "RoomState",
    "Scope",
    "SpacingAt",
    "StackCard",
    "StackNote",
    "Token",
    "ViewShown",
    "Welcome",
    "WindowChoice",
    "WishCard",
    "Wishes",
]

HEARD: tuple[type[Heard], ...] = (
    Welcome, RoomState, Presence, ControlState, Manifest, ViewShown, OwnView, Bookmarks, Marks, PointerShown,
    FrameMeta, FrameFailed, Key, Lease, Dark, Chat, ChatUnkept, PrivacyNotice, ConsentForm, Scope, Bye,
    Wishes, Board,
)  # fmt: skip
