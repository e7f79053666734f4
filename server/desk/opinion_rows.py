"""A request for an opinion as it is kept: the request itself, and exactly what was signed of its answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from server.opinions.request import Opinion
from server.terms.ids import PersonId, SessionId


@dataclass(frozen=True, slots=True)
class SignedWords:
    """One signed version: the statement (JSON) and our signature over it."""

    statement: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class KeptOpinion:
    """A request with what was signed: one statement for each version of its answer."""

    opinion: Opinion
    signed: tuple[SignedWords, ...] = ()

    @property
    def session(self) -> SessionId:
        """The reading, by which a request is known."""
        return self.opinion.facts.session


class OpinionShelf(Protocol):
    """Requests for opinions, each sealed under the key of its reading."""

    async def add(self, kept: KeptOpinion) -> None:
        """Keep a new request, durable on return."""
        ...

    async def find(self, session: SessionId) -> KeptOpinion | None:
        """Give the request of a reading; `Tampered` (`opinion`) when it was changed behind our back."""
        ...

    async def keep(self, kept: KeptOpinion, *, over: int) -> bool:
        """Write a request over its revision `over`, durable on return; False when another one stands there."""
        ...

    async def asked_by(self, person: PersonId, *, limit: int) -> Sequence[KeptOpinion]:
        """Give what somebody asked for, newest first; one that does not open is left out."""
        ...

    async def asked_of(self, person: PersonId, *, limit: int) -> Sequence[KeptOpinion]:
        """Give what somebody was asked for, newest first; one that does not open is left out."""
        ...

    async def overdue(self, now_ms: int, *, limit: int) -> Sequence[SessionId]:
        """Give open requests whose time has passed and of which nobody was told, the latest due first."""
        ...
