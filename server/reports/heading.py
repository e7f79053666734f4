"""What every object we make says first: whose it is, its study, its series, who made it, itself. PS3.3 C.7, C.12.1."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final

from pydicom import dcmwrite
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian

from server.studies.header import PatientHeader, StudyHeader
from server.terms.ids import InstanceUID, SeriesUID

MANUFACTURER: Final = "Lightbox"
NAMELESS: Final = "Made for a reader who was told age and sex only"


@dataclass(frozen=True, slots=True)
class NewObject:
    """The object about to be made: its names and moment are handed in, because a builder knows no chance and no clock.

    `created` is in the time zone of the study's own dates. Numbers count from 1. `nameless`: who the patient is was left out.
    """

    series_instance_uid: SeriesUID
    sop_instance_uid: InstanceUID
    created: datetime
    series_number: int = 1
    instance_number: int = 1
    software_version: str = ""
    nameless: bool = False


def headed(sop_class: str, modality: str, patient: PatientHeader, study: StudyHeader, new: NewObject) -> Dataset:
    """The beginning of a data set, ready to be written by `file_of`.

    Type 2 elements that nobody told us are there and empty; nobody's name but the patient's is in it.

    References
    ----------
    PS3.3 C.7.1.1 (Patient), C.7.2.1 (General Study), C.7.3.1 (General Series), C.7.5.1 (General Equipment), C.12.1 (SOP
    Common).
    """
    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.SOPClassUID, dataset.SOPInstanceUID = sop_class, new.sop_instance_uid
    dataset.Modality, dataset.SeriesInstanceUID = modality, new.series_instance_uid
    put_study(dataset, patient, study, new)
    return dataset


def put_study(dataset: Dataset, patient: PatientHeader, study: StudyHeader, new: NewObject) -> None:
    """Put in whose it is, its study, its numbers, when it was made and by what machine; over what is there."""
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.InstanceCreationDate, dataset.InstanceCreationTime = date_of(new.created), time_of(new.created)
    dataset.PatientName, dataset.PatientID = patient.name, patient.id
    dataset.PatientBirthDate, dataset.PatientSex = patient.birth_date, patient.sex
    if new.nameless:
        # PS3.3 C.7.1.1: type 1C beside YES
        dataset.PatientIdentityRemoved, dataset.DeidentificationMethod = "YES", NAMELESS
    if patient.issuer:
        dataset.IssuerOfPatientID = patient.issuer
    dataset.StudyInstanceUID, dataset.StudyID = study.uid, ""
    dataset.StudyDate, dataset.StudyTime = study.date, study.time
    dataset.AccessionNumber, dataset.ReferringPhysicianName = study.accession, ""
    if study.description:
        dataset.StudyDescription = study.description
    dataset.SeriesNumber, dataset.InstanceNumber = new.series_number, new.instance_number
    dataset.Manufacturer = MANUFACTURER
    if new.software_version:
        dataset.SoftwareVersions = new.software_version


def file_of(dataset: Dataset) -> bytes:
    """An object made here as a DICOM file. PS3.10 7."""
    buffer = BytesIO()
    dcmwrite(buffer, dataset, enforce_file_format=True)
    return buffer.getvalue()


def date_of(moment: datetime) -> str:
    """A DA value. PS3.5 6.2."""
    return moment.strftime("%Y%m%d")


def time_of(moment: datetime) -> str:
    """A TM value with microseconds. PS3.5 6.2."""
    return moment.strftime("%H%M%S.%f")
