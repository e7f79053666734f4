"""Live state of the only process: every session is ours, and whoever tells somebody tells us."""

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import replace
from typing import Final

from server.live.owning import ControlMessage
from server.terms.ids import SessionId
from server.terms.nodes import Node, NodeId

WAITING_MAX: Final = 1024
"""Messages nobody has listened to yet; beyond, the oldest go: each is a hint only."""


class OwnOwners:
    """Owns everything."""

    def __init__(self, node: NodeId) -> None:
        self._here = Node(node, "")

    async def present(self, node: Node) -> None:
        """Remember our own load."""
        self._here = node

    async def nodes(self) -> Sequence[Node]:
        """Us."""
        return [self._here]

    async def claim(self, session: SessionId, gone: NodeId | None = None) -> Node | None:  # noqa: ARG002  (all are ours)
        """Ours."""
        return None

    async def renew(self, sessions: Collection[SessionId]) -> frozenset[SessionId]:
        """All of them."""
        return frozenset(sessions)

    async def owner(self, session: SessionId) -> Node | None:  # noqa: ARG002  (as above)
        """Ours."""
        return self._here

    async def release(self, sessions: Collection[SessionId]) -> None:
        """There is nobody to let them go to."""


class Heard:
    """Messages on their way to this process's listener."""

    def __init__(self) -> None:
        self._waiting: asyncio.Queue[ControlMessage] = asyncio.Queue(WAITING_MAX)

    def put(self, message: ControlMessage) -> None:
        """Hand over one message; the oldest goes when too many wait."""
        if self._waiting.full():
            self._waiting.get_nowait()
        self._waiting.put_nowait(message)

    async def messages(self) -> AsyncIterator[ControlMessage]:
        """Every message, as it comes."""
        while True:
            yield await self._waiting.get()


class OwnControl:
    """Tells ourselves."""

    def __init__(self, node: NodeId) -> None:
        self._node = node
        self._heard = Heard()

    async def tell(self, to: NodeId | None, message: ControlMessage) -> None:
        """Hear it ourselves, when it is for us or for all."""
        if to in {None, self._node}:
            self._heard.put(replace(message, sender=self._node))

    def heard(self) -> AsyncIterator[ControlMessage]:
        """What we told ourselves."""
        return self._heard.messages()
