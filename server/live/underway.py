"""What is under way to one screen: at most three frames and 192 KiB that it has not answered (decision 18)."""

from dataclasses import dataclass, field
from typing import Final

from server.live.want import Picture

WINDOW_FRAMES: Final = 3
WINDOW_BYTES: Final = 192 * 1024
NEAR_PLACES: Final = 2
"""Neighbors leave one place for what hands show."""
STALLED_MS: Final = 8_000


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A frame that left; `size_bytes` is 0 for an announced one."""

    number: int
    size_bytes: int
    sent_ms: int
    near: bool
    picture: Picture | None = None


@dataclass(slots=True)
class UnderWay:
    """Frames in the order they left. Times are session milliseconds."""

    newest: int = 0
    """The number of the frame that left last."""
    frames: list[Unanswered] = field(default_factory=list)

    def is_open(self, now_ms: int, places: int) -> bool:
        """Whether one more may leave while at most so many are under way."""
        return len(self.frames) < places and not self.is_stalled(now_ms)

    @property
    def has_room_for_neighbor(self) -> bool:
        """Whether a neighbor may leave beside those that are under way."""
        return sum(1 for frame in self.frames if frame.near) < NEAR_PLACES

    def fits(self, size_bytes: float) -> bool:
        """Whether a frame of this size may be pushed beside the others: alone it always may."""
        already = sum(frame.size_bytes for frame in self.frames)
        return not already or size_bytes > WINDOW_BYTES or already + size_bytes <= WINDOW_BYTES

    def leaves(self, size_bytes: int, now_ms: int, *, near: bool, picture: Picture | None = None) -> int:
        """Count one more; gives its number `n`."""
        self.newest += 1
        self.frames.append(Unanswered(self.newest, size_bytes, now_ms, near, picture))
        return self.newest

    def answered(self, number: int) -> list[Unanswered]:
        """Everything up to `number` has come: gives what was open of it."""
        come = [frame for frame in self.frames if frame.number <= number]
        self.frames = [frame for frame in self.frames if frame.number > number]
        return come

    def recall(self, number: int) -> None:
        """Count one no more that was not written after all: nobody will answer it."""
        self.frames = [frame for frame in self.frames if frame.number != number]

    def is_stalled(self, now_ms: int) -> bool:
        """Whether the oldest is so old that nothing more is sent."""
        return bool(self.frames) and now_ms - self.frames[0].sent_ms > STALLED_MS
