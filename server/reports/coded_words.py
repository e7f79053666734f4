"""What a measurement report says in codes: the standard's concepts where it has them, our own where it has none.

Units are UCUM's; a unit of a file that UCUM has no symbol for stands in braces, so that it can be read back. PS3.16.
"""

from collections.abc import Mapping
from typing import Final

from pydicom.sr.codedict import codes
from pydicom.sr.coding import Code

from server.terms.marks import MarkKind
from server.terms.opinions import Confidence, DisplayKind, NextStep, Position, Urgency
from server.terms.people import Role
from server.terms.view import Quality

SCHEME: Final = "99LIGHTBOX"
SCHEME_NAME: Final = "Lightbox consult"


def ours(value: str, meaning: str) -> Code:
    """A concept of our own: its value has at most 16 characters, its meaning 64."""
    return Code(value, SCHEME, meaning)


QUALITATIVE_EVALUATIONS: Final = Code("C0034375", "UMLS", "Qualitative Evaluations")
STANDING: Final = ours("standing", "Standing of this report")
CONSULTATION: Final = ours("consultation", "Given on consultation pictures, not a primary report")
WORKING: Final = ours("working", "Drawn in a consult, not a report")

POSITION: Final = ours("position", "Position on what was asked or reported")
POSITIONS: Final[Mapping[Position, Code]] = {
    Position.AGREE: ours("agree", "Agrees"),
    Position.DIFFER: ours("differ", "Differs"),
    Position.NEED_MORE: ours("need_more", "Needs more to say"),
    Position.CANNOT_SAY: ours("cannot_say", "Cannot say"),
}
CONFIDENCE: Final = ours("confidence", "Confidence of who answers")
CONFIDENCES: Final[Mapping[Confidence, Code]] = {
    Confidence.LOW: codes.SCT.Low,
    Confidence.MODERATE: codes.SCT.Moderate,
    Confidence.HIGH: codes.SCT.High,
}
URGENCY: Final = ours("urgency", "How soon somebody has to act")
URGENCIES: Final[Mapping[Urgency, Code]] = {
    Urgency.ROUTINE: codes.SCT.Routine,
    Urgency.SOON: ours("soon", "Soon"),
    Urgency.URGENT: ours("urgent", "Urgent"),
}
NEXT_STEP: Final = ours("next_step", "What should be done now")
NEXT_STEPS: Final[Mapping[NextStep, Code]] = {
    NextStep.NONE: ours("none", "Nothing"),
    NextStep.FOLLOW_UP: ours("follow_up", "Follow-up"),
    NextStep.MORE_IMAGING: ours("more_imaging", "More imaging"),
    NextStep.TISSUE: ours("tissue", "Tissue sampling"),
    NextStep.TREAT: ours("treat", "Treatment"),
    NextStep.REFER: ours("refer", "Referral"),
    NextStep.DISCUSS: ours("discuss", "Discussion in a board"),
    NextStep.OTHER: ours("other", "Other, in words"),
}
READING: Final = ours("reading", "What was known when this was signed")
REVEALED: Final = ours("revealed", "The first report was known")
BLIND: Final = ours("blind", "The first report was not known, or there is none")
LIVE: Final = ours("live", "Not given, but its author had been in a live consult")
AMENDED: Final = ours("amended", "Why it was amended")

OPINION: Final[Code] = codes.DCM.Conclusion
NEXT_STEP_WORDS: Final[Code] = codes.DCM.Recommendation
COMMENT: Final[Code] = codes.DCM.Comment
KEY_OBJECTS: Final = ours("key_objects", "Key pictures of this report")

QUALITY: Final = ours("quality_seen", "Best quality in which the picture was seen")
QUALITIES: Final[Mapping[Quality, Code]] = {
    "": ours("unknown", "Not known"),
    "preview": ours("preview", "Preview"),
    "lossy": ours("lossy", "Compressed with losses"),
    "lossless": ours("lossless", "Lossless 8-bit"),
}
DISPLAY: Final = ours("display", "Display, as declared")
DISPLAYS: Final[Mapping[DisplayKind, Code]] = {
    "": ours("undeclared", "Not declared"),
    "phone": ours("phone", "Phone"),
    "tablet": ours("tablet", "Tablet"),
    "laptop": ours("laptop", "Laptop"),
    "desktop": ours("desktop", "Desktop"),
    "medical": ours("medical", "Medical display"),
}
DISPLAY_CALIBRATED: Final = ours("display_gsdf", "Display calibrated to PS3.14, as declared")
YES: Final[Code] = codes.SCT.Yes
NO: Final[Code] = codes.SCT.No
WINDOW_CENTER: Final = ours("window_center", "Window center the picture was seen through")
WINDOW_WIDTH: Final = ours("window_width", "Window width the picture was seen through")
WINDOW_FUNCTION: Final = ours("window_function", "Function of that window")
WINDOW_FUNCTIONS: Final[Mapping[str, Code]] = {
    "LINEAR": ours("LINEAR", "Linear"),
    "LINEAR_EXACT": ours("LINEAR_EXACT", "Linear exact"),
    "SIGMOID": ours("SIGMOID", "Sigmoid"),
}

DRAWN_AS: Final = ours("drawn_as", "Drawn as")
SHAPES: Final[Mapping[MarkKind, Code]] = {
    "length": ours("length", "Length"),
    "angle": ours("angle", "Angle"),
    "ellipse": ours("ellipse", "Ellipse"),
    "rectangle": ours("rectangle", "Rectangle"),
}
DRAWN_BY: Final = ours("drawn_by", "Part in the consult of who drew it")
PARTS: Final[Mapping[Role, Code]] = {
    Role.PROVIDER: ours("provider", "Responsible provider"),
    Role.SPECIALIST: ours("specialist", "Specialist"),
    Role.PATIENT: ours("patient", "Patient"),
    Role.OBSERVER: ours("observer", "Observer"),
}
CALIBRATION: Final = ours("calibration", "What distances on the picture are worth")
CALIBRATIONS: Final[Mapping[str, Code]] = {
    "": ours("believed", "They hold in the patient, or none is needed"),
    "at_detector": ours("at_detector", "At the detector, not corrected for magnification"),
    "uncalibrated": ours("uncalibrated", "Uncalibrated: pixels, no millimeters"),
    "regions": ours("regions", "Not measured: it crosses ultrasound regions"),
    "not_measured": ours("not_measured", "Not measured: the picture cannot be decoded"),
}

LENGTH: Final[Code] = codes.SCT.Length
ANGLE: Final[Code] = codes.SCT.Angle
AREA: Final[Code] = codes.SCT.Area
ATTENUATION: Final[Code] = codes.DCM.AttenuationCoefficient
INTENSITY: Final = ours("modality_value", "Modality value")
PIXELS_COUNTED: Final = ours("pixels_counted", "Pixels counted")
DERIVATIONS: Final[Mapping[str, Code]] = {
    "mean": codes.SCT.Mean,
    "sd": codes.SCT.StandardDeviation,
    "min": codes.SCT.Minimum,
    "max": codes.SCT.Maximum,
}

PIXELS: Final = Code("{pixels}", "UCUM", "pixels")
_UNITS: Final[Mapping[str, Code]] = {
    "": codes.UCUM.NoUnits,
    "mm": codes.UCUM.Millimeter,
    "mm²": codes.UCUM.SquareMillimeter,
    "°": codes.UCUM.Degree,
    "px": PIXELS,
    "px²": Code("{square_pixels}", "UCUM", "square pixels"),
    "HU": codes.UCUM.HounsfieldUnit,
    "MGML": codes.UCUM.MilligramsPerMilliliter,
    "PCT": codes.UCUM.Percent,
}

_PROCEDURES: Final[Mapping[str, Code]] = {
    "CT": codes.cid100.CTUnspecifiedBodyRegion,
    "MR": codes.cid100.MRIUnspecifiedBodyRegion,
    "NM": codes.cid100.NMUnspecifiedBodyRegion,
    "PT": codes.cid100.PETUnspecifiedBodyRegion,
    **dict.fromkeys(("CR", "DX"), codes.cid100.XRUnspecifiedBodyRegion),
}


def unit_code(symbol: str) -> Code:
    """The UCUM code of a unit as a figure says it; what UCUM does not have is an annotation without a dimension."""
    return _UNITS.get(symbol) or Code(f"{{{symbol}}}", "UCUM", symbol)


def procedure_code(modality: str) -> Code:
    """What kind of imaging was looked at, as far as the modality says it. CID 100."""
    return _PROCEDURES.get(modality, codes.SCT.ImagingProcedure)
