"""The live state that the processes of an installation have in common."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, Self

from server.desk.ports import TicketShelf
from server.live.owning import Control, Owners
from server.storage.shared.in_process import OwnControl, OwnOwners
from server.storage.shared.tickets import Tickets
from server.terms.nodes import NodeId


class LiveState(Protocol):
    """Who owns what, who has a ticket, who tells whom; opened once, before anything is served."""

    @property
    def node(self) -> NodeId: ...
    @property
    def owners(self) -> Owners: ...
    @property
    def control(self) -> Control: ...
    @property
    def tickets(self) -> TicketShelf: ...

    @property
    def refused(self) -> Mapping[str, int]:
        """How often what was found there that no process of ours put there (T-25), by a code."""
        ...

    @property
    def away(self) -> Mapping[str, float]:
        """1 for each purpose whose last question was not answered, else 0; nothing when there is nobody to ask."""
        ...

    async def check(self) -> None:
        """Say whether it can be reached now: raises `Unavailable` (`shared_unavailable`)."""
        ...

    async def stop(self) -> None:
        """Hang up; what is there is forgotten by itself within 30 s."""
        ...


def new_node() -> NodeId:
    """Draw the id of this process."""
    return NodeId(os.urandom(8).hex())


@dataclass(frozen=True, slots=True)
class InProcess:
    """The live state of the only process, in its own memory."""

    node: NodeId
    owners: OwnOwners
    control: OwnControl
    tickets: Tickets

    @classmethod
    def of(cls, node: NodeId) -> Self:
        """Nothing is needed for it."""
        return cls(node, OwnOwners(node), OwnControl(node), Tickets())

    @property
    def refused(self) -> Mapping[str, int]:
        """Nobody else gets at it."""
        return {}

    @property
    def away(self) -> Mapping[str, float]:
        """Nobody is asked."""
        return {}

    async def check(self) -> None:
        """It is always there."""

    async def stop(self) -> None:
        """It ends with the process."""
