"""A breaker per instance: a file that keeps bringing workers down is not tried again and again."""

import time
from collections import OrderedDict
from collections.abc import Callable

from server.terms.errors import Malformed

_COSTLY = {"decoder_crashed", "decoder_timed_out", "decoder_out_of_memory"}


class Breaker:
    """Counts the workers each instance brought down; refuses it after `allowed` of them.

    `rest_s` after the last one it may be tried once more, since a machine can have been at its end rather than the
    file; another failure opens the breaker again. A restart of the server forgets everything.
    """

    def __init__(
        self,
        *,
        allowed: int = 3,
        rest_s: float = 600.0,
        remembered: int = 10_000,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self.allowed, self.rest_s, self.remembered = allowed, rest_s, remembered
        self._now_s = now_s
        self._failures: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def check(self, instance: str) -> None:
        """Refuse an instance that used up its chances.

        Raises
        ------
        Malformed
            `instance_given_up`.
        """
        failures, until = self._failures.get(instance, (0, 0.0))
        if failures >= self.allowed and self._now_s() < until:
            raise Malformed("instance_given_up", failures=self.allowed)

    def note(self, instance: str, code: str) -> None:
        """Count a failure, if it is one that cost a worker."""
        if not instance or code not in _COSTLY:
            return
        failures, _ = self._failures.pop(instance, (0, 0.0))
        self._failures[instance] = failures + 1, self._now_s() + self.rest_s
        while len(self._failures) > self.remembered:
            self._failures.popitem(last=False)
