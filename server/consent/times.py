"""Until when pictures may be shown: the few ends a patient can choose from."""

from dataclasses import dataclass
from typing import Final

MINUTE_MS: Final = 60_000
_SHORT_MIN, _USUAL_MIN, _LONG_MIN = 5, 10, 30


@dataclass(frozen=True, slots=True)
class Ends:
    """Ends of viewing as they stand (Unix ms): `planned` is the session's own, `farthest` with all time that may be added."""

    now_ms: int
    planned_ms: int
    farthest_ms: int

    @property
    def offered_ms(self) -> tuple[int, ...]:
        """What can be chosen, the soonest first: shorter ones where there is room, the planned one, the farthest one."""
        minute, left_min = self.now_ms // MINUTE_MS, (self.planned_ms - self.now_ms) // MINUTE_MS
        if left_min > 2 * _LONG_MIN - 1:
            shorter: tuple[int, ...] = (_USUAL_MIN, _LONG_MIN)
        else:
            shorter = (_USUAL_MIN,) if left_min >= 2 * _USUAL_MIN else (_SHORT_MIN,) if left_min > _SHORT_MIN else ()
        ends = {(minute + minutes) * MINUTE_MS for minutes in shorter} | {self.planned_ms, self.farthest_ms}
        return tuple(sorted(ends))
