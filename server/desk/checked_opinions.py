"""Opinions for whoever prints or takes them along: each version held against what was signed before it is given."""

from collections.abc import Sequence
from typing import Protocol

from server.desk.opinion_rows import KeptOpinion
from server.desk.opinion_statements import check_signed
from server.terms.errors import Tampered
from server.terms.ids import PersonId, SessionId
from server.vault.deployment import DeploymentKey


class OpinionArchive(Protocol):
    """Requests as they are kept, to be read; `OpinionRows` is it."""

    async def find(self, session: SessionId) -> KeptOpinion | None:
        """Give the request of a reading; `Tampered` (`opinion`) when it was changed behind our back."""
        ...

    async def asked_between(self, person: PersonId, first_ms: int, last_ms: int) -> Sequence[KeptOpinion]:
        """Give what somebody asked for from one moment to another, newest first; one that does not open is left out."""
        ...


class CheckedOpinions:
    """An archive to read from; implements `desk.paper_opinion.GivenOpinions`."""

    def __init__(self, shelf: OpinionArchive, dep: DeploymentKey) -> None:
        self._shelf = shelf
        self._signing = dep.signing_key()

    async def find(self, session: SessionId) -> KeptOpinion | None:
        """Give the request of a reading, None where none was made; raises `Tampered` (`opinion`) {version}."""
        kept = await self._shelf.find(session)
        if kept is not None:
            check_signed(self._signing, kept)
        return kept

    async def asked_out_of(
        self, consult: SessionId, person: PersonId, first_ms: int, last_ms: int
    ) -> Sequence[KeptOpinion | None]:
        """Give what somebody asked for out of a consult between two moments, oldest first; None: it was changed."""
        asked = await self._shelf.asked_between(person, first_ms, last_ms)
        return [self._held(each) for each in reversed(asked) if each.opinion.facts.consult == consult]

    def _held(self, kept: KeptOpinion) -> KeptOpinion | None:
        try:
            check_signed(self._signing, kept)
        except Tampered:
            return None
        return kept
