"""How long one file may be read: one allowance for everything that follows from its bytes, whoever spends it."""

from collections.abc import Callable

from server.terms.errors import Malformed

_CLOCK_BITS = 12  # the clock is read every 4096 steps


class Patience:
    """Seconds (of processor time in the product) that scanning and reading one file may take together.

    `steps` counts elements, items and delimiters looked at.
    """

    __slots__ = ("_limit_s", "_seconds", "deadline", "steps")

    def __init__(self, seconds: Callable[[], float], limit_s: float) -> None:
        self._seconds, self._limit_s = seconds, limit_s
        self.deadline = seconds() + limit_s
        self.steps = 0

    def spend(self, steps: int = 1) -> None:
        """Count steps; every few thousand of them look at the clock.

        Raises
        ------
        Malformed
            `scan_too_long`.
        """
        before, self.steps = self.steps, self.steps + steps
        if before >> _CLOCK_BITS != self.steps >> _CLOCK_BITS and self._seconds() > self.deadline:
            raise Malformed("scan_too_long", limit_s=self._limit_s)


def endless() -> Patience:
    """For content that has been judged already."""
    return Patience(lambda: 0.0, 1.0)
