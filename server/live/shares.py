"""Which process should run a session that nobody does."""

import hashlib
from collections.abc import Sequence

from server.terms.ids import SessionId
from server.terms.nodes import Node, NodeId


def share_of(session: SessionId, nodes: Sequence[Node]) -> NodeId | None:
    """Which of these processes should run a session: the same for all who ask, evenly spread; None among none."""

    def weight(node: Node) -> bytes:
        return hashlib.sha256(f"{node.id} {session}".encode()).digest()

    return max(nodes, key=weight).id if nodes else None
