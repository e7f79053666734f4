"""What one screen is sent next: newest frame wins, at most three unanswered, neighbors ahead, sharp when at rest.

A feed decides and never sends: it knows the view, what the screen already has, and what is unanswered. Times are
session milliseconds handed in by the caller. Rules: `live-review` section 4.2; figures: decisions 15, 18 and 24.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from server.live.ahead import as_shown, neighbors, upcoming
from server.live.frame_sizes import FrameSizes
from server.live.line import Line
from server.live.reduction import MOST_REDUCED, ScreenSize
from server.live.shown import picture_of, place_of, plays, shown_in, windows_of
from server.live.there import There
from server.live.turnstile import Urgency
from server.live.underway import WINDOW_FRAMES, UnderWay
from server.live.want import RANK, Picture, Tier, Want
from server.sessions.cine import ends_ms
from server.sessions.starting import HELD_MS
from server.sessions.strain import Strain
from server.terms.view import Cine, StackBounds, View, Viewport

NEAR_SPAN: Final = 40
"""Neighbors on each side that are sent ahead."""
LOW_SPAN: Final = 8
"""On a thin line."""
KEPT_SPAN: Final = 56
"""A client keeps at least this many neighbors on each side of what it shows, so what lies inside counts as there."""
SHARPER_MS: Final = 150
SHARPEST_MS: Final = 400
WINDOW_SETTLED_MS: Final = 300
"""Neighbors are sent ahead only for a window that has stopped moving."""
PREVIEW_WHEN_OVER_MS: Final = 80.0
LOSSLESS_WHEN_UNDER_MS: Final = 2_000.0
SHARP_FIRST_UNDER_MS: Final = 250.0
LOW_REST_MS: Final = 3_000
LOW_LOSSLESS_UNDER_MS: Final = 1_000.0
TRIED_BYTES: Final = 16 * 1024
"""So little is tried however slow the line is said to be: nothing smaller could ever tell that it is not."""
ACTIVE_FIRST: Final = 2
"""Pictures of the active viewport before another one, which also moves, has its turn."""
DUE_SOON_MS: Final = 300.0
"""What a playing clip shows within so long is as urgent as what is on the screen."""
CLIP_BYTES: Final = 32 * 1024 * 1024
"""Of a longer clip only so much is sent ahead: a client keeps twice of it."""
SELDOM_MS: Final = 300
"""Between two pictures of one screen while they come less often."""
LOW_FPS: Final = 8.0
"""A thin line is sent so many pictures of a clip's second."""


@dataclass(slots=True)
class Feed:
    """The state of one screen's feed."""

    bounds: tuple[StackBounds, ...]
    screen: ScreenSize = field(default_factory=ScreenSize)
    line: Line = field(default_factory=Line)
    times: dict[int, Sequence[float]] = field(default_factory=dict)
    """Per stack how long each frame of a clip lasts at true speed, in ms, where they differ."""
    strain: Strain = Strain.NONE
    """What is given up for this screen while there is too much to do [SES-272]."""
    _view: View | None = None
    _changed_ms: int = 0
    _window_changed_ms: int = 0
    _there: There = field(default_factory=There)
    _under_way: UnderWay = field(default_factory=UnderWay)
    _sizes: FrameSizes = field(init=False)
    _last_sent_ms: int = 0
    _passed_over: int = 0
    """Pictures of the active viewport that went out in a row while another one's was missing too."""
    _served: dict[str, int] = field(default_factory=dict)
    _shown: tuple[Viewport, ...] = ()
    """The viewports with a picture, the active one first."""

    def __post_init__(self) -> None:
        """Nothing is known of any size yet."""
        self._sizes = FrameSizes(self.bounds)

    @property
    def is_low(self) -> bool:
        """Whether this screen is served as one on a thin line: smaller and rougher while things move."""
        return self.screen.save_data or self.line.is_low

    @property
    def is_thin(self) -> bool:
        """Whether little goes to it while things move; on a line that may only have hesitated, without a word."""
        return self.screen.save_data or self.line.is_thin

    @property
    def shown(self) -> tuple[Viewport, ...]:
        """The viewports with a picture, the active one first."""
        return self._shown

    def grow(self, bounds: tuple[StackBounds, ...]) -> None:
        """The consult has more stacks; what was known of the others stands."""
        self.bounds = self._sizes.bounds = bounds

    def look(self, view: View, now_ms: int) -> None:
        """The shared view is now this one."""
        before, self._view = self._view, view
        self._changed_ms = now_ms
        if windows_of(view) != windows_of(before):
            self._window_changed_ms = now_ms
        was, self._shown = self._shown, shown_in(view)
        # while hands zoom, turn or point, what is there stays what is there: most views of a hundred screens
        if [place_of(viewport) for viewport in self._shown] != [place_of(viewport) for viewport in was]:
            self._there.keep(self._kept)

    def forget(self, now_ms: int) -> None:
        """The screen has nothing any more (a new epoch); what it did not acknowledge of the old it may never."""
        self._there.clear()
        self._under_way.frames.clear()
        self._changed_ms = now_ms

    def holds(self, wants: Iterable[Want]) -> None:
        """The screen kept these over a broken connection."""
        for want in wants:
            if self._kept(want.picture):
                self._there.note(want)

    def lost(self, pictures: set[Picture]) -> None:
        """The screen says that it could not open these."""
        self._there.lose(pictures)

    def skip(self, picture: Picture) -> None:
        """A picture that cannot be made is not asked for again in the present epoch."""
        self._there.skip(picture)

    def put_off(self, picture: Picture, until_ms: int) -> None:
        """A picture that cannot be had for now is not asked for until then, so that all others can be."""
        self._there.put_off(picture, until_ms)

    def next(self, now_ms: int) -> Want | None:
        """The one frame to send now, or None while the window is closed or nothing is missing."""
        self._there.ask_again(now_ms, self._kept)
        if self._view is None or self.screen.hidden or not self._open(now_ms):
            return None
        if now_ms < self._seldom_until_ms():
            return None
        want = self._most_wanted(now_ms)
        return want if want is not None and self.fits(self._sizes.of(want)) else None

    def _most_wanted(self, now_ms: int) -> Want | None:
        want = self._now(now_ms)
        if want is not None:
            return want
        sharper = self._sharper(now_ms)
        if sharper is not None and self._goes_before_neighbors(sharper):
            return sharper
        # a thin line is for what hands show while they move, and for neighbors once they rest
        is_free = not self.is_thin or now_ms - self._changed_ms >= SHARPER_MS
        if is_free and self.strain < Strain.RATE and self._under_way.has_room_for_neighbor:
            for near in self._near(now_ms):
                return near
        return sharper if not self._under_way.frames else None

    def _goes_before_neighbors(self, sharper: Want) -> bool:
        """The picture people rest on: no mere preview while 80 others come, and on a good line lossless at once (P19)."""
        most_ms = SHARP_FIRST_UNDER_MS if sharper.tier == "lossless" else LOSSLESS_WHEN_UNDER_MS
        return self.line.predicted_ms(self._sizes.of(sharper)) <= most_ms

    def due_ms(self, now_ms: int) -> int | None:
        """When asking again makes sense although nothing else happened."""
        if self._view is None or self.screen.hidden:
            return None
        moments = [
            self._changed_ms + SHARPER_MS,
            self._changed_ms + SHARPEST_MS,
            self._changed_ms + LOW_REST_MS,
            self._window_changed_ms + WINDOW_SETTLED_MS,
        ]
        moments += self._there.put_off_until()
        playing = (viewport for viewport in self._view.viewports if viewport.cine is not None)
        ends = (ends_ms(viewport.cine, self._times(viewport)) for viewport in playing if viewport.cine is not None)
        moments += [math.ceil(end_ms) for end_ms in ends if end_ms is not None]
        moments.append(self._seldom_until_ms())
        return min((moment for moment in moments if moment > now_ms), default=None)

    def _seldom_until_ms(self) -> int:
        """Until when no further picture goes out because they come less often; 0 while they do not."""
        return self._last_sent_ms + SELDOM_MS if self.strain >= Strain.RATE and self._last_sent_ms else 0

    def is_wanted(self, want: Want) -> bool:
        """Whether a frame that took time to render is still worth sending: it is in view, or among the neighbors."""
        if want.urgency is Urgency.NEAR:
            return self._kept(want.picture)
        return any(
            picture_of(viewport) == want.picture or plays(viewport, want.picture) for viewport in self._viewports()
        )

    def fits(self, size_bytes: float) -> bool:
        """Whether a frame of this size may be pushed beside what is unanswered: alone it always may."""
        return self._under_way.fits(size_bytes)

    def made(self, want: Want, size_bytes: int) -> None:
        """A frame turned out to be so large."""
        self._sizes.learn(want, size_bytes)

    def sent(self, want: Want, *, size_bytes: int, pushed_bytes: int, now_ms: int) -> int:
        """Count a frame as under way; returns its number `n`. `pushed_bytes` is 0 for an announced one."""
        self._last_sent_ms = now_ms
        number = self._under_way.leaves(pushed_bytes, now_ms, near=want.urgency is Urgency.NEAR, picture=want.picture)
        if want.urgency is Urgency.NOW:
            self._served[want.viewport] = number
            is_active = self._view is not None and want.viewport == self._view.active
            self._passed_over = self._passed_over + 1 if is_active else 0
        self._there.note(want)
        self.made(want, size_bytes)
        return number

    def unsent(self, number: int, picture: Picture) -> None:
        """What was counted as under way was not written after all: nobody will answer it, and it is not there."""
        self._under_way.recall(number)
        self._there.lose([picture])

    def acked(self, number: int, now_ms: int) -> None:
        """Everything up to `number` was painted or stored."""
        answered = self._under_way.answered(number)
        size_bytes = sum(frame.size_bytes for frame in answered)
        # what was announced is fetched beside the line, in its own time
        if answered and all(frame.size_bytes for frame in answered):
            self.line.carried(size_bytes, len(answered), answered[0].sent_ms, now_ms)
        self.line.has_answered = self.line.has_answered or bool(answered)

    def is_slow(self, now_ms: int) -> bool:
        """Whether the oldest unanswered frame is so old that nothing more is sent."""
        return self._under_way.is_stalled(now_ms)

    def _open(self, now_ms: int) -> bool:
        # one picture tells what line this is, before three of them are under way on a thin one
        places = 1 if self.line.is_doubtful else WINDOW_FRAMES
        return self._under_way.is_open(now_ms, places)

    def _viewports(self, now_ms: int | None = None) -> tuple[Viewport, ...]:
        """The viewports with a picture, the active one first."""
        if now_ms is None or all(viewport.cine is None for viewport in self._shown):
            return self._shown
        return tuple(as_shown(viewport, now_ms, self._times(viewport)) for viewport in self._shown)

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
        picture = picture_of(viewport)
        if picture in self._there.best:
            return None
        return self._want(viewport, picture, self._moving_tier(viewport, now_ms), Urgency.NOW)

    def _clip(self, viewport: Viewport, now_ms: int) -> Iterator[Want]:
        """Of a playing clip what is missing, from what it shows when a frame sent now arrives: late ones are skipped."""
        if viewport.cine is None:
            return
        cine, stack = viewport.cine, viewport.stack or 0
        tier: Tier = "preview" if self.is_low or self._is_slow_for(viewport) else "lossy"
        bytes_each = self._guess(viewport, tier)
        stride = self._stride(cine)
        arrives_ms = now_ms + 0.5 * self.line.base_ms + self.line.predicted_ms(bytes_each)
        coming = upcoming(cine, arrives_ms, stride, self._times(viewport))
        for number, (due_ms, pos) in enumerate(coming):
            if number * bytes_each > CLIP_BYTES:
                return
            picture: Picture = (stack, pos, viewport.voi)
            if picture not in self._there.best:
                urgency = Urgency.NOW if due_ms <= DUE_SOON_MS else Urgency.NEAR
                yield self._want(viewport, picture, tier, urgency)

    def _times(self, viewport: Viewport) -> Sequence[float]:
        return () if viewport.stack is None else self.times.get(viewport.stack, ())

    def can_play(self, viewport: Viewport) -> bool:
        """Whether the screen holds, and has said so, what the first second of this clip shows."""
        cine, under_way = viewport.cine, {frame.picture for frame in self._under_way.frames}
        if cine is None or viewport.stack is None:
            return False
        for due_ms, pos in upcoming(cine, cine.anchor_ms, self._stride(cine), self._times(viewport)):
            picture: Picture = (viewport.stack, pos, viewport.voi)
            if due_ms >= HELD_MS:
                break
            if picture not in self._there.best or picture in under_way:
                return False
        return True

    def _stride(self, cine: Cine) -> int:
        """Every how many-th position goes to this screen."""
        return math.ceil(cine.fps / LOW_FPS) if self.is_low else 1

    def _sharper(self, now_ms: int) -> Want | None:
        for viewport in self._viewports(now_ms):
            want = self._refine(viewport, now_ms)
            if want is not None:
                return want
        return None

    def _refine(self, viewport: Viewport, now_ms: int) -> Want | None:
        if viewport.cine is not None:
            return None
        picture = picture_of(viewport)
        rank, level = self._there.best.get(picture, (-1, 9))
        rested = now_ms - self._changed_ms
        wanted_level = self.screen.level(viewport, self.bounds[viewport.stack or 0])
        target: Tier | None = None
        if rested >= (SHARPEST_MS if self.is_thin else SHARPER_MS) and (rank < RANK["lossy"] or level > wanted_level):
            target = "lossy"
        if (
            rested >= SHARPEST_MS
            and (rank < RANK["lossless"] or level > wanted_level)
            and self._can_rest(viewport, rested)
        ):
            sharpest = self._want(viewport, picture, "lossless", Urgency.REFINE)
            # what would have to wait for the neighbors is no reason to stay a mere preview meanwhile
            if target is None or self._goes_before_neighbors(sharpest):
                return sharpest
        return None if target is None else self._want(viewport, picture, target, Urgency.REFINE)

    def _near(self, now_ms: int) -> Iterator[Want]:
        """What is sent ahead, step by step for all viewports alike, the active one's first."""
        viewports = self._viewports(now_ms)
        for viewport in viewports:
            yield from self._clip(viewport, now_ms)
        if now_ms - self._window_changed_ms < WINDOW_SETTLED_MS:
            return
        span = LOW_SPAN if self.is_low or self.strain else NEAR_SPAN
        still = [viewport for viewport in viewports if viewport.cine is None]
        if self._there.near >= span:
            return
        is_complete = len(still) == len(viewports)
        around = [neighbors(each.pos, self.bounds[each.stack or 0].frames, span) for each in still]
        for steps in zip(*around, strict=True):
            for viewport, positions in zip(still, steps, strict=True):
                for pos in positions:
                    picture: Picture = (viewport.stack or 0, pos, viewport.voi)
                    if picture not in self._there.best:
                        is_complete = False
                        yield self._want(viewport, picture, self._moving_tier(viewport, now_ms), Urgency.NEAR)
        if is_complete:
            self._there.near = span

    def _want(self, viewport: Viewport, picture: Picture, tier: Tier, urgency: Urgency) -> Want:
        stack, pos, voi = picture
        level = self.screen.level(viewport, self.bounds[viewport.stack or 0])
        if self.is_thin and urgency is not Urgency.REFINE:
            level = min(MOST_REDUCED, level + 1)
        return Want(viewport.id, stack, pos, voi, level, tier, urgency)

    def _moving_tier(self, viewport: Viewport, now_ms: int) -> Tier:
        if self.is_thin or self.line.is_doubtful or self.strain:
            return "preview"
        moving = now_ms - self._changed_ms < SHARPER_MS or picture_of(viewport) not in self._there.best
        return "preview" if moving and self._is_slow_for(viewport) else "lossy"

    def _is_slow_for(self, viewport: Viewport) -> bool:
        return self.line.predicted_ms(self._guess(viewport, "lossy")) > PREVIEW_WHEN_OVER_MS

    def _can_rest(self, viewport: Viewport, rested_ms: int) -> bool:
        """Whether it may become lossless: on a thin line only what is small, and only for who goes on looking at it.

        Such a frame also tells whether the line is one: a busy page answers late, too.
        """
        if self.strain or self.screen.save_data or (self.is_low and rested_ms < LOW_REST_MS):
            return False
        size_bytes = self._guess(viewport, "lossless")
        if self.is_low:
            return size_bytes <= TRIED_BYTES or self.line.predicted_ms(size_bytes) <= LOW_LOSSLESS_UNDER_MS
        return self.line.predicted_ms(size_bytes) <= LOSSLESS_WHEN_UNDER_MS

    def _guess(self, viewport: Viewport, tier: Tier) -> float:
        return self._sizes.of(self._want(viewport, picture_of(viewport), tier, Urgency.NOW))

    def _kept(self, picture: Picture) -> bool:
        stack, pos, voi = picture
        return any(
            (viewport.stack == stack and viewport.voi == voi and abs(viewport.pos - pos) <= KEPT_SPAN)
            or plays(viewport, picture)
            for viewport in self._viewports()
        )
