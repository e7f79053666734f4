"""DICOM files of the demo study: one patient, one study, three series; every object says that it is synthetic."""

from __future__ import annotations

from io import BytesIO
from typing import Final
from uuid import UUID, uuid5

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydicom import dcmwrite
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import (
    UID,
    ComputedRadiographyImageStorage,
    CTImageStorage,
    ExplicitVRLittleEndian,
    JPEGBaseline8Bit,
    UltrasoundMultiFrameImageStorage,
)

from server.studies.synthetic import echo_image, ultrasound
from server.studies.synthetic.projection import CENTER, PLATE_POINTS, PLATE_SPACING_MM
from server.studies.synthetic.raster import CT_SHAPE, CT_SPACING_MM, ct_columns, ct_rows
from server.studies.synthetic.scanner import LOWEST_HU
from server.studies.synthetic.thorax import SLICE_SPACING_MM, slice_z

SYNTHETIC: Final = "SYNTHETIC - not a patient"
NAMESPACE: Final = UUID("6d0c2f58-6a5e-5f0b-9a7e-1f2d4c3b5a69")
JPEG_QUALITY: Final = 90


def uid(name: str) -> UID:
    """The same UID for the same name, now and everywhere: under 2.25, from a name-based UUID (PS3.5 B.2)."""
    return UID(f"2.25.{uuid5(NAMESPACE, name).int}")


def _begun(sop_class: UID, instance: str, series: str, number: int, description: str) -> Dataset:
    """Patient, study, series and equipment: what all objects have in common."""
    ds = Dataset()
    ds.SpecificCharacterSet = "ISO_IR 192"
    ds.SOPClassUID, ds.SOPInstanceUID = sop_class, uid(instance)
    ds.StudyDate = ds.SeriesDate = ds.AcquisitionDate = ds.ContentDate = "20260105"
    ds.StudyTime, ds.SeriesTime = "091500", f"09{15 + 10 * number}00"
    ds.AcquisitionTime = ds.ContentTime = ds.SeriesTime
    ds.AccessionNumber = "SYNTHETIC-1"
    ds.Manufacturer, ds.ManufacturerModelName, ds.SoftwareVersions = "Lightbox", "Synthetic patient", "SYNTHETIC 1"
    ds.DeviceSerialNumber = "0"
    ds.InstitutionName = "Lightbox demo"
    ds.ReferringPhysicianName = "Demo^Referrer"
    ds.StudyDescription, ds.SeriesDescription = "SYNTHETIC chest: CT, radiograph, echo", description
    ds.PatientName, ds.PatientID = "Demo^Martin", "SYNTHETIC-0001"
    ds.PatientBirthDate, ds.PatientSex, ds.PatientAge = "19680412", "M", "057Y"
    ds.PatientComments = ds.ImageComments = SYNTHETIC
    ds.StudyInstanceUID, ds.SeriesInstanceUID = uid("study"), uid(series)
    ds.StudyID, ds.SeriesNumber, ds.AcquisitionNumber, ds.InstanceNumber = "SYN1", number, 1, 1
    ds.BurnedInAnnotation = "NO"
    return ds


def _gray(ds: Dataset, shape: tuple[int, int], photometric: str, stored: NDArray[np.uint16]) -> None:
    """The image pixel module for 12 bits in 16."""
    ds.SamplesPerPixel, ds.PhotometricInterpretation = 1, photometric
    ds.Rows, ds.Columns = shape
    ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 16, 12, 11, 0
    ds.add_new("PixelData", "OW", stored.astype("<u2").tobytes())


def ct_file(index: int, hu: NDArray[np.int16]) -> bytes:
    """One slice of the CT series as a Part 10 file; hu is (512, 512), index 0 nearest to the head."""
    ds = _begun(CTImageStorage, f"ct {index}", "ct", 1, "SYNTHETIC Thorax contrast 2.5 mm")
    ds.ImageType, ds.Modality = ["ORIGINAL", "PRIMARY", "AXIAL"], "CT"
    ds.InstanceNumber = index + 1
    ds.BodyPartExamined, ds.PatientPosition, ds.ProtocolName = "CHEST", "HFS", "SYNTHETIC Thorax"
    ds.ContrastBolusAgent, ds.ScanOptions = "SYNTHETIC", "HELICAL MODE"
    ds.KVP, ds.XRayTubeCurrent, ds.ExposureTime, ds.ConvolutionKernel = 120, 210, 500, "STANDARD"
    ds.SliceThickness, ds.SpacingBetweenSlices = SLICE_SPACING_MM, SLICE_SPACING_MM
    ds.ReconstructionDiameter = round(CT_SHAPE[0] * CT_SPACING_MM, 2)
    ds.FrameOfReferenceUID, ds.PositionReferenceIndicator = uid("frame of reference"), "XY"
    ds.PixelSpacing = [CT_SPACING_MM, CT_SPACING_MM]
    ds.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    ds.ImagePositionPatient = [round(float(ct_columns()[0]), 3), round(float(ct_rows()[0]), 3), slice_z(index)]
    ds.SliceLocation = slice_z(index)
    ds.RescaleIntercept, ds.RescaleSlope, ds.RescaleType = LOWEST_HU, 1, "HU"
    ds.WindowCenter, ds.WindowWidth = [40, -600], [400, 1500]
    ds.WindowCenterWidthExplanation = ["SOFT TISSUE", "LUNG"]
    _gray(ds, CT_SHAPE, "MONOCHROME2", (hu.astype(np.int32) - LOWEST_HU).astype(np.uint16))
    return _written(ds, ExplicitVRLittleEndian)


def radiograph_file(stored: NDArray[np.uint16]) -> bytes:
    """The radiograph as a Part 10 file; stored is (2048, 2048), low values to be shown white."""
    ds = _begun(ComputedRadiographyImageStorage, "radiograph", "cr", 2, "SYNTHETIC Chest PA")
    ds.ImageType, ds.Modality = ["ORIGINAL", "PRIMARY"], "CR"
    ds.BodyPartExamined, ds.ViewPosition, ds.PatientOrientation = "CHEST", "PA", ["L", "F"]
    ds.KVP, ds.PlateID, ds.FilterType = 120, "SYNTHETIC", "NONE"
    ds.DistanceSourceToDetector, ds.ExposureInuAs = 1800, 3200
    ds.ImagerPixelSpacing = ds.PixelSpacing = [round(PLATE_SPACING_MM, 6)] * 2
    ds.PixelSpacingCalibrationType = "GEOMETRY"
    ds.PixelSpacingCalibrationDescription = "SYNTHETIC parallel beam"
    low, high = (float(value) for value in np.percentile(stored[::4, ::4], (0.5, 98.5)))
    ds.WindowCenter, ds.WindowWidth = round((low + high) / 2), round(high - low)
    ds.WindowCenterWidthExplanation = f"CHEST (middle exposure {CENTER:.0f})"
    ds.RescaleIntercept, ds.RescaleSlope, ds.RescaleType = 0, 1, "US"
    _gray(ds, (PLATE_POINTS, PLATE_POINTS), "MONOCHROME1", stored)
    return _written(ds, ExplicitVRLittleEndian)


def cine_file(frames: list[NDArray[np.uint8]]) -> bytes:
    """The ultrasound cine as a Part 10 file: RGB frames (480, 640, 3) as baseline JPEG with half the color columns."""
    ds = _begun(UltrasoundMultiFrameImageStorage, "cine", "us", 3, "SYNTHETIC Echo 4 chambers, color flow")
    ds.ImageType, ds.Modality = ["ORIGINAL", "PRIMARY"], "US"
    ds.BodyPartExamined, ds.PatientOrientation = "HEART", []
    ds.NumberOfFrames, ds.FrameIncrementPointer = len(frames), 0x00181063
    ds.FrameTime, ds.CineRate = ultrasound.FRAME_TIME_MS, round(1000 / ultrasound.FRAME_TIME_MS)
    ds.RecommendedDisplayFrameRate = ds.CineRate
    ds.HeartRate, ds.UltrasoundColorDataPresent = ultrasound.HEART_RATE, 1
    ds.TransducerData = ["SYNTHETIC", "", ""]
    ds.SequenceOfUltrasoundRegions = [_region(1), _region(2)]
    ds.SamplesPerPixel, ds.PhotometricInterpretation, ds.PlanarConfiguration = 3, "YBR_FULL_422", 0
    ds.Rows, ds.Columns = frames[0].shape[:2]
    ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 8, 8, 7, 0
    encoded = [_jpeg(frame) for frame in frames]
    ratio = sum(frame.nbytes for frame in frames) / sum(len(one) for one in encoded)
    ds.LossyImageCompression, ds.LossyImageCompressionMethod = "01", "ISO_10918_1"
    ds.LossyImageCompressionRatio = round(ratio, 2)
    ds.add_new("PixelData", "OB", encapsulate(encoded))
    ds["PixelData"].is_undefined_length = True
    return _written(ds, JPEGBaseline8Bit)


def _region(data_type: int) -> Dataset:
    """A calibrated region of the screen (PS3.3 C.8.5.5): data type 1 is tissue, 2 is color flow."""
    region = Dataset()
    region.RegionSpatialFormat, region.RegionDataType, region.RegionFlags = 1, data_type, 0
    reach = round(echo_image.DEPTH_MM / ultrasound.POINT_MM)
    half = round(reach * float(np.sin(echo_image.HALF_ANGLE)))
    top, depth = ultrasound.APEX_ROW, (0, reach)
    if data_type == 2:
        step = echo_image.DEPTH_MM / echo_image.SAMPLES / ultrasound.POINT_MM
        depth = (round(echo_image.COLOR_SAMPLES[0] * step * 0.9), round(echo_image.COLOR_SAMPLES[1] * step))
        half = round(depth[1] * float(np.sin(echo_image.HALF_ANGLE * 0.55)))
    region.RegionLocationMinX0 = ultrasound.APEX_COLUMN - half
    region.RegionLocationMaxX1 = ultrasound.APEX_COLUMN + half
    region.RegionLocationMinY0, region.RegionLocationMaxY1 = top + depth[0], top + depth[1]
    region.PhysicalUnitsXDirection = region.PhysicalUnitsYDirection = 3
    region.PhysicalDeltaX = region.PhysicalDeltaY = ultrasound.POINT_MM / 10
    region.ReferencePixelX0, region.ReferencePixelY0 = half, -depth[0]
    region.ReferencePixelPhysicalValueX = region.ReferencePixelPhysicalValueY = 0.0
    return region


def _jpeg(frame: NDArray[np.uint8]) -> bytes:
    """One frame as a baseline JPEG, 4:2:2."""
    encoded = BytesIO()
    Image.fromarray(frame).save(encoded, "JPEG", quality=JPEG_QUALITY, subsampling="4:2:2")
    return encoded.getvalue()


def _written(ds: Dataset, transfer_syntax: UID) -> bytes:
    """The whole Part 10 file, its preamble zero."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = ds.SOPClassUID, ds.SOPInstanceUID
    meta.TransferSyntaxUID = transfer_syntax
    meta.ImplementationClassUID, meta.ImplementationVersionName = uid("implementation"), "LIGHTBOX_DEMO"
    ds.file_meta, ds.preamble = meta, bytes(128)
    file = BytesIO()
    dcmwrite(file, ds, enforce_file_format=True)
    return file.getvalue()
