"""The processes of one installation: who else is here, and where they are reached from the others."""

from dataclasses import dataclass
from typing import Final, NewType

NodeId = NewType("NodeId", str)
"""One process from its start to its end: 16 random hex digits, never a host name."""
NOBODY: Final = NodeId("")


@dataclass(frozen=True, slots=True)
class Node:
    """A process as the others know it.

    `address` is where other processes reach it (``http://127.0.0.1:9001``); empty for one that owns something but has
    not said for a while that it is here. `load` is the number of sessions it runs.
    """

    id: NodeId
    address: str
    load: int = 0
    is_draining: bool = False
