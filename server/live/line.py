"""What acknowledgements tell about one viewer's line: how fast it carries bytes, and how late an answer is."""

from dataclasses import dataclass, field

_SMOOTHING = 0.3
_UNKNOWN_BYTES_PER_MS = 1250.0
"""10 Mbit/s: what a line is taken for until it has answered; frames of a CT then go out as `lossy` at once."""


@dataclass(slots=True)
class Line:
    """Throughput and round trip, learned from acknowledged frames (the kernel and proxies hide their queues, acks do not)."""

    bytes_per_ms: float = _UNKNOWN_BYTES_PER_MS
    round_trip_ms: float = 0.0
    _measured: bool = field(default=False)

    def carried(self, size_bytes: int, sent_ms: int, acked_ms: int, *, alone: bool) -> None:
        """Learn from a frame that was acknowledged; `alone` says nothing else was under way when it left."""
        took = max(1.0, float(acked_ms - sent_ms))
        if not self._measured or took < self.round_trip_ms:
            self.round_trip_ms = took
        if not alone:
            return
        rate = size_bytes / max(1.0, took - 0.5 * self.round_trip_ms)
        self.bytes_per_ms = rate if not self._measured else (1 - _SMOOTHING) * self.bytes_per_ms + _SMOOTHING * rate
        self._measured = True

    def predicted_ms(self, size_bytes: float) -> float:
        """How long `size_bytes` will take to get across."""
        return size_bytes / self.bytes_per_ms
