"""A scanned header as an `InstanceHeader`. Runs inside a worker, because it is pydicom that reads the elements."""

from pydicom.datadict import keyword_for_tag

from server.studies.elements import WANTED
from server.studies.fields import Fields
from server.studies.header import (
    STEADY,
    Concatenation,
    InstanceHeader,
    Kind,
    PatientHeader,
    Placement,
    SeriesHeader,
    StudyHeader,
    Tiling,
)
from server.studies.kinds import kind_of
from server.studies.natures import nature_of
from server.studies.orientation import plane_of
from server.studies.pace import frame_ms, pace_of
from server.studies.pixels import image_traits
from server.studies.scan import Scan
from server.terms.errors import Malformed
from server.terms.geometry import Vector

__all__ = ["WANTED", "read_header"]

_DIMENSIONS = 16
_UID_LENGTH, _UID_CHARACTERS = 64, set(b"0123456789.")


def read_header(found: Scan) -> InstanceHeader:
    """What the scanned file says about itself.

    Raises
    ------
    Malformed
        `scan_too_long`, `media_directory` for a DICOMDIR, `no_pixel_data` for an image without pixels, and what
        `pixels.image_traits` raises. Missing UIDs read as empty: whether that matters is the caller's question.
    """
    fields = Fields.parse(
        found.header, implicit=found.implicit, little_endian=found.little_endian, patience=found.patience
    )
    sop_class = fields.code("SOPClassUID") or found.sop_class
    kind = kind_of(sop_class, found.transfer_syntax, has_pixels=found.pixels is not None)
    study, series = _study(fields), _series(fields)
    instance = uid(fields, "SOPInstanceUID")
    if kind is Kind.DIRECTORY:
        raise Malformed("media_directory")
    if kind is Kind.OTHER and fields.has("Rows"):
        raise Malformed("no_pixel_data")
    image = image_traits(fields, found) if kind is Kind.IMAGE else None
    return InstanceHeader(
        sop_class=sop_class,
        sop_instance=instance,
        kind=kind,
        patient=_patient(fields),
        study=study,
        series=series,
        number=fields.number_text("InstanceNumber"),
        acquisition=fields.number_text("AcquisitionNumber"),
        echo=fields.code("EchoNumbers"),
        temporal_position=fields.number_text("TemporalPositionIdentifier"),
        image_type=fields.codes("ImageType"),
        placement=_placement(fields),
        frame_ms=frame_ms(fields),
        burned_in={"YES": True, "NO": False}.get(fields.code("BurnedInAnnotation")),
        image=image,
        nature=nature_of(fields),
        dimensions=_dimensions(fields),
        concatenation=_concatenation(fields),
        tiling=_tiling(fields) if image is not None else None,
        pace=pace_of(fields, image.frames) if image is not None else STEADY,
    )


def uid(fields: Fields, keyword: str) -> str:
    """A UID of digits and dots, at most 64 long; anything else (`../`) reads as absent. PS3.5 9.1."""
    value = fields.binary(keyword)[:256].split(b"\\")[0].strip(b"\0 ")
    return value.decode() if len(value) <= _UID_LENGTH and set(value) <= _UID_CHARACTERS else ""


def _patient(fields: Fields) -> PatientHeader:
    sex = fields.code("PatientSex").upper()
    return PatientHeader(
        id=fields.text("PatientID", 64),
        issuer=fields.text("IssuerOfPatientID", 64),
        name=fields.text("PatientName", 324),  # five components of 64 and their carets
        birth_date=_date(fields, "PatientBirthDate"),
        sex=sex if sex in {"M", "F", "O"} else "",
    )


def _study(fields: Fields) -> StudyHeader:
    return StudyHeader(
        uid=uid(fields, "StudyInstanceUID"),
        date=_date(fields, "StudyDate"),
        time="".join(c for c in fields.code("StudyTime").split(".")[0] if c.isdigit())[:6],
        accession=fields.text("AccessionNumber", 64),
        description=fields.text("StudyDescription"),
    )


def _series(fields: Fields) -> SeriesHeader:
    laterality = (fields.code("ImageLaterality") or fields.code("Laterality")).upper()
    return SeriesHeader(
        uid=uid(fields, "SeriesInstanceUID"),
        modality=fields.code("Modality").upper()[:16],
        number=fields.number_text("SeriesNumber"),
        description=fields.text("SeriesDescription"),
        body_part=fields.text("BodyPartExamined", 64),
        laterality=laterality if laterality in {"L", "R", "B", "U"} else "",
        view_position=fields.code("ViewPosition"),
    )


def _date(fields: Fields, keyword: str) -> str:
    """A date as YYYYMMDD, or empty for ranges, retired forms and impossible ones."""
    value = fields.code(keyword).replace(".", "")
    plausible = len(value) == 8 and value.isdigit() and 1 <= int(value[4:6]) <= 12 and 1 <= int(value[6:]) <= 31
    return value if plausible else ""


def _placement(fields: Fields) -> Placement:
    shared = fields.first("SharedFunctionalGroupsSequence")
    detector = fields.first("DetectorInformationSequence")
    letters = fields.codes("PatientOrientation")
    turned = (fields, shared and shared.first("PlaneOrientationSequence"), detector if _is_volume(fields) else None)
    return Placement(
        frame_of_reference=uid(fields, "FrameOfReferenceUID"),
        position=position(fields),
        orientation=next((plane for one in turned if (plane := orientation(one)) is not None), None),
        patient_orientation=(letters[0], letters[1]) if len(letters) == 2 else None,
        slice_thickness_mm=fields.decimal("SliceThickness"),
        biped=fields.code("AnatomicalOrientationType").upper() != "QUADRUPED",
    )


def _is_volume(fields: Fields) -> bool:
    """Whether a nuclear image is of reconstructed slices: only those lie as their first detector says. C.8.4.9."""
    return bool({"RECON TOMO", "RECON GATED TOMO"} & set(fields.codes("ImageType")))


def position(fields: Fields | None) -> Vector | None:
    """Image Position (Patient) in millimetres."""
    values = fields.decimals("ImagePositionPatient") if fields else ()
    return (values[0], values[1], values[2]) if len(values) == 3 else None


def orientation(fields: Fields | None) -> tuple[Vector, Vector] | None:
    """Image Orientation (Patient) when it is two perpendicular unit vectors, else absent. PS3.3 C.7.6.2.1.1."""
    return plane_of(fields.decimals("ImageOrientationPatient")) if fields else None


def _dimensions(fields: Fields) -> tuple[str, ...]:
    """What the dimension index of each frame counts, as keywords; empty for what is private. PS3.3 C.7.6.17."""
    items = fields.items("DimensionIndexSequence", limit=_DIMENSIONS)
    return tuple(_keyword(item.words("DimensionIndexPointer")) for item in items)


def _keyword(pointer: bytes) -> str:
    if len(pointer) != 4:
        return ""
    return keyword_for_tag(int.from_bytes(pointer[:2], "little") << 16 | int.from_bytes(pointer[2:], "little"))


def _concatenation(fields: Fields) -> Concatenation | None:
    whole, offset = uid(fields, "ConcatenationUID"), fields.integer("ConcatenationFrameOffsetNumber")
    return Concatenation(whole, offset) if whole and offset is not None and 0 <= offset < 1 << 31 else None


def _tiling(fields: Fields) -> Tiling | None:
    """How a slide level is cut: its total pixel matrix in tiles of this image's size."""
    columns, rows = fields.integer("TotalPixelMatrixColumns"), fields.integer("TotalPixelMatrixRows")
    wide, high = fields.integer("Columns"), fields.integer("Rows")
    if not columns or not rows or not wide or not high or min(columns, rows) < 1:
        return None
    is_full = fields.code("DimensionOrganizationType").upper() == "TILED_FULL"
    return Tiling(-(-columns // wide), -(-rows // high), is_full)
