"""What was found in a consult taken along as DICOM: whose it is, with what factor, and what is in it. F3, F4, L2."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import pytest_asyncio
from highdicom.sr import ComprehensiveSR, MeasurementReport
from pydicom import dcmread
from pydicom.dataset import Dataset

from server.desk.accounts import NewAccount
from server.desk.checked_opinions import CheckedOpinions
from server.desk.saved_findings import SavedFindings
from server.desk.sign_in import SignedIn
from server.desk.wanted_pictures import NOT_CITED, of_answer, of_consult
from server.opinions.request import Opinion, State
from server.sessions.phases import Phase
from server.sessions.session import Bookmark, Session
from server.storage.database.opinions import OpinionRows
from server.storage.database.session_people import SessionPeopleRepository
from server.terms.errors import NotFound, Refused, Tampered
from server.terms.ids import InstanceId, PersonId, SeriesId, StudyId
from server.terms.marks import Figure, Mark, Measured
from server.terms.opinions import Answer, CitedImage, DeclaredDisplay, Position, RequestFacts, Urgency
from server.terms.view import Cited, View, Viewport, Window
from tests.desk.dicom_files import SERIES, slice_file
from tests.desk.people import CLINIC, TEXTS, People, consult_of, people_in, signed_by
from tests.desk.study_desk import ME, StudyDesk
from tests.reports.saved import ANSWER

pytestmark = pytest.mark.asyncio(loop_scope="module")
LINE = Measured((Figure("length", 3.2015621187164243, "mm"),))


@dataclass
class Findings:
    """A host with a consult about three real slices."""

    people: People
    desk: StudyDesk
    account: NewAccount
    signed_in: SignedIn
    session: Session

    @property
    def use_case(self) -> SavedFindings:
        """The desk as the roof puts it together."""
        people = self.people
        return SavedFindings(
            consults=people.consults,
            pictures=self.desk.library,
            opinions=CheckedOpinions(OpinionRows(people.db, people.sessions), people.dep),
            factors=people.factors,
            log=people.log,
            record=people.log,
            texts=TEXTS,
            clinic=CLINIC,
            version="1.0",
            clock=people.clock,
        )

    async def has(self, *, marks: tuple[Mark, ...] = (), bookmarks: tuple[Bookmark, ...] = ()) -> None:
        """Let that have been drawn and kept in a consult that is over."""
        over = replace(
            self.session, marks=marks, bookmarks=bookmarks, phase=Phase.LOCKED, locked_ms=self.people.clock()
        )
        await self.people.sessions.save(over, fence=await self.people.sessions.claim(self.session.id))

    async def taken(self, signed_in: SignedIn | None = None) -> dict[str, Dataset]:
        """The files that the host gets, with the present code."""
        self.people.clock.later(seconds=30)
        code = self.people.code(self.account)
        content = await self.use_case.take_along(signed_in or self.signed_in, self.session.id, code)
        with ZipFile(BytesIO(content)) as files:
            return {name: dcmread(BytesIO(files.read(name))) for name in files.namelist()}

    async def answered(self, *answers: Answer, outside: bool = False) -> None:
        """Let the guest have been asked for an opinion, and have given these versions."""
        guest, host = self.session.guests[0].id, self.account.person.id
        facts = RequestFacts(
            session=self.session.id,
            asked_by=host,
            asked_of=None if outside else PersonId("b" * 32),
            question="Benign?",
            urgency=Urgency.SOON,
            asked_ms=0,
            due_ms=1,
            minutes=10,
            stacks=self.session.stacks,
            basis="documented",
        )
        opinion = Opinion(facts, guest, state=State.ANSWERED, answers=answers)
        await OpinionRows(self.people.db, self.people.sessions).add(signed_by(self.people, opinion))

    def cited(self, pos: int = 1) -> CitedImage:
        """A picture that an answer rests on, with the guest's drawing."""
        display = DeclaredDisplay("medical", calibrated=True)
        ref = self.session.stacks[0]
        window = Window(40, 400)
        return CitedImage(
            0,
            pos,
            ref.study,
            ref.series,
            InstanceId("i"),
            1,
            4,
            pos + 1,
            window,
            "lossless",
            display,
            "The node",
            (self.mark(pos),),
        )

    def mark(self, pos: int = 1, **values: object) -> Mark:
        """A length that the guest drew."""
        guest = self.session.guests[0].id
        cited = Cited(0, pos, 4, pos + 1, Window(40, 400), "lossy")
        drawn = Mark("00000000000000a1", guest, 0, pos, "length", ((1, 2), (6, 6)), measured=LINE, cited=cited, at_ms=5)
        return replace(drawn, **values)  # type: ignore[arg-type]  # a field of Mark

    def starred(self, pos: int = 2) -> Bookmark:
        """A view that the host starred."""
        host = self.session.host.id
        viewport = Viewport("a", 0, pos, voi=Window(-600, 1500), flip=True)
        view = View(1, host, 0, (1, 1), "a", (viewport,))
        return Bookmark(1, host, 7, "Nodule", True, view, (Cited(0, pos, 4, pos + 1, Window(-600, 1500), "lossless"),))


@pytest_asyncio.fixture(loop_scope="module")
async def findings(tmp_path: Path, desk: StudyDesk) -> AsyncIterator[Findings]:
    (tmp_path / "people").mkdir()
    async with people_in(tmp_path / "people") as people:
        _, series = await desk.bring_all(slice_file(number) for number in (1, 2, 3))
        account = await people.staff()
        signed_in, _ = await people.signed_in(account)
        session = (await consult_of(people, account)).session
        stacks = (await desk.library.stacks_of(ME.id, [series])).stacks
        yield Findings(people, desk, account, signed_in, replace(session, stacks=stacks))


async def test_marks_and_starred_views_come_as_dicom(findings: Findings) -> None:
    """L2, F4: what a guest with only a link measured is in the host's report, with the right picture."""
    await findings.has(marks=(findings.mark(),), bookmarks=(findings.starred(),))
    files = await findings.taken()
    names = ("presentation-1", "presentation-2", "key-1", "report-1")
    assert list(files) == [f"study-1/{name}.dcm" for name in names]
    report = files["study-1/report-1.dcm"]
    tree = ComprehensiveSR.from_dataset(report).content
    assert isinstance(tree, MeasurementReport)
    measured = [each for each in tree.get_image_measurement_groups() if each.tracking_identifier == "00000000000000a1"]
    (length,) = measured[0].get_measurements()
    assert length.value == 3.2015621187164243
    assert [str(each.referenced_sop_instance_uid) for each in measured[0].source_images] == [f"{SERIES}.2"]
    (chosen,) = [item for item in files["study-1/key-1.dcm"].ContentSequence if item.ValueType == "IMAGE"]
    assert chosen.ReferencedSOPSequence[0].ReferencedSOPInstanceUID == f"{SERIES}.3"
    state = files["study-1/presentation-1.dcm"]
    assert (state.ImageHorizontalFlip, state.SoftcopyVOILUTSequence[0].WindowWidth) == ("Y", 1500)
    assert state.SOPInstanceUID == chosen.ReferencedSOPSequence[0].ReferencedSOPSequence[0].ReferencedSOPInstanceUID


async def test_patient_is_the_one_of_the_source(findings: Findings) -> None:
    """The host's files go back to the archive under the same patient and study; the observer is the host."""
    await findings.has(marks=(findings.mark(),))
    report = (await findings.taken())["study-1/report-1.dcm"]
    assert (report.PatientName, report.PatientID, report.PatientBirthDate) == (
        "Planted^Patience", "PLANTED-ID-77", "19610203"
    )  # fmt: skip
    assert report.StudyInstanceUID == SERIES.rpartition(".")[0]
    assert report.VerificationFlag == "UNVERIFIED"
    names = {str(item.PersonName) for item in report.ContentSequence if item.ValueType == "PNAME"}
    assert names == {f"{findings.session.host.name}^"}
    assert findings.session.guests[0].name.encode() not in report.to_json().encode()


async def test_same_findings_are_the_same_files(findings: Findings) -> None:
    """Whoever saves twice, on another day, sends the archive what it has."""
    await findings.has(marks=(findings.mark(),), bookmarks=(findings.starred(),))
    once = await findings.taken()
    findings.people.clock.later(seconds=86_400)
    signed_in, _ = await findings.people.signed_in(findings.account)
    again = await findings.taken(signed_in)
    assert {name: each.SOPInstanceUID for name, each in once.items()} == {
        name: each.SOPInstanceUID for name, each in again.items()
    }


async def test_taking_along_is_an_entry_with_what_was_taken(findings: Findings) -> None:
    """I1: who, how many objects, the digest of the file; no word and no name."""
    await findings.has(marks=(findings.mark(),))
    await findings.taken()
    entry = (await findings.people.log.read(session=findings.session.id))[-1].entry
    assert (entry.kind, entry.actor) == ("findings.exported", findings.account.person.id)
    assert entry.facts["objects"] == 2
    assert len(str(entry.facts["digest"])) == 64


async def test_a_code_is_spent_and_a_used_one_gives_nothing(findings: Findings) -> None:
    """T-06: neither a wrong code nor the one before; nothing was taken along then."""
    await findings.has(marks=(findings.mark(),))
    with pytest.raises(Refused, match="factor_wrong"):
        await findings.use_case.take_along(findings.signed_in, findings.session.id, "000000")
    findings.people.clock.later(seconds=30)
    await findings.taken()
    with pytest.raises(Refused, match="factor_wrong"):
        await findings.use_case.take_along(
            findings.signed_in, findings.session.id, findings.people.code(findings.account)
        )
    assert (await findings.people.kinds()).count("findings.exported") == 1


async def test_findings_are_nobody_elses(findings: Findings) -> None:
    """T-15, H12: to another provider they do not exist, nor to a colleague the consult was shared with."""
    await findings.has(marks=(findings.mark(),))
    colleague = await findings.people.staff("roe")
    other, _ = await findings.people.signed_in(colleague, "roe")
    await SessionPeopleRepository(findings.people.db).share(
        findings.session.id, colleague.person.id, findings.people.clock()
    )
    findings.people.clock.later(seconds=30)
    with pytest.raises(NotFound):
        await findings.use_case.take_along(other, findings.session.id, findings.people.code(colleague))
    assert "findings.exported" not in await findings.people.kinds()


async def test_nothing_drawn_and_nothing_left_is_nothing_to_save(findings: Findings) -> None:
    """Neither spends a code: there is nothing to be asked for."""
    await findings.has()
    with pytest.raises(Refused, match="nothing_to_save"):
        await findings.use_case.take_along(findings.signed_in, findings.session.id, "")
    await findings.has(marks=(findings.mark(),))
    await findings.desk.studies.deletion.delete(ME.id, findings.session.stacks[0].study)
    with pytest.raises(Refused, match="nothing_to_save"):
        await findings.use_case.take_along(findings.signed_in, findings.session.id, "")
    assert "factor.refused" not in await findings.people.kinds()


async def test_opinion_is_a_report_that_its_author_signed(findings: Findings) -> None:
    """F3, F5: asked by the host, who takes it along; verified by who answered, amended by a report that names the first."""
    await findings.has()
    first = replace(ANSWER, images=(findings.cited(),))
    await findings.answered(
        first, replace(first, version=2, revealed=True, reason="The prior", signed_ms=first.signed_ms + 9000)
    )
    files = await findings.taken()
    assert list(files) == [
        f"study-1/opinion-{version}/{name}-1.dcm" for version in (1, 2) for name in ("presentation", "key", "report")
    ]
    one, two = (files[f"study-1/opinion-{version}/report-1.dcm"] for version in (1, 2))
    observer = one.VerifyingObserverSequence[0]
    assert (one.VerificationFlag, observer.VerifyingObserverName, observer.VerifyingOrganization) == (
        "VERIFIED", f"{findings.session.guests[0].name}^", CLINIC
    )  # fmt: skip
    assert "PredecessorDocumentsSequence" not in one
    before = two.PredecessorDocumentsSequence[0].ReferencedSeriesSequence[0].ReferencedSOPSequence[0]
    assert before.ReferencedSOPInstanceUID == one.SOPInstanceUID
    assert one.SeriesInstanceUID == two.SeriesInstanceUID
    assert one.InstanceNumber != two.InstanceNumber


async def test_where_somebody_outside_works_is_not_said_for_them(findings: Findings) -> None:
    await findings.has()
    await findings.answered(replace(ANSWER, images=(findings.cited(),)), outside=True)
    report = (await findings.taken())["study-1/opinion-1/report-1.dcm"]
    assert report.VerifyingObserverSequence[0].VerifyingOrganization != CLINIC


async def test_answer_that_nobody_signed_is_not_taken_along(findings: Findings) -> None:
    """I1: whoever can write in the database and has its keys cannot make somebody say something."""
    await findings.has(marks=(findings.mark(),))
    await findings.answered(replace(ANSWER, images=(findings.cited(),)))
    shelf = OpinionRows(findings.people.db, findings.people.sessions)
    kept = await shelf.find(findings.session.id)
    assert kept is not None
    forged = replace(kept.opinion, answers=(replace(kept.opinion.answers[0], position=Position.AGREE),))
    assert await shelf.keep(replace(kept, opinion=forged), over=kept.opinion.revision)
    findings.people.clock.later(seconds=30)
    with pytest.raises(Tampered, match="opinion"):
        await findings.use_case.take_along(
            findings.signed_in, findings.session.id, findings.people.code(findings.account)
        )
    assert "findings.exported" not in await findings.people.kinds()


async def test_answer_that_cites_nothing_is_a_report_all_the_same(findings: Findings) -> None:
    """Cannot say: what was asked about is named, and that it was not cited."""
    await findings.has()
    await findings.answered(replace(ANSWER, position=Position.CANNOT_SAY))
    files = await findings.taken()
    assert list(files) == ["study-1/opinion-1/report-1.dcm"]
    tree = ComprehensiveSR.from_dataset(files["study-1/opinion-1/report-1.dcm"]).content
    assert isinstance(tree, MeasurementReport)
    (group,) = tree.get_image_measurement_groups()
    assert [item.TextValue for item in group[0].ContentSequence if item.ValueType == "TEXT"][-1] == NOT_CITED


async def test_a_view_that_was_not_starred_is_not_taken(findings: Findings) -> None:
    assert of_consult(replace(findings.session, bookmarks=(replace(findings.starred(), star=False),)), {}) == ()


async def test_best_quality_that_was_seen_is_said(findings: Findings) -> None:
    """What a screen said later counts, of who drew it or kept it and of nobody else."""
    drawn = replace(findings.session, marks=(findings.mark(),))
    guest, host = findings.session.guests[0].id, findings.session.host.id
    assert of_consult(drawn, {})[0].quality == "lossy"
    assert of_consult(drawn, {(guest, 0, 1): "lossless"})[0].quality == "lossless"
    assert of_consult(drawn, {(host, 0, 1): "lossless"})[0].quality == "lossy"


async def test_pictures_of_an_answer_are_as_they_were_signed() -> None:
    """F5: window, quality seen, declared display and drawings of that moment."""
    display = DeclaredDisplay("medical", calibrated=True)
    image = CitedImage(
        0, 3, StudyId("s"), SeriesId("e"), InstanceId("i"), 1, 4, 4, Window(40, 400), "lossless", display, "The node"
    )
    (picture,) = of_answer(replace(ANSWER, images=(image,)), 1)
    assert (picture.place, picture.window, picture.quality, picture.display, picture.caption, picture.is_key) == (
        (0, 3), Window(40, 400), "lossless", display, "The node", True
    )  # fmt: skip
    assert picture.views == (Viewport("a", 0, 3, voi=Window(40, 400)),)
