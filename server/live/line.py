"""What acknowledgements tell about one viewer's line: how fast it carries bytes, and how late an answer is."""

from dataclasses import dataclass
from typing import Final

_SMOOTHING: Final = 0.5
_UNKNOWN_BYTES_PER_MS: Final = 1250.0
"""10 Mbit/s: what a line is taken for until it has answered; frames of a CT then go out as `lossy` at once."""
COALESCED_MS: Final = 100
"""A client may keep the answer about a single frame for so long."""
TELLING_BYTES: Final = 4 * 1024
"""Smaller answers are about the way there and back, and say nothing of the rate."""
SLOW_TELLING_BYTES: Final = 8 * 1024
"""And only larger ones that it is slow: a busy browser answers late too."""
LOW_UNDER: Final = 125.0
"""1 Mbit/s, in bytes per ms: below it a line is thin …"""
LOW_UNTIL: Final = 190.0
"""… until it carries one and a half."""
NEAR_MS: Final = 40.0
"""A line of which this is the way there and back is taken for a good one before it has carried anything."""
_LOW_AFTER: Final = 2
"""Answers that have to agree."""


@dataclass(slots=True)
class Line:
    """Throughput and round trip, learned from acknowledged frames (the kernel and proxies hide their queues, acks do not)."""

    bytes_per_ms: float = _UNKNOWN_BYTES_PER_MS
    round_trip_ms: float | None = None
    """As the client measured it, with messages of a few bytes."""
    is_low: bool = False
    has_answered: bool = False
    _quickest_ms: float = 0.0
    _answered_ms: int = 0
    _is_measured: bool = False
    _disagree: int = 0

    def remember(self, former: "Line") -> None:
        """The same person is back, most likely on the same line: what it carried is the first guess of this one."""
        if former.has_answered and not self.has_answered:
            self.bytes_per_ms, self.is_low = former.bytes_per_ms, former.is_low

    def carried(self, size_bytes: int, frames: int, sent_ms: int, acked_ms: int) -> None:
        """Learn from an answer about `frames` frames of together `size_bytes`, the first of which left at `sent_ms`.

        What left before the answer before this one found a line in use: only the time since then counts. A single
        frame's answer may have been kept back, so it only says between which two rates the line is.
        """
        self.has_answered = True
        took = max(1.0, float(acked_ms - sent_ms))
        self._quickest_ms = took if not self._quickest_ms else min(self._quickest_ms, took)
        since_ms = max(sent_ms + self.base_ms, self._answered_ms)
        self._answered_ms = acked_ms
        if size_bytes < TELLING_BYTES:
            return
        busy = max(1.0, acked_ms - since_ms)
        kept_back = COALESCED_MS if frames == 1 else 0
        least, most = size_bytes / busy, size_bytes / max(1.0, busy - kept_back)
        told = max(self.bytes_per_ms, least)
        if size_bytes >= SLOW_TELLING_BYTES:
            told = min(told, most)
        # rates differ by factors, so the mean of two is the geometric one
        self.bytes_per_ms *= (told / self.bytes_per_ms) ** (_SMOOTHING if self._is_measured else 1.0)
        self._is_measured = True
        self._judge()

    @property
    def base_ms(self) -> float:
        """The way there and back for next to nothing."""
        return 0.5 * self._quickest_ms if self.round_trip_ms is None else min(self.round_trip_ms, self._quickest_ms)

    @property
    def is_doubtful(self) -> bool:
        """Whether it may be any line: it has answered nothing yet, and is not known to be a short one."""
        return not self.has_answered and (self.round_trip_ms is None or self.round_trip_ms >= NEAR_MS)

    @property
    def is_thin(self) -> bool:
        """Whether it carries little as far as is known, be it after a single answer; `is_low` is what is said of it."""
        return self.is_low or self.bytes_per_ms < LOW_UNDER

    def predicted_ms(self, size_bytes: float) -> float:
        """How long `size_bytes` will take to get across."""
        return size_bytes / self.bytes_per_ms

    def _judge(self) -> None:
        disagrees = self.bytes_per_ms > LOW_UNTIL if self.is_low else self.bytes_per_ms < LOW_UNDER
        self._disagree = self._disagree + 1 if disagrees else 0
        if self._disagree >= _LOW_AFTER:
            self.is_low, self._disagree = not self.is_low, 0
