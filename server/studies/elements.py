"""Which data elements we read, and what their encoding looks like; everything else stays unread bytes.

Imported by workers only: it draws on pydicom's dictionary, which the server process never loads.
"""

from pydicom._dicom_dict import DicomDictionary
from pydicom.datadict import tag_for_keyword

from server.terms.images import PixelElement

# Value representations whose length takes four bytes. PS3.5 7.1.2.
LONG_FORM = frozenset(
    {b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"},
)
SHORT_FORM = frozenset(
    {b"AE", b"AS", b"AT", b"CS", b"DA", b"DS", b"DT", b"FL", b"FD", b"IS", b"LO", b"LT", b"PN", b"SH", b"SL", b"SS"}
    | {b"ST", b"TM", b"UI", b"UL", b"US"}
)
PIXEL_ELEMENTS: dict[int, PixelElement] = {
    0x7FE00010: "PixelData",
    0x7FE00008: "FloatPixelData",
    0x7FE00009: "DoubleFloatPixelData",
}
# Implicit VR does not say what is a sequence, the dictionary does. PS3.6.
SEQUENCES = frozenset(tag for tag, entry in DicomDictionary.items() if entry[0] == "SQ")

OVERLAY_GROUPS = range(0x6000, 0x6020, 2)
OVERLAY_DATA = 0x3000
_OVERLAY_NUMBERS = (0x10, 0x11, 0x15, 0x40, 0x50, 0x51, 0x100, 0x102)
OVERLAY_PLANES = frozenset(group << 16 | OVERLAY_DATA for group in OVERLAY_GROUPS)
"""Overlay Data: read only when a frame is decoded. PS3.5 7.6."""
PROFILES = frozenset({0x00282000, 0x00282002, 0x00480105})
"""ICC Profile, Color Space, Optical Path Sequence."""
BULKY, BULKY_BYTES = frozenset({0x00282000, 0x00480105}), 16 << 20
"""Color profiles larger than this are left out: a picture is shown without its profile rather than not at all."""
_OF_VENDORS = frozenset({0x00090010, 0x0009100D, 0x70530010, 0x70531000, 0x70531009})
"""Where GE keeps the time of a PET scan, and Philips its SUV factors."""

_KEYWORDS = """
SpecificCharacterSet ImageType SOPClassUID SOPInstanceUID StudyDate SeriesDate AcquisitionDate ContentDate
StudyTime SeriesTime AcquisitionTime ContentTime AccessionNumber Modality StudyDescription SeriesDescription
PatientName PatientID IssuerOfPatientID PatientBirthDate PatientSex PatientAge
BodyPartExamined ViewPosition FrameTime FrameTimeVector RecommendedDisplayFrameRate CineRate
FrameIncrementPointer PreferredPlaybackSequencing FrameReferenceDateTime FrameAcquisitionDateTime
StudyInstanceUID SeriesInstanceUID SeriesNumber AcquisitionNumber InstanceNumber EchoNumbers TemporalPositionIdentifier
ImagePositionPatient ImageOrientationPatient PatientOrientation FrameOfReferenceUID Laterality ImageLaterality
SliceThickness SpacingBetweenSlices SliceLocation PixelSpacing ImagerPixelSpacing NominalScannedPixelSpacing
PixelSpacingCalibrationType PixelAspectRatio SequenceOfUltrasoundRegions
SamplesPerPixel PhotometricInterpretation PlanarConfiguration NumberOfFrames Rows Columns
BitsAllocated BitsStored HighBit PixelRepresentation PixelPaddingValue PixelPaddingRangeLimit
RescaleIntercept RescaleSlope RescaleType ModalityLUTSequence
WindowCenter WindowWidth WindowCenterWidthExplanation VOILUTFunction VOILUTSequence PresentationLUTShape
RedPaletteColorLookupTableDescriptor GreenPaletteColorLookupTableDescriptor BluePaletteColorLookupTableDescriptor
RedPaletteColorLookupTableData GreenPaletteColorLookupTableData BluePaletteColorLookupTableData
SegmentedRedPaletteColorLookupTableData SegmentedGreenPaletteColorLookupTableData
SegmentedBluePaletteColorLookupTableData
LossyImageCompression BurnedInAnnotation ContentLabel DocumentTitle MIMETypeOfEncapsulatedDocument
SharedFunctionalGroupsSequence PerFrameFunctionalGroupsSequence
PixelPresentation ModalityLUTType DoseUnits SegmentationType MaximumFractionalValue SegmentSequence
FloatPixelPaddingValue DoubleFloatPixelPaddingValue FloatPixelPaddingRangeLimit DoubleFloatPixelPaddingRangeLimit
ShutterShape ShutterLeftVerticalEdge ShutterRightVerticalEdge ShutterUpperHorizontalEdge ShutterLowerHorizontalEdge
CenterOfCircularShutter RadiusOfCircularShutter VerticesOfThePolygonalShutter ShutterPresentationValue
Units DecayCorrection CorrectedImage SUVType PatientWeight RadiopharmaceuticalInformationSequence
DimensionIndexSequence DimensionOrganizationType ConcatenationUID ConcatenationFrameOffsetNumber
TotalPixelMatrixColumns TotalPixelMatrixRows AnatomicalOrientationType ComplexImageComponent
EchoTime InversionTime KVP DiffusionBValue DiffusionGradientOrientation ConvolutionKernel TriggerTime
FrameReferenceTime AcquisitionDateTime GridFrameOffsetVector DetectorInformationSequence
EnergyWindowVector TimeSlotVector SliceVector EstimatedRadiographicMagnificationFactor ImagePlanePixelSpacing
"""


def _tags(keywords: str) -> frozenset[int]:
    found = {word: tag_for_keyword(word) for word in keywords.split()}
    unknown = [word for word, tag in found.items() if tag is None]
    if unknown:
        raise LookupError(unknown)
    return frozenset(tag for tag in found.values() if tag is not None)


_OVERLAYS = frozenset(group << 16 | number for group in OVERLAY_GROUPS for number in _OVERLAY_NUMBERS)
WANTED = _tags(_KEYWORDS) | PROFILES | _OVERLAYS | _OF_VENDORS
