"""What was found in Redis that no process of ours put there, or not now: refused, counted, told to the record."""

from collections import Counter
from collections.abc import Callable
from typing import Literal

Why = Literal["message_forged", "message_replayed", "message_old", "node_forged", "owner_forged", "ticket_forged"]
"""Not ours or altered; heard before; from too long ago (or later than now); what the others would be told of a process,
of an owner, of somebody with a ticket."""


class Distrust:
    """Counts refusals, and has each kind alerted; whoever alerts paces it."""

    def __init__(self, alert: Callable[[Why], None]) -> None:
        self._alert = alert
        self._counts: Counter[Why] = Counter()

    @property
    def counts(self) -> dict[str, int]:
        """How often what was refused since the start."""
        return {str(why): count for why, count in self._counts.items()}

    def refuse(self, why: Why) -> None:
        """Count it and say so."""
        self._counts[why] += 1
        self._alert(why)
