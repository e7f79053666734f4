"""Whether this process gives away what it has: no new room comes to it, and balancers are told so."""

from dataclasses import dataclass


@dataclass(slots=True)
class Draining:
    """One word for a whole process; the roof sets it when it was asked to stop, `/readyz` and the rooms look at it."""

    is_on: bool = False

    def begin(self) -> None:
        """From now on; there is no way back, a process that drains ends."""
        self.is_on = True
