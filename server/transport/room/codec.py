"""Socket.IO packets as text: what we read and write ourselves, and the JSON that python-socketio reads and writes."""

from typing import Any, Final

import msgspec

from server.transport.wire.room_in import EVENTS
from server.transport.wire.room_out import FrameMeta, Heard

NAMESPACE: Final = "/room"
BAD_JSON: Final = "bad json"
UNKNOWN: Final = "unknown event"
_EVENT: Final = f"42{NAMESPACE},".encode()
_ACK: Final = f"43{NAMESPACE},".encode()
_BINARY_EVENT: Final = f"451-{NAMESPACE},".encode()
_encoder = msgspec.json.Encoder()
_PLACEHOLDER: Final = b',{"_placeholder":true,"num":0}]'


def text_packet(message: Heard) -> bytes:
    """An EVENT packet (engine.io 4, Socket.IO 2) with one argument, as UTF-8."""
    return b'%b["%b",%b]' % (_EVENT, message.event.encode(), _encoder.encode(message))


def binary_packet(message: FrameMeta) -> bytes:
    """The header of a BINARY_EVENT packet (engine.io 4, Socket.IO 5) that announces one attachment, as UTF-8."""
    return b'%b["%b",%b%b' % (_BINARY_EVENT, message.event.encode(), _encoder.encode(message), _PLACEHOLDER)


def event_of(text: str) -> tuple[int | None, str, tuple[Any, ...]]:
    """An EVENT packet of our namespace: the number under which it wants an answer, its name, its arguments.

    What is no JSON, or an event that nobody declared, comes as `BAD_JSON` or `UNKNOWN`.
    """
    start = text.index("[", len(_EVENT))
    number = text[len(_EVENT) : start]
    name, *arguments = Json.loads(text[start:])
    return (int(number) if number else None), name, tuple(arguments)


def answer_packet(number: int, told: dict[str, Any]) -> bytes:
    """An ACK packet with one argument, as UTF-8."""
    return b"%b%d[%b]" % (_ACK, number, _encoder.encode(told))


class Json:
    """The `json` module python-socketio is given: msgspec, so no NaN, no huge integers, no invalid UTF-8."""

    @staticmethod
    def loads(text: str) -> Any:
        """Decode; what is no JSON, or an event nobody declared, becomes an event of that name, to be answered as such.

        python-socketio would hand a client's "connect" and "disconnect" to the handlers of the real ones, and write a
        traceback for everything it cannot parse (BI-12).
        """
        try:
            value = msgspec.json.decode(text)
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
            return [BAD_JSON]
        if isinstance(value, list) and not (value and isinstance(value[0], str) and value[0] in EVENTS):
            return [UNKNOWN]
        return value

    @staticmethod
    def dumps(value: Any, **_: Any) -> str:
        """Encode compactly."""
        return _encoder.encode(value).decode()
