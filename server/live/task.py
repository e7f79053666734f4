"""One running session: one line before it, one decision at a time; nothing else changes the session."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from server.live import telling
from server.live.asking import Asking
from server.live.citing import cited
from server.live.clockwork import Clockwork
from server.live.consenting import Consenting
from server.live.drawing import Drawing
from server.live.holding import Hold
from server.live.keeping import Archive, Keeper
from server.live.lights import make_dark
from server.live.notices import Welcomed
from server.live.performing import Performer
from server.live.ports import ConsentDesk, GuestDesk, HostNews, Viewer
from server.live.reduction import ScreenSize
from server.live.serving import announced_frame, enter
from server.live.stage import Doubt, Stage
from server.live.steering import Steering
from server.live.talk import Talk
from server.live.workshop import Workshop
from server.sessions.chat import Channel, ChatMessage
from server.sessions.commands import (
    AddGuest,
    Admit,
    AskPrior,
    Command,
    Deny,
    Drop,
    Join,
    KeepView,
    Kill,
    LookAround,
    OverrideBirth,
    PageSeen,
    Recover,
    Remove,
    SetView,
)
from server.sessions.phases import Phase
from server.sessions.roles import Capability, may
from server.sessions.session import Session
from server.sessions.step import step
from server.terms.errors import LightboxError, Unavailable
from server.terms.ids import FrameId, ParticipantId
from server.terms.people import NO_LINK, Arrival
from server.terms.view import Viewport
from server.vault.frame_cache import Sealed


@dataclass(slots=True)
class SessionTask:
    """The one owner of a running session. Its methods may be called from any connection; each waits for its turn."""

    performer: Performer
    guests: GuestDesk
    random_index: Callable[[], int]
    news: HostNews | None = None
    clockwork: Clockwork = field(init=False)
    drawing: Drawing = field(init=False)
    """Marks, pointers, values."""
    consenting: Consenting = field(init=False)
    """What is agreed to."""
    _steering: Steering = field(init=False)

    def __post_init__(self) -> None:
        """What runs in its turns."""
        self.clockwork = Clockwork(self.performer)
        self.drawing = Drawing(self.clockwork)
        self.consenting = Consenting(self.clockwork)
        self._steering = Steering(self.clockwork)

    @classmethod
    def of(
        cls,
        session: Session,
        fence: int,
        workshop: Workshop,
        archive: Archive,
        consent: ConsentDesk,
        guests: GuestDesk,
        random_index: Callable[[], int],
        hold: Hold | None = None,
        news: HostNews | None = None,
    ) -> "SessionTask":
        """Put a session's parts together."""
        keeper = Keeper(session.id, archive, fence, workshop.clock, hold or Hold())
        stage = Stage(session, workshop, keeper)
        return cls(Performer(stage, keeper, Asking(stage, keeper, consent)), guests, random_index, news)

    @property
    def stage(self) -> Stage:
        """The screens."""
        return self.performer.stage

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.performer.stage.session

    @property
    def finished(self) -> bool:
        """Locked, everything durable, nobody connected; or somebody else's by now."""
        audience, owes = self.stage.audience, self.performer.keeper.owes
        is_writing = self.clockwork.upkeep.is_writing or self.talk.unkept.waits
        is_done = not (owes or is_writing or audience.unreported or audience.screens)
        return self.clockwork.turns.is_over or (self.session.phase is Phase.LOCKED and is_done)

    @property
    def talk(self) -> Talk:
        """The chat, which needs no turn."""
        return self.performer.talk

    def start(self) -> None:
        """Begin to take commands and keep time."""
        self.clockwork.turns.start()

    async def recover(self, command: Recover | Kill) -> None:
        """What the owning process decides before anybody can connect: no loop runs yet."""
        await self.clockwork.recover(command)

    def freeze(self, doubt: Doubt) -> None:
        """Nobody can say: dark until it is known."""
        self.clockwork.freeze(doubt)

    def thaw(self, doubt: Doubt) -> None:
        """It is known: pictures come back, if they were gone and nothing else is in doubt."""
        self.clockwork.thaw(doubt)

    async def is_fence_held(self) -> bool:
        """Whether the database, too, says that it is ours."""
        keeper = self.performer.keeper
        return keeper.hold.fences is None or await keeper.hold.fences.is_held(keeper.session, keeper.fence)

    async def finish(self, within_s: float) -> None:
        """Let everybody who waits in line have their turn."""

        async def turn() -> None:
            """The last of them."""

        with suppress(TimeoutError, LightboxError):
            async with asyncio.timeout(within_s):
                await self.clockwork.turns.queue(turn, always=True)

    async def stop(self, code: str) -> None:
        """End keys and screens, refuse who waits, let the present turn finish; the session goes on elsewhere or later."""
        await self.clockwork.stop(code)
        self.stage.workshop.at_hand.let_go(self.session.id)

    # --- connections -------------------------------------------------------------------------------------------------

    async def join(
        self,
        viewer: Viewer,
        factors: tuple[str, ...],
        have_chat: int,
        have_clinicians: int = 0,
        *,
        seen: bool = True,
        proven_ms: int = 0,
        arrival: Arrival = NO_LINK,
    ) -> None:
        """A screen connects: it is welcomed with what it may know, then told the rest."""
        command = Join(viewer.participant, factors, self.random_index(), seen, proven_ms, arrival)
        await self.clockwork.turns.queue(lambda: self._join(viewer, command, have_chat, have_clinicians))

    async def _join(self, viewer: Viewer, command: Join, have_chat: int, have_clinicians: int) -> None:
        stepped = step(self.session, command, self.stage.now_ms())
        former = enter(self.stage, viewer)
        try:
            await self._welcome(viewer, stepped.session, have_chat, have_clinicians)
            await self.performer.perform(stepped)
        except BaseException:
            self.stage.audience.leave(viewer)
            raise
        finally:
            if former is not None:
                await self.clockwork.perform_quietly(Drop(viewer.participant))

    async def _welcome(self, viewer: Viewer, session: Session, have_chat: int, have_clinicians: int) -> None:
        stage, who = self.stage, viewer.participant
        newest: tuple[ChatMessage, ...] = ()
        clinicians: tuple[ChatMessage, ...] = ()
        is_inside = session.presence_of(who).is_admitted
        if is_inside:
            newest = await self.talk.newest(who, have_chat)
            if may(session, who, Capability.CONFER):
                clinicians = await self.talk.newest(who, have_clinicians, "clinicians")
        unkept = self.talk.unkept.shown_to(who) if is_inside else ()
        sights = telling.sights(stage)
        now_ms, troubles = stage.now_ms(), (stage.log_down, stage.store_away)
        strain = stage.workshop.burden.strain.word
        words_key = stage.words_key(who)
        viewer.tell(Welcomed(session, newest, clinicians, sights, now_ms, *troubles, strain, unkept, words_key))

    async def leave(self, viewer: Viewer) -> None:
        """A screen's connection is gone."""

        async def turn() -> None:
            if self.stage.audience.leave(viewer):
                await self.clockwork.perform_quietly(Drop(viewer.participant))

        try:
            await self.clockwork.turns.queue(turn, always=True)
        except Unavailable:
            # the session has stopped here, and with it everybody's presence
            self.stage.audience.leave(viewer)

    async def sign_off(self, viewer: Viewer, code: str) -> None:
        """Close a screen that has no right to be here any more: nothing of ours goes there from this moment on."""
        screen = self.stage.screens.get(viewer.participant)
        if screen is None or screen.viewer is not viewer:
            return
        make_dark(self.stage, [viewer.participant], code)
        self.stage.audience.close(viewer.participant, code)
        gone = Drop(viewer.participant)
        try:
            await self.clockwork.turns.queue(lambda: self.clockwork.perform_quietly(gone), always=True)
        except Unavailable:
            return  # the session has stopped here, and with it everybody's presence

    # --- commands ----------------------------------------------------------------------------------------------------

    async def act(self, command: Command) -> Session:
        """Decide and perform; gives the session afterwards."""
        if isinstance(command, Admit | Deny) and command.knock:
            is_admitted, guest = isinstance(command, Admit), command.participant

            async def hand_over() -> None:
                await self.guests.knock_answered(self.session, guest, admitted=is_admitted)

            return await self.clockwork.act(command, first=hand_over)
        if isinstance(command, AddGuest) and command.seat.person is None:
            seat = command.seat

            async def invite() -> None:
                await self.guests.seat_added(self.session, seat)

            return await self.clockwork.act(command, first=invite)
        if isinstance(command, AskPrior) and self.session.policy.alone:
            return await self.clockwork.act(command, then=self._tell_host)
        if not isinstance(command, Deny | Remove):
            return await self.clockwork.act(command)

        async def turn_away() -> None:
            for_good = isinstance(command, Remove)
            await self.guests.turned_away(self.session, command.participant, for_good=for_good)

        return await self.clockwork.act(command, then=turn_away)

    async def record_seen(self) -> None:
        """What was on screens until now is in the record when this returns."""
        await self.clockwork.turns.queue(self.clockwork.upkeep.record_seen)

    async def _tell_host(self) -> None:
        """Nobody expects the host of a reading to be in it: they hear of a wish where they sign in."""
        host = self.session.host.person
        if self.news is not None and host is not None:
            await self.news.tell(host, "opinion_prior", request=self.session.id)

    async def keep_view(self, command: KeepView) -> Session:
        """The shared view under a name, with its pictures as reports cite them."""

        async def turn() -> Session:
            await self.clockwork.perform(replace(command, cited=cited(self.stage, command.by)))
            return self.session

        return await self.clockwork.turns.queue(turn)

    async def set_view(self, command: SetView | LookAround) -> int:
        """A new view, shared or own, unless a newer one overtakes it; gives the shared view's `rev`."""
        return await self._steering.set_view(command)

    async def say(
        self,
        author: ParticipantId,
        cid: str,
        text: str,
        kind: str = "text",
        *,
        channel: Channel = "talk",
        picture: Viewport | None = None,
    ) -> ChatMessage:
        """A line of chat; the same `cid` again is the same line."""
        return await self.talk.say(author, cid, text, kind, channel=channel, picture=picture)

    async def signal(self, author: ParticipantId, kind: str) -> None:
        """A patient's one-tap signal, kept in the chat; a second tap is a second line."""
        await self.say(author, f"signal {self.random_index()}", kind, kind="signal")

    async def noticed(self, by: ParticipantId, signal: int) -> None:
        """A clinician has noticed a patient's signal; said once, however many notice it."""
        await self.talk.notice(by, signal)

    async def override_birth(self, by: ParticipantId, participant: ParticipantId, reason: str) -> Session:
        """The host's reason to vouch for somebody, kept sealed, then their word."""

        async def turn() -> Session:
            # nobody's words are kept who may not say them, or about whom nobody asked
            step(self.session, OverrideBirth(by, participant, "asked"), self.stage.now_ms())
            kept = await self.performer.asking.desk.keep_reason(self.session.id, by, reason, self.stage.now_ms())
            await self.clockwork.perform(OverrideBirth(by, participant, kept))
            return self.session

        return await self.clockwork.turns.queue(turn)

    # --- what needs no decision --------------------------------------------------------------------------------------

    def acked(self, viewer: Viewer, number: int, shown: list[FrameId]) -> None:
        """Frames arrived, and these were on the screen."""
        screen = self.stage.screens.get(viewer.participant)
        if screen is None or screen.viewer is not viewer:
            return
        if screen.acked(number, shown):
            self.clockwork.upkeep.presence_changed = True
        self.clockwork.hurry()

    def wanted_again(self, viewer: Viewer, fids: list[FrameId]) -> None:
        """Frames that a screen lost."""
        screen = self.stage.screens.get(viewer.participant)
        if screen is not None and screen.viewer is viewer:
            screen.wanted_again(fids)

    async def reported(self, viewer: Viewer, size: ScreenSize, round_trip_ms: int | None = None) -> None:
        """How large the picture is on this screen, and how long a few bytes take there and back; whether it is in sight."""
        screen = self.stage.screens.get(viewer.participant)
        if screen is None or screen.viewer is not viewer:
            return
        screen.sized(size)
        if round_trip_ms is not None:
            screen.feed.line.round_trip_ms = float(round_trip_ms)
        screen.wake()
        if (self.session.presence_of(viewer.participant).unseen_ms is None) is size.hidden:
            await self.clockwork.act(PageSeen(viewer.participant, seen=not size.hidden))
            self.clockwork.upkeep.presence_changed = True

    async def read_up_to(self, participant: ParticipantId, seq: int) -> None:
        """Chat that was on this person's screen."""
        if await self.talk.read_up_to(participant, seq):
            self.clockwork.upkeep.presence_changed = True

    def frame_at(self, participant: ParticipantId, fid: FrameId) -> Sealed:
        """A large frame announced to this person in this epoch."""
        return announced_frame(self.stage, participant, fid)
