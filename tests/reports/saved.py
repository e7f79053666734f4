"""Findings to save in tests: an opinion on two pictures of a chest CT, one of them measured in every way."""

from dataclasses import replace
from datetime import datetime

from pydicom.uid import (
    GrayscaleSoftcopyPresentationStateStorage,
    KeyObjectSelectionDocumentStorage,
    UltrasoundMultiFrameImageStorage,
)

from server.reports.findings import Findings, FoundOn, Observer
from server.reports.references import Reference
from server.terms.ids import InstanceUID, SeriesUID
from server.terms.marks import Figure, Mark, Measured
from server.terms.opinions import Answer, Confidence, DeclaredDisplay, NextStep, Position, Urgency
from server.terms.view import Window
from tests.reports.consult import HOST, LEE, ROLES, SLICE

UNDER = (
    Figure("area", 314.159265358979, "mm²"),
    Figure("count", 641.0),
    Figure("mean", -12.345678901234567, "HU"),
    Figure("sd", 7.25, "HU"),
    Figure("min", -31.0, "HU"),
    Figure("max", 1e-7, "HU"),
)
LINE = Mark(
    "00000000000000a1", LEE, 0, 7, "length", ((10.25, 20.5), (110.75, 95.125)), text="Nodule · عقدة",
    measured=Measured((Figure("length", 87.65432109876543, "mm"),)),
)  # fmt: skip
BENT = Mark(
    "00000000000000a2", HOST, 0, 7, "angle", ((0.0, 0.0), (10.0, 0.0), (10.0, 12.0)),
    measured=Measured((Figure("angle", 90.0, "°"),)),
)  # fmt: skip
COBB = Mark(
    "00000000000000a3", LEE, 0, 7, "angle", ((1.0, 1.0), (50.0, 9.0), (3.0, 60.0), (52.0, 40.5)),
    measured=Measured((Figure("angle", 31.415, "°"),), "at_detector"),
)  # fmt: skip
ROUND = Mark(
    "00000000000000a4", LEE, 0, 7, "ellipse", ((100.0, 100.0), (140.0, 130.0)), measured=Measured(UNDER)
)  # fmt: skip
BOX = Mark(
    "00000000000000a5", HOST, 0, 7, "rectangle", ((200.0, 150.0), (220.0, 190.0)),
    measured=Measured((Figure("area", 800.0, "px²"), Figure("count", 800.0)), "uncalibrated"),
)  # fmt: skip
ARROW = Mark("00000000000000a6", LEE, 0, 7, "arrow", ((5.0, 5.0), (30.0, 30.0)), text="here")
MARKS = (LINE, BENT, COBB, ROUND, BOX, ARROW)
ANSWER = Answer(
    version=1,
    position=Position.DIFFER,
    confidence=Confidence.MODERATE,
    urgency=Urgency.SOON,
    next_step=NextStep.TISSUE,
    text="Spiculated.\nNot a granuloma.",
    signed_ms=1_767_608_430_000,
    next_step_words="Core biopsy, CT guided",
    revealed=False,
)
STATE = Reference(
    SLICE.study_instance_uid, SeriesUID("2.25.20"), GrayscaleSoftcopyPresentationStateStorage, InstanceUID("2.25.21")
)
KEY = Reference(
    SLICE.study_instance_uid, SeriesUID("2.25.30"), KeyObjectSelectionDocumentStorage, InstanceUID("2.25.31")
)
MEASURED_ON = FoundOn(
    SLICE,
    4,
    57,
    MARKS,
    Window(40.0, 400.0),
    "lossless",
    DeclaredDisplay("medical", calibrated=True),
    "The nodule",
    STATE,
)
CLIP = FoundOn(
    replace(
        SLICE,
        series_instance_uid=SeriesUID("2.25.7"),
        sop_class_uid=UltrasoundMultiFrameImageStorage,
        sop_instance_uid=InstanceUID("2.25.8"),
        frame=12,
    ),
    None,
    12,
)
SIGNED = datetime(2026, 1, 5, 10, 20, 30)  # noqa: DTZ001  # a DA and a TM have no zone
FINDINGS = Findings(
    source="c0ffee",
    modality="CT",
    pictures=(MEASURED_ON, CLIP),
    observer=Observer("Dr Amira Lee", "North Clinic"),
    roles=tuple(ROLES.items()),
    answer=ANSWER,
    signed=SIGNED,
    key_objects=KEY,
)
