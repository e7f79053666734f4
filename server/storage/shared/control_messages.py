"""How a message between processes is written, and what one has to be to be believed (T-25).

``HMAC-SHA256 (32) ‖ MessagePack [version, sender, start_ms, sequence, at_ms, to, kind, session, subject, detail]``, under a
key of its own from the deployment key. At most 200 bytes; ids only. What is altered, from elsewhere, heard before or too
old is refused; what is for another process, or an echo of ours, is not for us.
"""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final, cast

import msgspec
from msgspec import Meta

from server.live.owning import CONTROL_KINDS, ControlKind, ControlMessage
from server.storage.shared.distrust import Why
from server.terms.ids import SessionId
from server.terms.nodes import NodeId
from server.vault.deployment import DeploymentKey

LABEL: Final = "shared control"
VERSION: Final = 1
MOST_BYTES: Final = 200
OLD_MS: Final = 10_000
"""How long a message may have been on its way, and how far the clocks of two machines may be apart."""
WINDOW: Final = 64
"""So many numbers back a message may come late, once: two connections overtake each other."""
SENDERS_MAX: Final = 1024
_MAC_BYTES: Final = 32
_Id = Annotated[str, Meta(max_length=32, pattern=r"^[0-9A-Za-z_-]*$")]
_Code = Annotated[str, Meta(max_length=16, pattern=r"^[a-z_]*$")]
_Count = Annotated[int, Meta(ge=0, lt=1 << 48)]


class _Written(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    version: int
    sender: _Id
    start_ms: _Count
    sequence: _Count
    at_ms: _Count
    to: _Id
    kind: _Code
    session: _Id
    subject: _Id
    detail: _Code


class Pen:
    """Writes what this process says, each message with the next number."""

    def __init__(self, node: NodeId, dep: DeploymentKey, clock: Callable[[], int]) -> None:
        self._node = node
        self._key = dep.derive(LABEL)
        self._clock = clock
        self._start_ms = clock()
        self._sequence = 0

    def written(self, to: NodeId | None, message: ControlMessage) -> bytes:
        """The bytes of one message; ValueError for one that is too long or no list of ids (a bug of ours)."""
        self._sequence += 1
        said = _Written(
            VERSION, self._node, self._start_ms, self._sequence, self._clock(), to or "",
            message.kind, message.session or "", message.subject, message.detail,
        )  # fmt: skip
        content = msgspec.msgpack.encode(said)
        msgspec.msgpack.decode(content, type=_Written)
        if _MAC_BYTES + len(content) > MOST_BYTES:
            raise ValueError("a message of more than ids")
        return hmac.digest(self._key, content, hashlib.sha256) + content


@dataclass(slots=True)
class _HeardOf:
    """The numbers of one sender since its start: the highest, and which of the 64 up to it came."""

    highest: int = 0
    came: int = 0
    at_ms: int = 0

    def is_new(self, sequence: int) -> bool:
        """Whether a number comes for the first time; it has come then."""
        if sequence > self.highest:
            self.came = ((self.came << (sequence - self.highest)) | 1) & ((1 << WINDOW) - 1)
            self.highest = sequence
            return True
        back = self.highest - sequence
        if back >= WINDOW or self.came >> back & 1:
            return False
        self.came |= 1 << back
        return True


class Ear:
    """Judges what this process hears. Numbers are remembered for as long as a message could be young enough."""

    def __init__(self, node: NodeId, dep: DeploymentKey, clock: Callable[[], int]) -> None:
        self._node = node
        self._key = dep.derive(LABEL)
        self._clock = clock
        self._start_ms = clock()
        self._heard_of: dict[tuple[str, int], _HeardOf] = {}

    def judged(self, received: bytes) -> ControlMessage | Why | None:
        """The message; why it is refused; or None when it is not for us, or of a newer version of ours."""
        content = received[_MAC_BYTES:]
        genuine = hmac.digest(self._key, content, hashlib.sha256)
        if len(received) > MOST_BYTES or not hmac.compare_digest(genuine, received[:_MAC_BYTES]):
            return "message_forged"
        said = _understood(content)
        if said is None or said.sender == self._node or said.to not in {"", self._node}:
            return None
        now_ms = self._clock()
        if abs(now_ms - said.at_ms) > OLD_MS:
            return "message_old"
        if said.at_ms < self._start_ms - OLD_MS // 2:
            return None  # from before we were here: what it is about was read from the database since
        if not self._numbers_of(said, now_ms).is_new(said.sequence):
            return "message_replayed"
        session = SessionId(said.session) if said.session else None
        kind = cast("ControlKind", said.kind)
        return ControlMessage(kind, session, said.subject, said.detail, sender=NodeId(said.sender))

    def _numbers_of(self, said: _Written, now_ms: int) -> _HeardOf:
        sender = (said.sender, said.start_ms)
        numbers = self._heard_of.pop(sender, None) or _HeardOf()
        numbers.at_ms = max(numbers.at_ms, now_ms)
        self._heard_of[sender] = numbers
        oldest = next(iter(self._heard_of))
        if len(self._heard_of) > SENDERS_MAX and now_ms - self._heard_of[oldest].at_ms > 2 * OLD_MS:
            del self._heard_of[oldest]
        return numbers


def _understood(content: bytes) -> _Written | None:
    try:
        said = msgspec.msgpack.decode(content, type=_Written)
    except msgspec.DecodeError:
        return None
    return said if said.version == VERSION and said.kind in CONTROL_KINDS else None
