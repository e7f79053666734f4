"""How one decision of the rules becomes real, in its order: keys, dark, record, save, show, tell.

An ordinary decision stops at its first failure and the session stays as it was: no log, no image. An ending goes on:
keys die and screens go dark whatever the disk says, and what could not be written is owed.
"""

import asyncio
from dataclasses import dataclass, field, replace

from server.live.keeping import Keeper, with_destroyed
from server.live.notices import ChatAdded, ConsentShown
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
    ShowView,
    StartFeed,
    Stepped,
    StopFeeds,
    SystemLine,
    TellControl,
    TellPresence,
    TellState,
)
from server.sessions.phases import Phase
from server.terms.entries import Entry
from server.terms.ids import ParticipantId


@dataclass(slots=True)
class Performer:
    """Performs the effects of one session."""

    stage: Stage
    keeper: Keeper
    consent: ConsentDesk
    forms: dict[ParticipantId, ConsentText] = field(default_factory=dict)
    """The form each patient was last shown: only an answer to exactly that text counts."""
    _destroyed: tuple[Destroyed, tuple[str, ...]] | None = None

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

    async def _go_on(self, stepped: Stepped) -> None:
        before = self.stage.session
        self.stage.session = stepped.session
        minted: int | None = None
        fingerprint = ""
        durable = False
        try:
            for effect in stepped.effects:
                if isinstance(effect, MintEpoch):
                    fingerprint = self.stage.mint(effect.epoch)
                    minted = effect.epoch
                durable = durable or isinstance(effect, Save)
                await self._perform(_with_fingerprint(effect, fingerprint))
        except Exception:
            if not durable:
                self.stage.session = before
                if minted is not None:
                    self.stage.unmint(minted)
            raise
        if minted is not None and (gone := self.stage.retire_former()):
            await self.keeper.record_or_owe(
                Entry("key.destroyed", self.stage.now_ms(), "system", self.stage.session.id, {"keys": gone})
            )

    async def _end(self, stepped: Stepped) -> None:
        self.stage.session = stepped.session
        for effect in stepped.effects:
            match effect:
                case DestroyKeys():
                    self._destroyed = self.stage.destroy_keys()
                case MintEpoch(epoch):
                    # an end that was due and a command that makes it live again, in one decision
                    self.stage.mint(epoch)
                case Save():
                    await self.keeper.save_or_owe(stepped.session)
                case Record(entry):
                    await self._record_end(entry)
                case _:
                    await self._perform(effect)
        if stepped.session.phase in {Phase.CLOSING, Phase.LOCKED}:
            self.forms.clear()
        await self.stage.workshop.renderer.forget()

    async def _record_end(self, entry: Entry) -> None:
        destroyed, fingerprints = self._destroyed or (Destroyed(0, 0), ())
        if entry.kind == "lock.started":
            entry = with_destroyed(entry, destroyed, fingerprints)
        index = await self.keeper.record_or_owe(entry)
        if entry.kind == "lock.started":
            await self.keeper.receipt("lock", destroyed, fingerprints, entry, index)

    async def _perform(self, effect: Effect) -> None:
        stage = self.stage
        match effect:
            case StopFeeds(participants):
                stage.stop_feeds(participants)
            case MakeDark(participants, reason):
                stage.make_dark(participants, reason)
            case Record(entry):
                await self.keeper.record(entry)
            case Save():
                await self.keeper.save(stage.session)
            case GiveKey(participants, epoch):
                stage.give_key(participants, epoch)
            case StartFeed(participants):
                await stage.start_feeds(participants)
            case ShowView(view, cseq, author):
                stage.show_view(view, cseq, author)
            case SystemLine(code, facts):
                stored = await self.keeper.say(system_line(code, facts, stage.now_ms()))
                stage.tell_admitted(ChatAdded((stored,)))
            case AskConsent(participant):
                await self._ask_consent(participant)
            case TellState():
                stage.tell_state()
            case TellPresence():
                stage.tell_presence()
            case TellControl():
                stage.tell_control()
            case Close(participant, code):
                stage.close(participant, code)
            case MintEpoch() | DestroyKeys() | SetDeadline():
                # minting and destroying belong to the order above; a deadline's row is part of saving the session
                await asyncio.sleep(0)

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


def _with_fingerprint(effect: Effect, fingerprint: str) -> Effect:
    """The entry about a new key names it, so that a receipt can be held against what was made."""
    if isinstance(effect, Record) and effect.entry.kind == "key.created":
        return Record(replace(effect.entry, facts={**effect.entry.facts, "keys": (fingerprint,)}))
    return effect
