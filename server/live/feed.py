"""What one screen is sent next: newest frame wins, at most three unanswered, neighbors ahead, sharp when at rest.

A feed decides and never sends: it knows the view, what the screen already has, and what is unanswered. Times are
session milliseconds handed in by the caller. Rules: `live-review` section 4.2; figures: decisions 15, 18 and 24.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from server.live.ahead import as_shown, ends_ms, neighbors, upcoming
from server.live.line import Line
from server.live.turnstile import Urgency
from server.terms.view import StackBounds, View, Viewport, Window

Tier = Literal["preview", "lossy", "lossless"]

WINDOW_FRAMES: Final = 3
WINDOW_BYTES: Final = 192 * 1024
NEAR_SPAN: Final = 40
"""Neighbors on each side that are sent ahead."""
MOST_REDUCED: Final = 3
"""Levels are exact halves: at most an eighth of the size."""
LOW_SPAN: Final = 8
"""On a thin line."""
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
ACTIVE_FIRST: Final = 2
"""Pictures of the active viewport before another one, which also moves, has its turn."""
DUE_SOON_MS: Final = 300.0
"""What a playing clip shows within so long is as urgent as what is on the screen."""
CLIP_BYTES: Final = 32 * 1024 * 1024
"""Of a longer clip only so much is sent ahead: a client keeps twice of it."""
LOW_FPS: Final = 8.0
"""A thin line is sent so many pictures of a clip's second."""
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
Quality = tuple[int, int]
"""Rank of a tier, and level."""


@dataclass(slots=True)
class _Unanswered:
    number: int
    size_bytes: int
    sent_ms: int
    near: bool


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
    _has: dict[Picture, Quality] = field(default_factory=dict)
    _unanswered: list[_Unanswered] = field(default_factory=list)
    _number: int = 0
    _sizes: dict[tuple[int, Tier, int], float] = field(default_factory=dict)
    _passed_over: int = 0
    """Pictures of the active viewport that went out in a row while another one's was missing too."""
    _served: dict[str, int] = field(default_factory=dict)

    @property
    def is_low(self) -> bool:
        """Whether this screen is served as one on a thin line: smaller and rougher while things move."""
        return self.screen.save_data or self.line.is_low

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

    def holds(self, wants: Iterable[Want]) -> None:
        """The screen kept these over a broken connection."""
        for want in wants:
            if self._kept(want.picture):
                self._note(want)

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
        want = self._most_wanted(now_ms)
        return want if want is not None and self.fits(self._guess_of(want)) else None

    def _most_wanted(self, now_ms: int) -> Want | None:
        want = self._now(now_ms)
        if want is not None:
            return want
        sharper = self._sharper(now_ms)
        # on a good line the picture people rest on goes before neighbors: sharp within half a second (P19)
        if sharper is not None and self.line.predicted_ms(self._guess_of(sharper)) <= SHARP_FIRST_UNDER_MS:
            return sharper
        if sum(1 for frame in self._unanswered if frame.near) < NEAR_PLACES:
            for near in self._near(now_ms):
                return near
        return sharper if not self._unanswered else None

    def due_ms(self, now_ms: int) -> int | None:
        """When asking again makes sense although nothing else happened."""
        if self._view is None or self.screen.hidden:
            return None
        moments = [
            self._changed_ms + SHARPER_MS,
            self._changed_ms + SHARPEST_MS,
            self._window_changed_ms + WINDOW_SETTLED_MS,
        ]
        ends = (ends_ms(viewport.cine) for viewport in self._view.viewports if viewport.cine is not None)
        moments += [math.ceil(end_ms) for end_ms in ends if end_ms is not None]
        return min((moment for moment in moments if moment > now_ms), default=None)

    def is_wanted(self, want: Want) -> bool:
        """Whether a frame that took time to render is still worth sending: it is in view, or among the neighbors."""
        if want.urgency is Urgency.NEAR:
            return self._kept(want.picture)
        return any(
            _picture(viewport) == want.picture or _plays(viewport, want.picture) for viewport in self._viewports()
        )

    def fits(self, size_bytes: float) -> bool:
        """Whether a frame of this size may be pushed beside what is unanswered: alone it always may."""
        under_way = sum(frame.size_bytes for frame in self._unanswered)
        return not under_way or size_bytes > WINDOW_BYTES or under_way + size_bytes <= WINDOW_BYTES

    def made(self, want: Want, size_bytes: int) -> None:
        """A frame turned out to be so large."""
        self._sizes[(want.stack, want.tier, want.level)] = float(size_bytes)

    def sent(self, want: Want, *, size_bytes: int, pushed_bytes: int, now_ms: int) -> int:
        """Count a frame as under way; returns its number `n`. `pushed_bytes` is 0 for an announced one."""
        self._number += 1
        self._unanswered.append(_Unanswered(self._number, pushed_bytes, now_ms, want.urgency is Urgency.NEAR))
        if want.urgency is Urgency.NOW:
            self._served[want.viewport] = self._number
            is_active = self._view is not None and want.viewport == self._view.active
            self._passed_over = self._passed_over + 1 if is_active else 0
        self._note(want)
        self.made(want, size_bytes)
        return self._number

    def _note(self, want: Want) -> None:
        rank, had = _RANK[want.tier], self._has.get(want.picture)
        if had is None or (rank, -want.level) > (had[0], -had[1]):
            self._has[want.picture] = (rank, want.level)

    def acked(self, number: int, now_ms: int) -> None:
        """Everything up to `number` was painted or stored."""
        answered = [frame for frame in self._unanswered if frame.number <= number]
        size_bytes = sum(frame.size_bytes for frame in answered)
        # what was announced is fetched beside the line, in its own time
        if answered and all(frame.size_bytes for frame in answered):
            self.line.carried(size_bytes, len(answered), answered[0].sent_ms, now_ms)
        self._unanswered = [frame for frame in self._unanswered if frame.number > number]

    def is_slow(self, now_ms: int) -> bool:
        """Whether the oldest unanswered frame is so old that nothing more is sent."""
        return bool(self._unanswered) and now_ms - self._unanswered[0].sent_ms > STALLED_MS

    def _open(self, now_ms: int) -> bool:
        return len(self._unanswered) < WINDOW_FRAMES and not self.is_slow(now_ms)

    def _viewports(self, now_ms: int | None = None) -> tuple[Viewport, ...]:
        """The viewports with a picture, the active one first."""
        if self._view is None:
            return ()
        active = self._view.active
        shown = [viewport for viewport in self._view.viewports if viewport.stack is not None]
        if now_ms is not None:
            shown = [as_shown(viewport, now_ms) for viewport in shown]
        return tuple(sorted(shown, key=lambda viewport: viewport.id != active))

    def _now(self, now_ms: int) -> Want | None:
        """What is on the screen and missing: the active viewport's first, but another one's never much later."""
        found = (self._missing(viewport, now_ms) for viewport in self._viewports(now_ms))
        wants = [want for want in found if want is not None]
        if len(wants) < 2:
            self._passed_over = 0
            return wants[0] if wants else None
        if self._passed_over < ACTIVE_FIRST:
            return wants[0]
        return min(wants[1:], key=lambda want: self._served.get(want.viewport, 0))

    def _missing(self, viewport: Viewport, now_ms: int) -> Want | None:
        if viewport.cine is not None:
            return next((want for want in self._clip(viewport, now_ms) if want.urgency is Urgency.NOW), None)
        picture = _picture(viewport)
        if picture in self._has:
            return None
        return self._want(viewport, picture, self._moving_tier(viewport, now_ms), Urgency.NOW)

    def _clip(self, viewport: Viewport, now_ms: int) -> Iterator[Want]:
        """Of a playing clip what is missing, from what it shows when a frame sent now arrives: late ones are skipped."""
        if viewport.cine is None:
            return
        cine, stack = viewport.cine, viewport.stack or 0
        tier: Tier = "preview" if self.is_low or self._is_slow_for(viewport) else "lossy"
        bytes_each = self._guess(viewport, tier)
        stride = math.ceil(cine.fps / LOW_FPS) if self.is_low else 1
        arrives_ms = now_ms + 0.5 * self.line.base_ms + self.line.predicted_ms(bytes_each)
        for number, (step, pos) in enumerate(upcoming(cine, arrives_ms, stride)):
            if number * bytes_each > CLIP_BYTES:
                return
            picture: Picture = (stack, pos, viewport.voi)
            if picture not in self._has:
                urgency = Urgency.NOW if step * 1000 / cine.fps <= DUE_SOON_MS else Urgency.NEAR
                yield self._want(viewport, picture, tier, urgency)

    def _sharper(self, now_ms: int) -> Want | None:
        for viewport in self._viewports(now_ms):
            want = self._refine(viewport, now_ms)
            if want is not None:
                return want
        return None

    def _guess_of(self, want: Want) -> float:
        bounds = self.bounds[want.stack]
        pixels: float = bounds.columns * bounds.rows * (3 if bounds.color else 1) / (1 << 2 * want.level)
        return self._sizes.get((want.stack, want.tier, want.level), _FIRST_GUESS_BYTES[want.tier] * pixels)

    def _refine(self, viewport: Viewport, now_ms: int) -> Want | None:
        if viewport.cine is not None:
            return None
        picture = _picture(viewport)
        rank, level = self._has.get(picture, (-1, 9))
        rested = now_ms - self._changed_ms
        wanted_level = self._level(viewport)
        target: Tier | None = None
        if rested >= (SHARPEST_MS if self.is_low else SHARPER_MS) and (rank < _RANK["lossy"] or level > wanted_level):
            target = "lossy"
        if rested >= SHARPEST_MS and (rank < _RANK["lossless"] or level > wanted_level) and self._can_rest(viewport):
            target = "lossless"
        return None if target is None else self._want(viewport, picture, target, Urgency.REFINE)

    def _near(self, now_ms: int) -> Iterator[Want]:
        """What is sent ahead, step by step for all viewports alike, the active one's first."""
        viewports = self._viewports(now_ms)
        for viewport in viewports:
            yield from self._clip(viewport, now_ms)
        if now_ms - self._window_changed_ms < WINDOW_SETTLED_MS:
            return
        span = LOW_SPAN if self.is_low else NEAR_SPAN
        still = [viewport for viewport in viewports if viewport.cine is None]
        around = [neighbors(each.pos, self.bounds[each.stack or 0].frames, span) for each in still]
        for steps in zip(*around, strict=True):
            for viewport, positions in zip(still, steps, strict=True):
                for pos in positions:
                    picture: Picture = (viewport.stack or 0, pos, viewport.voi)
                    if picture not in self._has:
                        yield self._want(viewport, picture, self._moving_tier(viewport, now_ms), Urgency.NEAR)

    def _want(self, viewport: Viewport, picture: Picture, tier: Tier, urgency: Urgency) -> Want:
        stack, pos, voi = picture
        level = self._level(viewport)
        if self.is_low and urgency is not Urgency.REFINE:
            level = min(MOST_REDUCED, level + 1)
        return Want(viewport.id, stack, pos, voi, level, tier, urgency)

    def _moving_tier(self, viewport: Viewport, now_ms: int) -> Tier:
        if self.is_low:
            return "preview"
        moving = now_ms - self._changed_ms < SHARPER_MS or _picture(viewport) not in self._has
        return "preview" if moving and self._is_slow_for(viewport) else "lossy"

    def _is_slow_for(self, viewport: Viewport) -> bool:
        return self.line.predicted_ms(self._guess(viewport, "lossy")) > PREVIEW_WHEN_OVER_MS

    def _can_rest(self, viewport: Viewport) -> bool:
        if self.is_low:
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
        while level < MOST_REDUCED and scale * (2 << level) <= 1.0:
            level += 1
        return level

    def _kept(self, picture: Picture) -> bool:
        stack, pos, voi = picture
        return any(
            (viewport.stack == stack and viewport.voi == voi and abs(viewport.pos - pos) <= KEPT_SPAN)
            or _plays(viewport, picture)
            for viewport in self._viewports()
        )


def _plays(viewport: Viewport, picture: Picture) -> bool:
    """Whether a picture is one of the clip that plays here."""
    stack, pos, voi = picture
    cine = viewport.cine
    return cine is not None and (viewport.stack, viewport.voi) == (stack, voi) and cine.first <= pos <= cine.last


def _picture(viewport: Viewport) -> Picture:
    return (viewport.stack or 0, viewport.pos, viewport.voi)


def _windows(view: View | None) -> tuple[tuple[int | None, Window | None], ...]:
    return () if view is None else tuple((viewport.stack, viewport.voi) for viewport in view.viewports)
