"""Findings as a TID 1500 measurement report, read back by highdicom, pydicom and dcmtk. PS3.16 TID 1500, PS3.3 A.35.3."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import cache
from io import BytesIO
from pathlib import Path

import highdicom
import numpy as np
import pytest
from highdicom.sr import (
    ComprehensiveSR,
    ImageRegion,
    MeasurementReport,
    MeasurementsAndQualitativeEvaluations,
    PlanarROIMeasurementsAndQualitativeEvaluations,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.sr.coding import Code
from pydicom.uid import ComprehensiveSRStorage, KeyObjectSelectionDocumentStorage

from server.reports.coded_words import (
    CALIBRATIONS,
    CONFIDENCES,
    DISPLAYS,
    NEXT_STEPS,
    PARTS,
    POSITIONS,
    QUALITIES,
    URGENCIES,
    unit_code,
)
from server.reports.findings import Findings, FoundOn, Observer
from server.reports.heading import file_of
from server.reports.measurement_report import measurement_report, person_name
from server.reports.references import Reference
from server.studies.header import PatientHeader
from server.terms.errors import Refused
from server.terms.ids import InstanceUID, SeriesUID, StudyUID
from server.terms.marks import Figure, Mark, Measured
from server.terms.opinions import Confidence, NextStep, Position, Urgency
from server.terms.people import Role
from server.terms.units import UNITS
from tests.programs import require_program
from tests.reports.consult import NEW, PATIENT, SLICE, STUDY
from tests.reports.saved import (
    ANSWER,
    ARROW,
    BENT,
    BOX,
    COBB,
    FINDINGS,
    KEY,
    LINE,
    MARKS,
    MEASURED_ON,
    STATE,
)


@cache
def file(findings: Findings = FINDINGS, patient: PatientHeader = PATIENT) -> bytes:
    return file_of(measurement_report(findings, patient=patient, study=STUDY, new=NEW))


def read(findings: Findings = FINDINGS) -> Dataset:
    """A report as pydicom reads it."""
    return dcmread(BytesIO(file(findings)))


def content(findings: Findings = FINDINGS) -> MeasurementReport:
    """The same as highdicom understands it."""
    tree = ComprehensiveSR.from_dataset(read(findings)).content
    assert isinstance(tree, MeasurementReport)
    return tree


def items(item: Dataset) -> Iterator[Dataset]:
    """All content items below one."""
    for each in item.get("ContentSequence", ()):
        yield each
        yield from items(each)


def coded(dataset: Dataset) -> dict[str, str]:
    """The codes of the qualitative evaluations by the codes of their names."""
    container = next(each for each in dataset.ContentSequence if name_of(each) == "C0034375")
    found = (each for each in container.ContentSequence if each.ValueType == "CODE")
    return {name_of(each): each.ConceptCodeSequence[0].CodeValue for each in found}


def region_of(group: PlanarROIMeasurementsAndQualitativeEvaluations) -> ImageRegion:
    assert isinstance(group.roi, ImageRegion)
    return group.roi


def values_of(group: MeasurementsAndQualitativeEvaluations) -> dict[str, str]:
    """Codes by the codes of their names."""
    found = (each for each in group[0].ContentSequence if each.ValueType == "CODE")
    return {name_of(each): each.ConceptCodeSequence[0].CodeValue for each in found}


def texts(dataset: Dataset) -> dict[str, str]:
    return {name_of(each): each.TextValue for each in items(dataset) if each.ValueType == "TEXT"}


def name_of(item: Dataset) -> str:
    return str(item.ConceptNameCodeSequence[0].CodeValue) if "ConceptNameCodeSequence" in item else ""


def on(*marks: Mark) -> Findings:
    return replace(FINDINGS, pictures=(replace(MEASURED_ON, marks=marks),))


@pytest.mark.parametrize("mark", [LINE, BENT, COBB], ids=["length", "angle", "two lines"])
def test_lines_come_back(mark: Mark) -> None:
    """F3: number, unit, points and the picture of a length and of an angle."""
    group = next(each for each in content().get_image_measurement_groups() if each.tracking_identifier == mark.id)
    (measurement,) = group.get_measurements()
    assert mark.measured is not None
    (figure,) = mark.measured.figures
    points = [tuple(point) for each in measurement.referenced_coordinates for point in each.value]
    assert measurement.value == figure.value
    assert measurement.unit == unit_code(figure.unit)
    assert points == list(mark.points)
    assert [str(each.referenced_sop_instance_uid) for each in group.source_images] == [SLICE.sop_instance_uid]


def test_region_and_every_value_under_it_come_back() -> None:
    """F3: area, count, mean, deviation, least and most, exactly."""
    group = content().get_planar_roi_measurement_groups()[0]
    said = [
        (each.name.value, each.derivation and each.derivation.value, each.value) for each in group.get_measurements()
    ]
    assert said == [
        ("42798000", None, 314.159265358979),
        ("pixels_counted", None, 641.0),
        ("112031", "373098007", -12.345678901234567),
        ("112031", "386136009", 7.25),
        ("112031", "255605001", -31.0),
        ("112031", "56851009", 1e-7),
    ]
    assert region_of(group).value.tolist() == [[100, 115], [140, 115], [120, 100], [120, 130]]
    assert region_of(group).graphic_type.value == "ELLIPSE"


def test_rectangle_is_a_closed_line() -> None:
    group = content().get_planar_roi_measurement_groups()[1]
    assert region_of(group).value.tolist() == [[200, 150], [220, 150], [220, 190], [200, 190], [200, 150]]


def test_what_distances_are_worth_is_said() -> None:
    """F1: patient, detector, or only pixels."""
    said = [each.ConceptCodeSequence[0].CodeValue for each in items(read()) if name_of(each) == "calibration"]
    assert said == ["believed", "believed", "at_detector", "believed", "uncalibrated"]


def test_what_measures_nothing_is_left_to_the_presentation_state() -> None:
    assert ARROW.id not in {each.get("TextValue") for each in items(read())}


def test_mark_without_figures_says_why() -> None:
    """Refused across ultrasound regions: there is no number, and the reason is there."""
    refused = replace(LINE, measured=Measured((), "regions"))
    found = [each for each in items(read(on(refused))) if name_of(each) == "calibration"]
    assert [each.ConceptCodeSequence[0].CodeValue for each in found] == ["regions"]
    assert not content(on(refused)).get_image_measurement_groups()[1].get_measurements()


points = st.tuples(*[st.tuples(*[st.floats(0, 60_000, width=32)] * 2)] * 2)
lines = st.builds(
    lambda points, value, unit: replace(LINE, points=points, measured=Measured((Figure("length", value, unit),))),
    points,
    st.floats(0, 1e9),
    st.sampled_from(("mm", "px")),
)
regions = st.builds(
    lambda points, value, unit: replace(BOX, points=points, measured=Measured((Figure("mean", value, unit),))),
    points,
    st.floats(-1e12, 1e12),
    st.sampled_from(("", *sorted(UNITS))),
)


@settings(max_examples=5, deadline=None)
@given(st.lists(lines, min_size=1, max_size=6), st.lists(regions, min_size=1, max_size=6))
def test_every_number_comes_back(lines: list[Mark], regions: list[Mark]) -> None:
    """F3: whatever was measured, in whatever unit, to the last digit; points to a float of 32 bits (VR FL)."""
    tree = content(on(*lines, *regions))
    along = [each.get_measurements()[0] for each in tree.get_image_measurement_groups()[1:]]
    under = tree.get_planar_roi_measurement_groups()
    measured = [*along, *(each.get_measurements()[0] for each in under)]
    figures = [mark.measured.figures[0] for mark in (*lines, *regions) if mark.measured is not None]
    assert [each.value for each in measured] == [figure.value for figure in figures]
    assert [each.unit.value for each in measured] == [unit_code(figure.unit).value for figure in figures]
    drawn = [each.referenced_coordinates[0].value for each in along]
    assert [each.astype(np.float32).tolist() for each in drawn] == [[list(at) for at in mark.points] for mark in lines]
    outlined = [region_of(each).value[[0, 2]].tolist() for each in under]
    assert outlined == [[list(at) for at in mark.points] for mark in regions]


def test_units_differ_from_one_another() -> None:
    """No two units of figures have the same code, so that each can be read back."""
    symbols = {"", "mm", "mm²", "°", "px", "px²", *UNITS}
    assert len({unit_code(symbol).value for symbol in symbols}) == len(symbols)


def test_opinion_is_there_in_codes_and_words() -> None:
    """F5: position, confidence, urgency, next step, and what it is not."""
    dataset = read()
    assert coded(dataset) == {
        "standing": "consultation",
        "position": "differ",
        "confidence": "6736007",
        "urgency": "soon",
        "next_step": "tissue",
        "reading": "blind",
    }
    said = texts(dataset)
    assert (said["121077"], said["121075"]) == ("Spiculated.\r\nNot a granuloma.", "Core biopsy, CT guided")
    meanings = [each.ConceptCodeSequence[0].CodeMeaning for each in items(dataset) if name_of(each) == "standing"]
    assert meanings == ["Given on consultation pictures, not a primary report"]


@pytest.mark.parametrize(
    "codes", [POSITIONS, CONFIDENCES, URGENCIES, NEXT_STEPS, QUALITIES, DISPLAYS, CALIBRATIONS, PARTS]
)
def test_everything_that_can_be_said_has_a_code_of_its_own(codes: Mapping[str, Code]) -> None:
    """Legal as the standard has it (16 characters, 64 of meaning), and no two share one."""
    assert len({code.value for code in codes.values()}) == len(codes)
    assert all(len(code.value) <= 16 and len(code.meaning) <= 64 for code in codes.values())


@pytest.mark.parametrize(
    ("words", "codes"),
    [(Position, POSITIONS), (Confidence, CONFIDENCES), (Urgency, URGENCIES), (NextStep, NEXT_STEPS), (Role, PARTS)],
)
def test_nothing_that_can_be_answered_is_left_out(words: type[StrEnum], codes: Mapping[str, Code]) -> None:
    assert set(words) == set(codes)


def test_picture_says_how_it_was_seen() -> None:
    """Quality seen, declared display, window, comment, presentation state: per picture."""
    seen, clip = (
        each
        for each in content().get_image_measurement_groups()
        if str(each.tracking_identifier).endswith(("57", "12"))
    )
    assert values_of(seen) == {
        "quality_seen": "lossless",
        "display": "medical",
        "display_gsdf": "373066001",
        "window_function": "LINEAR",
    }
    assert [each.value for each in seen.get_measurements()] == [40.0, 400.0]
    image = seen.source_images[0].ReferencedSOPSequence[0]
    assert image.ReferencedSOPSequence[0].ReferencedSOPInstanceUID == STATE.sop_instance_uid
    assert clip.source_images[0].referenced_frame_numbers == [12]
    assert values_of(clip) == {
        "quality_seen": "unknown",
        "display": "undeclared",
        "display_gsdf": "373067005",
    }


def test_everything_referred_to_is_evidence() -> None:
    """References are right: each names an object that the document lists with its study and series."""
    report = ComprehensiveSR.from_dataset(read())
    listed = {each[2] for each in report.get_evidence(current_procedure_only=True)}
    referred = {
        str(named.ReferencedSOPInstanceUID)
        for item in items(report)
        if "ReferencedSOPSequence" in item
        for image in item.ReferencedSOPSequence
        for named in (image, *image.get("ReferencedSOPSequence", ()))
    }
    assert referred == listed == {SLICE.sop_instance_uid, "2.25.8", STATE.sop_instance_uid, KEY.sop_instance_uid}


def test_picture_of_another_study_is_pertinent_evidence() -> None:
    prior = Reference(StudyUID("2.25.5"), SeriesUID("2.25.51"), SLICE.sop_class_uid, InstanceUID("2.25.52"))
    dataset = read(replace(FINDINGS, pictures=(FoundOn(prior, 1, 1), *FINDINGS.pictures)))
    assert dataset.StudyInstanceUID == STUDY.uid
    assert [each.StudyInstanceUID for each in dataset.CurrentRequestedProcedureEvidenceSequence] == [STUDY.uid]
    assert [each.StudyInstanceUID for each in dataset.PertinentOtherEvidenceSequence] == ["2.25.5"]


@pytest.mark.parametrize(
    "pictures", [(), (replace(MEASURED_ON, picture=replace(SLICE, study_instance_uid=StudyUID("2.25.5"))),)]
)
def test_report_about_no_picture_of_its_study_is_refused(pictures: tuple[FoundOn, ...]) -> None:
    with pytest.raises(Refused, match="not_sayable"):
        file(replace(FINDINGS, pictures=pictures))


def test_signed_opinion_is_verified_by_who_signed() -> None:
    dataset = read()
    (observer,) = dataset.VerifyingObserverSequence
    assert (dataset.CompletionFlag, dataset.VerificationFlag, dataset.PreliminaryFlag) == (
        "COMPLETE",
        "VERIFIED",
        "FINAL",
    )
    assert (observer.VerifyingObserverName, observer.VerifyingOrganization) == ("Dr Amira Lee^", "North Clinic")
    assert observer.VerificationDateTime == "20260105102030.000000"


def test_what_was_only_drawn_is_verified_by_nobody() -> None:
    """F4: measurements of a consult are saved, and nobody stands for them."""
    dataset = read(replace(FINDINGS, answer=None, signed=None))
    assert (dataset.CompletionFlag, dataset.VerificationFlag) == ("PARTIAL", "UNVERIFIED")
    assert "VerifyingObserverSequence" not in dataset
    assert coded(dataset) == {"standing": "working"}


def test_amended_opinion_leads_to_the_one_before_it() -> None:
    earlier = Reference(SLICE.study_instance_uid, SeriesUID("2.25.40"), ComprehensiveSRStorage, InstanceUID("2.25.41"))
    amended = replace(ANSWER, version=2, revealed=True, reason="The prior was released")
    dataset = read(replace(FINDINGS, answer=amended, earlier=earlier))
    before = dataset.PredecessorDocumentsSequence[0].ReferencedSeriesSequence[0].ReferencedSOPSequence[0]
    assert before.ReferencedSOPInstanceUID == "2.25.41"
    assert texts(dataset)["amended"] == "The prior was released"
    assert coded(dataset)["reading"] == "revealed"


def test_same_findings_are_the_same_bytes() -> None:
    """Nothing in it is chance or a clock: an archive that has it already is told nothing new."""
    assert file() == file.__wrapped__()


def test_mark_is_traced_by_the_same_uid_in_the_next_report() -> None:
    def tracked(source: str) -> list[str]:
        found = content(replace(on(LINE), source=source)).get_image_measurement_groups()
        return [str(each.tracking_uid) for each in found]

    assert tracked("one") == tracked("one")
    assert not set(tracked("one")) & set(tracked("other"))


def test_reduced_patient_leaves_nothing_that_names_them() -> None:
    """H6: for somebody outside the clinic the object says no more than sex; the planted name is nowhere in it."""
    made = file(patient=PatientHeader(sex="F"))
    dataset = dcmread(BytesIO(made))
    assert (dataset.PatientName, dataset.PatientID, dataset.PatientBirthDate, dataset.PatientSex) == ("", "", "", "F")
    assert not [word for word in (b"Doe", b"4711", b"19680412") if word in made]


def test_patient_of_the_source_is_the_patient_of_the_report() -> None:
    dataset = read()
    said = (dataset.PatientName, dataset.PatientID, dataset.PatientBirthDate, dataset.PatientSex)
    assert said == (PATIENT.name, PATIENT.id, PATIENT.birth_date, PATIENT.sex)
    assert (dataset.StudyInstanceUID, dataset.AccessionNumber, dataset.Modality) == (STUDY.uid, "A-1", "SR")
    assert (dataset.ContentDate, dataset.InstanceCreationTime) == ("20260105", "102030.250000")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Dr Amira Lee", "Dr Amira Lee^"),
        ("Lee^Amira=x\\y", "Lee Amira x y^"),
        ("د. أميرة", "د. أميرة^"),
        ("a" * 90, "a" * 62 + "^"),
        ("\n", "^"),
        ("", "^"),
    ],
)
def test_any_name_is_one_value(name: str, said: str) -> None:
    """What somebody calls themselves cannot become another part of the object, nor a warning with their name."""
    assert person_name(name) == said
    assert read(replace(FINDINGS, observer=Observer(name, ""))).VerifyingObserverSequence


def test_own_scheme_is_named() -> None:
    (scheme,) = read().CodingSchemeIdentificationSequence
    assert scheme.CodingSchemeDesignator == "99LIGHTBOX"


def test_dcmtk_reads_every_item(tmp_path: Path) -> None:
    """`dsrdump` knows the constraints of a Comprehensive SR; each number and reference is in what it prints."""
    program = require_program("dsrdump", package="dcmtk")
    path = tmp_path / "report.dcm"
    path.write_bytes(file())
    said = subprocess.run([program, "+Pl", "+Pu", "+Pc", path], capture_output=True, timeout=20, check=True)
    assert [line for line in said.stderr.splitlines() if b"not support" not in line] == []
    text = said.stdout.decode()
    numbers = {float(each) for each in re.findall(r'NUM:\([^)]*\)="([^"]+)"', text)}
    figures = [figure for mark in MARKS if mark.measured is not None for figure in mark.measured.figures]
    assert all(min(abs(number - figure.value) for number in numbers) <= 1e-12 for figure in figures)
    for piece in (
        "(POLYLINE,10.25/20.5,110.75/95.125)",
        "(ELLIPSE,100/115,140/115,120/100,120/130)",
        '(CT image,"2.25.3"),(GSPS,"2.25.21")',
        '(USm image,"2.25.8",12)',
        "Verifying Observers : 2026-01-05 10:20:30, Dr Amira Lee^, North Clinic",
        '(121077,DCM,"Conclusion")="Spiculated.',
        "عقدة",
    ):
        assert piece in text
    assert "invalid" not in text


def test_highdicom_reads_our_key_objects() -> None:
    """What we make without it (it has no place for a presentation state in a selection) is what it expects."""
    from tests.reports.test_key_objects import kept, selection

    made = highdicom.ko.KeyObjectSelectionDocument.from_dataset(selection(kept("node", (0, 1), (0, 2))))
    assert made.SOPClassUID == KeyObjectSelectionDocumentStorage
    references = made.content.get_references()
    assert [each.referenced_sop_instance_uid for each in references] == ["2.25.3.1", "2.25.3.2"]
    assert made.resolve_reference("2.25.3.1") == ("2.25.1", "2.25.2", "2.25.3.1")
