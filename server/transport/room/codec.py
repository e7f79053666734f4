"""Socket.IO packets as text: what we write ourselves, and the JSON that python-socketio reads and writes."""

from typing import Any, Final

import msgspec

from server.terms.errors import Malformed
from server.transport.wire.room_out import FrameMeta, Heard

NAMESPACE: Final = "/room"
_encoder = msgspec.json.Encoder()
_PLACEHOLDER: Final = b',{"_placeholder":true,"num":0}]'


def text_packet(message: Heard) -> str:
    """An EVENT packet (engine.io 4, Socket.IO 2) with one argument."""
    return f'42{NAMESPACE},["{message.event}",{_encoder.encode(message).decode()}]'


def binary_packet(message: FrameMeta) -> str:
    """The header of a BINARY_EVENT packet (engine.io 4, Socket.IO 5) that announces one attachment."""
    body = _encoder.encode(message) + _PLACEHOLDER
    return f'451-{NAMESPACE},["{message.event}",{body.decode()}'


class Json:
    """The `json` module python-socketio is given: msgspec, so no NaN, no huge integers, no invalid UTF-8."""

    @staticmethod
    def loads(text: str) -> Any:
        """Decode, or raise `Malformed`."""
        try:
            return msgspec.json.decode(text)
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
            raise Malformed("bad_json") from error

    @staticmethod
    def dumps(value: Any, **_: Any) -> str:
        """Encode compactly."""
        return _encoder.encode(value).decode()
