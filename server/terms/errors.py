"""The error tree, by whose turn it is.

LightboxError
├── Refused       not allowed: a rule or policy says no
├── NotFound      does not exist, or you may not know that it does
├── Malformed     their input cannot be used as it is
├── Unavailable   another machine, a disk or a limit of ours; trying again may help
└── Tampered      something stored was changed behind our back: stop

A bug of ours is none of these: it crashes with its own exception. Errors carry a stable `code` and
facts (numbers, limits, kinds), never patient data; sentences for people are made from Fluent texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Fact = str | int | float | bool


class LightboxError(Exception):
    """What went wrong as a stable `code` with `facts` that are safe to log and to show."""

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, Fact] = facts

    def __str__(self) -> str:
        """Code and facts in one line, for logs and tests."""
        if not self.facts:
            return self.code
        return f"{self.code} ({', '.join(f'{key}={value}' for key, value in self.facts.items())})"


class Refused(LightboxError):
    """Not allowed: a role, a rule of the session or a policy says no."""


class NotFound(LightboxError):
    """Does not exist, or this asker may not know that it does."""


class Malformed(LightboxError):
    """The input cannot be used as it is."""


class Unavailable(LightboxError):
    """A machine, a disk or a limit stands in the way; later may work."""


class Tampered(LightboxError):
    """Stored bytes or rows were changed behind our back."""
