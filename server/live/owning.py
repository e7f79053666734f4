"""Which process runs a session, and what processes tell each other: ports that storage fills.

Nothing here is trusted to remember. That a session is ours is what lets its pictures be shown; what may be *written* is
decided by the fence in the database (`SessionStore.claim`). A message is a hint to look: it moves nothing by itself, and
one that was lost, held back or heard twice changes no outcome.
"""

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol, get_args

from server.terms.ids import SessionId
from server.terms.nodes import NOBODY, Node, NodeId

OWNED_MS: Final = 10_000
"""How long a claim or a renewal is good, counted from *before* it was asked for: the answer may have been slow."""
RENEW_MS: Final = 3_000
"""How often what is ours is renewed, and a process says that it is here."""

ControlKind = Literal["guest_changed", "login_ended", "proved", "ended", "released"]
"""What a message is about: a guest's link, a login that is over, somebody who proved themselves, a session that was ended
from elsewhere, one that its owner has let go."""
CONTROL_KINDS: Final[frozenset[str]] = frozenset(get_args(ControlKind))


@dataclass(frozen=True, slots=True)
class ControlMessage:
    """Something to look at: ids, never names, words or keys.

    `subject` is the id it is about (a participant, a login, a person; at most 32 characters), `detail` a code of at most
    16 characters. `sender` is filled in by whoever carries it.
    """

    kind: ControlKind
    session: SessionId | None = None
    subject: str = ""
    detail: str = ""
    sender: NodeId = NOBODY


class Owners(Protocol):
    """Who runs which session. Every call answers within 2 seconds, `Unavailable` (`shared_unavailable`) otherwise."""

    async def present(self, node: Node) -> None:
        """Say that this process is here; the others forget it after 10 s."""
        ...

    async def nodes(self) -> Sequence[Node]:
        """Every process that is here, this one too, in the order of their ids."""
        ...

    async def claim(self, session: SessionId, gone: NodeId | None = None) -> Node | None:
        """Make a session ours for 10 s, and say None; or say whose it is. What was `gone`'s counts as nobody's."""
        ...

    async def renew(self, sessions: Collection[SessionId]) -> frozenset[SessionId]:
        """Those that are still ours, now for another 10 s; one that was forgotten meanwhile has to be claimed again."""
        ...

    async def owner(self, session: SessionId) -> Node | None:
        """Whose it is, also ours; None when nobody's."""
        ...

    async def release(self, sessions: Collection[SessionId]) -> None:
        """Let go of those that are ours; others' stay theirs."""
        ...


class Control(Protocol):
    """What processes tell each other."""

    async def tell(self, to: NodeId | None, message: ControlMessage) -> None:
        """Tell one process, or all of them (None): this one hears it too, at once and in any case.

        Raises
        ------
        Unavailable
            `shared_unavailable`: the others may not have heard it.
        """
        ...

    def heard(self) -> AsyncIterator[ControlMessage]:
        """What this process is told, from now on; one listener at a time."""
        ...
