"""What was drawn, measured and kept in a consult as DICOM objects to take along: for its host, with a fresh factor."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Final, Protocol

from server.desk.catalogs import Catalog
from server.desk.consults import Consults
from server.desk.findings_zip import FindingsSet, StoredPicture, moment, zipped
from server.desk.fresh_factors import FreshFactors
from server.desk.key_images import SessionRecord, shown_in
from server.desk.opened_stacks import OpenedStack
from server.desk.paper_opinion import GivenOpinions
from server.desk.paper_words import PaperWords
from server.desk.ports import Clock, RecordPort
from server.desk.sealed_headers import StudyHead
from server.desk.sign_in import SignedIn
from server.desk.study_rows import StudyRow
from server.desk.texts import Texts
from server.desk.wanted_pictures import WantedPicture, of_answer, of_consult
from server.reports.findings import Findings, FoundOn, Observer
from server.reports.references import Reference
from server.reports.shown_picture import shown_picture
from server.sessions.session import Session
from server.studies.header import PatientHeader
from server.terms.consults import StackRef
from server.terms.entries import Entry
from server.terms.errors import NotFound, Refused
from server.terms.ids import InstanceUID, ParticipantId, SeriesUID, SessionId, StudyId, StudyUID
from server.terms.readers import Reader

LANGUAGE: Final = Reader("en", 0)
"""The codes of a report say what they mean in English; figures beside a drawing do as well, wherever it is read."""


class StoredPictures(Protocol):
    """The studies' side of the desk; `Library` is it."""

    async def row(self, study: StudyId) -> StudyRow:
        """Give the row of a study that is there; `NotFound`."""
        ...

    async def catalog(self, study: StudyRow) -> Catalog:
        """Give the opened catalog of a study."""
        ...

    async def open_stack(self, ref: StackRef) -> OpenedStack:
        """Give a stack of a consult's manifest; `NotFound`."""
        ...

    async def head_of(self, study: StudyId) -> StudyHead | None:
        """Give whose study it is; None once it is gone."""
        ...


class SavedFindings:
    """Makes the objects anew each time: of the same findings the same ones. Taking them along is an entry."""

    def __init__(
        self,
        *,
        consults: Consults,
        pictures: StoredPictures,
        opinions: GivenOpinions,
        factors: FreshFactors,
        log: SessionRecord,
        record: RecordPort,
        texts: Texts,
        clinic: str,
        version: str,
        clock: Clock,
    ) -> None:
        self._consults = consults
        self._pictures = pictures
        self._opinions = opinions
        self._factors = factors
        self._log = log
        self._record = record
        self._words = PaperWords.for_reader(texts, LANGUAGE)
        self._clinic = clinic
        self._version = version
        self._clock = clock

    async def take_along(self, signed_in: SignedIn, session: SessionId, code: str) -> bytes:
        """Give a zip of DICOM files, a folder for each study: presentation states, key pictures, a report.

        Each signed version of an opinion has such a set of its own, verified by whoever signed it. The authenticator's
        present code is spent by it. Drawings on pictures of a deleted study are left out.

        Raises
        ------
        NotFound
            unless it is this person's consult, or their request for an opinion.
        Refused
            `nothing_to_save`: nothing was drawn, starred or signed, or its pictures are gone; `factor_wrong`, `slow_down`.
        Tampered
            `opinion`: somebody changed what was signed.
        Unavailable
            `log_unavailable`, `clock_off`.
        """
        mine = await self._consults.mine(signed_in.person.id, session)
        sets = [each for each in await self._sets(mine) if each.stored]
        if not sets:
            raise Refused("nothing_to_save")
        await self._factors.prove(signed_in, code)
        content, objects = await asyncio.to_thread(zipped, sets, self._version)
        facts: dict[str, int | str] = {"objects": objects, "digest": sha256(content).hexdigest()}
        await self._record.append([Entry("findings.exported", self._clock(), signed_in.person.id, session, {**facts})])
        return content

    async def take_own(self, session: Session, reader: ParticipantId, prove: Callable[[], Awaitable[None]]) -> bytes:
        """Give whoever reads alone what they drew, kept and signed, without a name of the patient; `prove` spends their code.

        Of the patient stays the sex, of the study its UID and date: so much they were told, or the objects need.

        Raises
        ------
        Refused
            `forbidden`: the clinic's policy has not said that readers may; `nothing_to_save`; what `prove` refuses.
        Tampered
            `opinion`.
        Unavailable
            `log_unavailable`.
        """
        if not session.policy.reader_findings:
            raise Refused("forbidden")
        own = replace(
            session,
            marks=tuple(mark for mark in session.marks if mark.author == reader),
            bookmarks=tuple(kept for kept in session.bookmarks if kept.by == reader),
        )
        sets = [_nameless(each) for each in await self._sets(own) if each.stored]
        if not sets:
            raise Refused("nothing_to_save")
        await prove()
        content, objects = await asyncio.to_thread(zipped, sets, self._version)
        facts: dict[str, int | str] = {"objects": objects, "digest": sha256(content).hexdigest()}
        await self._record.append([Entry("findings.exported", self._clock(), reader, session.id, {**facts})])
        return content

    async def _sets(self, session: Session) -> list[FindingsSet]:
        """What was drawn and kept, then each version of the opinion that was given here."""
        roles = tuple((seat.id, seat.role) for seat in session.seats)
        drawn = of_consult(session, shown_in(await self._log.read(session=session.id)))
        host = Observer(session.host.name, self._clinic)
        sets = [await self._set(session, drawn, Findings(session.id, "", (), host, roles), _last_ms(session))]
        kept = await self._opinions.find(session.id)
        if kept is None:
            return sets
        opinion = kept.opinion
        # whoever came by a link says for themselves where they work: nobody has checked that
        organization = self._clinic if opinion.facts.asked_of is not None else ""
        reader = Observer(session.seat_of(opinion.reader).name, organization)
        for answer in opinion.answers:
            signed = Findings(session.id, "", (), reader, roles, answer, moment(answer.signed_ms))
            wanted = of_answer(answer, len(opinion.facts.stacks))
            sets.append(await self._set(session, wanted, signed, answer.signed_ms))
        return sets

    async def _set(
        self, session: Session, wanted: Sequence[WantedPicture], said: Findings, created_ms: int
    ) -> FindingsSet:
        """What is said, with the pictures that are still there, by study in the order met."""
        stored: dict[StudyId, tuple[StudyHead, list[StoredPicture]]] = {}
        for each in wanted:
            ref = session.stacks[each.place[0]]
            head = await self._pictures.head_of(ref.study)
            if head is None:
                continue
            try:
                opened = await self._pictures.open_stack(ref)
                catalog = await self._pictures.catalog(await self._pictures.row(ref.study))
            except NotFound:
                continue
            stored.setdefault(ref.study, (head, []))[1].append(_where(each, opened, catalog))
        captions = {mark.id: self._words.measured(mark) for each in wanted for mark in each.marks}
        return FindingsSet(said, tuple(stored.values()), captions, moment(created_ms))


def _nameless(one: FindingsSet) -> FindingsSet:
    """The same for who reads no name: patient, accession number and the file's own words left out."""
    stored = tuple(
        (StudyHead(PatientHeader(sex=head.patient.sex), replace(head.study, accession="", description="")), pictures)
        for head, pictures in one.stored
    )
    return replace(one, stored=stored, nameless=True)


def _where(wanted: WantedPicture, opened: OpenedStack, catalog: Catalog) -> StoredPicture:
    source = opened.frames[wanted.place[1]]
    header = catalog.instances[source.instance].header
    reference = Reference(
        StudyUID(header.study.uid),
        SeriesUID(header.series.uid),
        header.sop_class,
        InstanceUID(header.sop_instance),
        source.frame + 1 if source.traits.frames > 1 else None,
    )
    number = wanted.place[1] + 1 if source.image_number is None else source.image_number
    found = FoundOn(
        picture=reference,
        series_number=opened.facts.series_number,
        image_number=number,
        marks=wanted.marks,
        window=wanted.window,
        quality=wanted.quality,
        display=wanted.display,
        caption=wanted.caption,
    )
    return StoredPicture(
        wanted, found, shown_picture(source.traits, source.frame, reference, wanted.window), header.series.modality
    )


def _last_ms(session: Session) -> int:
    """When the last of it was drawn or kept, so that the same findings are the same objects on another day."""
    drawn, kept = (mark.at_ms for mark in session.marks), (view.at_ms for view in session.bookmarks)
    return max((session.created_ms, *drawn, *kept))
