"""Bytes by position: what the scan and the frame finder read from, whoever holds it."""

from typing import Protocol


class ByteSource(Protocol):
    """Bytes by position, of a file or of what it inflates to."""

    def read_at(self, offset: int, size: int) -> bytes:
        """Up to `size` bytes from `offset`; shorter only at the end."""
        ...

    def length_at_least(self, size: int) -> bool:
        """Whether the source holds `size` bytes."""
        ...
