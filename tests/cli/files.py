"""Small DICOM files for the command line, written by pydicom."""

import io
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.uid import ExplicitVRLittleEndian

ROOT = "1.2.826.0.1.3680043.10.1597.9"
MR, ECG = "1.2.840.10008.5.1.4.1.1.4", "1.2.840.10008.5.1.4.1.1.9.1.1"
NAME, PATIENT_ID = "Planted^Patience", "PLANTED-ID-7"
Gray = NDArray[np.uint16]


def ramp(rows: int = 16, columns: int = 16, start: int = 0) -> Gray:
    """Every value another: 0, 1, 2 … from `start`."""
    return (np.arange(rows * columns, dtype=np.uint16) + start).reshape(rows, columns)


def dicom(pixels: Gray | None, **elements: Any) -> bytes:
    """A file of `(rows, columns)` or `(frames, rows, columns)` values; without pixels an ECG's header."""
    dataset = Dataset()
    dataset.SOPClassUID = ECG if pixels is None else MR
    dataset.SOPInstanceUID, dataset.StudyInstanceUID, dataset.SeriesInstanceUID = f"{ROOT}.3", f"{ROOT}.1", f"{ROOT}.2"
    dataset.PatientName, dataset.PatientID, dataset.Modality = NAME, PATIENT_ID, "ECG" if pixels is None else "MR"
    if pixels is not None:
        dataset.Rows, dataset.Columns = pixels.shape[-2:]
        if pixels.ndim == 3:
            dataset.NumberOfFrames = pixels.shape[0]
        dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
        dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit, dataset.PixelRepresentation = 16, 16, 15, 0
        dataset.PixelData = pixels.astype("<u2").tobytes()
    for keyword, value in elements.items():
        setattr(dataset, keyword, value)
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    content = io.BytesIO()
    dcmwrite(content, dataset, enforce_file_format=True)
    return content.getvalue()


def write(path: Path, pixels: Gray | None, **elements: Any) -> Path:
    """The file on disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(dicom(pixels, **elements))
    return path
