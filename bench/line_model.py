"""The feed of one screen over a line that is a model: exact rates, distances and losses, the same in every run.

The feed, its window and what it learns of the line are the server's own code; the line, the screen and the hand are not
real. A lost packet costs one way there and back more, and holds up what was sent after it, as TCP does; that TCP also
slows down is left out.
"""

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from server.live.feed import Feed
from server.live.reduction import ScreenSize
from server.live.turnstile import Urgency
from server.live.underway import WINDOW_FRAMES, UnderWay
from server.live.want import Want
from server.terms.ids import ParticipantId
from server.terms.view import StackBounds, View, Viewport

STEPS: Final = 240
STEP_MS: Final = 1000 / 30
CT: Final = StackBounds(frames=2 * STEPS, columns=512, rows=512, color=False)
BYTES: Final = {"preview": 14_000, "lossy": 30_000, "lossless": 45_000}
"""Of a 512² CT slice."""
RENDER_MS: Final = {"preview": 3.0, "lossy": 3.0, "lossless": 10.0}
VIEW_BYTES: Final = 450
VIEW_EVERY_MS: Final = 200
PACKET: Final = 1400
COALESCED_MS: Final = 100.0
AHEAD_FRAMES: Final = 2
REFRESH_MS: Final = 1000 / 60
SHOWN: Final = ParticipantId("h")


@dataclass(frozen=True, slots=True)
class Road:
    """A line: bytes per ms, the way there and back, and the share of packets that get lost."""

    bytes_per_ms: float
    trip_ms: float
    loss: float = 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What a scroll of 240 steps at 30 Hz looked like."""

    per_second: float
    late_ms: float
    """From the last step to its picture on the screen."""


@dataclass(slots=True)
class Trip:
    """One scroll over one road."""

    road: Road
    chance: random.Random
    decode_ms: float | None = None
    """None: answered when it is stored; else when it is decoded, and painted if it is in view."""
    window: Callable[[Feed], UnderWay] | None = None
    feed: Feed = field(default_factory=lambda: Feed((CT,), ScreenSize(900, 900)))
    _events: list[tuple[float, int, Callable[[float], None]]] = field(default_factory=list)
    _order: int = 0
    _pos: int = 0
    _free_ms: float = 0.0
    _last_ms: float = 0.0
    _made_ms: float = 0.0
    _decoded_ms: float = 0.0
    _said_ms: float = -1000.0
    _said: int = -1
    _there: set[int] = field(default_factory=set)
    _view: int = -1
    _painted: dict[int, float] = field(default_factory=dict)
    _open: list[list[int]] = field(default_factory=list)
    """[number, whether it is done] in order of arrival."""
    _untold: int = 0
    _told: int = 0
    _timer: bool = False
    _busy: bool = False

    def go(self) -> Seen:
        """The whole scroll, and what was seen of it."""
        self.feed.line.round_trip_ms = self.road.trip_ms
        if self.window is not None:
            self.feed._under_way = self.window(self.feed)  # noqa: SLF001  (the alternative that is measured)
        for step in range(STEPS):
            self._at(1000 + step * STEP_MS, lambda now, step=step: self._look(step, now))  # type: ignore[misc]  # bound now
        self._look(0, 0.0)
        ended = 1000 + (STEPS - 1) * STEP_MS
        while self._events and STEPS - 1 not in self._painted:
            now, _, what = heapq.heappop(self._events)
            what(now)
        seen = sum(1 for at in self._painted.values() if 1000 <= at <= ended)
        return Seen(seen / ((ended - 1000) / 1000), max(0.0, self._painted[STEPS - 1] - ended))

    def _at(self, when: float, what: Callable[[float], None]) -> None:
        self._order += 1
        heapq.heappush(self._events, (when, self._order, what))

    # --- the server ---

    def _look(self, pos: int, now: float) -> None:
        self._pos = pos
        self.feed.look(View(pos + 1, SHOWN, 0, (1, 1), "a", (Viewport("a", 0, pos),)), round(now))
        if not self.feed.is_thin or now - self._said_ms >= VIEW_EVERY_MS:
            self._say(now)
        self._next(now)

    def _say(self, now: float) -> None:
        if self._said == self._pos:
            return
        self._said, self._said_ms = self._pos, now
        pos = self._pos
        self._carry(VIEW_BYTES, now, lambda at: self._viewed(pos, at))

    def _next(self, now: float) -> None:
        if self._busy:
            return
        want = self.feed.next(round(now))
        if want is None:
            due = self.feed.due_ms(round(now))
            if due is not None:
                self._at(float(due), self._next)
            return
        if want.urgency is Urgency.NOW:
            self._say(now)
        self._busy = True
        self._at(now + RENDER_MS[want.tier], lambda at: self._send(want, at))

    def _send(self, want: Want, now: float) -> None:
        self._busy = False
        size = max(2_000, BYTES[want.tier] >> 2 * want.level)
        if self.feed.is_wanted(want) and self.feed.fits(size):
            number = self.feed.sent(want, size_bytes=size, pushed_bytes=size, now_ms=round(now))
            self._carry(size, now, lambda at: self._arrived(number, want.pos, at))
        self._next(now)

    # --- the line ---

    def _carry(self, size: int, now: float, then: Callable[[float], None]) -> None:
        self._free_ms = max(self._free_ms, now) + size / self.road.bytes_per_ms
        lost = sum(1 for _ in range(-(-size // PACKET)) if self.chance.random() < self.road.loss)
        again_ms = self.road.trip_ms if lost else 0.0
        self._last_ms = max(self._last_ms, self._free_ms + self.road.trip_ms / 2 + again_ms)
        self._at(self._last_ms, then)

    # --- the screen, which answers as `store/acks.ts` does ---

    def _viewed(self, pos: int, now: float) -> None:
        self._view = pos
        if pos in self._there:
            self._painted.setdefault(pos, now)

    def _arrived(self, number: int, pos: int, now: float) -> None:
        self._there.add(pos)
        if pos == self._view:
            self._painted.setdefault(pos, now)
        self._open.append([number, 0])
        if self.decode_ms is None:
            self._done(number, now)
            return
        self._decoded_ms = max(self._decoded_ms, now) + self.decode_ms
        painted = (self._decoded_ms // REFRESH_MS + 1) * REFRESH_MS if pos == self._view else self._decoded_ms
        self._at(painted, lambda at: self._done(number, at))

    def _done(self, number: int, now: float) -> None:
        for one in self._open:
            one[1] |= one[0] == number
        while self._open and self._open[0][1]:
            self._told, self._untold = self._open.pop(0)[0], self._untold + 1
        is_first = self._told == 1 and self._untold == 1
        if is_first or self._untold + len(self._open) >= WINDOW_FRAMES or self._untold >= AHEAD_FRAMES:
            self._answer(now)
        elif self._untold and not self._timer:
            self._timer = True
            self._at(now + COALESCED_MS, self._timed)

    def _timed(self, now: float) -> None:
        self._timer = False
        self._answer(now)

    def _answer(self, now: float) -> None:
        if not self._untold:
            return
        number, self._untold = self._told, 0
        self._at(now + self.road.trip_ms / 2, lambda at: self._heard(number, at))

    def _heard(self, number: int, now: float) -> None:
        self.feed.acked(number, round(now))
        self._next(now)
