"""Owners of several processes on one board in memory, whose time tests move, and that can be away or forget all."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from server.live.owning import OWNED_MS
from server.terms.errors import Unavailable
from server.terms.ids import SessionId
from server.terms.nodes import Node, NodeId


@dataclass
class Board:
    """What a Redis would know."""

    now_ms: int = 1_000_000
    is_away: bool = False
    owned: dict[SessionId, tuple[NodeId, int]] = field(default_factory=dict)
    here: dict[NodeId, tuple[Node, int]] = field(default_factory=dict)

    def boot_ms(self) -> int:
        """The boot clock of every process on it."""
        return self.now_ms

    def forget(self) -> None:
        """Restarted empty."""
        self.owned.clear()
        self.here.clear()

    def owner_of(self, session: SessionId) -> NodeId | None:
        """Whose it is now; `Unavailable` when away."""
        if self.is_away:
            raise Unavailable("shared_unavailable")
        owner, until_ms = self.owned.get(session, (None, 0))
        return owner if self.now_ms < until_ms else None


@dataclass
class BoardOwners:
    """The board as one process sees it."""

    board: Board
    node: NodeId

    async def present(self, node: Node) -> None:
        """Be seen for ten seconds."""
        self.board.owner_of(SessionId(""))
        self.board.here[node.id] = node, self.board.now_ms + OWNED_MS

    async def nodes(self) -> Sequence[Node]:
        """Who is here."""
        self.board.owner_of(SessionId(""))
        return sorted(
            (node for node, until_ms in self.board.here.values() if self.board.now_ms < until_ms), key=lambda n: n.id
        )

    async def claim(self, session: SessionId, gone: NodeId | None = None) -> Node | None:
        """First come."""
        owner = self.board.owner_of(session)
        if owner not in {None, self.node, gone}:
            return await self.owner(session)
        self.board.owned[session] = self.node, self.board.now_ms + OWNED_MS
        return None

    async def renew(self, sessions: Collection[SessionId]) -> frozenset[SessionId]:
        """Those still ours."""
        ours = frozenset(each for each in sessions if self.board.owner_of(each) == self.node)
        for session in ours:
            self.board.owned[session] = self.node, self.board.now_ms + OWNED_MS
        return ours

    async def owner(self, session: SessionId) -> Node | None:
        """Whose it is."""
        owner = self.board.owner_of(session)
        if owner is None:
            return None
        return self.board.here[owner][0] if owner in self.board.here else Node(owner, "")

    async def release(self, sessions: Collection[SessionId]) -> None:
        """Ours only."""
        for session in sessions:
            if self.board.owner_of(session) == self.node:
                del self.board.owned[session]
