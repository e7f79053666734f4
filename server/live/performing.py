"""How one decision of the rules becomes real, in its order: keys, dark, record, save, then show and tell.

An ordinary decision that cannot be recorded and saved did not happen: no log, no image. Once it is durable, what
follows goes on whatever fails, and so does an ending: keys die and screens go dark at once, whatever the disk says,
and what could not be written is owed.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

import structlog

from server.audit.lock_receipt import LOCKED, lock_receipt
from server.live import lights, telling, views
from server.live.asking import Asking
from server.live.keeping import Keeper, with_destroyed
from server.live.renderer import Destroyed
from server.live.stage import Stage
from server.live.talk import Talk
from server.sessions.chat import system_line
from server.sessions.effects import (
    AskConsent,
    Close,
    DestroyKeys,
    Effect,
    GiveKey,
    MakeDark,
    MintEpoch,
    Record,
    Save,
    SetDeadline,
    ShowOwnView,
    ShowView,
    StartFeed,
    Stepped,
    StopFeeds,
    SystemLine,
    TellBallots,
    TellBookmarks,
    TellControl,
    TellMarks,
    TellPresence,
    TellState,
    TellWishes,
)
from server.sessions.phases import Phase
from server.terms.entries import Entry, EntryFact
from server.terms.errors import LightboxError

DECISIVE: Final = (StopFeeds, MintEpoch, MakeDark, Record, SetDeadline, Save)
"""What must succeed for an ordinary decision to have happened; everything else only follows from it."""
_log = structlog.get_logger()


@dataclass(slots=True)
class Performer:
    """Performs effects for one session; only the session's task calls it."""

    stage: Stage
    keeper: Keeper
    asking: Asking
    talk: Talk = field(init=False)
    """What is said."""
    _destroyed: Destroyed = field(default_factory=lambda: Destroyed(0, 0))
    _fingerprints: tuple[str, ...] = ()
    """What was destroyed since the last key was made, for the receipt."""

    def __post_init__(self) -> None:
        """One writer of the chat."""
        self.talk = Talk(self.stage, self.keeper)

    async def perform(self, stepped: Stepped) -> None:
        """Make a decision real.

        Raises
        ------
        LightboxError
            What an ordinary decision failed with; nothing of it happened.
        """
        if any(isinstance(effect, DestroyKeys) for effect in stepped.effects):
            await self._end(stepped)
        else:
            await self._go_on(stepped)

    async def record_dark(self) -> None:
        """Say in the record which keys died without a decision."""
        fingerprints, self._fingerprints = self._fingerprints, ()
        await self._record_destroyed(fingerprints)

    def darken(self, effects: Iterable[Effect]) -> None:
        """Of a decision that cannot be performed yet, do what never waits: feeds, keys, screens."""
        for effect in effects:
            match effect:
                case StopFeeds(participants):
                    lights.stop_feeds(self.stage, participants)
                case DestroyKeys():
                    self._destroy()
                case MakeDark(participants, reason):
                    lights.make_dark(self.stage, participants, reason)
                case _:
                    pass

    async def _go_on(self, stepped: Stepped) -> None:
        minted: int | None = None
        fingerprint = ""
        self.stage.pending = stepped.session
        try:
            for effect in stepped.effects:
                match effect:
                    case MintEpoch(epoch):
                        fingerprint, minted = lights.mint(self.stage, epoch), epoch
                    case Record(entry):
                        await self.keeper.record(_naming(entry, fingerprint))
                    case Save():
                        await self.keeper.save(stepped.session)
                    case _:
                        self.darken([effect])
        except BaseException:
            if minted is not None:
                lights.unmint(self.stage, minted)
            raise
        finally:
            self.stage.pending = None
        self.stage.session = stepped.session
        gone = () if minted is None else self._turn()
        await self._follow(effect for effect in stepped.effects if not isinstance(effect, DECISIVE))
        await self._record_destroyed(gone)

    async def _end(self, stepped: Stepped) -> None:
        self.stage.session = stepped.session
        forgetting: asyncio.Task[None] | None = None
        for effect in stepped.effects:
            match effect:
                case DestroyKeys():
                    self._destroy()
                    forgetting = forgetting or asyncio.create_task(self.stage.workshop.renderer.forget())
                case MintEpoch(epoch):
                    # somebody brought pictures back in the moment they ended, or the other way round
                    lights.mint(self.stage, epoch)
                    self._turn()
                case Save():
                    await self.keeper.save_or_owe(stepped.session)
                case Record(entry):
                    await self._record_end(entry)
                case _:
                    await self._follow([effect])
        if stepped.session.phase in {Phase.CLOSING, Phase.LOCKED}:
            self.asking.forget()
        else:
            await self._record_destroyed(self._fingerprints)
        if forgetting is not None:
            await forgetting

    def _turn(self) -> tuple[str, ...]:
        """The newest epoch reigns; gives the fingerprints of the keys it ended."""
        self._destroyed, self._fingerprints = Destroyed(0, 0), ()
        return lights.turn(self.stage)

    def _destroy(self) -> None:
        destroyed, fingerprints = lights.destroy_keys(self.stage)
        self._destroyed = Destroyed(
            self._destroyed.frames + destroyed.frames, self._destroyed.size_bytes + destroyed.size_bytes
        )
        self._fingerprints += fingerprints

    async def _record_destroyed(self, fingerprints: tuple[str, ...]) -> None:
        if fingerprints:
            facts: dict[str, EntryFact] = {"keys": fingerprints}
            now_ms, session = self.stage.now_ms(), self.stage.session.id
            await self.keeper.record_or_owe(Entry("key.destroyed", now_ms, "system", session, facts))

    async def _record_end(self, entry: Entry) -> None:
        if entry.kind != LOCKED:
            await self.keeper.record_or_owe(entry)
            return
        # what was seen stands before the lock: nothing is sent or shown any more, and a receipt can tell of all of it
        self.keeper.owe_seen(self.stage.audience.take_seen(), self.stage.series)
        entry = with_destroyed(entry, self._destroyed, self._fingerprints)
        index = await self.keeper.record_or_owe(entry)
        if index is not None:
            await self.keeper.receipt_or_owe(lock_receipt(entry, index))

    async def _follow(self, effects: Iterable[Effect]) -> None:
        """What comes of a decision that stands: a failure of one is said in the log and keeps none of the others."""
        for effect in effects:
            try:
                await self._perform(effect)
            except LightboxError as error:
                _log.error("not_followed", kind=type(effect).__name__, code=error.code)
            except Exception as error:  # noqa: BLE001  (a bug of ours must not keep a socket open or a screen lit)
                _log.error("not_followed", kind=type(effect).__name__, exc_info=error)

    async def _perform(self, effect: Effect) -> None:
        stage = self.stage
        match effect:
            case GiveKey(participants, epoch):
                lights.give_key(stage, participants, epoch)
            case StartFeed(participants):
                await views.start_feeds(stage, participants)
            case ShowView(view, cseq, author):
                views.show_view(stage, view, cseq, author)
            case ShowOwnView(participant, own, cseq):
                views.show_own_view(stage, participant, own, cseq)
            case TellBookmarks():
                telling.tell_bookmarks(stage)
            case TellMarks(put, dropped):
                telling.tell_marks(stage, put, dropped)
            case TellWishes():
                telling.tell_wishes(stage)
            case TellBallots():
                telling.tell_ballots(stage)
            case SystemLine(code, facts):
                await self.talk.unkept.follow(system_line(code, facts, stage.now_ms()))
            case AskConsent(participant):
                await self.asking.ask(participant)
            case TellState():
                telling.tell_state(stage)
            case TellPresence():
                telling.tell_presence(stage)
            case TellControl():
                telling.tell_control(stage)
            case Close(participant, code):
                stage.audience.close(participant, code)
            case _:
                self.darken([effect])


def _naming(entry: Entry, fingerprint: str) -> Entry:
    """The entry about a new key names it, so that a receipt can be held against what was made."""
    if entry.kind != "key.created":
        return entry
    return replace(entry, facts={**entry.facts, "keys": (fingerprint,)})
