"""How far pictures are reduced for one screen: by exact halves, never below a pixel for every device pixel."""

from dataclasses import dataclass
from typing import Final

from server.terms.view import StackBounds, Viewport

MOST_REDUCED: Final = 3
"""At most an eighth of the size."""


@dataclass(slots=True)
class ScreenSize:
    """What a client says of the place of its pictures, in CSS pixels, and of what it wants."""

    width: int = 0
    height: int = 0
    dpr: float = 1.0
    hidden: bool = False
    save_data: bool = False

    def level(self, viewport: Viewport, bounds: StackBounds) -> int:
        """The largest reduction that still has a pixel for every device pixel of this viewport."""
        x0, y0, x1, y1 = viewport.area or (0.0, 0.0, float(bounds.columns), float(bounds.rows))
        wide, high = self.width * self.dpr, self.height * self.dpr
        if wide <= 0 or high <= 0:
            return 0
        scale = min(wide / max(1.0, x1 - x0), high / max(1.0, y1 - y0))
        level = 0
        while level < MOST_REDUCED and scale * (2 << level) <= 1.0:
            level += 1
        return level
