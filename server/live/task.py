"""One running session: one task, one inbox, one decision at a time; nothing else changes the session."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar

import structlog

from server.live.feed import Screen as ScreenSize
from server.live.keeping import Archive, Keeper
from server.live.notices import ChatAdded, ConsentShown, Welcomed
from server.live.performing import Performer
from server.live.ports import ConsentDesk, GuestDesk, Viewer
from server.live.stage import LEASE_EVERY_MS, Stage, Workshop
from server.sessions.chat import ChatMessage, check_message
from server.sessions.clock import due_ms
from server.sessions.commands import (
    Command,
    Deny,
    Drop,
    GiveConsent,
    Join,
    Kill,
    RecordBasis,
    Recover,
    RefuseConsent,
    Remove,
    SetView,
    Tick,
)
from server.sessions.effects import Stepped
from server.sessions.phases import Phase
from server.sessions.session import Basis, Session
from server.sessions.step import step
from server.terms.errors import LightboxError, Malformed, Refused, Unavailable
from server.terms.ids import FrameId, ParticipantId
from server.vault.frame_cache import Sealed

INBOX: Final = 512
IDLE_S: Final = 1.0
CHAT_TAIL: Final = 200
SHOWN_EVERY_MS: Final = 10_000
PRESENCE_EVERY_MS: Final = 500
RETRY_MS: Final = 1_000
_log = structlog.get_logger()
Result = TypeVar("Result")


@dataclass(slots=True)
class _Pace:
    """When the slow, regular things happened last."""

    lease_ms: int = 0
    shown_ms: int = 0
    view_saved_ms: int = 0
    presence_ms: int = 0


@dataclass(slots=True)
class _Pending:
    command: SetView
    answer: asyncio.Future[int]


@dataclass(slots=True)
class SessionTask:
    """The one owner of a running session. Its methods may be called from any connection; each waits for its turn."""

    session_id: str
    performer: Performer
    guests: GuestDesk
    random_index: Callable[[], int]
    _inbox: asyncio.Queue[Callable[[], Awaitable[None]]] = field(default_factory=lambda: asyncio.Queue(INBOX))
    _views: dict[ParticipantId, _Pending] = field(default_factory=dict)
    _pace: _Pace = field(default_factory=_Pace)
    _view_dirty: bool = False
    _presence_dirty: bool = False
    _held_until_ms: int = 0
    """After a failure of what time demands: try again then, not at once and for ever."""
    _running: asyncio.Task[None] | None = None

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
        return cls(session.id, Performer(stage, keeper, consent), guests, random_index)

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
        """Locked, everything durable, nobody connected."""
        return self.session.phase is Phase.LOCKED and not self.performer.keeper.owes and not self.stage.screens

    def start(self) -> None:
        """Begin to take commands and keep time."""
        self._running = asyncio.create_task(self._run())

    async def recover(self, command: Recover | Kill) -> None:
        """What the owning process decides before anybody can connect: no loop runs yet."""
        await self._perform(command)
        await self._perform_quietly(Tick())
        if self.performer.keeper.owes:
            await self.performer.keeper.settle()

    async def stop(self, code: str) -> None:
        """Close every screen and end the task; keys die, the session goes on elsewhere or later."""
        self.stage.close_all(code)
        self.stage.destroy_keys()
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait({self._running})

    # --- connections -------------------------------------------------------------------------------------------------

    async def join(self, viewer: Viewer, factors: tuple[str, ...], have_chat: int) -> None:
        """A screen connects: it is welcomed with what it may know, then told the rest."""
        await self._turn(lambda: self._join(viewer, factors, have_chat))

    async def _join(self, viewer: Viewer, factors: tuple[str, ...], have_chat: int) -> None:
        stepped = step(self.session, Join(viewer.participant, factors, self.random_index()), self.stage.now_ms())
        former = self.stage.enter(viewer)
        try:
            await self._welcome(viewer, stepped.session, have_chat)
            await self.performer.perform(stepped)
        except LightboxError:
            self.stage.leave(viewer)
            raise
        if former is not None:
            await self._perform_quietly(Drop(viewer.participant))
        form = self.performer.forms.get(viewer.participant)
        if form is not None:
            viewer.tell(ConsentShown(form))

    async def _welcome(self, viewer: Viewer, session: Session, have_chat: int) -> None:
        admitted = session.presence_of(viewer.participant).is_admitted
        tail = await self._chat_tail(have_chat) if admitted else []
        viewer.tell(Welcomed(session, tuple(tail), self.stage.sights(), self.stage.now_ms()))

    async def _chat_tail(self, seq: int) -> list[ChatMessage]:
        """The newest lines after `seq`; older ones can be asked for with `chat:since`."""
        tail: list[ChatMessage] = []
        transcript = self.performer.keeper.archive.transcript
        while page := await transcript.since(self.session.id, seq, limit=CHAT_TAIL):
            tail = [*tail, *page][-CHAT_TAIL:]
            seq = page[-1].seq
        return tail

    async def leave(self, viewer: Viewer) -> None:
        """A screen's connection is gone."""

        async def turn() -> None:
            if self.stage.leave(viewer):
                await self._perform_quietly(Drop(viewer.participant))

        await self._turn(turn)

    # --- commands ----------------------------------------------------------------------------------------------------

    async def act(self, command: Command) -> Session:
        """Decide and perform; gives the session afterwards."""

        async def turn() -> Session:
            await self._perform(command)
            if isinstance(command, Deny | Remove):
                for_good = isinstance(command, Remove)
                await self.guests.turned_away(self.session, command.participant, for_good=for_good)
            return self.session

        return await self._turn(turn)

    async def set_view(self, command: SetView) -> int:
        """Newest wins: while one waits for its turn, a newer one of the same person takes its place. Gives `rev`."""
        pending = self._views.get(command.by)
        if pending is not None:
            pending.command = command
            return await asyncio.shield(pending.answer)
        pending = _Pending(command, asyncio.get_running_loop().create_future())
        self._views[command.by] = pending

        async def turn() -> int:
            del self._views[command.by]
            try:
                await self._perform(pending.command)
            except LightboxError as error:
                pending.answer.set_exception(error)
                pending.answer.exception()
                raise
            self._view_dirty = True
            rev = self.session.view.rev if self.session.view else 0
            pending.answer.set_result(rev)
            return rev

        return await self._turn(turn)

    async def say(self, author: ParticipantId, cid: str, text: str, kind: str = "text") -> ChatMessage:
        """Store a chat line, then tell everybody in the talk; the same `cid` again is the same line."""

        async def turn() -> ChatMessage:
            message = check_message(self.session, author, cid, text, kind, self.stage.now_ms())
            stored = await self.performer.keeper.say(message)
            self.stage.tell_admitted(ChatAdded((stored,)))
            return stored

        return await self._turn(turn)

    async def signal(self, author: ParticipantId, kind: str) -> None:
        """A patient's one-tap signal, kept in the chat; a second tap is a second line."""
        await self.say(author, f"signal {self.random_index()}", kind, kind="signal")

    async def chat_since(self, participant: ParticipantId, seq: int) -> list[ChatMessage]:
        """Chat after `seq` for somebody in the talk."""
        if not self.stage.is_admitted(participant):
            raise Refused("not_admitted")
        return await self.performer.keeper.archive.transcript.since(self.session.id, seq, limit=CHAT_TAIL)

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
            del self.performer.forms[by]
            return self.session

        return await self._turn(turn)

    async def record_basis(self, by: ParticipantId, basis: Basis, note: str) -> Session:
        """The host's words for another basis, kept sealed, then the grant."""

        async def turn() -> Session:
            stacks = tuple(range(len(self.session.stacks)))
            reference = await self.performer.consent.keep_note(self.session.id, by, note, self.stage.now_ms())
            await self._perform(RecordBasis(by, basis, stacks, reference))
            return self.session

        return await self._turn(turn)

    # --- what needs no decision --------------------------------------------------------------------------------------

    def acked(self, viewer: Viewer, number: int, shown: list[FrameId]) -> None:
        """Frames arrived, and these were on the screen."""
        screen = self.stage.screens.get(viewer.participant)
        if screen is not None and screen.viewer is viewer and screen.acked(number, shown):
            self._presence_dirty = True

    def wanted_again(self, viewer: Viewer, fids: list[FrameId]) -> None:
        """Frames that a screen lost."""
        screen = self.stage.screens.get(viewer.participant)
        if screen is not None and screen.viewer is viewer:
            screen.wanted_again(fids)

    def reported(self, viewer: Viewer, size: ScreenSize) -> None:
        """How large the picture is on this screen."""
        screen = self.stage.screens.get(viewer.participant)
        if screen is not None and screen.viewer is viewer:
            screen.feed.screen = size
            screen.wake()

    def read_up_to(self, participant: ParticipantId, seq: int) -> None:
        """Chat that was on this person's screen; who is not in the talk has read nothing."""
        if not self.stage.is_admitted(participant):
            raise Refused("not_admitted")
        if seq > self.stage.read.get(participant, 0):
            self.stage.read[participant] = seq
            self._presence_dirty = True

    def frame_at(self, participant: ParticipantId, fid: FrameId) -> Sealed:
        """A large frame announced to this person in this epoch."""
        return self.stage.announced_frame(participant, fid)

    # --- the loop ----------------------------------------------------------------------------------------------------

    async def _turn(self, job: Callable[[], Awaitable[Result]]) -> Result:
        answer: asyncio.Future[Result] = asyncio.get_running_loop().create_future()

        async def run() -> None:
            try:
                result = await job()
            except Exception as error:  # noqa: BLE001  (whoever asked gets it, a bug of ours too)
                if not answer.cancelled():
                    answer.set_exception(error)
            else:
                if not answer.cancelled():
                    answer.set_result(result)

        try:
            self._inbox.put_nowait(run)
        except asyncio.QueueFull:
            raise Unavailable("busy") from None
        return await answer

    async def _run(self) -> None:
        while True:
            try:
                async with asyncio.timeout(self._until_next_s()):
                    job = await self._inbox.get()
            except TimeoutError:
                job = None
            # time goes first: a decision at or after the deadline meets a session that knows it is over
            await self._perform_quietly(Tick())
            if job is not None:
                await job()
            await self._upkeep()

    def _until_next_s(self) -> float:
        due = due_ms(self.session)
        if due is None:
            return IDLE_S
        due = max(due, self._held_until_ms)
        return min(IDLE_S, max(0.0, (due - self.stage.now_ms()) / 1000))

    async def _perform(self, command: Command) -> None:
        stepped: Stepped = step(self.session, command, self.stage.now_ms())
        await self.performer.perform(stepped)

    async def _perform_quietly(self, command: Tick | Drop | Recover) -> None:
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

    async def _upkeep(self) -> None:
        now_ms = self.stage.now_ms()
        if now_ms - self._pace.lease_ms >= LEASE_EVERY_MS:
            self._pace.lease_ms = now_ms
            self.stage.renew_leases()
        if self._presence_dirty and now_ms - self._pace.presence_ms >= PRESENCE_EVERY_MS:
            self._presence_dirty, self._pace.presence_ms = False, now_ms
            self.stage.tell_presence()
        try:
            await self._keep_up(now_ms)
        except (Unavailable, Malformed, Refused) as error:
            _log.warning("upkeep_failed", code=error.code)
            if error.code == "fenced":
                await self._give_up()

    async def _keep_up(self, now_ms: int) -> None:
        """What may be written late: what an ending owes, the newest view, what was seen."""
        keeper = self.performer.keeper
        if keeper.owes:
            await keeper.settle()
        if self._view_dirty and now_ms - self._pace.view_saved_ms >= 1000:
            self._pace.view_saved_ms = now_ms
            await keeper.save(self.session)
            self._view_dirty = False
        if now_ms - self._pace.shown_ms >= SHOWN_EVERY_MS:
            self._pace.shown_ms = now_ms
            for screen in self.stage.screens.values():
                if screen.shown:
                    shown, screen.shown = screen.shown, set()
                    await keeper.shown(screen.viewer.participant, shown)

    async def _give_up(self) -> None:
        """Somebody else owns this session now: nothing of ours may be shown any more."""
        self.stage.destroy_keys()
        self.stage.close_all("moved")
