"""Chat, and a patient's signals."""

from typing import Annotated, Literal

from msgspec import Meta

from server.transport.wire.room_in.said import Count, Said
from server.transport.wire.room_in.viewing import ViewportSaid


class ChatSend(Said, frozen=True):
    """Ack {id, seq, at}. `cid` makes a retry harmless: the same one returns the same message."""

    event = "chat:send"
    rate = (3, 10)
    talk = True

    cid: Annotated[str, Meta(pattern="^[0-9a-f-]{16,36}$")]
    text: Annotated[str, Meta(min_length=1, max_length=4000)]
    channel: Literal["talk", "clinicians"] = "talk"
    picture: ViewportSaid | None = None


class ChatRead(Said, frozen=True):
    """∅ Everything up to `seq` was on this person's screen."""

    event = "chat:read"
    rate = (2, 10)
    talk = True
    slot = True
    acked = False

    seq: Count


class ChatSince(Said, frozen=True):
    """Ack {lines, more}: chat after `seq`, oldest first, at most 200 lines and 256 KiB of text."""

    event = "chat:since"
    rate = (2, 10)
    talk = True

    seq: Count
    channel: Literal["talk", "clinicians"] = "talk"


class Signal(Said, frozen=True):
    """A patient's one-tap signal, shown to the clinicians beside the name and kept in the chat."""

    event = "signal"
    rate = (1, 5)
    talk = True

    kind: Literal["slower", "louder", "again", "unclear", "call"]


class SignalNoticed(Said, frozen=True):
    """A clinician has noticed a patient's signal, the chat line with this `seq`."""

    event = "signal:noticed"
    rate = (3, 10)
    talk = True

    seq: Count
