"""Findings as a measurement report: PS3.16 TID 1500 in a Comprehensive SR (PS3.3 A.35.3), its tree by highdicom.

highdicom builds the tree, checks its templates and collects the evidence. Names of people and moments are put in here:
it would say a name in a warning, and take the moment from a clock. It is imported where a report is made, never at start.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from highdicom.coding_schemes import CodingSchemeIdentificationItem
from highdicom.sr import (
    CodeContentItem,
    CompositeContentItem,
    ComprehensiveSR,
    ContainerContentItem,
    ContentSequence,
    DeviceObserverIdentifyingAttributes,
    MeasurementReport,
    ObservationContext,
    ObserverContext,
    PersonObserverIdentifyingAttributes,
    RelationshipTypeValues,
)
from highdicom.sr.value_types import ContentItem
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items
from pydicom.sr.codedict import codes
from pydicom.sr.coding import Code

from server.reports import coded_words as said
from server.reports.findings import Findings
from server.reports.heading import MANUFACTURER, NewObject, date_of, put_study, time_of
from server.reports.made_uids import made_uid
from server.reports.measured_group import Group, mark_group, picture_group, text_item
from server.reports.references import Reference
from server.studies.header import PatientHeader, StudyHeader
from server.terms.errors import Refused
from server.terms.opinions import Answer
from server.terms.people import Role

NAME_MAX: Final = 62
MOMENT: Final = "%Y%m%d%H%M%S.%f"
"""A DT value. PS3.5 6.2."""
CONTAINS: Final = RelationshipTypeValues.CONTAINS


def measurement_report(findings: Findings, *, patient: PatientHeader, study: StudyHeader, new: NewObject) -> Dataset:
    """The findings as an object that any reader of structured reports understands, ready for `file_of`.

    What carries a signed answer is complete and verified by whoever signed; what was only drawn is neither. Its patient
    is `patient` and nothing else says whose pictures these are.

    Raises
    ------
    Refused
        `not_sayable` {what: empty} without a picture of this study: a measurement report is about some.

    References
    ----------
    PS3.3 C.17.2 (SR Document General), C.17.3, C.18; PS3.16 TID 1500, 1501, 1410, 300, 1001–1004, 4108.
    """
    if not any(found.picture.study_instance_uid == study.uid for found in findings.pictures):
        raise Refused("not_sayable", what="empty")
    content = _content(findings, new)
    dataset = ComprehensiveSR(
        evidence=[_evidence(each) for each in _named(findings, study)],
        content=content[0],
        series_instance_uid=new.series_instance_uid,
        series_number=new.series_number,
        sop_instance_uid=new.sop_instance_uid,
        instance_number=new.instance_number,
        manufacturer=MANUFACTURER,
        is_complete=findings.answer is not None,
        is_final=findings.answer is not None,
        previous_versions=[_evidence(findings.earlier)] if findings.earlier is not None else None,
        specific_character_set="ISO_IR 192",
        content_date=date_of(new.created),
        content_time=time_of(new.created),
        coding_schemes=[CodingSchemeIdentificationItem(said.SCHEME, said.SCHEME_NAME)],
    )
    put_study(dataset, patient, study, new)
    for equipment in dataset.ContributingEquipmentSequence:
        equipment["ContributionDateTime"].value = new.created.strftime(MOMENT)
    if findings.signed is not None:
        _put_verified(dataset, findings, findings.signed)
    return dataset


def _content(findings: Findings, new: NewObject) -> MeasurementReport:
    report = MeasurementReport(
        observation_context=_observers(findings, new),
        procedure_reported=said.procedure_code(findings.modality),
        imaging_measurements=list(_groups(findings)),
        title=codes.DCM.ImagingMeasurementReport,
    )
    evaluations = ContainerContentItem(said.QUALITATIVE_EVALUATIONS, relationship_type=CONTAINS)
    evaluations.ContentSequence = ContentSequence(list(_evaluations(findings)))
    report[0].ContentSequence.append(evaluations)
    return report


def _groups(findings: Findings) -> Iterator[Group]:
    roles = dict(findings.roles)
    for found in findings.pictures:
        yield picture_group(found, findings.source)
        for mark in found.measured:
            yield mark_group(mark, found.picture, findings.source, roles.get(mark.author, Role.OBSERVER))


def _evaluations(findings: Findings) -> Iterator[ContentItem]:
    answer = findings.answer
    yield _code(said.STANDING, said.CONSULTATION if answer is not None else said.WORKING)
    if answer is not None:
        yield from _opinion(answer)
    if findings.key_objects is not None:
        key_objects = findings.key_objects
        yield CompositeContentItem(said.KEY_OBJECTS, key_objects.sop_class_uid, key_objects.sop_instance_uid, CONTAINS)


def _opinion(answer: Answer) -> Iterator[ContentItem]:
    yield _code(said.POSITION, said.POSITIONS[answer.position])
    yield _code(said.CONFIDENCE, said.CONFIDENCES[answer.confidence])
    yield _code(said.URGENCY, said.URGENCIES[answer.urgency])
    yield _code(said.NEXT_STEP, said.NEXT_STEPS[answer.next_step])
    yield _code(said.READING, said.REVEALED if answer.revealed else said.LIVE if answer.live else said.BLIND)
    words = ((said.OPINION, answer.text), (said.NEXT_STEP_WORDS, answer.next_step_words), (said.AMENDED, answer.reason))
    for name, text in words:
        if text.strip():
            yield text_item(name, text)


def _code(name: Code, value: Code) -> CodeContentItem:
    return CodeContentItem(name, value, CONTAINS)


def _observers(findings: Findings, new: NewObject) -> ObservationContext:
    """Who says it, and on which machine. TID 1002."""
    person = PersonObserverIdentifyingAttributes(
        name=person_name(findings.observer.name), organization_name=findings.observer.organization or None
    )
    device = DeviceObserverIdentifyingAttributes(
        uid=made_uid("device", findings.observer.organization),
        name=MANUFACTURER,
        manufacturer_name=MANUFACTURER,
        model_name=f"{said.SCHEME_NAME} {new.software_version}".strip(),
    )
    return ObservationContext(
        observer_person_context=ObserverContext(codes.DCM.Person, person),
        observer_device_context=ObserverContext(codes.DCM.Device, device),
    )


def person_name(name: str) -> str:
    """A display name as the family name of a PN value: nobody knows which of its words is which. PS3.5 6.2.1."""
    plain = "".join(" " if each in "^=\\" or not each.isprintable() else each for each in name)
    return " ".join(plain.split())[:NAME_MAX].strip() + "^"


def _named(findings: Findings, study: StudyHeader) -> list[Reference]:
    """Every object that is referred to; those of the report's own study first, by which highdicom knows its study."""
    named = [each for found in findings.pictures for each in (found.picture, found.presentation)]
    present = [each for each in (*named, findings.key_objects) if each is not None]
    return sorted(present, key=lambda each: each.study_instance_uid != study.uid)


def _evidence(reference: Reference) -> Dataset:
    """An object as highdicom wants to be shown it: its names, and a patient and a study that are filled in later."""
    item = Dataset()
    item.SOPClassUID, item.SOPInstanceUID = reference.sop_class_uid, reference.sop_instance_uid
    item.StudyInstanceUID, item.SeriesInstanceUID = reference.study_instance_uid, reference.series_instance_uid
    item.PatientName = item.PatientID = item.PatientBirthDate = item.PatientSex = ""
    item.AccessionNumber = item.StudyID = item.StudyDate = item.StudyTime = ""
    return item


def _put_verified(dataset: Dataset, findings: Findings, signed: datetime) -> None:
    """Who stands for it. PS3.3 C.17.2; the organization has to be said, the person's identity in codes may be empty."""
    item = Dataset()
    item.VerifyingObserverName = person_name(findings.observer.name)
    item.VerifyingOrganization = findings.observer.organization[:64] or said.SCHEME_NAME
    item.VerificationDateTime = signed.strftime(MOMENT)
    item.VerifyingObserverIdentificationCodeSequence = Items()
    dataset.VerificationFlag = "VERIFIED"
    dataset.VerifyingObserverSequence = Items([item])
