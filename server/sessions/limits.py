"""How often something may happen: a token bucket as a value, and strikes for those who do not stop."""

from dataclasses import dataclass, replace
from typing import Final

STRIKES_MAX: Final = 3


@dataclass(frozen=True, slots=True)
class Bucket:
    """`rate` tokens per second up to `burst`; `tokens` were left at `at_ms`."""

    rate: float
    burst: int
    tokens: float
    at_ms: int

    @classmethod
    def full(cls, rate: float, burst: int, now_ms: int) -> "Bucket":
        """A bucket nobody has taken from yet."""
        return cls(rate, burst, float(burst), now_ms)

    def take(self, now_ms: int) -> tuple["Bucket", bool]:
        """The bucket afterwards and whether a token was left; time that goes backwards fills nothing."""
        elapsed_s = max(0, now_ms - self.at_ms) / 1000
        tokens = min(float(self.burst), self.tokens + elapsed_s * self.rate)
        at_ms = max(self.at_ms, now_ms)
        if tokens < 1:
            return replace(self, tokens=tokens, at_ms=at_ms), False
        return replace(self, tokens=tokens - 1, at_ms=at_ms), True

    def retry_ms(self) -> int:
        """How long after `at_ms` the next token is there."""
        return 0 if self.tokens >= 1 else int((1 - self.tokens) / self.rate * 1000) + 1


@dataclass(frozen=True, slots=True)
class Strikes:
    """How often a connection said too much; the third strike disconnects."""

    count: int = 0

    def another(self) -> "Strikes":
        """One more."""
        return Strikes(self.count + 1)

    @property
    def is_out(self) -> bool:
        """Whether it must go."""
        return self.count >= STRIKES_MAX
