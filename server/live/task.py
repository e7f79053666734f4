"""One running session: one line before it, one decision at a time; nothing else changes the session."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import structlog

from server.live.feed import Screen as ScreenSize
from server.live.keeping import Archive, Keeper
from server.live.notices import Pointed, Welcomed
from server.live.performing import Performer
from server.live.ports import ConsentDesk, GuestDesk, Viewer
from server.live.stage import Stage, Workshop
from server.live.talk import Talk
from server.live.turns import Turns
from server.live.upkeep import FENCED, Upkeep
from server.sessions.chat import Channel, ChatMessage
from server.sessions.clock import due_ms
from server.sessions.commands import (
    Command,
    Deny,
    Drop,
    DropMark,
    GiveConsent,
    Join,
    Kill,
    LookAround,
    PutMark,
    RecordBasis,
    Recover,
    RefuseConsent,
    Remove,
    SetView,
    Tick,
)
from server.sessions.effects import DestroyKeys, MakeDark, StopFeeds
from server.sessions.marking import check_mark
from server.sessions.phases import LockReason, Phase
from server.sessions.roles import Capability, may
from server.sessions.seeing import viewing_ends_ms
from server.sessions.session import Basis, Session
from server.sessions.step import step
from server.terms.errors import LightboxError, Refused, Unavailable
from server.terms.ids import FrameId, ParticipantId
from server.terms.marks import MEASURED, Mark, Point
from server.terms.view import Viewport
from server.vault.frame_cache import Sealed

REST_S: Final = 1.0
RETRY_MS: Final = 1_000
_log = structlog.get_logger()


@dataclass(slots=True)
class _Pending:
    command: SetView | LookAround
    answer: asyncio.Future[int]


@dataclass(slots=True)
class SessionTask:
    """The one owner of a running session. Its methods may be called from any connection; each waits for its turn."""

    performer: Performer
    guests: GuestDesk
    random_index: Callable[[], int]
    _turns: Turns = field(init=False)
    _upkeep: Upkeep = field(init=False)
    _views: dict[tuple[ParticipantId, type], _Pending] = field(default_factory=dict)
    _held_until_ms: int = 0
    """After a failure of what time demands: try again then, not at once and for ever."""

    def __post_init__(self) -> None:
        """A line before the session."""
        self._turns = Turns(self._keep_time, self._keep_up, self._rest_s, self._watch)
        self._upkeep = Upkeep(self.performer)

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
    ) -> "SessionTask":
        """Put a session's parts together."""
        keeper = Keeper(session.id, archive, fence, workshop.clock)
        stage = Stage(session, workshop, keeper)
        return cls(Performer(stage, keeper, consent), guests, random_index)

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
        is_done = not (owes or audience.unreported or audience.screens)
        return self._turns.is_over or (self.session.phase is Phase.LOCKED and is_done)

    @property
    def talk(self) -> Talk:
        """The chat; reading it needs no turn."""
        return Talk(self.stage, self.performer.keeper)

    def start(self) -> None:
        """Begin to take commands and keep time."""
        self._turns.start()

    async def recover(self, command: Recover | Kill) -> None:
        """What the owning process decides before anybody can connect: no loop runs yet."""
        await self._perform(command)
        await self._perform_quietly(Tick())
        if self.performer.keeper.owes:
            await self.performer.keeper.settle()

    async def stop(self, code: str) -> None:
        """End keys and screens, refuse who waits, let the present turn finish; the session goes on elsewhere or later."""
        self.stage.destroy_keys()
        self.stage.audience.close_all(code)
        await self._turns.stop()

    # --- connections -------------------------------------------------------------------------------------------------

    async def join(self, viewer: Viewer, factors: tuple[str, ...], have_chat: int, have_clinicians: int = 0) -> None:
        """A screen connects: it is welcomed with what it may know, then told the rest."""
        await self._turns.queue(lambda: self._join(viewer, factors, have_chat, have_clinicians))

    async def _join(self, viewer: Viewer, factors: tuple[str, ...], have_chat: int, have_clinicians: int) -> None:
        stepped = step(self.session, Join(viewer.participant, factors, self.random_index()), self.stage.now_ms())
        former = self.stage.enter(viewer)
        try:
            await self._welcome(viewer, stepped.session, have_chat, have_clinicians)
            await self.performer.perform(stepped)
        except BaseException:
            self.stage.audience.leave(viewer)
            raise
        finally:
            if former is not None:
                await self._perform_quietly(Drop(viewer.participant))

    async def _welcome(self, viewer: Viewer, session: Session, have_chat: int, have_clinicians: int) -> None:
        stage, who = self.stage, viewer.participant
        newest: tuple[ChatMessage, ...] = ()
        clinicians: tuple[ChatMessage, ...] = ()
        if session.presence_of(who).is_admitted:
            newest = await self.talk.newest(who, have_chat)
            if may(session, who, Capability.CONFER):
                clinicians = await self.talk.newest(who, have_clinicians, "clinicians")
        viewer.tell(Welcomed(session, newest, clinicians, stage.sights(), stage.now_ms(), stage.log_down))

    async def leave(self, viewer: Viewer) -> None:
        """A screen's connection is gone."""

        async def turn() -> None:
            if self.stage.audience.leave(viewer):
                await self._perform_quietly(Drop(viewer.participant))

        try:
            await self._turns.queue(turn, always=True)
        except Unavailable:
            # the session has stopped here, and with it everybody's presence
            self.stage.audience.leave(viewer)

    # --- commands ----------------------------------------------------------------------------------------------------

    async def act(self, command: Command) -> Session:
        """Decide and perform; gives the session afterwards."""

        async def turn() -> Session:
            await self._perform(command)
            if isinstance(command, Deny | Remove):
                for_good = isinstance(command, Remove)
                await self.guests.turned_away(self.session, command.participant, for_good=for_good)
            return self.session

        answer = self._turns.queue(turn)
        if not (self._turns.is_busy and self._darken_ahead(command)):
            return await answer
        self._upkeep.kept_dark += 1
        try:
            return await answer
        finally:
            self._upkeep.kept_dark -= 1

    def _darken_ahead(self, command: Command) -> bool:
        """A turn lasts, on a disk perhaps: what this command will take away is taken away now (decision 1)."""
        try:
            effects = step(self.session, command, self.stage.now_ms()).effects
        except LightboxError:
            return False
        self.performer.darken(effects)
        return any(isinstance(effect, DestroyKeys) for effect in effects)

    async def set_view(self, command: SetView | LookAround) -> int:
        """Newest wins: while one waits for its turn, a newer one of the same person takes its place.

        Gives the shared view's `rev`.
        """
        kind = (command.by, type(command))
        pending = self._views.get(kind)
        if pending is not None:
            pending.command = command
            return await asyncio.shield(pending.answer)
        pending = _Pending(command, asyncio.get_running_loop().create_future())
        self._views[kind] = pending

        async def turn() -> int:
            self._forget_view(pending)
            await self._perform(pending.command)
            self._upkeep.view_changed |= isinstance(pending.command, SetView)
            return self.session.view.rev if self.session.view else 0

        try:
            rev = await self._turns.queue(turn)
        except BaseException as error:
            self._forget_view(pending)
            if not isinstance(error, Exception):
                pending.answer.cancel()
            elif not pending.answer.done():
                pending.answer.set_exception(error)
                pending.answer.exception()
            raise
        if not pending.answer.done():
            pending.answer.set_result(rev)
        return rev

    def _forget_view(self, pending: _Pending) -> None:
        kind = (pending.command.by, type(pending.command))
        if self._views.get(kind) is pending:
            del self._views[kind]

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
        return await self._turns.queue(lambda: self.talk.say(author, cid, text, kind, channel=channel, picture=picture))

    async def signal(self, author: ParticipantId, kind: str) -> None:
        """A patient's one-tap signal, kept in the chat; a second tap is a second line."""
        await self.say(author, f"signal {self.random_index()}", kind, kind="signal")

    async def noticed(self, by: ParticipantId, signal: int) -> None:
        """A clinician has noticed a patient's signal; said once, however many notice it."""
        await self._turns.queue(lambda: self.talk.notice(by, signal))

    async def answer_consent(self, by: ParticipantId, digest: str, stacks: tuple[int, ...], *, agree: bool) -> Session:
        """An answer to exactly the form this person was last shown."""

        async def turn() -> Session:
            form = self.performer.forms.get(by)
            if form is None or form.digest != digest:
                raise Refused("conflict")
            now_ms = self.stage.now_ms()
            reference = await self.performer.consent.keep(self.session.id, by, form, now_ms)
            if agree:
                await self._perform(GiveConsent(by, stacks, digest, form.language, reference))
            else:
                await self._perform(RefuseConsent(by, digest, form.language, reference))
            self.performer.forms.pop(by, None)
            return self.session

        return await self._turns.queue(turn)

    async def record_basis(self, by: ParticipantId, basis: Basis, note: str) -> Session:
        """The host's words for another basis, kept sealed, then the grant."""

        async def turn() -> Session:
            stacks = tuple(range(len(self.session.stacks)))
            reference = await self.performer.consent.keep_note(self.session.id, by, note, self.stage.now_ms())
            await self._perform(RecordBasis(by, basis, stacks, reference))
            return self.session

        return await self._turns.queue(turn)

    async def put_mark(self, by: ParticipantId, mark: Mark, base_rev: int) -> Session:
        """A mark drawn or changed; what it measures is found before it is anybody's turn."""
        checked = check_mark(self.session, mark)
        measured = await self.stage.measure(by, checked) if mark.kind in MEASURED else None
        session = await self.act(PutMark(by, mark, base_rev, measured))
        self._upkeep.view_changed = True
        return session

    async def drop_mark(self, by: ParticipantId, mark: str, base_rev: int) -> None:
        """A mark taken away."""
        await self.act(DropMark(by, mark, base_rev))
        self._upkeep.view_changed = True

    def point(self, by: ParticipantId, pointed: Pointed | None) -> None:
        """Where somebody points now; needs no turn and is never kept.

        Raises
        ------
        Refused
            `forbidden` for who may not point, or at a picture they may not see.
        """
        if not may(self.session, by, Capability.POINT) or (pointed and not self.stage.may_show(by, pointed.stack)):
            raise Refused("forbidden")
        self.stage.point(by, pointed)

    async def value_at(self, by: ParticipantId, stack: int, pos: int, point: Point) -> tuple[Sequence[float], str]:
        """The value under a point, for clinicians; `forbidden`."""
        if not may(self.session, by, Capability.READ_VALUES):
            raise Refused("forbidden")
        return await self.stage.value_at(by, stack, pos, point)

    # --- what needs no decision --------------------------------------------------------------------------------------

    def acked(self, viewer: Viewer, number: int, shown: list[FrameId]) -> None:
        """Frames arrived, and these were on the screen."""
        screen = self.stage.screens.get(viewer.participant)
        if screen is not None and screen.viewer is viewer and screen.acked(number, shown):
            self._upkeep.presence_changed = True

    def wanted_again(self, viewer: Viewer, fids: list[FrameId]) -> None:
        """Frames that a screen lost."""
        screen = self.stage.screens.get(viewer.participant)
        if screen is not None and screen.viewer is viewer:
            screen.wanted_again(fids)

    def reported(self, viewer: Viewer, size: ScreenSize, round_trip_ms: int | None = None) -> None:
        """How large the picture is on this screen, and how long a few bytes take there and back."""
        screen = self.stage.screens.get(viewer.participant)
        if screen is not None and screen.viewer is viewer:
            screen.feed.screen = size
            if round_trip_ms is not None:
                screen.feed.line.round_trip_ms = float(round_trip_ms)
            screen.wake()

    def read_up_to(self, participant: ParticipantId, seq: int) -> None:
        """Chat that was on this person's screen; who is not in the talk has read nothing."""
        if not self.stage.is_admitted(participant):
            raise Refused("not_admitted")
        if seq > self.stage.read.get(participant, 0):
            self.stage.read[participant] = seq
            self._upkeep.presence_changed = True

    def frame_at(self, participant: ParticipantId, fid: FrameId) -> Sealed:
        """A large frame announced to this person in this epoch."""
        return self.stage.announced_frame(participant, fid)

    # --- turns -------------------------------------------------------------------------------------------------------

    async def _keep_time(self) -> None:
        """Time goes first: a decision at or after the deadline meets a session that knows it is over."""
        await self._perform_quietly(Tick())

    async def _keep_up(self) -> None:
        if not self._turns.is_over and not await self._upkeep.do():
            self._give_up()

    def _rest_s(self) -> float:
        due = due_ms(self.session)
        if due is None:
            return REST_S
        due = max(due, self._held_until_ms)
        return min(REST_S, max(0.0, (due - self.stage.now_ms()) / 1000))

    def _watch(self) -> None:
        """The end of viewing waits for no turn: keys die and screens go dark, the decision follows when it can."""
        ends_ms = viewing_ends_ms(self.session)
        if ends_ms is not None and self.stage.now_ms() >= ends_ms and self.stage.has_keys:
            reason = LockReason.EXPIRED.value
            self.performer.darken((StopFeeds(), DestroyKeys(reason), MakeDark(None, reason)))

    async def _perform(self, command: Command) -> None:
        try:
            await self.performer.perform(step(self.session, command, self.stage.now_ms()))
        except Refused as error:
            if error.code == FENCED:
                self._give_up()
            raise

    async def _perform_quietly(self, command: Tick | Drop) -> None:
        """Time and lines that drop have nobody to answer: a failure is said in the log and tried again by time."""
        if isinstance(command, Tick):
            due = due_ms(self.session)
            if due is None or max(due, self._held_until_ms) > self.stage.now_ms():
                return
        try:
            await self._perform(command)
        except LightboxError as error:
            self._held_until_ms = self.stage.now_ms() + RETRY_MS
            _log.error("not_performed", code=error.code, kind=type(command).__name__)
        except Exception as error:  # noqa: BLE001  (a bug of ours in one rule must not stop the clock of all)
            self._held_until_ms = self.stage.now_ms() + RETRY_MS
            _log.error("not_performed", kind=type(command).__name__, exc_info=error)

    def _give_up(self) -> None:
        """Somebody else owns this session now: nothing of ours may be shown any more."""
        self.stage.destroy_keys()
        self.stage.audience.close_all("moved")
        self._turns.close()
