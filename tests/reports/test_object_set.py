"""What is saved of one study: states, selection and report name each other, and only what is there. PS3.3 A.33, A.35."""

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import highdicom
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset

from server.reports.findings import Findings
from server.reports.object_set import Making, SavedObject, Sighting, object_set
from server.reports.softcopy_presentation import viewport_of
from server.studies.header import PatientHeader
from server.terms.errors import Refused
from server.terms.view import Viewport, Window
from tests.programs import require_program
from tests.reports.consult import AUTHORS, IMPORTER, NEW, PATIENT, PICTURE, STUDY
from tests.reports.saved import CLIP, FINDINGS, LINE, MARKS, MEASURED_ON

MAKING = Making(PATIENT, STUDY, NEW.created, "1.2", {LINE.id: "87.7 mm"})
BASE = replace(FINDINGS, pictures=(), key_objects=None)
VIEW = Viewport("a", 0, 7, voi=Window(40.0, 400.0), rot=90, area=(10.0, 20.0, 200.0, 300.0))
NODULE = Sighting(replace(MEASURED_ON, presentation=None), PICTURE, (VIEW,), is_key=True)
COLORED = Sighting(CLIP, replace(PICTURE, reference=CLIP.picture, color=True), (Viewport("a", 1, 11),), is_key=True)


def saved(*sightings: Sighting, findings: Findings = BASE, making: Making = MAKING) -> tuple[SavedObject, ...]:
    return object_set(findings, sightings or (NODULE, COLORED), making)


def read(made: SavedObject) -> Dataset:
    return dcmread(BytesIO(made.content))


def kinds(made: tuple[SavedObject, ...]) -> list[tuple[str, int]]:
    return [(each.kind, each.number) for each in made]


def test_states_selection_and_report_lead_to_one_another() -> None:
    """L2: picture → its state; selection → picture and state; report → picture, state and selection."""
    made = saved()
    assert kinds(made) == [("presentation", 1), ("key", 1), ("report", 1)]
    state, key, report = map(read, made)
    image = state.ReferencedSeriesSequence[0].ReferencedImageSequence[0]
    assert image.ReferencedSOPInstanceUID == MEASURED_ON.picture.sop_instance_uid
    chosen = [item.ReferencedSOPSequence[0] for item in key.ContentSequence if item.ValueType == "IMAGE"]
    assert [each.ReferencedSOPInstanceUID for each in chosen] == [
        MEASURED_ON.picture.sop_instance_uid, CLIP.picture.sop_instance_uid
    ]  # fmt: skip
    assert chosen[0].ReferencedSOPSequence[0].ReferencedSOPInstanceUID == state.SOPInstanceUID
    assert "ReferencedSOPSequence" not in chosen[1]
    evidence = {str(each[2]) for each in highdicom.sr.ComprehensiveSR.from_dataset(report).get_evidence()}
    named = {
        state.SOPInstanceUID,
        key.SOPInstanceUID,
        MEASURED_ON.picture.sop_instance_uid,
        CLIP.picture.sop_instance_uid,
    }
    assert evidence == named
    assert len({each.reference.series_instance_uid for each in made}) == 3
    assert {read(each).StudyInstanceUID for each in made} == {STUDY.uid}


def test_view_and_marks_come_back_from_the_state() -> None:
    """F3: window, turn, area to a pixel and every drawing, also the arrow that no report has."""
    viewport, marks = viewport_of(read(saved()[0]), PICTURE, place=(0, 7), authors=AUTHORS, importer=IMPORTER)
    assert viewport == replace(VIEW, voi=None)
    assert [(each.id, each.kind, each.points, each.author) for each in marks] == [
        (each.id, each.kind, each.points, each.author) for each in MARKS
    ]


def test_drawing_beyond_its_picture_is_in_the_report_alone() -> None:
    outside = replace(LINE, points=((-4.0, 3.0), (20.0, 20.0)))
    state, _, report = saved(replace(NODULE, found=replace(NODULE.found, marks=(outside,))))
    assert "GraphicAnnotationSequence" not in read(state)
    assert outside.id.encode() in report.content


def test_nothing_starred_is_no_selection() -> None:
    assert kinds(saved(replace(NODULE, is_key=False))) == [("presentation", 1), ("report", 1)]


def test_two_ways_of_looking_are_two_states() -> None:
    """The report names the first."""
    made = saved(replace(NODULE, views=(VIEW, replace(VIEW, id="b", invert=True))))
    assert kinds(made) == [("presentation", 1), ("presentation", 2), ("key", 1), ("report", 1)]
    assert len({each.reference.sop_instance_uid for each in made}) == 4
    assert made[0].reference.sop_instance_uid.encode() in made[-1].content
    assert made[1].reference.sop_instance_uid.encode() not in made[-1].content


def test_same_thing_saved_twice_is_the_same_objects() -> None:
    """An archive that is sent both keeps one."""
    assert saved() == saved()


@pytest.mark.parametrize(
    "other",
    [
        replace(NODULE, found=replace(NODULE.found, caption="Another word")),
        replace(NODULE, views=(replace(VIEW, invert=True),)),
        replace(NODULE, found=replace(NODULE.found, marks=(replace(LINE, rev=2),))),
    ],
    ids=["word", "view", "mark"],
)
def test_another_thing_is_another_object(other: Sighting) -> None:
    """No two contents share a name."""
    ours = {each.reference.sop_instance_uid for each in saved(NODULE)}
    assert not ours & {each.reference.sop_instance_uid for each in saved(other)}


def test_nothing_to_save_is_refused() -> None:
    with pytest.raises(Refused, match="not_sayable"):
        object_set(BASE, (), MAKING)


def test_reduced_patient_is_in_no_object() -> None:
    """H6: planted name, number and birth date are in none of them."""
    made = saved(making=replace(MAKING, patient=PatientHeader(sex="F")))
    found = [word for each in made for word in (b"Doe", b"4711", b"19680412") if word in each.content]
    assert found == []


def test_dcmtk_reads_all_of_them(tmp_path: Path) -> None:
    """`dcmpschk` judges the state, `dsrdump` selection and report; neither has anything to complain of.

    Words in ASCII only: dcmtk 3.6.7 judges text by the bytes of Latin-1 whatever the character set is.
    """
    plain = replace(NODULE, found=replace(NODULE.found, marks=tuple(replace(mark, text="node") for mark in MARKS)))
    for each, name in zip(saved(plain, COLORED), ("dcmpschk", "dsrdump", "dsrdump"), strict=True):
        program = require_program(name, package="dcmtk")
        path = tmp_path / f"{each.kind}.dcm"
        path.write_bytes(each.content)
        said = subprocess.run([program, path], capture_output=True, timeout=20, check=True)
        assert [line for line in said.stderr.splitlines() if line.startswith(b"E:")] == []
        assert b"Test failed" not in said.stdout + said.stderr
