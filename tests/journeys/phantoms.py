"""A study whose pictures say what must be measured on them: two known fields with a disk, and three kinds of scale."""

from typing import Any, Final

import numpy as np
from playwright.async_api import FilePayload
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import ComputedRadiographyImageStorage, UltrasoundImageStorage

from tests.desk.dicom_files import ROOT, slice_file

SIDE: Final = 128
SPACING_MM: Final = 0.5
LEFT_HU, RIGHT_HU, DISK_HU = -100, 100, 1000
DISK: Final = (36.0, 44.0)
"""Column and row of the middle of the disk, which alone is white at the window of the pictures."""
DISK_RADIUS: Final = 8.0
STUDY: Final = f"{ROOT}.31"
VISIT: Final = "Drawn upon"
FIELDS, DETECTOR, NO_SCALE, TWO_REGIONS = "Two fields", "On the plate", "Without scale", "Two regions"


def files() -> list[FilePayload]:
    """Three slices and three single pictures of one visit."""
    plain = {
        "PixelSpacing": None,
        "ImagePositionPatient": None,
        "ImageOrientationPatient": None,
        "SliceThickness": None,
    }
    radiograph = {"SOPClassUID": ComputedRadiographyImageStorage, "Modality": "CR", **plain}
    regions = Sequence([_region(0, 63, 0.05), _region(64, 127, 0.025)])
    echo = {"SOPClassUID": UltrasoundImageStorage, "Modality": "US", "SequenceOfUltrasoundRegions": regions, **plain}
    return [
        *(_file(FIELDS, 1, number) for number in (1, 2, 3)),
        _file(DETECTOR, 2, 1, ImagerPixelSpacing=[SPACING_MM, SPACING_MM], **radiograph),
        _file(NO_SCALE, 3, 1, **radiograph),
        _file(TWO_REGIONS, 4, 1, **echo),
    ]


def _file(title: str, series: int, number: int, **values: object) -> FilePayload:
    said: dict[str, Any] = {
        "StudyInstanceUID": STUDY,
        "SeriesInstanceUID": f"{STUDY}.{series}",
        "SOPInstanceUID": f"{STUDY}.{series}.{number}",
        "SeriesNumber": series,
        "PatientName": "Lind^Ida",
        "PatientID": "L-31",
        "StudyDescription": VISIT,
        "SeriesDescription": title,
        "BurnedInAnnotation": "NO",
        "PixelData": _values().astype("<i2").tobytes(),
    }
    content = slice_file(number, side=SIDE, **(said | values))
    return {"name": f"{title} {number}.dcm", "mimeType": "application/dicom", "buffer": content}


def _values() -> np.ndarray[tuple[int, int], np.dtype[np.int16]]:
    row, column = np.mgrid[0:SIDE, 0:SIDE] + 0.5
    made = np.where(column < SIDE / 2, LEFT_HU, RIGHT_HU).astype(np.int16)
    made[np.hypot(column - DISK[0], row - DISK[1]) < DISK_RADIUS] = DISK_HU
    return made


def _region(left: int, right: int, centimetres: float) -> Dataset:
    region = Dataset()
    region.RegionLocationMinX0, region.RegionLocationMaxX1 = left, right
    region.RegionLocationMinY0, region.RegionLocationMaxY1 = 0, SIDE - 1
    region.RegionSpatialFormat, region.RegionDataType, region.RegionFlags = 1, 1, 0
    region.PhysicalUnitsXDirection = region.PhysicalUnitsYDirection = 3
    region.PhysicalDeltaX = region.PhysicalDeltaY = centimetres
    return region
