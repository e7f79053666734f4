"""Small DICOM files and zips made in memory, so that every test says what is in them."""

import io
import zipfile
from collections.abc import Iterable

import numpy as np
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian

ROOT = "1.2.826.0.1.3680043.10.1597"
STUDY, SERIES = f"{ROOT}.1", f"{ROOT}.1.1"


def slice_file(number: int = 1, *, preamble: bytes = bytes(128), side: int = 16, **values: object) -> bytes:
    """A CT slice at 5·number mm; `values` set elements by keyword (None removes one)."""
    dataset = FileDataset("", {}, file_meta=_meta(), preamble=preamble)
    dataset.update(_identity(number))
    dataset.update(_geometry(number, side))
    pixels = np.arange(side * side, dtype="<i2").reshape(side, side) + number * 100 - 1024
    dataset.PixelData = pixels.tobytes()
    for keyword, value in values.items():
        if value is None:
            delattr(dataset, keyword)
        else:
            setattr(dataset, keyword, value)
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.get("SOPInstanceUID", f"{SERIES}.{number}")
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    written = io.BytesIO()
    dataset.save_as(written, enforce_file_format=True)
    return written.getvalue()


def zip_file(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of those members in that order."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return written.getvalue()


def _meta() -> FileMetaDataset:
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    return meta


def _identity(number: int) -> Dataset:
    dataset = Dataset()
    dataset.SOPClassUID = CTImageStorage
    dataset.SOPInstanceUID = f"{SERIES}.{number}"
    dataset.StudyInstanceUID = STUDY
    dataset.SeriesInstanceUID = SERIES
    dataset.Modality = "CT"
    dataset.PatientName = "Planted^Patience"
    dataset.PatientID = "PLANTED-ID-77"
    dataset.PatientBirthDate = "19610203"
    dataset.PatientSex = "F"
    dataset.StudyDate = "20240506"
    dataset.StudyDescription = "Planted study words"
    dataset.SeriesDescription = "Planted series words"
    dataset.SeriesNumber = 4
    dataset.InstanceNumber = number
    return dataset


def _geometry(number: int, side: int) -> Dataset:
    dataset = Dataset()
    dataset.FrameOfReferenceUID = f"{ROOT}.2"
    dataset.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    dataset.ImagePositionPatient = [0, 0, 5 * number]
    dataset.PixelSpacing = [0.5, 0.5]
    dataset.SliceThickness = 5
    dataset.Rows = dataset.Columns = side
    dataset.SamplesPerPixel = 1
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.BitsAllocated = dataset.BitsStored = 16
    dataset.HighBit = 15
    dataset.PixelRepresentation = 1
    dataset.RescaleSlope, dataset.RescaleIntercept = 1, 0
    dataset.WindowCenter, dataset.WindowWidth = 40, 400
    return dataset
