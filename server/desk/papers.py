"""A consult on paper, in its reader's words: note, key images as references, measurements, people, and on what basis."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence

from server.audit.log import Recorded
from server.desk.consults import ConsultCard, Consults
from server.desk.key_images import SessionRecord, key_images, shown_in
from server.desk.note_rows import KeyImage
from server.desk.noting import Note, Notes, SignedVersion
from server.desk.paper_board import board_parts
from server.desk.paper_opinion import GivenOpinions, changed_opinion_part, opinion_part
from server.desk.paper_people import KeptWords, consent_part, names_of, people_part
from server.desk.paper_words import BETWEEN, PaperWords, dashed, series_name
from server.desk.ports import Clock, RecordPort
from server.desk.texts import Texts
from server.reports.paper import Fact, Paper, Part, Passage, Table
from server.sessions.session import Session
from server.terms.entries import Entry
from server.terms.errors import Tampered
from server.terms.ids import SeriesId, SessionId
from server.terms.marks import Mark
from server.terms.people import Person
from server.terms.readers import Reader


class Papers:
    """Puts a consult on paper; reading it is an entry, and taking it along another."""

    def __init__(
        self,
        *,
        consults: Consults,
        notes: Notes,
        consent: KeptWords,
        opinions: GivenOpinions,
        log: SessionRecord,
        record: RecordPort,
        texts: Texts,
        clinic: str,
        clock: Clock,
    ) -> None:
        self._consults = consults
        self._notes = notes
        self._consent = consent
        self._opinions = opinions
        self._log = log
        self._record = record
        self._texts = texts
        self._clinic = clinic
        self._clock = clock

    async def read(self, person: Person, session: SessionId, reader: Reader) -> Paper:
        """Give the paper to look at; raises `NotFound` unless the consult is this person's or was shared with them."""
        return await self._paper(person, session, reader, "note.read")

    async def pdf(self, person: Person, session: SessionId, reader: Reader) -> bytes:
        """Give the same paper as a PDF, to take along; raises as `read`."""
        return await asyncio.to_thread(_pdf, await self._paper(person, session, reader, "note.printed"))

    async def _paper(self, person: Person, session: SessionId, reader: Reader, kind: str) -> Paper:
        card = await self._consults.card(person, session)
        await self._record.append([Entry(kind, self._clock(), person.id, session, {})])
        record = await self._log.read(session=session)
        words = PaperWords.for_reader(self._texts, reader)
        try:
            note: Note | None = await self._notes.note_of(card.session)
        except Tampered:
            note = None
        images = note.signed[-1].key_images if note is not None and note.signed else None
        if images is None:
            numbers = {each.id: each.number for each in card.series}
            images = key_images(card.session, numbers, shown_in(record))
        return Paper(
            language=words.language,
            is_rtl=words.is_rtl,
            title=words.say("paper-title"),
            facts=tuple(_about(words, card)),
            parts=(
                _note_part(words, card, note, record),
                _images_part(words, images),
                _measures_part(words, card),
                *board_parts(words, card.session, person.id),
                *await self._opinion(words, card.session),
                *await self._asked_here(words, card),
                people_part(words, card.session),
                await consent_part(words, card, self._consent),
            ),
            foot=words.say("paper-foot", {"zone": words.zone, "clinic": self._clinic}),
        )

    async def _opinion(self, words: PaperWords, session: Session) -> tuple[Part, ...]:
        """The opinion that was asked for here; nothing where none was."""
        try:
            kept = await self._opinions.find(session.id)
        except Tampered:
            return (changed_opinion_part(words),)
        if kept is None:
            return ()
        return (opinion_part(words, kept.opinion, session.seat_of(kept.opinion.reader).name),)

    async def _asked_here(self, words: PaperWords, card: ConsultCard) -> tuple[Part, ...]:
        """The opinions that its host asked for out of this consult: the host's alone to print, for others may read blind."""
        session = card.session
        if not card.is_mine:
            return ()
        last_ms = self._clock() if session.locked_ms is None else session.locked_ms
        asked = await self._opinions.asked_out_of(session.id, card.host.id, session.created_ms, last_ms)
        parts = []
        for kept in asked:
            if kept is None:
                parts.append(changed_opinion_part(words))
                continue
            reading = await self._consults.mine(card.host.id, kept.session)
            parts.append(opinion_part(words, kept.opinion, reading.seat_of(kept.opinion.reader).name))
        return tuple(parts)


def _pdf(paper: Paper) -> bytes:
    from server.reports.consult_pdf import build_pdf  # noqa: PLC0415  (its library costs a start 0.1 s and 10 MB)

    return build_pdf(paper)


def _about(words: PaperWords, card: ConsultCard) -> Iterator[Fact]:
    session = card.session
    yield Fact(words.say("paper-patient"), card.patient_name)
    kind = words.say(f"policy-kind-{dashed(session.policy.kind.value)}", topic="policy")
    title = BETWEEN.join(filter(None, (kind, *(series_name(words, each) for each in card.series))))
    yield Fact(words.say("paper-consult"), title)
    yield Fact(words.say("paper-host"), card.host.name)
    yield Fact(words.say("paper-when"), words.at(session.viewing_started_ms or session.starts_ms))
    if session.locked_ms is None or session.lock_reason is None:
        yield Fact(words.say("paper-ended"), words.say("paper-not-ended"))
    else:
        reason = words.say(f"ended-{dashed(session.lock_reason.value)}", topic="desk")
        yield Fact(words.say("paper-ended"), f"{words.at(session.locked_ms)}{BETWEEN}{reason}")
    yield Fact(words.say("paper-number"), words.figures(session.id))


def _note_part(words: PaperWords, card: ConsultCard, note: Note | None, record: Sequence[Recorded]) -> Part:
    heading = words.say("paper-note")
    if note is None:
        return Part("note", heading, empty=words.say("paper-note-tampered"))
    passages = []
    if note.draft.text and card.is_mine:
        passages.append(Passage(words.say("paper-note-draft"), note.draft.text))
    for version in reversed(note.signed):
        small = words.say("paper-fingerprint", {"digest": words.figures(version.digest)})
        if version.digest not in _recorded(record, version.number):
            small = words.say("paper-note-differs")
        passages.append(Passage(_signed_words(words, card, version, len(note.signed)), version.text, small))
    return Part("note", heading, tuple(passages), empty="" if passages else words.say("paper-note-none"))


def _signed_words(words: PaperWords, card: ConsultCard, version: SignedVersion, newest: int) -> str:
    facts = {
        "name": card.host.name, "at": words.at(version.signed_ms),
        "version": str(version.number), "before": str(version.number - 1),
    }  # fmt: skip
    if version.number < newest:
        return words.say("paper-note-earlier", facts)
    return words.say("paper-note-amended" if version.number > 1 else "paper-note-signed", facts)


def _recorded(record: Sequence[Recorded], version: int) -> set[object]:
    """The digests that the record has of a version."""
    facts = (each.entry.facts for each in record if each.entry.kind == "note.signed")
    return {each.get("digest") for each in facts if each.get("version") == version}


def _images_part(words: PaperWords, images: Sequence[KeyImage]) -> Part:
    heads = ("paper-view", "paper-image", "paper-window", "paper-quality", "paper-measured")
    rows = tuple(
        (
            each.name,
            words.cited(each.series, each.image),
            words.window(each.window),
            words.quality(each.quality),
            "\n".join(filter(None, map(words.measured, each.measured))) or words.say("paper-nothing"),
        )
        for each in images
    )
    table = Table(tuple(map(words.say, heads)), rows) if rows else None
    return Part("images", words.say("paper-images"), table=table, empty="" if rows else words.say("paper-images-none"))


def _measures_part(words: PaperWords, card: ConsultCard) -> Part:
    heads = ("paper-image", "paper-mark", "paper-measured", "paper-drawn-by")
    names = names_of(card.session)
    numbers = {each.id: each.number for each in card.series}
    rows = tuple(
        (
            _place(words, card.session, numbers, mark),
            words.say(f"paper-mark-{mark.kind}"),
            words.measured(mark),
            names.get(mark.author, ""),
        )
        for mark in card.session.marks
        if mark.measured is not None
    )
    table = Table(tuple(map(words.say, heads)), rows) if rows else None
    return Part(
        "measures", words.say("paper-measures"), table=table, empty="" if rows else words.say("paper-measures-none")
    )


def _place(words: PaperWords, session: Session, numbers: Mapping[SeriesId, int | None], mark: Mark) -> str:
    if mark.cited is not None:
        return words.cited(mark.cited.series, mark.cited.image)
    return words.cited(numbers.get(session.stacks[mark.stack].series), mark.pos + 1)
