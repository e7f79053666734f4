"""What a screen asks of its session for every frame, and how it hears that a picture cannot be had."""

from typing import Final, Protocol

from server.live.renderer import SealedPicture
from server.live.want import Want
from server.sessions.strain import Strain
from server.terms.errors import Unavailable
from server.terms.ids import ParticipantId

BLOCK: Final = 128
"""Positions of a stack that one entry authorizes."""


class PictureAway(Unavailable):
    """A picture is in a store that does not answer; others may well be at hand."""


class Showing(Protocol):
    """What a screen asks of its session for every frame."""

    def now_ms(self) -> int:
        """Session time."""
        ...

    def may_show(self, participant: ParticipantId, stack: int) -> bool:
        """Whether this picture may be on that screen at this moment (phase, grant, deadline, key)."""
        ...

    async def authorize(self, participant: ParticipantId, stack: int, block: int) -> None:
        """Durable before it returns: this participant, this epoch, this block of this stack."""
        ...

    async def render(self, participant: ParticipantId, want: Want) -> SealedPicture:
        """The sealed frame in the present epoch; `PictureAway` when just this one cannot be had now."""
        ...

    @property
    def epoch(self) -> int:
        """The present epoch."""
        ...

    def strain(self, participant: ParticipantId) -> Strain:
        """What is given up for this participant's screen at present."""
        ...

    def log_failed(self, *, failed: bool) -> None:
        """The record could not be written (or can again)."""
        ...
