"""Asking for a second opinion: from a study or out of a consult, of a colleague or somebody outside; reading the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from server.desk.consults import HOSTS, Consults
from server.desk.inviting import Ways
from server.desk.opinion_cards import AskedCard, OpinionCards
from server.desk.opinion_keeping import OpinionKeeping
from server.desk.opinion_rows import KeptOpinion
from server.desk.ports import Colleagues
from server.desk.readings import ReadingAsked, Readings
from server.opinions.asking import LATE_MS, ask, check_asked
from server.opinions.commands import MoveDue, ReadAnswer, Withdraw
from server.opinions.request import State
from server.sessions.chat import tidied
from server.sessions.phases import Phase
from server.terms.errors import NotFound, Refused
from server.terms.ids import PersonId, SeriesId, SessionId
from server.terms.opinions import RequestFacts, Urgency
from server.terms.people import Person

LISTED = 100


@dataclass(frozen=True, slots=True)
class OpinionAsked:
    """A request somebody wants to make. Without `series` those of the `consult` it is asked out of.

    `colleague` None: an outside specialist of this `name`, who comes by link, by these `ways`.
    """

    question: str = field(repr=False)
    urgency: Urgency
    due_ms: int
    minutes: int
    basis: str
    basis_words: Mapping[str, str] = field(repr=False)
    series: tuple[SeriesId, ...] = ()
    consult: SessionId | None = None
    colleague: PersonId | None = None
    name: str = field(default="", repr=False)
    ways: Ways = field(default_factory=Ways)
    first_report: str = field(default="", repr=False)
    blind: bool = False
    others_shown: bool = False


class AskingOpinions:
    """What whoever asks may do."""

    def __init__(
        self,
        *,
        keeping: OpinionKeeping,
        cards: OpinionCards,
        readings: Readings,
        consults: Consults,
        colleagues: Colleagues,
    ) -> None:
        self._keeping = keeping
        self._cards = cards
        self._readings = readings
        self._consults = consults
        self._colleagues = colleagues

    async def ask(self, person: Person, asked: OpinionAsked) -> AskedCard:
        """Ask, and make the reading it will be given in.

        Raises
        ------
        Refused
            `forbidden`; `not_a_clinician`; `locked`: the consult is over; what `Readings.make` refuses.
        NotFound
            `person`; `no_session`; a series that is not there, or not this person's to show.
        Malformed
            `basis_needed`; `bad_value` {field}; `bad_name` {why}; `bad_address` {kind}.
        """
        if person.role not in HOSTS:
            raise Refused("forbidden")
        now_ms = self._keeping.clock()
        question, report = tidied(asked.question), tidied(asked.first_report)
        check_asked(question, report, asked.basis, asked.due_ms - now_ms)
        colleague = None if asked.colleague is None else await self._clinician(person, asked.colleague)
        wanted = ReadingAsked(
            series=asked.series or await self._series_of(person, asked.consult),
            minutes=asked.minutes,
            until_ms=asked.due_ms + LATE_MS,
            basis=asked.basis,
            basis_words=asked.basis_words,
            colleague=colleague,
            name=asked.name,
            ways=asked.ways,
        )
        if asked.series and asked.consult is not None:
            await self._series_of(person, asked.consult)
        made = await self._readings.make(person, wanted)
        facts = RequestFacts(
            session=made.session.id,
            asked_by=person.id,
            asked_of=None if colleague is None else colleague.id,
            question=question,
            urgency=asked.urgency,
            asked_ms=now_ms,
            due_ms=asked.due_ms,
            minutes=asked.minutes,
            stacks=made.session.stacks,
            basis=asked.basis,
            subject=made.subject,
            consult=asked.consult,
            first_report=report,
            blind=asked.blind,
            others_shown=asked.others_shown,
        )
        return await self._cards.asked(await self._keeping.add(ask(facts, made.reader)))

    async def queue(self, person: Person) -> list[AskedCard]:
        """Give what somebody asked for, newest first."""
        return [await self._cards.asked(each) for each in await self._keeping.shelf.asked_by(person.id, limit=LISTED)]

    async def read(self, person: Person, session: SessionId) -> AskedCard:
        """Give one of one's own requests; that a new version of the answer was read is an entry. `NotFound`, `Tampered`."""
        kept = await self._mine(person, session)
        if kept.opinion.state is State.ANSWERED:
            kept = await self._keeping.act(kept, "asker", ReadAnswer(person.id))
        return await self._cards.asked(kept)

    async def signed_file(self, person: Person, session: SessionId, version: int) -> bytes:
        """Give a version as it was signed; having it is having read it. `NotFound`, `Tampered`."""
        kept = await self._mine(person, session)
        content = self._keeping.signed_file(kept, version)
        await self._keeping.act(kept, "asker", ReadAnswer(person.id))
        return content

    async def withdraw(self, person: Person, session: SessionId) -> AskedCard:
        """Take a request back that nobody has answered; its reading ends. `NotFound`, `Refused` `conflict` {state}."""
        kept = await self._mine(person, session)
        return await self._cards.asked(await self._keeping.act(kept, "asker", Withdraw(person.id)))

    async def move_due(self, person: Person, session: SessionId, due_ms: int) -> AskedCard:
        """Need the answer at another time; raises `NotFound`, `Refused` `conflict` {state}, `Malformed` `bad_value` {field}."""
        kept = await self._mine(person, session)
        return await self._cards.asked(await self._keeping.act(kept, "asker", MoveDue(person.id, due_ms)))

    async def _mine(self, person: Person, session: SessionId) -> KeptOpinion:
        kept = await self._keeping.of(session)
        if kept.opinion.facts.asked_by != person.id:
            raise NotFound("no_request")
        return kept

    async def _clinician(self, person: Person, colleague: PersonId) -> Person:
        other = await self._colleagues.person(colleague)
        if other is None or colleague == person.id:
            raise NotFound("person")
        if other.role not in HOSTS:
            raise Refused("not_a_clinician")
        return other

    async def _series_of(self, person: Person, consult: SessionId | None) -> tuple[SeriesId, ...]:
        if consult is None:
            return ()
        mine = await self._consults.mine(person.id, consult)
        if mine.phase is Phase.LOCKED:
            raise Refused("locked")
        return _in_order([ref.series for ref in mine.stacks])


def _in_order(series: Sequence[SeriesId]) -> tuple[SeriesId, ...]:
    return tuple(dict.fromkeys(series))
