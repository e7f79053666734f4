"""What one screen is sent next: newest frame wins, at most three unanswered, neighbors ahead, sharp when at rest.

A feed decides and never sends: it knows the view, what the screen already has, and what is unanswered. Times are
session milliseconds handed in by the caller. Rules: `live-review` section 4.2; figures: decisions 15 and 18.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from server.live.line import Line
from server.live.turnstile import Urgency
from server.terms.view import StackBounds, View, Viewport, Window

Tier = Literal["preview", "lossy", "lossless"]

WINDOW_FRAMES: Final = 3
WINDOW_BYTES: Final = 192 * 1024
NEAR_SPAN: Final = 40
"""Neighbors on each side that are sent ahead."""
KEPT_SPAN: Final = 56
"""A client keeps at least this many neighbors on each side of what it shows, so what lies inside counts as there."""
NEAR_PLACES: Final = 2
STALLED_MS: Final = 8_000
SHARPER_MS: Final = 150
SHARPEST_MS: Final = 400
WINDOW_SETTLED_MS: Final = 300
"""Neighbors are sent ahead only for a window that has stopped moving."""
PREVIEW_WHEN_OVER_MS: Final = 80.0
LOSSLESS_WHEN_UNDER_MS: Final = 2_000.0
SHARP_FIRST_UNDER_MS: Final = 250.0
_RANK: Final[dict[Tier, int]] = {"preview": 0, "lossy": 1, "lossless": 2}
_FIRST_GUESS_BYTES: Final[dict[Tier, float]] = {"preview": 0.08, "lossy": 0.14, "lossless": 0.30}
"""Bytes per pixel before any frame of a stack was encoded (CT and CR figures)."""


@dataclass(frozen=True, slots=True)
class Want:
    """One frame that should go out: which picture, how reduced (2**level), how good, how urgent."""

    viewport: str
    stack: int
    pos: int
    voi: Window | None
    level: int
    tier: Tier
    urgency: Urgency

    @property
    def picture(self) -> "Picture":
        """The picture regardless of quality."""
        return (self.stack, self.pos, self.voi)


Picture = tuple[int, int, Window | None]


@dataclass(slots=True)
class _Unanswered:
    number: int
    size_bytes: int
    sent_ms: int
    near: bool
    alone: bool


@dataclass(slots=True)
class Screen:
    """What the client says of its picture area, in CSS pixels."""

    width: int = 0
    height: int = 0
    dpr: float = 1.0
    hidden: bool = False
    save_data: bool = False


@dataclass(slots=True)
class Feed:
    """The state of one screen's feed."""

    bounds: tuple[StackBounds, ...]
    screen: Screen = field(default_factory=Screen)
    line: Line = field(default_factory=Line)
    _view: View | None = None
    _changed_ms: int = 0
    _window_changed_ms: int = 0
    _has: dict[Picture, tuple[int, int]] = field(default_factory=dict)
    _unanswered: list[_Unanswered] = field(default_factory=list)
    _number: int = 0
    _sizes: dict[tuple[int, Tier, int], float] = field(default_factory=dict)

    def look(self, view: View, now_ms: int) -> None:
        """The shared view is now this one."""
        before = _windows(self._view)
        self._view = view
        self._changed_ms = now_ms
        if _windows(view) != before:
            self._window_changed_ms = now_ms
        self._has = {picture: have for picture, have in self._has.items() if self._kept(picture)}

    def forget(self, now_ms: int) -> None:
        """The screen has nothing any more (a new epoch); what it did not acknowledge of the old it may never."""
        self._has.clear()
        self._unanswered.clear()
        self._changed_ms = now_ms

    def lost(self, pictures: set[Picture]) -> None:
        """The screen says that it could not open these."""
        for picture in pictures:
            self._has.pop(picture, None)

    def skip(self, picture: Picture) -> None:
        """A picture that cannot be made is not asked for again in the present epoch."""
        self._has[picture] = (len(_RANK), 0)

    def next(self, now_ms: int) -> Want | None:
        """The one frame to send now, or None while the window is closed or nothing is missing."""
        if self._view is None or self.screen.hidden or not self._open(now_ms):
            return None
        for viewport in self._viewports():
            want = self._now(viewport, now_ms)
            if want is not None:
                return want
        sharper = self._sharper(now_ms)
        # on a good line the picture people rest on goes before neighbors: sharp within half a second (P19)
        if sharper is not None and self.line.predicted_ms(self._guess_of(sharper)) <= SHARP_FIRST_UNDER_MS:
            return sharper
        if sum(1 for frame in self._unanswered if frame.near) < NEAR_PLACES:
            for want in self._near(now_ms):
                return want
        return sharper if not self._unanswered else None

    def due_ms(self, now_ms: int) -> int | None:
        """When asking again makes sense although nothing else happened."""
        if self._view is None or self.screen.hidden:
            return None
        moments = (
            self._changed_ms + SHARPER_MS,
            self._changed_ms + SHARPEST_MS,
            self._window_changed_ms + WINDOW_SETTLED_MS,
        )
        return min((moment for moment in moments if moment > now_ms), default=None)

    def is_wanted(self, want: Want) -> bool:
        """Whether a frame that took time to render is still worth sending: it is in view, or among the neighbors."""
        if want.urgency is Urgency.NEAR:
            return self._kept(want.picture)
        return any(_picture(viewport) == want.picture for viewport in self._viewports())

    def sent(self, want: Want, *, size_bytes: int, pushed_bytes: int, now_ms: int) -> int:
        """Count a frame as under way; returns its number `n`. `pushed_bytes` is 0 for an announced one."""
        self._number += 1
        self._unanswered.append(
            _Unanswered(self._number, pushed_bytes, now_ms, want.urgency is Urgency.NEAR, not self._unanswered)
        )
        rank = _RANK[want.tier]
        had = self._has.get(want.picture)
        if had is None or (rank, -want.level) > (had[0], -had[1]):
            self._has[want.picture] = (rank, want.level)
        self._sizes[(want.stack, want.tier, want.level)] = float(size_bytes)
        return self._number

    def acked(self, number: int, now_ms: int) -> None:
        """Everything up to `number` was painted or stored."""
        for frame in self._unanswered:
            if frame.number <= number and frame.size_bytes:
                self.line.carried(frame.size_bytes, frame.sent_ms, now_ms, alone=frame.alone)
        self._unanswered = [frame for frame in self._unanswered if frame.number > number]

    def is_slow(self, now_ms: int) -> bool:
        """Whether the oldest unanswered frame is so old that nothing more is sent."""
        return bool(self._unanswered) and now_ms - self._unanswered[0].sent_ms > STALLED_MS

    def _open(self, now_ms: int) -> bool:
        under_way = sum(frame.size_bytes for frame in self._unanswered)
        return len(self._unanswered) < WINDOW_FRAMES and under_way < WINDOW_BYTES and not self.is_slow(now_ms)

    def _viewports(self) -> tuple[Viewport, ...]:
        if self._view is None:
            return ()
        active = self._view.active
        shown = [viewport for viewport in self._view.viewports if viewport.stack is not None]
        return tuple(sorted(shown, key=lambda viewport: viewport.id != active))

    def _now(self, viewport: Viewport, now_ms: int) -> Want | None:
        picture = _picture(viewport)
        if picture in self._has:
            return None
        return self._want(viewport, picture, self._moving_tier(viewport, now_ms), Urgency.NOW)

    def _sharper(self, now_ms: int) -> Want | None:
        for viewport in self._viewports():
            want = self._refine(viewport, now_ms)
            if want is not None:
                return want
        return None

    def _guess_of(self, want: Want) -> float:
        bounds = self.bounds[want.stack]
        pixels: float = bounds.columns * bounds.rows * (3 if bounds.color else 1) / (1 << 2 * want.level)
        return self._sizes.get((want.stack, want.tier, want.level), _FIRST_GUESS_BYTES[want.tier] * pixels)

    def _refine(self, viewport: Viewport, now_ms: int) -> Want | None:
        picture = _picture(viewport)
        rank, level = self._has.get(picture, (-1, 9))
        rested = now_ms - self._changed_ms
        wanted_level = self._level(viewport)
        target: Tier | None = None
        if rested >= SHARPER_MS and (rank < _RANK["lossy"] or level > wanted_level):
            target = "lossy"
        if rested >= SHARPEST_MS and (rank < _RANK["lossless"] or level > wanted_level) and self._can_rest(viewport):
            target = "lossless"
        return None if target is None else self._want(viewport, picture, target, Urgency.REFINE)

    def _near(self, now_ms: int) -> Iterator[Want]:
        if now_ms - self._window_changed_ms < WINDOW_SETTLED_MS:
            return
        span = 8 if self.screen.save_data else NEAR_SPAN
        for viewport in self._viewports():
            stack = viewport.stack or 0
            last = self.bounds[stack].frames - 1
            for step in range(1, span + 1):
                for pos in (viewport.pos + step, viewport.pos - step):
                    picture: Picture = (stack, pos, viewport.voi)
                    if 0 <= pos <= last and picture not in self._has:
                        yield self._want(viewport, picture, self._moving_tier(viewport, now_ms), Urgency.NEAR)

    def _want(self, viewport: Viewport, picture: Picture, tier: Tier, urgency: Urgency) -> Want:
        stack, pos, voi = picture
        return Want(viewport.id, stack, pos, voi, self._level(viewport), tier, urgency)

    def _moving_tier(self, viewport: Viewport, now_ms: int) -> Tier:
        if self.screen.save_data:
            return "preview"
        moving = now_ms - self._changed_ms < SHARPER_MS or picture_is_far(self._has, viewport)
        slow = self.line.predicted_ms(self._guess(viewport, "lossy")) > PREVIEW_WHEN_OVER_MS
        return "preview" if moving and slow else "lossy"

    def _can_rest(self, viewport: Viewport) -> bool:
        if self.screen.save_data:
            return False
        return self.line.predicted_ms(self._guess(viewport, "lossless")) <= LOSSLESS_WHEN_UNDER_MS

    def _guess(self, viewport: Viewport, tier: Tier) -> float:
        return self._guess_of(self._want(viewport, _picture(viewport), tier, Urgency.NOW))

    def _level(self, viewport: Viewport) -> int:
        """The largest reduction that still has a pixel for every device pixel of this viewport."""
        bounds = self.bounds[viewport.stack or 0]
        x0, y0, x1, y1 = viewport.area or (0.0, 0.0, float(bounds.columns), float(bounds.rows))
        wide, high = self.screen.width * self.screen.dpr, self.screen.height * self.screen.dpr
        if wide <= 0 or high <= 0:
            return 0
        scale = min(wide / max(1.0, x1 - x0), high / max(1.0, y1 - y0))
        level = 0
        while level < 3 and scale * (2 << level) <= 1.0:
            level += 1
        return min(3, level + 1) if self.screen.save_data else level

    def _kept(self, picture: Picture) -> bool:
        stack, pos, voi = picture
        return any(
            viewport.stack == stack and viewport.voi == voi and abs(viewport.pos - pos) <= KEPT_SPAN
            for viewport in self._viewports()
        )


def picture_is_far(has: dict[Picture, tuple[int, int]], viewport: Viewport) -> bool:
    """Whether the picture in view is missing, so that any quality is better than none."""
    return _picture(viewport) not in has


def _picture(viewport: Viewport) -> Picture:
    return (viewport.stack or 0, viewport.pos, viewport.voi)


def _windows(view: View | None) -> tuple[tuple[int | None, Window | None], ...]:
    return () if view is None else tuple((viewport.stack, viewport.voi) for viewport in view.viewports)
