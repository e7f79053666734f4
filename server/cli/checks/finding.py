"""What a check found, and how findings are made."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from server.settings import Settings

State = Literal["ok", "skipped", "warning", "failed"]
WORSE: Final[tuple[State, ...]] = ("ok", "skipped", "warning", "failed")
"""From good to bad; `skipped`: there is no such thing here."""
Fact = str | int


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` names a sentence of the topic `check`, which `facts` fill; never a secret, never anybody's name."""

    check: str
    state: State
    code: str
    facts: dict[str, Fact] = field(default_factory=dict)


Check = Callable[[Settings], Awaitable[Sequence[Finding]]]


@dataclass(frozen=True, slots=True)
class Findings:
    """Makes findings of one check."""

    check: str

    def ok(self, code: str, **facts: Fact) -> Finding:
        """All is well."""
        return Finding(self.check, "ok", code, facts)

    def skipped(self, code: str, **facts: Fact) -> Finding:
        """There is no such thing here."""
        return Finding(self.check, "skipped", code, facts)

    def warning(self, code: str, **facts: Fact) -> Finding:
        """It works, and should not stay so."""
        return Finding(self.check, "warning", code, facts)

    def failed(self, code: str, **facts: Fact) -> Finding:
        """It does not work."""
        return Finding(self.check, "failed", code, facts)


def worst(findings: Sequence[Finding]) -> State:
    """The worst state among them."""
    return max((finding.state for finding in findings), key=WORSE.index, default="ok")
