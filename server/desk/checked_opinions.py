"""Opinions for whoever prints or takes them along: each version held against what was signed before it is given."""

from server.desk.opinion_rows import KeptOpinion, OpinionShelf
from server.desk.opinion_statements import check_signed
from server.terms.ids import SessionId
from server.vault.deployment import DeploymentKey


class CheckedOpinions:
    """A shelf to read from; implements `desk.paper_opinion.GivenOpinions`."""

    def __init__(self, shelf: OpinionShelf, dep: DeploymentKey) -> None:
        self._shelf = shelf
        self._signing = dep.signing_key()

    async def find(self, session: SessionId) -> KeptOpinion | None:
        """Give the request of a reading, None where none was made; raises `Tampered` (`opinion`) {version}."""
        kept = await self._shelf.find(session)
        if kept is not None:
            check_signed(self._signing, kept)
        return kept
