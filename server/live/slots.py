"""Views and pointers on a thin line: so seldom that pictures have room beside them, the newest wins, none comes last late."""

from dataclasses import dataclass, field
from typing import Final

from server.live.notices import OwnViewShown, PointerMoved, ViewShown

EVERY_MS: Final = 200
"""A view takes 400 to 600 bytes: at 30 Hz half of 256 kbit/s."""
Slot = ViewShown | OwnViewShown | PointerMoved
"""What is said over and over."""
Key = tuple[type[Slot], str]
"""The kind, and of pointers the person."""


def key_of(slot: Slot) -> Key:
    """Which older one it replaces."""
    return type(slot), slot.by if isinstance(slot, PointerMoved) else ""


@dataclass(slots=True)
class Slots:
    """Of each kind (and person) the newest that was not said yet. Times are session milliseconds."""

    _held: dict[Key, Slot] = field(default_factory=dict)
    _said_ms: dict[Key, int] = field(default_factory=dict)

    def may_go(self, slot: Slot, now_ms: int) -> bool:
        """Whether the last of its kind was said long enough ago; a wall clock that was set back stops nothing."""
        said_ms = self._said_ms.get(key_of(slot))
        return said_ms is None or abs(now_ms - said_ms) >= EVERY_MS

    def hold(self, slot: Slot) -> None:
        """Keep this for later, in place of an older one."""
        self._held[key_of(slot)] = slot

    def said(self, slot: Slot, now_ms: int) -> None:
        """Count one as said now, and hold nothing of its kind any more."""
        self._held.pop(key_of(slot), None)
        self._said_ms[key_of(slot)] = now_ms

    def due(self, now_ms: int) -> list[Slot]:
        """What has been held long enough."""
        return [slot for slot in self._held.values() if self.may_go(slot, now_ms)]

    def due_ms(self) -> int | None:
        """When the next of them will have been."""
        return min((self._said_ms.get(key, 0) + EVERY_MS for key in self._held), default=None)

    def views(self) -> list[Slot]:
        """The views that are held: a picture comes to a screen that knows what it belongs to."""
        return [slot for slot in self._held.values() if not isinstance(slot, PointerMoved)]

    def clear(self) -> None:
        """Nothing of it is said any more."""
        self._held.clear()
