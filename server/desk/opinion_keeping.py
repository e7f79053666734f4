"""Requests for opinions kept and carried out: what was decided is recorded, kept, then done and told, in this order."""

from contextlib import suppress
from dataclasses import replace
from typing import Protocol

from server.audit.checkpoint import Signer
from server.desk.opinion_rows import KeptOpinion, OpinionShelf, SignedWords
from server.desk.opinion_statements import check_signed, file_of
from server.desk.ports import Clock, LiveRooms, RecordPort, SessionShelf
from server.desk.reader_letters import ReaderNews
from server.desk.staff_notices import NewsKind
from server.opinions.commands import Command, Tick
from server.opinions.effects import EndReading, News, Record, Save, StartReading, Stepped, Tell
from server.opinions.request import Opinion, Side
from server.opinions.step import step
from server.sessions.session import Session
from server.terms.entries import Entry
from server.terms.errors import LightboxError, NotFound, Refused
from server.terms.ids import ParticipantId, PersonId, SessionId
from server.vault.deployment import DeploymentKey

NOTICES: dict[News, NewsKind] = {
    "asked": "opinion_asked",
    "accepted": "opinion_accepted",
    "declined": "opinion_declined",
    "withdrawn": "opinion_withdrawn",
    "answered": "opinion_answered",
    "amended": "opinion_amended",
    "overdue": "opinion_overdue",
    "moved": "opinion_moved",
    "brought": "opinion_brought",
}
LETTERS: dict[News, ReaderNews] = {"overdue": "late", "withdrawn": "recalled"}
OVERTAKEN_MAX = 5
"""So often somebody else may be faster."""


class LiveReadings(Protocol):
    """Readings as they run."""

    async def begin_reading(self, session: SessionId, participant: ParticipantId) -> None:
        """Let the reader in: their clock starts. `locked`, `conflict` {presence} when they do not wait there."""
        ...

    async def record_seen(self, session: SessionId) -> None:
        """What was on screens until now is in the record when this returns."""
        ...


class StaffTold(Protocol):
    """Where members of staff hear of things."""

    async def tell(self, person: PersonId, kind: NewsKind, *, request: SessionId) -> None:
        """Keep a notice for somebody."""
        ...


class GuestTold(Protocol):
    """Where somebody with only a link hears that they are late, or that nobody needs their opinion any more."""

    async def tell(self, session: SessionId, participant: ParticipantId, kind: ReaderNews) -> None:
        """Write to them, where that leads anywhere."""
        ...


class OpinionKeeping:
    """One way in and one way out for both sides and the clock."""

    def __init__(
        self,
        *,
        shelf: OpinionShelf,
        sessions: SessionShelf,
        readings: LiveReadings,
        rooms: LiveRooms,
        notices: StaffTold,
        letters: GuestTold,
        record: RecordPort,
        dep: DeploymentKey,
        clock: Clock,
    ) -> None:
        self.shelf = shelf
        self.signing = dep.signing_key()
        self._signer = Signer(self.signing)
        self.clock = clock
        self._sessions = sessions
        self._readings = readings
        self._rooms = rooms
        self._notices = notices
        self._letters = letters
        self._record = record

    async def of(self, session: SessionId) -> KeptOpinion:
        """Give the request of a reading; `NotFound` (`no_request`), `Tampered` (`opinion`)."""
        kept = await self.shelf.find(session)
        if kept is None:
            raise NotFound("no_request")
        check_signed(self.signing, kept)
        return kept

    def signed_file(self, kept: KeptOpinion, version: int) -> bytes:
        """Give a version as it was signed, to be checked without us; `NotFound` (`no_request`)."""
        if not 1 <= version <= len(kept.signed):
            raise NotFound("no_request")
        return file_of(self._signer, kept.signed[version - 1])

    async def reading(self, session: SessionId) -> Session:
        """Give the reading as it stands now."""
        return self._rooms.snapshot(session) or await self._sessions.load(session)

    async def record_seen(self, session: SessionId) -> None:
        """What the reader's screen showed until now is in the record when this returns; `log_unavailable`."""
        await self._readings.record_seen(session)

    async def add(self, stepped: Stepped) -> KeptOpinion:
        """Keep a new request."""
        kept = KeptOpinion(stepped.opinion)
        await self._recorded(stepped)
        await self.shelf.add(kept)
        await self._follow(stepped)
        return kept

    def check(self, kept: KeptOpinion, by: Side, command: Command) -> None:
        """Refuse what could not be done now; raises as `opinions.step`, and nothing happens."""
        step(kept.opinion, by, command, self.clock())

    async def act(
        self,
        kept: KeptOpinion,
        by: Side,
        command: Command,
        words: SignedWords | None = None,
        now_ms: int | None = None,
    ) -> KeptOpinion:
        """Decide a command now and carry it out; `words` are what was signed with it, at `now_ms`.

        What happened meanwhile and leaves the decision as it was (somebody read it) comes before it (OPN-43).

        Raises
        ------
        Refused, Malformed
            as `opinions.step`; `conflict` {state} when something else happened to it meanwhile.
        """
        at_ms = self.clock() if now_ms is None else now_ms
        stepped = step(kept.opinion, by, command, at_ms)
        recorded = _entries(stepped)
        await self._recorded(stepped)
        for _ in range(OVERTAKEN_MAX):
            if not stepped.effects:
                return kept
            changed = KeptOpinion(stepped.opinion, kept.signed if words is None else (*kept.signed, words))
            if Save() not in stepped.effects or await self.shelf.keep(changed, over=kept.opinion.revision):
                await self._follow(stepped)
                return changed
            kept, decided = await self.of(kept.session), stepped
            stepped = step(kept.opinion, by, command, at_ms)
            is_other = any(each not in recorded for each in _entries(stepped))
            if is_other or stepped.opinion.answers != decided.opinion.answers:
                break
        raise Refused("conflict", state=kept.opinion.state.value)

    async def tick(self, session: SessionId) -> bool:
        """Tell of a request that is late, once however many processes notice: whoever keeps it first records it."""
        kept = await self.of(session)
        stepped = step(kept.opinion, "clock", Tick(), self.clock())
        if not stepped.effects:
            return False
        changed = replace(kept, opinion=stepped.opinion)
        if not await self.shelf.keep(changed, over=kept.opinion.revision):
            return False
        try:
            await self._recorded(stepped)
        except LightboxError:
            back = replace(kept.opinion, revision=stepped.opinion.revision + 1)
            await self.shelf.keep(replace(kept, opinion=back), over=stepped.opinion.revision)
            raise
        await self._follow(stepped)
        return True

    async def _recorded(self, stepped: Stepped) -> None:
        entries = _entries(stepped)
        if entries:
            await self._record.append(entries)

    async def _follow(self, stepped: Stepped) -> None:
        opinion = stepped.opinion
        for effect in stepped.effects:
            match effect:
                case StartReading():
                    await self._readings.begin_reading(opinion.facts.session, opinion.reader)
                case EndReading():
                    await self._end(opinion)
                case Tell():
                    await self._tell(opinion, effect)
                case Record() | Save():
                    pass

    async def _end(self, opinion: Opinion) -> None:
        session = await self.reading(opinion.facts.session)
        with suppress(Refused):  # it was locked already
            await self._rooms.cancel(session.id, session.host.id, at_once=True)

    async def _tell(self, opinion: Opinion, tell: Tell) -> None:
        """Staff hear of it where they sign in; whoever came by a link is written to when late and when it was withdrawn."""
        facts = opinion.facts
        person = facts.asked_by if tell.side == "asker" else facts.asked_of
        if person is not None:
            await self._notices.tell(person, NOTICES[tell.news], request=facts.session)
        elif (letter := LETTERS.get(tell.news)) is not None:
            await self._letters.tell(facts.session, opinion.reader, letter)


def _entries(stepped: Stepped) -> list[Entry]:
    return [effect.entry for effect in stepped.effects if isinstance(effect, Record)]
