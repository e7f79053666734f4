"""One screen of a running session and the loop that feeds it: authorized first, then rendered, then sent."""

import asyncio
from dataclasses import dataclass, field, replace
from typing import Final, Literal

import structlog

from server.live.feed import Feed
from server.live.figures import Sent
from server.live.line import Line
from server.live.notices import FrameShown, PictureFailed
from server.live.ports import Viewer
from server.live.reduction import ScreenSize
from server.live.renderer import SealedPicture
from server.live.showing import BLOCK, PictureAway, Showing
from server.live.slots import Slot, Slots
from server.live.turnstile import Urgency
from server.live.want import Tier, Want
from server.live.watched import Seen, Watch
from server.terms.errors import LightboxError, Refused, Unavailable
from server.terms.ids import FrameId

PUSHED_BYTES: Final = 192 * 1024
"""Larger frames are announced and fetched, so that a lossless mammogram cannot hold up the chat."""
RETRY_S: Final = 2.0
"""After a record, a disk or the workers could not be had."""
AWAY_S: Final = 30.0
"""Before a neighbor is asked for again whose store is away."""
REST_S: Final = 60.0
"""When nothing is due, whatever changes wakes it: this only bounds what a forgotten wake would cost."""
TURN_S: Final = 0.02
"""After an epoch ended under a frame."""
ANNOUNCED_KEPT: Final = 512

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Left:
    """What a screen that is gone had been sent in its epoch: the same person may come back with it."""

    epoch: int
    announced: dict[FrameId, Want]
    line: Line


@dataclass(slots=True)
class Screen:
    """A viewer, its feed, and what was announced to it in the present epoch."""

    viewer: Viewer
    feed: Feed
    showing: Showing
    fed: bool = False
    has_key: bool = False
    announced: dict[FrameId, Want] = field(default_factory=dict)
    announced_in: int = 0
    """The epoch of all that is announced."""
    before: Left | None = None
    """What this person's former screen had been sent, until the feed starts."""
    watch: Watch = field(default_factory=Watch)
    """What went to it and was on it, for the record."""
    seen: tuple[int, int] | None = None
    seen_tier: Tier | Literal[""] = ""
    seen_ms: int = 0
    """When this person's receipt of that picture came."""
    slots: Slots = field(default_factory=Slots)
    sent: Sent = field(default_factory=Sent)
    """Counts for all screens of the process."""
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _is_showing: bool = False
    """Whether what is made and written now belongs to the view that was said last."""
    _making: Want | None = None
    _patience: asyncio.Timeout | None = None
    """How long the loop waits for what is being made: until something else is wanted."""

    def wake(self) -> None:
        """Something changed: look again, and do not wait for a picture that something more urgent has overtaken."""
        self._wake.set()
        if self._making is None or self._patience is None or self._patience.expired():
            return
        if not self.fed or not self.feed.is_wanted(self._making) or self._is_overtaken(self._making):
            self._patience.reschedule(0)

    def slot(self, slot: Slot) -> None:
        """Say this, on a thin line so seldom that pictures have room beside it, unless something newer comes first."""
        may_go = not self._is_showing and self.slots.may_go(slot, self.showing.now_ms())
        if may_go or not self.fed or not self.feed.is_thin:
            self._say(slot)
        else:
            self.slots.hold(slot)
            self._wake.set()

    def _say(self, slot: Slot) -> None:
        self.slots.said(slot, self.showing.now_ms())
        self.viewer.slot(slot)

    def _is_overtaken(self, making: Want) -> bool:
        upcoming = self._next() if making.urgency is not Urgency.NOW else None
        # a neighbor may itself have become what is wanted now
        return upcoming is not None and upcoming.urgency is Urgency.NOW and upcoming.picture != making.picture

    def start(self) -> None:
        """Frames may flow (again): all that this screen does not say it kept, the picture in view first."""
        self.fed = True
        self.feed.forget(self.showing.now_ms())
        self.announced.clear()
        self.announced_in = self.showing.epoch
        before, self.before = self.before, None
        if before is not None:
            self.feed.line.remember(before.line)
        if before is not None and before.epoch == self.showing.epoch:
            kept = self.viewer.have & before.announced.keys()
            self.announced.update((fid, want) for fid, want in before.announced.items() if fid in kept)
            self.feed.holds(self.announced.values())
        self.wake()

    def left(self) -> Left | None:
        """What to remember of it for the case that this person comes back in the same epoch."""
        return (
            Left(self.showing.epoch, dict(self.announced), self.feed.line)
            if self.fed and self.announced
            else self.before
        )

    def stop(self) -> None:
        """No further frame."""
        self.watch.stop(self.showing.now_ms())
        self.fed = False
        self.announced.clear()
        self.slots.clear()

    def acked(self, number: int, shown: list[FrameId]) -> bool:
        """Count an acknowledgement; True when what this person sees has changed."""
        now_ms = self.showing.now_ms()
        self.feed.acked(number, now_ms)
        before = self.seen, self.seen_tier
        for fid in shown:
            announced = self.announced.get(fid)
            if announced is not None:
                spot = (self.announced_in, announced.stack, announced.tier, announced.pos)
                self.watch.shows(spot, announced.viewport, self.feed.shown, now_ms)
                self.seen, self.seen_tier = (announced.stack, announced.pos), announced.tier
                self.seen_ms = now_ms
        self.wake()
        return (self.seen, self.seen_tier) != before

    def sized(self, size: ScreenSize) -> None:
        """How large the picture is on this screen, and whether its page is in sight."""
        self.watch.hide(self.feed.shown, self.showing.now_ms(), hidden=size.hidden)
        self.feed.screen = size

    def went(self, fid: FrameId, size: int) -> None:
        """The bytes of an announced picture were handed over."""
        want = self.announced.get(fid)
        if want is not None:
            now_ms = self.showing.now_ms()
            self.sent.count(want.tier, size)
            self.watch.sent((self.announced_in, want.stack, want.tier, want.pos), now_ms)

    def keep_count(self) -> None:
        """Time has passed for what is on this screen."""
        self.watch.count(self.feed.shown, self.showing.now_ms())

    def take_seen(self) -> Seen:
        """What the record has yet to hear of this screen."""
        return self.watch.take(self.feed.shown, self.showing.now_ms())

    def wanted_again(self, fids: list[FrameId]) -> None:
        """The client could not open these."""
        self.feed.lost({self.announced[fid].picture for fid in fids if fid in self.announced})
        self.wake()

    async def run(self) -> None:
        """Feed until cancelled."""
        while True:
            for slot in self.slots.due(self.showing.now_ms()):
                self._say(slot)
            want = self._next()
            if want is None:
                await self._rest()
            else:
                await self._attend(want)

    def _next(self) -> Want | None:
        if not self.fed:
            return None
        self.feed.strain = self.showing.strain(self.viewer.participant)
        want = self.feed.next(self.showing.now_ms())
        if want is None or not self.showing.may_show(self.viewer.participant, want.stack):
            return None
        return want

    async def _rest(self) -> None:
        moments = (self.feed.due_ms(self.showing.now_ms()), self.slots.due_ms()) if self.fed else ()
        due = min((moment for moment in moments if moment is not None), default=None)
        wait_s = REST_S if due is None else max(0.005, (due - self.showing.now_ms()) / 1000)
        try:
            async with asyncio.timeout(wait_s):
                await self._wake.wait()
        except TimeoutError:
            pass
        self._wake.clear()

    async def _attend(self, want: Want) -> None:
        epoch = self.showing.epoch
        if want.urgency is Urgency.NOW:
            for view in self.slots.views():
                self._say(view)
        try:
            await self._send(want)
        except PictureAway as away:
            self._put_off(want, away.code)
        except Unavailable as error:
            _log.warning("picture_not_shown", code=error.code)
            self.sent.withheld.add(error.code)
            await asyncio.sleep(RETRY_S)
        except Refused as error:
            # mostly the epoch has ended while this frame was made
            if self.fed and epoch == self.showing.epoch:
                self._give_up(want, error.code)
            await asyncio.sleep(TURN_S)
        except LightboxError as error:
            _log.warning("frame_not_displayable", code=error.code)
            self._give_up(want, error.code)
        except Exception as error:  # noqa: BLE001  (a bug of ours costs this picture, not every later one)
            _log.error("frame_failed", exc_info=error)
            self._give_up(want, "internal")

    def _put_off(self, want: Want, code: str) -> None:
        """A picture is somewhere that does not answer: said if it is in view, tried again, and all others go on."""
        is_now = want.urgency is Urgency.NOW
        wait_s = RETRY_S if is_now else AWAY_S
        self.feed.put_off(want.picture, self.showing.now_ms() + int(1000 * wait_s))
        if is_now and self.fed and self.showing.may_show(self.viewer.participant, want.stack):
            self.viewer.slot(PictureFailed(want.stack, want.pos, code))

    def _give_up(self, want: Want, code: str) -> None:
        """A picture cannot be shown in this epoch: said if it is the one in view, and the feed goes on.

        Nothing is said of it to whom it was taken away while it was tried.
        """
        self.feed.skip(want.picture)
        self.sent.withheld.add(code)
        is_theirs = self.fed and self.showing.may_show(self.viewer.participant, want.stack)
        if want.urgency is Urgency.NOW and is_theirs:
            self.viewer.slot(PictureFailed(want.stack, want.pos, code))

    async def _send(self, want: Want) -> None:
        self._is_showing = want.urgency is Urgency.NOW
        try:
            await self._made_and_shown(want)
        finally:
            self._is_showing = False

    async def _made_and_shown(self, want: Want) -> None:
        participant, epoch = self.viewer.participant, self.showing.epoch

        def may_go() -> bool:
            # asked again after every wait: minutes may have passed in a suspended process (T-46)
            return epoch == self.showing.epoch and self.fed and self.showing.may_show(participant, want.stack)

        try:
            await self.showing.authorize(participant, want.stack, want.pos // BLOCK)
        except Unavailable:
            self.showing.log_failed(failed=True)
            raise
        picture = await self._rendered(want)
        now_ms = self.showing.now_ms()
        if picture is None or not may_go() or not self.feed.is_wanted(want):
            return
        if picture.interim_level is not None:
            want = replace(want, level=picture.interim_level, tier="preview")
        size = len(picture.payload)
        pushed = size <= PUSHED_BYTES
        if not self.feed.fits(size):
            # larger than was guessed: it goes once an answer makes room, if it is still wanted then
            self.feed.made(want, size)
            return
        number = self.feed.sent(want, size_bytes=size, pushed_bytes=size if pushed else 0, now_ms=now_ms)
        self._announce(picture.fid, want, epoch)

        def goes() -> bool:
            is_allowed = may_go()
            if not is_allowed:
                self.feed.unsent(number, want.picture)
            elif pushed:
                # whoever writes asks last: these bytes go now; what is only announced goes when it is fetched
                self.went(picture.fid, size)
            return is_allowed

        try:
            await self.viewer.show(FrameShown(number, epoch, want, picture, pushed, goes))
        except Exception:
            # nobody will answer what was never written: it holds no place
            self.feed.unsent(number, want.picture)
            raise

    async def _rendered(self, want: Want) -> SealedPicture | None:
        """The picture, or None when it was overtaken while it was made."""
        self._making, self._patience = want, (patience := asyncio.timeout(None))
        try:
            async with patience:
                return await self.showing.render(self.viewer.participant, want)
        except TimeoutError:
            if not patience.expired():
                raise
            return None
        finally:
            self._making = self._patience = None

    def _announce(self, fid: FrameId, what: Want, epoch: int) -> None:
        if epoch != self.announced_in:
            self.announced.clear()
            self.announced_in = epoch
        self.announced.pop(fid, None)
        self.announced[fid] = what
        while len(self.announced) > ANNOUNCED_KEPT:
            del self.announced[next(iter(self.announced))]
