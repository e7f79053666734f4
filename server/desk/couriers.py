"""The way out of the house for a message: the port that `exchange` implements for mail and for text messages."""

from dataclasses import dataclass, field
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one person; `id` is the same for each try, so that a receiver can tell a repetition.

    `subject` is empty for text messages. None of its words is for a log.
    """

    id: str
    to: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)
    language: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one try: `taken` by the channel, worth another try `later`, or `never` to be taken.

    `code` says why not: `unreachable`, `no_answer`, `busy`, `no_tls`, `sign_in`; `refused`, `redirected`,
    `forbidden_address`, `bad_address`.
    """

    result: Literal["taken", "later", "never"]
    code: str = ""


TAKEN = Outcome("taken")


class Courier(Protocol):
    """One channel out of the house."""

    async def send(self, letter: Letter) -> Outcome:
        """Hand a letter over within the channel's patience; whatever the other side does becomes an outcome."""
        ...
