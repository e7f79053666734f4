"""A breaker per instance: a file that keeps bringing workers down is not tried again and again."""

from collections import OrderedDict

from server.terms.errors import Malformed

_COSTLY = {"decoder_crashed", "decoder_timed_out", "decoder_out_of_memory"}


class Breaker:
    """Counts the workers each instance brought down; refuses it after `allowed` of them."""

    def __init__(self, *, allowed: int = 3, remembered: int = 10_000) -> None:
        self.allowed, self.remembered = allowed, remembered
        self._failures: OrderedDict[str, int] = OrderedDict()

    def check(self, instance: str) -> None:
        """Refuse an instance that used up its chances.

        Raises
        ------
        Malformed
            `instance_given_up`.
        """
        if self._failures.get(instance, 0) >= self.allowed:
            raise Malformed("instance_given_up", failures=self.allowed)

    def note(self, instance: str, code: str) -> None:
        """Count a failure, if it is one that cost a worker."""
        if not instance or code not in _COSTLY:
            return
        self._failures[instance] = self._failures.pop(instance, 0) + 1
        while len(self._failures) > self.remembered:
            self._failures.popitem(last=False)
