"""The screens of one running session: who is shown what, who holds which key, and what they are told."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from server.live.audience import Audience
from server.live.clock import Clock
from server.live.decoded import Stored
from server.live.feed import Feed, Want
from server.live.keeping import Keeper
from server.live.measuring import NOT_MEASURED, drawn, needs_values, value_at, with_values
from server.live.notices import (
    BookmarksChanged,
    ChatAdded,
    ControlChanged,
    KeyGiven,
    LeaseGiven,
    ManifestShown,
    MarksChanged,
    Notice,
    OwnViewShown,
    Pointed,
    PointerMoved,
    PresenceChanged,
    Sight,
    StateChanged,
    ViewShown,
    WentDark,
)
from server.live.pictures import FrameSource, Pictures
from server.live.ports import Marks, Viewer
from server.live.renderer import Destroyed, Renderer, Rendering, SealedPicture
from server.live.screen import BLOCK, Screen
from server.live.stack import LiveStack
from server.measure.geometry import box
from server.sessions.chat import ChatMessage, as_seen_by
from server.sessions.lobby import place_of
from server.sessions.marking import marks_of
from server.sessions.roles import Capability, may
from server.sessions.seeing import may_see, reads_names, stacks_of, viewing_ends_ms
from server.sessions.session import PresenceState, Session
from server.terms.errors import Malformed, Refused
from server.terms.ids import FrameId, ParticipantId
from server.terms.marks import Mark, Measured, Point
from server.terms.view import View, Viewport
from server.vault.frame_cache import FrameCache, Sealed
from server.vault.session_keys import KeyRing

LEASE_MS: Final = 30_000
LEASE_EVERY_MS: Final = 3_000


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every session of a process shares to make and keep pictures."""

    pictures: Pictures
    renderer: Renderer
    keys: KeyRing
    cache: FrameCache
    marks: Marks
    clock: Clock


@dataclass(slots=True)
class Stage:
    """All screens of one session. Owned by the session's task; screens' loops only read."""

    session: Session
    workshop: Workshop
    keeper: Keeper
    pending: Session | None = None
    """What a decision that is not durable yet makes of the session: it may take sight away at once, never give it."""
    audience: Audience = field(default_factory=Audience)
    unfed: set[ParticipantId] = field(default_factory=set)
    """Who has the key and should have pictures, but the stacks could not be opened: tried again by time."""
    read: dict[ParticipantId, int] = field(default_factory=dict)
    own_views: dict[ParticipantId, View] = field(default_factory=dict)
    """Who looks around alone, and at what; gone with the screen, the keys, or a place at the token."""
    stacks: tuple[LiveStack, ...] = ()
    places: dict[ParticipantId, int] = field(default_factory=dict)
    """The place in the line that each one who waits was told last."""
    log_down: bool = False
    epoch_started_ms: int = 0
    _opening: asyncio.Lock = field(default_factory=asyncio.Lock)

    # --- Showing: what a screen asks for every frame -----------------------------------------------------------------

    def now_ms(self) -> int:
        """Session time."""
        return self.workshop.clock.now_ms()

    @property
    def epoch(self) -> int:
        """The present epoch."""
        return self.session.epoch

    def may_show(self, participant: ParticipantId, stack: int) -> bool:
        """Whether the rules let this picture onto that screen at this moment."""
        now_ms = self.now_ms()
        return may_see(self.session, participant, stack, now_ms) and (
            self.pending is None or may_see(self.pending, participant, stack, now_ms)
        )

    async def authorize(self, participant: ParticipantId, stack: int, block: int) -> None:
        """One durable entry per participant, epoch, stack and block of positions."""
        ref = self.session.stacks[stack]
        last = min(ref.bounds.frames, (block + 1) * BLOCK)
        if await self.keeper.authorize(
            participant, self.session.epoch, stack, block, series=ref.series, first=block * BLOCK + 1, last=last
        ):
            self.log_failed(failed=False)

    def log_failed(self, *, failed: bool) -> None:
        """Say once that nothing can be recorded, and once that it can again."""
        if failed != self.log_down:
            self.log_down = failed
            self.tell_state()

    async def render(self, participant: ParticipantId, want: Want) -> SealedPicture:
        """The sealed frame for this participant's role in the present epoch."""
        await self.open_stacks()
        if want.stack >= len(self.stacks):
            # viewing ended while the entry about this picture was written
            raise Refused("key_destroyed")
        stack = self.stacks[want.stack]
        role = self.session.role_of(participant)
        # as the session stands: a stack that was held when it was opened may have been released since
        ref = self.session.stacks[want.stack]
        rendering = Rendering(
            self.session.id,
            self.session.epoch,
            stack.opened,
            stack.opened.frames[want.pos],
            want.voi,
            stack.auto,
            want.level,
            want.tier,
            self.workshop.marks.mark_for(role, self.epoch_started_ms),
            ref.masks_for(role),
            overlays=reads_names(self.session, participant),
        )
        return await self.workshop.renderer.frame(rendering, want.urgency)

    async def open_stacks(self) -> None:
        """Open the manifest's stacks once; the frames' headers stay, pixels only under an epoch."""
        async with self._opening:
            if self.stacks or not self.session.keyed:
                return
            opened = []
            for index, ref in enumerate(self.session.stacks):
                stack = await self.workshop.pictures.open_stack(ref)
                auto = await self.workshop.renderer.auto_window(self.session.id, stack)
                opened.append(LiveStack(index, ref, stack, auto))
            self.stacks = tuple(opened)

    # --- screens -----------------------------------------------------------------------------------------------------

    @property
    def screens(self) -> dict[ParticipantId, Screen]:
        """The connected screen of each participant."""
        return self.audience.screens

    def enter(self, viewer: Viewer) -> Screen | None:
        """Give this participant a new screen; the former one of the same participant is closed as moved."""
        self.own_views.pop(viewer.participant, None)
        return self.audience.enter(Screen(viewer, Feed(tuple(ref.bounds for ref in self.session.stacks)), self))

    # --- keys and darkness -------------------------------------------------------------------------------------------

    def mint(self, epoch: int) -> str:
        """Draw the key of the next epoch beside the present one, which reigns until `turn`. Gives its fingerprint."""
        return self.workshop.keys.mint(self.session.id, epoch)

    def turn(self) -> tuple[str, ...]:
        """The newest key reigns: the cache is carried over, former keys end. Gives their fingerprints."""
        keys, session = self.workshop.keys, self.session.id
        *former, present = keys.epochs(session) or (self.session.epoch,)
        if former:
            self.workshop.cache.epoch_turned(session, keys, former[-1], present)
        self.epoch_started_ms = self.now_ms()
        return tuple(mark for epoch in former for mark in keys.retire(session, epoch).fingerprints)

    def unmint(self, epoch: int) -> None:
        """The decision that drew this key did not become durable: its key goes."""
        self.workshop.keys.retire(self.session.id, epoch)

    def destroy_keys(self) -> tuple[Destroyed, tuple[str, ...]]:
        """Keys, sealed frames and decoded levels of this session are gone. Cannot fail, does not wait."""
        gone = self.workshop.keys.destroy(self.session.id)
        destroyed = self.workshop.renderer.destroy(self.session.id)
        self.stacks = ()
        self.unfed.clear()
        self.own_views.clear()
        self.audience.left.clear()
        for screen in self.screens.values():
            screen.has_key = False
            screen.stop()
        return destroyed, gone.fingerprints

    @property
    def has_keys(self) -> bool:
        """Whether any key of this session is alive."""
        return bool(self.workshop.keys.epochs(self.session.id))

    def stop_feeds(self, participants: Iterable[ParticipantId] | None) -> None:
        """No further frame to these."""
        for screen in self.audience.chosen(participants):
            screen.stop()
            self.unfed.discard(screen.viewer.participant)

    def make_dark(self, participants: Iterable[ParticipantId] | None, reason: str) -> None:
        """These clients drop key, bitmaps and canvas."""
        for screen in self.audience.chosen(participants):
            # who waits has nothing to darken, and hears nothing of pictures
            if screen.has_key or self.is_admitted(screen.viewer.participant):
                screen.viewer.tell(WentDark(reason))
            screen.has_key = False
            screen.stop()
            self.unfed.discard(screen.viewer.participant)

    def give_key(self, participants: Iterable[ParticipantId], epoch: int) -> None:
        """Wrap the frame key to each of these screens."""
        for screen in self.audience.chosen(participants):
            wrapped = self.workshop.keys.wrap_for(
                self.session.id, epoch, screen.viewer.peer_public, screen.viewer.participant
            )
            now_ms = self.now_ms()
            screen.viewer.tell(KeyGiven(epoch, wrapped, max(0, self._lease_until(now_ms) - now_ms)))
            screen.has_key = True

    def renew_leases(self) -> None:
        """Everybody who holds the key may hold it a little longer, never past the end of viewing."""
        now_ms = self.now_ms()
        for screen in self.screens.values():
            if screen.has_key:
                is_low = screen.feed.is_low
                screen.viewer.slot(LeaseGiven(self.session.epoch, self._lease_until(now_ms), now_ms, is_low=is_low))

    def _lease_until(self, now_ms: int) -> int:
        until_ms = now_ms + LEASE_MS
        ends_ms = viewing_ends_ms(self.session)
        return until_ms if ends_ms is None else min(until_ms, ends_ms)

    # --- showing and telling -----------------------------------------------------------------------------------------

    async def start_feeds(self, participants: Iterable[ParticipantId]) -> None:
        """Manifest, view, then frames for these participants."""
        wanting = set(participants)
        self.unfed |= wanting
        await self.open_stacks()
        # who was taken out of sight meanwhile stays there
        wanting &= self.unfed
        self.unfed -= wanting
        for screen in self.audience.chosen(wanting):
            mine = self._seen_by(screen.viewer.participant)
            shown = tuple(stack for stack in self.stacks if stack.index in mine)
            screen.viewer.tell(ManifestShown(self.session, shown))
            screen.viewer.tell(BookmarksChanged(self.session, self.now_ms()))
            screen.viewer.tell(
                MarksChanged(marks_of(self.session, screen.viewer.participant, self.now_ms()), (), whole=True)
            )
            self._show_view(screen, self.session.view, None)
            screen.start()

    def show_view(self, view: View, cseq: int | None, author: ParticipantId) -> None:
        """The new view to everybody who sees pictures; whoever looks around alone hears of it and stays."""
        for screen in self.screens.values():
            if self._seen_by(screen.viewer.participant):
                self._show_view(screen, view, cseq if screen.viewer.participant == author else None)

    def _show_view(self, screen: Screen, view: View | None, cseq: int | None) -> None:
        if view is None:
            return
        allowed = self._seen_by(screen.viewer.participant)
        narrowed = _narrowed(view, allowed)
        screen.viewer.slot(ViewShown(narrowed, cseq))
        own = self.own_views.get(screen.viewer.participant)
        screen.feed.look(narrowed if own is None else _narrowed(own, allowed), self.now_ms())
        screen.wake()

    def show_own_view(self, participant: ParticipantId, view: View | None, cseq: int | None) -> None:
        """One screen leaves the shared view for its own, or comes back to it."""
        was_alone = self.own_views.pop(participant, None) is not None
        screen = self.screens.get(participant)
        allowed = self._seen_by(participant)
        if view is not None and screen is not None and allowed:
            self.own_views[participant] = view
            narrowed = _narrowed(view, allowed)
            screen.viewer.slot(OwnViewShown(narrowed, cseq))
            screen.feed.look(narrowed, self.now_ms())
            screen.wake()
        elif was_alone and screen is not None:
            screen.viewer.slot(OwnViewShown(None, cseq))
            if allowed:
                self._show_view(screen, self.session.view, None)
        if was_alone != (participant in self.own_views):
            self.tell_presence()

    # --- drawing and pointing ----------------------------------------------------------------------------------------

    async def measure(self, by: ParticipantId, mark: Mark) -> Measured:
        """What a mark measures; `forbidden` for a picture this participant may not see."""
        stack, source = await self._readable(by, mark.stack, mark.pos)
        told = drawn(mark, source.spacing or stack.opened.facts.spacing, source.traits.regions)
        if told.note == "regions" or not needs_values(mark, source.traits):
            return told
        if any(_overlap(mark, mask) for mask in self._masks(by, mark.stack)):
            return Measured(told.figures, "masked")
        unit = stack.opened.facts.unit

        def look(stored: Stored) -> Measured:
            return with_values(mark, told, stored, source.traits, source.frame, unit)

        try:
            return await self.workshop.renderer.read(self.session.id, stack.opened, source, look)
        except Malformed:
            return NOT_MEASURED

    async def value_at(self, by: ParticipantId, stack: int, pos: int, point: Point) -> tuple[Sequence[float], str]:
        """The modality value under a point and its unit; nothing outside the image or under a mask.

        Raises
        ------
        Refused
            `forbidden`.
        """
        shown, source = await self._readable(by, stack, pos)
        if any(_holds(mask, point) for mask in self._masks(by, stack)):
            return (), ""

        def look(stored: Stored) -> Sequence[float] | None:
            return value_at(point, stored, source.traits, source.frame)

        found = await self.workshop.renderer.read(self.session.id, shown.opened, source, look)
        return found or (), shown.opened.facts.unit

    async def _readable(self, by: ParticipantId, stack: int, pos: int) -> tuple[LiveStack, FrameSource]:
        if not self.may_show(by, stack):
            raise Refused("forbidden")
        await self.open_stacks()
        if stack >= len(self.stacks) or pos >= len(self.stacks[stack].opened.frames):
            raise Refused("key_destroyed")
        return self.stacks[stack], self.stacks[stack].opened.frames[pos]

    def _masks(self, participant: ParticipantId, stack: int) -> Sequence[tuple[int, int, int, int]]:
        return self.session.stacks[stack].masks_for(self.session.role_of(participant))

    def tell_marks(self, put: Sequence[Mark], dropped: Sequence[Mark]) -> None:
        """Marks that were drawn or taken away, to everybody who sees their pictures."""
        for screen in self.screens.values():
            seen = self._seen_by(screen.viewer.participant)
            mine = tuple(mark for mark in put if mark.stack in seen)
            gone = tuple(mark.id for mark in dropped if mark.stack in seen)
            if mine or gone:
                screen.viewer.tell(MarksChanged(mine, gone))

    def point(self, by: ParticipantId, pointed: Pointed | None) -> None:
        """Where somebody points now, to everybody else who sees that picture; never kept.

        That they point nowhere any more is told to whoever sees pictures: who waits hears of nobody.
        """
        for screen in self.screens.values():
            participant = screen.viewer.participant
            seen = self._seen_by(participant)
            if participant != by and seen and (pointed is None or pointed.stack in seen):
                screen.viewer.slot(PointerMoved(by, pointed))

    def tell_bookmarks(self) -> None:
        """Which views are kept, to clinicians as far as they may know it; nobody else hears that there are any."""
        for screen in self.screens.values():
            if may(self.session, screen.viewer.participant, Capability.CONFER):
                screen.viewer.tell(BookmarksChanged(self.session, self.now_ms()))

    def _seen_by(self, participant: ParticipantId) -> frozenset[int]:
        return frozenset(stacks_of(self.session, participant, self.now_ms()))

    def tell_state(self) -> None:
        """Phase and times to everybody, waiting guests too."""
        self._tell(StateChanged(self.session, self.now_ms(), self.log_down), admitted_only=False)

    def tell_presence(self) -> None:
        """Who is here, to everybody in the talk; who waits hears of their place when it changes."""
        self._tell(PresenceChanged(self.session, self.sights()), admitted_only=True)
        places = {waiting: place_of(self.session, waiting) for waiting in self.screens if not self.is_admitted(waiting)}
        for participant, place in places.items():
            if self.places.get(participant) not in (None, place):
                self.screens[participant].viewer.tell(StateChanged(self.session, self.now_ms(), self.log_down))
        self.places = places

    def tell_control(self) -> None:
        """Who steers, to everybody in the talk."""
        self._tell(ControlChanged(self.session), admitted_only=True)

    def tell_line(self, line: ChatMessage) -> None:
        """A new line of the chat to everybody in the talk who reads its channel, with its picture for who may see it."""
        for screen in self.screens.values():
            participant = screen.viewer.participant
            seen = as_seen_by(self.session, participant, line, self.now_ms())
            if seen is not None and self.is_admitted(participant):
                screen.viewer.tell(ChatAdded((seen,)))

    def _tell(self, notice: Notice, *, admitted_only: bool) -> None:
        for screen in self.screens.values():
            if not admitted_only or self.is_admitted(screen.viewer.participant):
                screen.viewer.tell(notice)

    def is_admitted(self, participant: ParticipantId) -> bool:
        """Whether this participant is in the talk."""
        return self.session.presence_of(participant).state is PresenceState.ADMITTED

    def sights(self) -> dict[ParticipantId, Sight]:
        """Chat read up to and picture on screen, per participant."""
        return {seat.id: self._sight(seat.id) for seat in self.session.seats}

    def _sight(self, participant: ParticipantId) -> Sight:
        read, follows = self.read.get(participant, 0), participant not in self.own_views
        screen = self.screens.get(participant)
        if screen is None:
            return Sight(read, follows=follows)
        return Sight(read, screen.seen, follows, screen.seen_tier, screen.seen_ms)

    # --- frames fetched by address -----------------------------------------------------------------------------------

    def announced_frame(self, participant: ParticipantId, fid: FrameId) -> Sealed:
        """A large frame that was announced to this participant in this epoch.

        Raises
        ------
        Refused
            `not_announced`.
        """
        screen = self.screens.get(participant)
        if screen is None or fid not in screen.announced or not screen.fed:
            raise Refused("not_announced")
        stack = screen.announced[fid].stack
        sealed = self.workshop.cache.get(self.session.id, fid)
        if sealed is None or not self.may_show(participant, stack):
            raise Refused("not_announced")
        return sealed


def _overlap(mark: Mark, mask: tuple[int, int, int, int]) -> bool:
    left, top, right, bottom = box(mark.points)
    return left < mask[2] and mask[0] < right and top < mask[3] and mask[1] < bottom


def _holds(mask: tuple[int, int, int, int], point: Point) -> bool:
    return mask[0] <= point[0] < mask[2] and mask[1] <= point[1] < mask[3]


def _narrowed(view: View, allowed: frozenset[int]) -> View:
    """The view without pictures of stacks this participant was not granted: their places stay, empty."""
    return replace(
        view,
        viewports=tuple(
            port if port.stack is None or port.stack in allowed else Viewport(port.id) for port in view.viewports
        ),
    )
