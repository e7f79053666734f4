"""How large a frame will be: as large as the last one of its stack, tier and level, before that by experience."""

from dataclasses import dataclass, field
from typing import Final

from server.live.want import Tier, Want
from server.terms.view import StackBounds

_FIRST_GUESS_BYTES: Final[dict[Tier, float]] = {"preview": 0.08, "lossy": 0.14, "lossless": 0.30}
"""Bytes per pixel before any frame of a stack was encoded (CT and CR figures)."""


@dataclass(slots=True)
class FrameSizes:
    """What frames of one session turned out to take, in bytes, as one screen's feed has seen them."""

    bounds: tuple[StackBounds, ...]
    _last: dict[tuple[int, Tier, int], float] = field(default_factory=dict)

    def learn(self, want: Want, size_bytes: int) -> None:
        """A frame turned out to be so large."""
        self._last[(want.stack, want.tier, want.level)] = float(size_bytes)

    def of(self, want: Want) -> float:
        """How large this one is likely to be."""
        bounds = self.bounds[want.stack]
        pixels: float = bounds.columns * bounds.rows * (3 if bounds.color else 1) / (1 << 2 * want.level)
        return self._last.get((want.stack, want.tier, want.level), _FIRST_GUESS_BYTES[want.tier] * pixels)
