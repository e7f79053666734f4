"""What one DICOM instance says about itself: plain values, already decoded, cleaned and bounded.

Built by `reading` inside a worker; everything here is untrusted content in a trusted shape. Encodes with msgspec.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from server.terms.geometry import Vector
from server.terms.images import ImageTraits, Nature


class Kind(StrEnum):
    """What an instance is for people. Only `IMAGE` can be shown; the others are recognized and named."""

    IMAGE = "image"
    ECG = "ecg"
    WAVEFORM = "waveform"
    AUDIO = "audio"
    PDF = "pdf"
    DOCUMENT = "document"
    REPORT = "report"
    DOSE_REPORT = "dose_report"
    MEASUREMENTS = "measurements"
    KEY_OBJECTS = "key_objects"
    PRESENTATION_STATE = "presentation_state"
    ANNOTATIONS = "annotations"
    STRUCTURE_SET = "structure_set"
    PLAN = "plan"
    TREATMENT_RECORD = "treatment_record"
    REGISTRATION = "registration"
    FIDUCIALS = "fiducials"
    MESH = "mesh"
    TRACTS = "tracts"
    SPECTROSCOPY = "spectroscopy"
    RAW = "raw"
    VALUE_MAPPING = "value_mapping"
    COLOR_PALETTE = "color_palette"
    HANGING_PROTOCOL = "hanging_protocol"
    PROTOCOL = "protocol"
    IMPLANT = "implant"
    STEREO_PAIR = "stereo_pair"
    INVENTORY = "inventory"
    RETIRED = "retired"
    VIDEO = "video"
    DIRECTORY = "directory"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PatientHeader:
    """Who the file says it is about. `birth_date` is YYYYMMDD or empty; `sex` is M, F, O or empty."""

    id: str = ""
    issuer: str = ""
    name: str = ""
    birth_date: str = ""
    sex: str = ""


@dataclass(frozen=True, slots=True)
class StudyHeader:
    """The study as this file tells it. `date` is YYYYMMDD, `time` HHMMSS or shorter; both may be empty."""

    uid: str
    date: str = ""
    time: str = ""
    accession: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class SeriesHeader:
    """The series as this file tells it. `laterality` is L, R, B, U or empty."""

    uid: str
    modality: str = ""
    number: int | None = None
    description: str = ""
    body_part: str = ""
    laterality: str = ""
    view_position: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the image lies in the patient, in millimetres of its frame of reference. PS3.3 C.7.6.2.

    `orientation` holds the direction cosines of a row and of a column; `patient_orientation` the letters of the
    General Image module (row, column) for images without a position; nothing is ever derived from anything else.
    `biped` is False for animals on four legs, whose directions have other names (PS3.3 C.7.6.1.1.1).
    """

    frame_of_reference: str = ""
    position: Vector | None = None
    orientation: tuple[Vector, Vector] | None = None
    patient_orientation: tuple[str, str] | None = None
    slice_thickness_mm: float | None = None
    biped: bool = True


@dataclass(frozen=True, slots=True)
class Concatenation:
    """Which frames of a divided multi-frame image an instance holds: those after the first `offset`. C.7.6.16.1."""

    uid: str
    offset: int


@dataclass(frozen=True, slots=True)
class Tiling:
    """A slide level cut into tiles: how many across and down; `full` when every tile is there in order. C.7.6.17.3."""

    across: int
    down: int
    full: bool


@dataclass(frozen=True, slots=True)
class Pace:
    """How a clip wants to be played, beside its mean frame time. PS3.3 C.7.6.5.

    `times_ms`: how long each frame lasts at true speed, when they differ (one per frame, the last one as the mean);
    `plays_fps`: the rate it asks to be shown at, when that is not its own; `sweeps`: to and fro.
    """

    times_ms: tuple[float, ...] = ()
    plays_fps: float | None = None
    sweeps: bool = False


STEADY: Final = Pace()
"""Every frame lasts as long as the others, and nothing else is asked for."""


@dataclass(frozen=True, slots=True)
class InstanceHeader:
    """One instance: its names, its kind, and for an image its traits (`image` is None exactly when not an image).

    `dimensions` are the keywords that the dimension index of each frame counts (PS3.3 C.7.6.17).
    """

    sop_class: str
    sop_instance: str
    kind: Kind
    patient: PatientHeader
    study: StudyHeader
    series: SeriesHeader
    number: int | None = None
    acquisition: int | None = None
    echo: str = ""
    temporal_position: int | None = None
    image_type: tuple[str, ...] = ()
    placement: Placement = Placement()
    frame_ms: float | None = None
    burned_in: bool | None = None
    image: ImageTraits | None = None
    nature: Nature | None = None
    dimensions: tuple[str, ...] = ()
    concatenation: Concatenation | None = None
    tiling: Tiling | None = None
    pace: Pace = STEADY
