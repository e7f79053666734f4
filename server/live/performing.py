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

from server.live.keeping import Keeper, receipt_of, with_destroyed
from server.live.notices import ConsentShown
from server.live.ports import ConsentDesk, ConsentText
from server.live.renderer import Destroyed
from server.live.stage import Stage
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
    TellBookmarks,
    TellControl,
    TellMarks,
    TellPresence,
    TellState,
)
from server.sessions.phases import Phase
from server.terms.entries import Entry, EntryFact
from server.terms.errors import LightboxError
from server.terms.ids import ParticipantId

DECISIVE: Final = (StopFeeds, MintEpoch, MakeDark, Record, SetDeadline, Save)
"""What must succeed for an ordinary decision to have happened; everything else only follows from it."""
_log = structlog.get_logger()


@dataclass(slots=True)
class Performer:
    """Performs effects for one session; only the session's task calls it."""

    stage: Stage
    keeper: Keeper
    consent: ConsentDesk
    forms: dict[ParticipantId, ConsentText] = field(default_factory=dict)
    """The form each patient was last shown: only an answer to exactly that text counts."""
    _destroyed: Destroyed = field(default_factory=lambda: Destroyed(0, 0))
    _fingerprints: tuple[str, ...] = ()
    """What was destroyed since the last key was made, for the receipt."""

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

    def darken(self, effects: Iterable[Effect]) -> None:
        """Of a decision that cannot be performed yet, do what never waits: feeds, keys, screens."""
        for effect in effects:
            match effect:
                case StopFeeds(participants):
                    self.stage.stop_feeds(participants)
                case DestroyKeys():
                    self._destroy()
                case MakeDark(participants, reason):
                    self.stage.make_dark(participants, reason)
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
                        fingerprint, minted = self.stage.mint(epoch), epoch
                    case Record(entry):
                        await self.keeper.record(_naming(entry, fingerprint))
                    case Save():
                        await self.keeper.save(stepped.session)
                    case _:
                        self.darken([effect])
        except BaseException:
            if minted is not None:
                self.stage.unmint(minted)
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
                    self.stage.mint(epoch)
                    self._turn()
                case Save():
                    await self.keeper.save_or_owe(stepped.session)
                case Record(entry):
                    await self._record_end(entry)
                case _:
                    await self._follow([effect])
        if stepped.session.phase in {Phase.CLOSING, Phase.LOCKED}:
            self.forms.clear()
        else:
            await self._record_destroyed(self._fingerprints)
        if forgetting is not None:
            await forgetting

    def _turn(self) -> tuple[str, ...]:
        """The newest epoch reigns; gives the fingerprints of the keys it ended."""
        self._destroyed, self._fingerprints = Destroyed(0, 0), ()
        return self.stage.turn()

    def _destroy(self) -> None:
        destroyed, fingerprints = self.stage.destroy_keys()
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
        if entry.kind != "lock.started":
            await self.keeper.record_or_owe(entry)
            return
        entry = with_destroyed(entry, self._destroyed, self._fingerprints)
        index = await self.keeper.record_or_owe(entry)
        await self.keeper.receipt_or_owe(receipt_of(entry, index))

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
                stage.give_key(participants, epoch)
            case StartFeed(participants):
                await stage.start_feeds(participants)
            case ShowView(view, cseq, author):
                stage.show_view(view, cseq, author)
            case ShowOwnView(participant, own, cseq):
                stage.show_own_view(participant, own, cseq)
            case TellBookmarks():
                stage.tell_bookmarks()
            case TellMarks(put, dropped):
                stage.tell_marks(put, dropped)
            case SystemLine(code, facts):
                stored, _ = await self.keeper.say(system_line(code, facts, stage.now_ms()))
                stage.tell_line(stored)
            case AskConsent(participant):
                await self._ask_consent(participant)
            case TellState():
                stage.tell_state()
            case TellPresence():
                stage.tell_presence()
            case TellControl():
                stage.tell_control()
            case Close(participant, code):
                stage.audience.close(participant, code)
            case _:
                self.darken([effect])

    async def _ask_consent(self, participant: ParticipantId) -> None:
        """The form is an entry before it is on a screen."""
        screen = self.stage.screens.get(participant)
        if screen is None:
            return
        form = await self.consent.form_for(self.stage.session, participant, screen.viewer.language)
        facts = {"digest": form.digest, "language": form.language}
        await self.keeper.record(Entry("consent.shown", self.stage.now_ms(), participant, self.stage.session.id, facts))
        self.forms[participant] = form
        screen.viewer.tell(ConsentShown(form))


def _naming(entry: Entry, fingerprint: str) -> Entry:
    """The entry about a new key names it, so that a receipt can be held against what was made."""
    if entry.kind != "key.created":
        return entry
    return replace(entry, facts={**entry.facts, "keys": (fingerprint,)})
