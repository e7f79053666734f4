"""One screen of a running session and the loop that feeds it: authorized first, then rendered, then sent."""

import asyncio
from dataclasses import dataclass, field, replace
from typing import Final, Literal, Protocol

import structlog

from server.live.feed import Feed, Tier, Want
from server.live.notices import FrameShown, PictureFailed
from server.live.ports import Viewer
from server.live.renderer import SealedPicture
from server.live.turnstile import Urgency
from server.terms.errors import LightboxError, Refused, Unavailable
from server.terms.ids import FrameId, ParticipantId

PUSHED_BYTES: Final = 192 * 1024
"""Larger frames are announced and fetched, so that a lossless mammogram cannot hold up the chat."""
RETRY_S: Final = 2.0
"""After a record, a disk or the workers could not be had."""
TURN_S: Final = 0.02
"""After an epoch ended under a frame."""
ANNOUNCED_KEPT: Final = 512
BLOCK: Final = 128
"""Positions of a stack that one entry authorizes."""

_log = structlog.get_logger()


class Showing(Protocol):
    """What a screen asks of its session for every frame."""

    def now_ms(self) -> int:
        """Session time."""
        ...

    def may_show(self, participant: ParticipantId, stack: int) -> bool:
        """Whether this picture may be on that screen at this moment (phase, grant, deadline, key)."""
        ...

    async def authorize(self, participant: ParticipantId, stack: int, block: int) -> None:
        """Durable before it returns: this participant, this epoch, this block of this stack."""
        ...

    async def render(self, participant: ParticipantId, want: Want) -> SealedPicture:
        """The sealed frame in the present epoch."""
        ...

    @property
    def epoch(self) -> int:
        """The present epoch."""
        ...

    def log_failed(self, *, failed: bool) -> None:
        """The record could not be written (or can again)."""
        ...


@dataclass(frozen=True, slots=True)
class Left:
    """What a screen that is gone had been sent in its epoch: the same person may come back with it."""

    epoch: int
    announced: dict[FrameId, Want]


@dataclass(slots=True)
class Screen:
    """A viewer, its feed, and what was announced to it in the present epoch."""

    viewer: Viewer
    feed: Feed
    showing: Showing
    fed: bool = False
    has_key: bool = False
    announced: dict[FrameId, Want] = field(default_factory=dict)
    before: Left | None = None
    """What this person's former screen had been sent, until the feed starts."""
    shown: set[tuple[int, int]] = field(default_factory=set)
    seen: tuple[int, int] | None = None
    seen_tier: Tier | Literal[""] = ""
    seen_ms: int = 0
    """When this person's receipt of that picture came."""
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
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

    def _is_overtaken(self, making: Want) -> bool:
        upcoming = self._next() if making.urgency is not Urgency.NOW else None
        # a neighbor may itself have become what is wanted now
        return upcoming is not None and upcoming.urgency is Urgency.NOW and upcoming.picture != making.picture

    def start(self) -> None:
        """Frames may flow (again): all that this screen does not say it kept, the picture in view first."""
        self.fed = True
        self.feed.forget(self.showing.now_ms())
        self.announced.clear()
        before, self.before = self.before, None
        if before is not None and before.epoch == self.showing.epoch:
            kept = self.viewer.have & before.announced.keys()
            self.announced.update((fid, want) for fid, want in before.announced.items() if fid in kept)
            self.feed.holds(self.announced.values())
        self.wake()

    def left(self) -> Left | None:
        """What to remember of it for the case that this person comes back in the same epoch."""
        return Left(self.showing.epoch, dict(self.announced)) if self.fed and self.announced else self.before

    def stop(self) -> None:
        """No further frame."""
        self.fed = False
        self.announced.clear()

    def acked(self, number: int, shown: list[FrameId]) -> bool:
        """Count an acknowledgement; True when what this person sees has changed."""
        self.feed.acked(number, self.showing.now_ms())
        before = self.seen, self.seen_tier
        for fid in shown:
            announced = self.announced.get(fid)
            if announced is not None:
                picture = announced.stack, announced.pos
                self.shown.add(picture)
                self.seen, self.seen_tier = picture, announced.tier
                self.seen_ms = self.showing.now_ms()
        self.wake()
        return (self.seen, self.seen_tier) != before

    def wanted_again(self, fids: list[FrameId]) -> None:
        """The client could not open these."""
        self.feed.lost({self.announced[fid].picture for fid in fids if fid in self.announced})
        self.wake()

    async def run(self) -> None:
        """Feed until cancelled."""
        while True:
            want = self._next()
            if want is None:
                await self._rest()
            else:
                await self._attend(want)

    def _next(self) -> Want | None:
        if not self.fed:
            return None
        want = self.feed.next(self.showing.now_ms())
        if want is None or not self.showing.may_show(self.viewer.participant, want.stack):
            return None
        return want

    async def _rest(self) -> None:
        due = self.feed.due_ms(self.showing.now_ms()) if self.fed else None
        wait_s = 5.0 if due is None else max(0.005, (due - self.showing.now_ms()) / 1000)
        try:
            async with asyncio.timeout(wait_s):
                await self._wake.wait()
        except TimeoutError:
            pass
        self._wake.clear()

    async def _attend(self, want: Want) -> None:
        epoch = self.showing.epoch
        try:
            await self._send(want)
        except Unavailable as error:
            _log.warning("picture_not_shown", code=error.code)
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

    def _give_up(self, want: Want, code: str) -> None:
        """A picture cannot be shown in this epoch: said if it is the one in view, and the feed goes on."""
        self.feed.skip(want.picture)
        if want.urgency is Urgency.NOW:
            self.viewer.slot(PictureFailed(want.stack, want.pos, code))

    async def _send(self, want: Want) -> None:
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
        self._announce(picture.fid, want)
        await self.viewer.show(FrameShown(number, epoch, want, picture, pushed, may_go))

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

    def _announce(self, fid: FrameId, what: Want) -> None:
        self.announced.pop(fid, None)
        self.announced[fid] = what
        while len(self.announced) > ANNOUNCED_KEPT:
            del self.announced[next(iter(self.announced))]
