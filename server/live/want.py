"""One frame that should go out: which picture, how reduced, how good, how urgent."""

from dataclasses import dataclass
from typing import Final, Literal

from server.live.turnstile import Urgency
from server.terms.view import Window

Tier = Literal["preview", "lossy", "lossless"]
RANK: Final[dict[Tier, int]] = {"preview": 0, "lossy": 1, "lossless": 2}
Picture = tuple[int, int, Window | None]
"""Stack, position, window: a picture regardless of its quality."""
Quality = tuple[int, int]
"""Rank of a tier, and level."""


@dataclass(frozen=True, slots=True)
class Want:
    """A frame for one viewport; `level` stands for a reduction by 2**level."""

    viewport: str
    stack: int
    pos: int
    voi: Window | None
    level: int
    tier: Tier
    urgency: Urgency

    @property
    def picture(self) -> Picture:
        """The picture regardless of quality."""
        return (self.stack, self.pos, self.voi)
