"""A bar on a terminal while pictures are made; nothing anywhere else."""

import time
from typing import Final, TextIO

_WIDTH, _EVERY_S = 24, 0.1
_CLEAR: Final = "\r\x1b[K"


class Progress:
    """Draws how far it is on `stream`, ten times a second and below lines between; `total` None when nobody knows."""

    def __init__(self, stream: TextIO, total: int | None) -> None:
        self._stream, self._total = stream, total
        self._shown = stream.isatty()
        self._began = self._drawn = time.monotonic()
        self._is_there = self._is_due = False
        self._done = self._refused = 0

    def step(self, *, refused: bool) -> None:
        """One more is done."""
        self._done += 1
        self._refused += refused
        now = time.monotonic()
        if self._shown and (self._is_due or now - self._drawn >= _EVERY_S):
            self._drawn, self._is_there, self._is_due = now, True, False
            self._stream.write(_CLEAR + self._line(now))
            self._stream.flush()

    def clear(self) -> None:
        """Make room for another line on the same terminal; the next step draws the bar again."""
        if self._is_there:
            self._is_there, self._is_due = False, True
            self._stream.write(_CLEAR)
            self._stream.flush()

    def _line(self, now: float) -> str:
        rate = self._done / max(now - self._began, 1e-3)
        refused = f" ✗{self._refused}" if self._refused else ""
        if not self._total:
            return f"{self._done}{refused} {rate:.0f}/s"
        filled = min(_WIDTH, self._done * _WIDTH // self._total)
        return f"[{'█' * filled}{'·' * (_WIDTH - filled)}] {self._done}/{self._total}{refused} {rate:.0f}/s"
