"""What every object of ours begins with, and that it is a file. PS3.3 C.7, PS3.10 7."""

from io import BytesIO

from pydicom import dcmread
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian

from server.reports.heading import file_of, headed
from server.studies.header import PatientHeader, StudyHeader
from tests.reports.consult import NEW, PATIENT, STUDY


def test_object_belongs_to_its_patient_and_study() -> None:
    dataset = headed(CTImageStorage, "CT", PATIENT, STUDY, NEW)
    assert (dataset.PatientName, dataset.PatientID, dataset.PatientBirthDate) == ("Doe^Jane", "4711", "19680412")
    assert (dataset.StudyInstanceUID, dataset.StudyDate, dataset.AccessionNumber) == ("2.25.1", "20260105", "A-1")
    assert (dataset.SeriesInstanceUID, dataset.SOPInstanceUID) == ("2.25.9", "2.25.10")


def test_what_is_not_known_is_there_and_empty() -> None:
    dataset = headed(CTImageStorage, "CT", PatientHeader(), StudyHeader("2.25.1"), NEW)
    type_2 = ("PatientName", "PatientID", "PatientBirthDate", "PatientSex", "StudyDate", "StudyTime", "StudyID")
    assert all(keyword in dataset and not dataset[keyword].value for keyword in type_2)
    assert "IssuerOfPatientID" not in dataset
    assert "StudyDescription" not in dataset


def test_file_reads_back_in_any_script() -> None:
    name = "Ōtani^Yuki=大谷^雪"
    content = file_of(headed(CTImageStorage, "CT", PatientHeader(name=name, issuer="H"), STUDY, NEW))
    again = dcmread(BytesIO(content))
    assert again.PatientName == name
    assert again.IssuerOfPatientID == "H"
    assert again.file_meta.TransferSyntaxUID == ExplicitVRLittleEndian
    assert again.file_meta.MediaStorageSOPInstanceUID == again.SOPInstanceUID
