"""What is said of a process in Redis, with a proof that a process of ours said it, and lately: requests are sent there."""

import hashlib
import hmac
import re
from collections.abc import Callable
from typing import Final

import msgspec

from server.live.owning import OWNED_MS
from server.storage.shared.distrust import Distrust
from server.terms.nodes import Node, NodeId
from server.vault.deployment import DeploymentKey

LABEL: Final = "shared nodes"
SKEW_MS: Final = 10_000
"""How far the clocks of two machines may be apart."""
_MAC_BYTES: Final = 32
_ADDRESS: Final = re.compile(r"https?://[\w.:\[\]-]{1,128}", re.ASCII)


class _Record(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    node: str
    address: str
    load: int
    is_draining: bool
    at_ms: int


class NodeRecords:
    """Writes and reads ``HMAC-SHA256 (32) ‖ MessagePack [id, address, load, draining, at_ms]``."""

    def __init__(self, dep: DeploymentKey, distrust: Distrust, clock: Callable[[], int]) -> None:
        self._key = dep.derive(LABEL)
        self._distrust = distrust
        self._clock = clock

    def written(self, node: Node) -> bytes:
        """A node as of now."""
        record = msgspec.msgpack.encode(
            _Record(node.id, node.address, node.load, node.is_draining, at_ms=self._clock())
        )
        return hmac.digest(self._key, record, hashlib.sha256) + record

    def read(self, name: bytes, record: bytes) -> Node | None:
        """The node; None when no process of ours said so, or not lately (Redis forgets it sooner, when it can be believed)."""
        read = self._genuine(name, record)
        if read is None:
            self._distrust.refuse("node_forged")
            return None
        is_lately = -SKEW_MS <= self._clock() - read.at_ms < OWNED_MS + SKEW_MS
        return Node(NodeId(read.node), read.address, read.load, read.is_draining) if is_lately else None

    def _genuine(self, name: bytes, record: bytes) -> _Record | None:
        said = record[_MAC_BYTES:]
        if not hmac.compare_digest(hmac.digest(self._key, said, hashlib.sha256), record[:_MAC_BYTES]):
            return None
        try:
            read = msgspec.msgpack.decode(said, type=_Record)
        except msgspec.DecodeError:
            return None
        return read if read.node.encode() == name and (not read.address or _ADDRESS.fullmatch(read.address)) else None
