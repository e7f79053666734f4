"""What a client may say in a room: one struct per Socket.IO event of namespace /room; unknown fields are refused.

Every event but those marked ∅ is acknowledged: `{"ok": true, …}` or `{"ok": false, "code": …, "retry_ms"?: …}`.
Its `rate` is each event's token bucket (per second, burst); slot events keep the newest when they come too fast,
any other excess is refused with `rate` and is a strike; three strikes disconnect.
"""

from server.transport.wire.room_in.consenting import (
    BasisRecord,
    BasisWords,
    ConsentAnswer,
    ConsentAsk,
    ConsentNarrow,
    ConsentScope,
    ConsentWithdraw,
    PrivacyRead,
)
from server.transport.wire.room_in.drawing import MarkDrop, MarkPut, Pointer, ValueAt
from server.transport.wire.room_in.entering import Auth, Caps, Resume, WallClock
from server.transport.wire.room_in.feeding import Ack, FrameWant, Report, TimePing
from server.transport.wire.room_in.hosting import (
    Admit,
    CallGuest,
    Deny,
    End,
    Extend,
    Leave,
    OverrideBirth,
    Pause,
    Remove,
    ResumeRoom,
)
from server.transport.wire.room_in.objecting import ObjectTo
from server.transport.wire.room_in.said import Count, Fid, Finite, Handle, Said
from server.transport.wire.room_in.steering import ControlGrant, ControlRelease, ControlRequest, ControlTake
from server.transport.wire.room_in.talking import ChatRead, ChatSend, ChatSince, Signal, SignalNoticed
from server.transport.wire.room_in.viewing import (
    BookmarkDrop,
    BookmarkPut,
    CineSaid,
    LinkSaid,
    RoomBlank,
    ViewAllow,
    ViewFollow,
    ViewportSaid,
    ViewSet,
    WindowSaid,
)
from server.transport.wire.room_in.voting import BoardAsk, BoardClose, BoardVote
from server.transport.wire.room_in.wishing import Modality, PriorAsk

__all__ = [
    "EVENTS",
    "Ack",
    "Admit",
    "Auth",
    "BasisRecord",
    "BasisWords",
    "BoardAsk",
    "BoardClose",
    "BoardVote",
    "BookmarkDrop",
    "BookmarkPut",
    "CallGuest",
    "Caps",
    "ChatRead",
    "ChatSend",
    "ChatSince",
    "CineSaid",
    "ConsentAnswer",
    "ConsentAsk",
    "ConsentNarrow",
    "ConsentScope",
    "ConsentWithdraw",
    "ControlGrant",
    "ControlRelease",
    "ControlRequest",
    "ControlTake",
    "Count",
    "Deny",
    "End",
    "Extend",
    "Fid",
    "Finite",
    "FrameWant",
    "Handle",
    "Leave",
    "LinkSaid",
    "MarkDrop",
    "MarkPut",
    "Modality",
    "ObjectTo",
    "OverrideBirth",
    "Pause",
    "Pointer",
    "PriorAsk",
    "PrivacyRead",
    "Remove",
    "Report",
    "Resume",
    "ResumeRoom",
    "RoomBlank",
    "Said",
    "Signal",
    "SignalNoticed",
    "TimePing",
    "ValueAt",
    "ViewAllow",
    "ViewFollow",
    "ViewSet",
    "ViewportSaid",
    "WallClock",
    "WindowSaid",
]

EVENTS: dict[str, type[Said]] = {
    kind.event: kind
    for kind in (
        ViewSet, ViewFollow, ViewAllow, RoomBlank, BookmarkPut, BookmarkDrop, MarkPut, MarkDrop, ValueAt, Pointer,
        Ack, FrameWant, Report, ChatSend, ChatRead, ChatSince, Signal, SignalNoticed, Admit, Deny, Remove, Pause, ResumeRoom,
        Extend, End, Leave, PrivacyRead, ConsentAnswer, ConsentWithdraw, ConsentAsk, ConsentScope, ConsentNarrow, BasisRecord,
        ControlRequest, ControlGrant, ControlTake, ControlRelease, TimePing, ObjectTo, CallGuest, OverrideBirth,
        PriorAsk, BoardAsk, BoardVote, BoardClose,
    )
}  # fmt: skip
"""Event name → the struct its payload must be."""
